// The values that the person gave and Python has not confirmed: until then the browser owns them.
//
// At the end of a gesture Python is told: of one slider by that slider's own report, which costs it
// the least, of several at once by an event with a number.  A report can still be lost while
// Python's answer redraws the slider, and other widgets' events take along what the sliders had
// before.  So when everything is at rest, what Python has is compared with what was wanted and with
// what the sliders show; if anything differs, all is told to it once more.

import { takenApart } from "../scenes/scene.js";
import { follow, forgetLengths, snapped, tell } from "./sliders.js";
import { isRunning, slider } from "../structure.js";

const PATIENCE = 5000; // ms after which what was not answered is told again
const TRIES = 3; // after so many that it answered, Python has refused it
const LAG = 1000; // ms by which Python's numbers may come later than the sliders that show them

export const heldBias = (w, at, [low, high]) =>
  Number(Math.min(Math.max(-w * at + 0, low), high).toFixed(10));

export class Wanted {
  constructor(page) {
    this.page = page;
    this.values = new Map(); // by name
    this.untold = new Set(); // names whose values Python was not told
    this.corners = new Map(); // unit -> where the corner was when its weight was taken hold of
    this.number = 0;
    this.tries = 0; // how often it was told
    this.toldAt = 0;
    this.isAtRest = false;
    this.hasWaited = false; // for an answer that is on its way, before it tells Python once more
    this.isGoing = false; // the address leads elsewhere, and Python has not answered yet
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

  // Something else was put in the place of what was in hand.
  clear() {
    this.tries = 0;
    this.isAtRest = false;
    this.forget([...this.values.keys()]);
    this.corners.clear();
  }

  // Python has answered.
  hear() {
    this.isAtRest = this.isGoing = this.hasWaited = false;
  }

  want(name, value) {
    const [symbol, unit] = takenApart(name);
    if (symbol === "w") this.keepCorner(unit, value);
    if (symbol === "b" && !this.page.handles.grab) this.corners.delete(unit);
    this.put(name, value);
    if (name === "scale") this.rescale(value);
    this.page.change();
  }

  put(name, value) {
    if (!this.size) forgetLengths(); // a gesture begins
    this.values.set(name, value);
    this.untold.add(name);
    this.isAtRest = false;
    this.tries = 0;
  }

  // Let the bias follow a weight, so that the corner stays where it was.
  keepCorner(unit, w) {
    const { holdsCorner, corners } = this.page.data;
    if (!holdsCorner || this.page.handles.grab) return;
    if (!this.corners.has(unit)) {
      const names = [`w${unit}`, `b${unit}`],
        [w0, b0] = names.map((name) => this.page.shows(name));
      const isKnown = names.every((name) => this.page.shows(name) === this.page.exact(name));
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
  follow(isWritten) {
    for (const [name, value] of this.values) follow(this.page.full(name), value, isWritten);
  }

  forget(names) {
    for (const name of names) {
      this.values.delete(name);
      this.untold.delete(name);
      const exact = this.page.exact(name);
      if (exact !== undefined) follow(this.page.full(name), exact);
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

  // Everything is at rest: do Python and its sliders have what is wanted, and each other's?  Not
  // before: Python may have a value for a moment, and lose it to an older one that was on its way.
  rest() {
    if (this.isAtRest || this.isGoing) return;
    this.tell();
    const waits = this.number > this.page.data.answered;
    if (isRunning()) this.page.watch(100);
    else if (waits && performance.now() - this.toldAt < PATIENCE) this.page.watch(500);
    else if ((this.tries >= TRIES && !waits) || !this.strays().length) this.end();
    else if (!this.hasWaited) {
      this.hasWaited = true;
      this.page.watch(LAG);
    } else {
      for (const name of this.strays()) this.values.set(name, this.page.value(name));
      this.ask();
    }
  }

  // Names of the sliders of which Python or the slider itself has another value than it should:
  // the person's, or if nothing was wanted, Python's.
  strays() {
    return Object.keys(this.page.data.defaults).filter((name) => {
      const value = this.page.value(name);
      return !this.isExact(name, value) || !this.isShown(name, value);
    });
  }

  // The gesture is over: Python owns the values again, and each slider says its own.  What was written
  // on one before may have come after React's last word on it, which is not said twice.
  end() {
    this.forget([...this.values.keys(), ...Object.keys(this.page.data.defaults)]);
    this.corners.clear();
    this.mirror();
    this.isAtRest = true;
    this.page.show();
  }

  // When Python changes a widget, Streamlit writes the whole address, as it was when that run
  // began: a newer move of another slider is lost from it.
  mirror() {
    const search = new URLSearchParams(location.search);
    const before = String(search);
    for (const [name, usual] of Object.entries(this.page.data.defaults)) {
      const key = this.page.full(name);
      const exact = this.page.exact(name);
      if (Number(search.get(key) ?? usual) === exact) continue;
      if (exact === usual) search.delete(key);
      else search.set(key, String(exact));
    }
    if (String(search) !== before) history.replaceState(history.state, "", `?${search}`);
  }

  // The end of a gesture.
  tell() {
    const [name, ...others] = this.untold;
    this.untold.clear();
    if (name === undefined) return;
    if (others.length || this.number > this.page.data.answered) this.ask();
    else tell(this.page.full(name), this.get(name));
  }

  // Tell Python all that is wanted.
  ask() {
    this.untold.clear();
    this.number = Math.max(this.number, this.page.data.answered) + 1;
    this.tries += 1;
    this.hasWaited = false;
    this.toldAt = performance.now();
    const corners = Object.fromEntries([...this.corners].filter(([, at]) => at !== null));
    this.page.send("moved", { ...Object.fromEntries(this.values), corners, number: this.number });
    this.page.watch(500);
  }
}
