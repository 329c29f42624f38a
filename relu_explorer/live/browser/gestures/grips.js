// Taking hold of something that is drawn, with a mouse, a pen or a finger.  What can be taken hold of,
// and what becomes of it, those know who extend this: `at` an event, and `move`.

import { capture } from "../structure.js";
import { begin, meaning } from "./touches.js";

export const REACH = { mouse: 12, pen: 16, touch: 26 }; // px around a handle
const AFTER_DROP = 2100; // ms for which the page is watched after a drop

export class Grips {
  constructor(page) {
    this.page = page;
    this.grab = null; // what is in hand: {id, kind, unit, cursor, movesUp, touch, values}
  }

  hover(event) {
    this.showCursor(event, this.at(event)?.cursor ?? "");
  }

  keepFromScrolling(event) {
    if (this.grab?.touch.isDecided && event.cancelable) event.preventDefault();
  }

  hold(event) {
    if (this.grab) return; // one finger at a time
    const grip = this.at(event);
    if (!grip) return;
    const touch = begin(event);
    this.grab = { ...grip, id: event.pointerId, touch, values: new Map() };
    if (grip.unit !== null) this.page.readout.unit = grip.unit;
    this.showCursor(event, grip.cursor === "grab" ? "grabbing" : grip.cursor);
    if (touch.isDecided) event.preventDefault();
    capture(event);
    this.page.change();
  }

  drag(event) {
    if (event.pointerType === "mouse" && !event.buttons) return this.drop(true); // let go unheard
    const { values, touch, movesUp } = this.grab,
      meant = meaning(touch, event, movesUp);
    if (meant === "wait") return;
    if (meant === "scroll") return this.drop(false);
    if (this.grab.unit !== null) this.page.rest();
    this.move(event);
    for (const [key, value] of values) this.page.wanted.want(key, value);
  }

  drop(isWanted) {
    const { values } = this.grab;
    this.grab = null;
    if (isWanted && values.size) this.page.wanted.ask();
    else this.page.wanted.forget(values.keys());
    this.page.watch(AFTER_DROP);
    this.showCursor({ target: document.body }, "");
  }
}

// A place that is dragged is put on a round one: a tenth, in a wide window a whole number.
export const roundish = (x, width) => {
  const parts = width > 40 ? 1 : 10;
  return Math.round(x * parts) / parts;
};
