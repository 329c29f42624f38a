// The page of two inputs: the plane from above, the same as a surface, and a cut through both.

import { serve } from "./page.js";
import {
  cutEnds,
  planarLook,
  planarScenes,
  preactivation,
  unitsOf,
} from "../scenes/planar_scene.js";
import { planarLines } from "../scenes/planar_words.js";
import { Drawn } from "./several.js";
import { snapped } from "../gestures/sliders.js";
import { learned } from "../scenes/words.js";
import "../charts/plane.js";
import "../charts/surface.js";

const LEAST = 1e-9;

class TwoInputs extends Drawn {
  get surfaces() {
    return "relu-plane, relu-surface, relu-chart";
  }

  scenes(s) {
    return planarScenes(s);
  }

  lines(s) {
    return planarLines(s).map((text, k) => [k < s.units ? k : null, text]);
  }

  // Snapshots of training take the place of the sliders' numbers, one a frame.
  state() {
    const s = super.state(),
      frame = this.frames?.[this.at];
    if (frame) s.values = { ...s.values, ...frame };
    return s;
  }

  take() {
    super.take();
    const { training } = this.data;
    if (training.number === this.played) return;
    const isNew = this.played !== undefined;
    this.played = training.number;
    if (!isNew) return;
    this.frames = training.frames.map((row) =>
      Object.fromEntries(row.map((value, k) => [training.names[k], value])),
    );
    this.at = 0;
    this.wake();
  }

  advance() {
    if (!this.frames) return false;
    this.at += 1;
    if (this.at >= this.frames.length) this.frames = null;
    return true;
  }

  rest() {
    this.frames = null;
  }

  get isMoving() {
    return super.isMoving || Boolean(this.frames);
  }

  get isIdle() {
    return super.isIdle && !this.frames;
  }

  axes(s, chart) {
    return planarLook(s, chart, this.shown);
  }

  // The probe, the ends of the cut, each arrow's dot and each line, wherever one takes hold of it.
  grips(chart, event) {
    if (chart.id !== "plane") return [];
    const s = this.state(),
      at = chart.inData(event),
      free = { cursor: "grab", movesUp: true };
    const { lines } = this.shown.plane;
    const [from, to] = cutEnds(s);
    const found = [
      { ...free, kind: "probe", unit: null, x: s.values.px, y: s.values.py },
      { ...free, kind: "cut", unit: null, x: from[0], y: from[1] },
      { ...free, kind: "cut", unit: null, x: to[0], y: to[1] },
    ];
    unitsOf(s).forEach(({ w: [w1, w2], b }, unit) => {
      const line = lines[unit];
      if (!line || this.data.locked.includes(unit)) return;
      const size = Math.hypot(w1, w2),
        middle = [0, 1].map((k) => (line[0][k] + line[1][k]) / 2);
      const dot = [middle[0] + (chart.arrow * w1) / size, middle[1] + (chart.arrow * w2) / size];
      found.push({ ...free, kind: "turn", unit, x: dot[0], y: dot[1], middle, size });
      const away = preactivation({ w: [w1, w2], b }, at) / size;
      const foot = [at[0] - (away * w1) / size, at[1] - (away * w2) / size];
      found.push({ ...free, kind: "line", unit, x: foot[0], y: foot[1], isLast: true });
    });
    return found;
  }

  drag({ kind, unit, middle, size, values }, [x, y]) {
    const s = this.state(),
      put = (name, value) => values.set(name, snapped(value, this.grid(name)));
    const lies = ([w1, w2], at) => {
      const [low, high] = this.grid("b0");
      const bias = Math.min(Math.max(-(w1 * at[0] + w2 * at[1]) + 0, low), high);
      values.set(`b${unit}`, Number(bias.toFixed(10)));
    };
    if (kind === "probe") {
      put("px", Math.min(Math.max(x, -s.reach), s.reach));
      put("py", Math.min(Math.max(y, -s.reach), s.reach));
    }
    if (kind === "cut") put("angle", degrees(x - s.values.px, y - s.values.py));
    if (kind === "line") lies(unitsOf(s)[unit].w, [x, y]);
    if (kind === "turn") {
      const [dx, dy] = [x - middle[0], y - middle[1]],
        long = Math.hypot(dx, dy);
      if (long < LEAST) return;
      put(`wx${unit}`, (size * dx) / long);
      put(`wy${unit}`, (size * dy) / long);
      lies([values.get(`wx${unit}`), values.get(`wy${unit}`)], middle);
    }
  }
}

// A direction, from -90 to 90: the cut has no beginning.
const degrees = (dx, dy) => {
  const angle = (Math.atan2(dy, dx) * 180) / Math.PI;
  return angle > 90 ? angle - 180 : angle < -90 ? angle + 180 : angle;
};

export const ready = learned;

export default serve(TwoInputs);
