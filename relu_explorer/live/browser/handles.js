// Taking hold of the charts: a corner, the end of a ray, the probe.

import { distance, toData } from "./charts.js";
import { corner, takenApart } from "./scene.js";
import { snapped } from "./sliders.js";
import { capture, graphIn, isReady, showCursor } from "./structure.js";
import { begin, meaning } from "./touches.js";
import { heldBias } from "./wanted.js";

const REACH = { mouse: 12, pen: 16, touch: 26 }; // px around a handle
const AFTER_DROP = 2100; // ms for which the page is watched after a drop

export class Handles {
  constructor(page) {
    this.page = page;
    this.grab = null;
  }

  at(event) {
    const graph = graphIn(event.target.closest?.(".st-key-units, .st-key-composite"));
    if (!this.page.data?.isLive || !isReady(graph)) return null;
    const reach = REACH[event.pointerType] ?? REACH.touch;
    let best = null;
    for (const { name, x, y } of graph.data) {
      const [kind, unit] = takenApart(name),
        rank = ["corner", "end", "probe"].indexOf(kind);
      if (rank < 0 || !x.length || (kind === "end" && !this.page.data.state.hasMax)) continue;
      if (this.page.data.locked.includes(unit)) continue;
      const away = distance(graph, event, x[0], kind === "probe" ? null : y[0]);
      if (away <= reach && (!best || rank < best.rank || (rank === best.rank && away < best.away)))
        best = { graph, kind, unit, rank, away };
    }
    if (best?.kind === "end" && this.page.state().w[best.unit] === 0) return null;
    return best;
  }

  hover(event) {
    const cursor = { corner: "ew-resize", end: "grab", probe: "col-resize" }[this.at(event)?.kind];
    this.showCursor(event, cursor ?? "");
  }

  showCursor(event, cursor) {
    const box = event.target.closest?.(".st-key-units, .st-key-composite");
    showCursor(box, cursor);
  }

  keepFromScrolling(event) {
    if (this.grab?.touch.isDecided && event.cancelable) event.preventDefault();
  }

  hold(event) {
    if (this.grab) return; // one finger at a time
    const handle = this.at(event);
    if (!handle) return;
    const s = this.page.state(),
      { unit } = handle;
    const [w, v, at] = handle.kind === "probe" ? [] : [s.w[unit], s.v[unit], corner(s, unit)];
    const touch = begin(event);
    this.grab = { ...handle, id: event.pointerId, w, v, at, touch, values: new Map() };
    if (handle.kind !== "probe") this.page.readout.unit = unit;
    this.showCursor(event, handle.kind === "end" ? "grabbing" : "ew-resize");
    if (touch.isDecided) event.preventDefault();
    capture(event);
    this.page.change();
  }

  drag(event) {
    const { kind, unit, graph, values, touch } = this.grab,
      meant = meaning(touch, event, kind === "end");
    if (meant === "wait") return;
    if (meant === "scroll") return this.drop(false);
    const [x, y] = toData(graph, event),
      [low, high] = this.page.data.state.window;
    const inside = Math.min(Math.max(x, low), high);
    const put = (key, value) => values.set(key, snapped(value, this.page.grid(key)));
    if (kind === "probe") put("probe", inside);
    if (kind === "corner")
      values.set(
        `b${unit}`,
        heldBias(this.grab.w, roundish(inside, high - low), this.page.grid("b0")),
      );
    if (kind === "end") this.turn(inside, y, put);
    for (const [key, value] of values) this.page.wanted.want(key, value);
  }

  // Turn a ray about its corner, so that it passes through (x, y): w for the steepness, the sign
  // of v for up or down, and b so that the corner stays.
  turn(x, y, put) {
    const { unit, w, v, at, values } = this.grab,
      side = Math.sign(w);
    const [low, high] = this.page.data.state.window,
      [, steepest, step] = this.page.data.grids.w;
    const run = Math.max((x - at) * side, 0.02 * (high - low));
    const isWeighted = this.page.data.state.stages.includes("v·h");
    const canFlip = isWeighted && "v" in this.page.data.grids;
    const rise = isWeighted ? y / (Math.abs(v) || 1) : y;
    const steep = canFlip ? Math.abs(rise) : Math.max(rise, 0);
    put(`w${unit}`, side * Math.min(Math.max(steep / run, step), steepest));
    const isFlipped = y !== 0 && Math.sign(y) !== Math.sign(v);
    if (canFlip && isFlipped) put(`v${unit}`, (Math.abs(v) || 1) * Math.sign(y));
    values.set(`b${unit}`, heldBias(values.get(`w${unit}`), at, this.page.grid("b0")));
  }

  drop(isWanted) {
    const { values } = this.grab;
    this.grab = null;
    if (isWanted && values.size) this.page.wanted.ask();
    else this.page.wanted.forget(values.keys());
    this.page.watch(AFTER_DROP);
    showCursor(document, "");
  }
}

// A corner is put on a round place: a tenth, in a wide window a whole number.
const roundish = (x, width) => {
  const parts = width > 40 ? 1 : 10;
  return Math.round(x * parts) / parts;
};
