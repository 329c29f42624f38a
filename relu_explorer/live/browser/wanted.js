// The values that the person gave and Python has not confirmed: until then the browser owns them.
//
// Streamlit's sliders report what they are let go at, and mostly that is all.  But a report can be
// lost while Python's answer redraws the slider, and a bias that follows a held corner goes along
// with the next report as it was before.  So when everything is at rest, what Python has is
// compared with what was wanted; if anything differs, all is told to it once more, under a number.

import { follow, slider, snapped } from "./sliders.js";

const PATIENCE = 5000; // ms after which what was not answered is told again
const TRIES = 3; // after so many, Python has refused it

export const heldBias = (w, at, [low, high]) =>
  Number(Math.min(Math.max(-w * at + 0, low), high).toFixed(10));

export class Wanted {
  constructor(page) {
    this.page = page;
    this.values = new Map(); // by name
    this.corners = new Map(); // unit -> where the corner was when its weight was taken hold of
    this.moved = new Set(); // names whose place in the address is to be looked at
    this.number = 0;
    this.tries = 0;
    this.toldAt = 0;
  }

  get size() {
    return this.values.size;
  }

  has(name) {
    return this.values.has(name);
  }

  get(name) {
    return this.values.get(name);
  }

  clear() {
    this.values.clear();
    this.moved.clear();
    this.corners.clear();
  }

  want(name, value) {
    const unit = Number(name[1]);
    if (name === `w${unit}`) this.keepCorner(unit, value);
    if (name === `b${unit}` && !this.page.handles.grab) this.corners.delete(unit);
    this.put(name, value);
    if (name === "scale") this.rescale(value);
    this.page.wake();
  }

  put(name, value) {
    this.values.set(name, value);
    this.moved.add(name);
    this.tries = 0;
  }

  // Let the bias follow a weight, so that the corner stays where it was.
  keepCorner(unit, w) {
    const { holdsCorner, corners } = this.page.data;
    if (!holdsCorner || this.page.handles.grab) return;
    if (!this.corners.has(unit)) {
      const [w0, b0] = [this.page.value(`w${unit}`), this.page.value(`b${unit}`)];
      const isKnown = !this.has(`w${unit}`) && !this.has(`b${unit}`);
      this.corners.set(unit, isKnown || w0 === 0 ? corners[unit] : -b0 / w0);
    }
    const at = this.corners.get(unit);
    if (at !== null) this.put(`b${unit}`, heldBias(w, at, this.page.grid("b0")));
  }

  // The knob that moves nothing: w and b times a factor, v divided by it (core/shapes.py).
  rescale(power) {
    const {
      scaleBase: [w, b, v],
      grids,
    } = this.page.data;
    const most = Math.min(grids.w[1] / Math.abs(w), grids.b[1] / Math.abs(b));
    const factor = Math.max(Math.min(2 ** power, most), Math.abs(v) / grids.v[1]);
    this.put("w0", w * factor);
    this.put("b0", b * factor);
    this.put("v0", v / factor);
  }

  // Show what is wanted on the sliders, also where React has just redrawn one.
  follow() {
    for (const [name, value] of this.values) follow(this.page.full(name), value);
  }

  forget(names) {
    for (const name of names) {
      this.values.delete(name);
      follow(this.page.full(name), this.page.exact(name));
    }
  }

  // True while Python has all that is wanted; more may be on its way.
  get isMet() {
    return [...this.values].every(
      ([name, value]) => !this.page.isInHand(name) && this.isExact(name, value),
    );
  }

  isExact(name, value) {
    const exact = this.page.exact(name);
    return exact === undefined || Math.abs(exact - value) <= 1e-9;
  }

  isShown(name, value) {
    const shown = slider(this.page.full(name))?.input.valueAsNumber;
    return shown === undefined || shown === snapped(value, this.page.grid(name));
  }

  // Everything is at rest: is it as it was wanted?  Not before: Python may have a value for a
  // moment, and lose it to a report that was on its way with older ones.
  rest() {
    const waits = this.number > this.page.data.answered;
    if (document.querySelector("[data-test-script-state=running]")) this.page.watch(100);
    else if (waits && performance.now() - this.toldAt < PATIENCE) this.page.watch(500);
    else if (this.isAgreed || this.tries === TRIES) this.end();
    else this.ask();
  }

  get isAgreed() {
    return [...this.values].every((wish) => this.isExact(...wish) && this.isShown(...wish));
  }

  // The gesture is over: Python owns the values again.
  end() {
    this.forget([...this.values.keys()]);
    this.corners.clear();
    this.tries = 0;
    this.mirror();
  }

  // When Python changes a widget, Streamlit writes the whole address, as it was when that run
  // began: a newer move of another slider is lost from it.
  mirror() {
    const search = new URLSearchParams(location.search);
    const before = String(search);
    for (const name of this.moved) {
      const key = this.page.full(name);
      const [exact, usual] = [this.page.exact(name), this.page.data.defaults[name]];
      if (exact === undefined || Number(search.get(key) ?? usual) === exact) continue;
      if (exact === usual) search.delete(key);
      else search.set(key, String(exact));
    }
    if (String(search) !== before) history.replaceState(history.state, "", `?${search}`);
  }

  // Tell Python all that is wanted.
  ask() {
    this.number = Math.max(this.number, this.page.data.answered) + 1;
    this.tries += 1;
    this.toldAt = performance.now();
    this.page.send("moved", { ...Object.fromEntries(this.values), number: this.number });
    this.page.watch(500);
  }
}
