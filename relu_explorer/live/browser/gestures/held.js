// A slider that Python answers while it is held, as fast as the answers come: one is asked for at a
// time, and the last is that of the release, which Streamlit tells itself.

import { SLIDER, slider } from "../structure.js";

const followers = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  let follower = followers.get(parentElement);
  if (!follower) {
    follower = new Follower();
    followers.set(parentElement, follower);
  }
  [follower.data, follower.send] = [data, setTriggerValue];
  return () => follower.closing.abort();
}

class Follower {
  constructor() {
    this.number = 0; // of the last question
    this.isHeld = false;
    this.closing = new AbortController();
    const on = (type, handler) =>
      addEventListener(type, handler, { capture: true, signal: this.closing.signal });
    on("pointerdown", (event) => this.press(event));
    for (const type of ["pointerup", "pointercancel", "blur"]) on(type, () => this.release());
  }

  press(event) {
    const input = slider(this.data.slider)?.input;
    if (event.button !== 0 || !input?.closest(SLIDER).contains(event.target)) return;
    this.isHeld = true;
    this.first = this.asked = input.value;
    this.number = this.data.answered;
    this.look();
  }

  // Streamlit does not tell a value that is the one before.
  release() {
    if (!this.isHeld) return;
    this.isHeld = false;
    const isBack = slider(this.data.slider)?.input.value === this.first;
    if (isBack && this.asked !== this.first)
      this.send("held", { value: null, number: this.number });
  }

  look() {
    if (!this.isHeld || this.closing.signal.aborted) return;
    const value = slider(this.data.slider)?.input.value;
    if (value !== this.asked && this.data.answered >= this.number) {
      [this.asked, this.number] = [value, this.data.answered + 1];
      this.send("held", { value: Number(value), number: this.number });
    }
    requestAnimationFrame(() => this.look());
  }
}
