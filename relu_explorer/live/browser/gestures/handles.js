// Taking hold of the charts: a corner, the end of a ray, the probe.

import { distance, toData } from "../charts/charts.js";
import { Grips, REACH, roundish } from "./grips.js";
import { corner, takenApart } from "../scenes/scene.js";
import { snapped } from "./sliders.js";
import { graphIn, isReady, showCursor } from "../structure.js";
import { heldBias } from "./wanted.js";

const CURSORS = { corner: "ew-resize", end: "grab", probe: "col-resize" };

export class Handles extends Grips {
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
    return best && this.gripOf(best);
  }

  gripOf({ graph, kind, unit }) {
    const s = this.page.state();
    if (kind === "end" && s.w[unit] === 0) return null;
    const [w, v, at] = kind === "probe" ? [] : [s.w[unit], s.v[unit], corner(s, unit)];
    return { graph, kind, unit, w, v, at, cursor: CURSORS[kind], movesUp: kind === "end" };
  }

  showCursor(event, cursor) {
    showCursor(event.target.closest?.(".st-key-units, .st-key-composite") ?? document, cursor);
  }

  move(event) {
    const { kind, unit, graph, values } = this.grab,
      [x, y] = toData(graph, event),
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
}
