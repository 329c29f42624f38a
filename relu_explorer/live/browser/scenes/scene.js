// The network and its curves, from the parameters alone: what charts/scene.py computes, once per frame.
// A state is {w, b, v, c, on, probe, stages, hasMax, window, height, compare, target}; a curve is
// [x, y, text].

import { noteText, number, say, unitNotes } from "./words.js";

const INSET_X = 0.03,
  INSET_Y = 0.08,
  LABEL_ASIDE = 0.09,
  LETTER_WIDTH = 0.035,
  LABEL_ROOM = 0.2,
  ROUNDING = 8 * 2 ** -52;
const EMPTY = [[], []];

// Whether two curves, or two lists of numbers, are the same.
export const equalNumbers = (a, b) =>
  a.length === b.length && a.every((value, k) => value === b[k]);
export const equalCurves = (a, b) =>
  a.length === b.length && a.every((part, k) => equalNumbers(part, b[k]));

// What a slider or a curve is called, taken apart: "w3" is w of unit 3, "probe" is of no unit.
export const takenApart = (name) => {
  const [, symbol, unit] = /^(.*?)(\d*)$/.exec(name);
  return [symbol, unit ? Number(unit) : null];
};

// How a link names it.
export const queryOf = (s) => {
  const pairs = ["w", "b", "v"].flatMap((symbol) =>
    s[symbol].map((value, i) => [symbol + i, value]),
  );
  return new URLSearchParams([["n", s.w.length], ...pairs, ["c", s.c], ["probe", s.probe]]);
};

export const corner = (s, i) => (s.w[i] === 0 ? null : -s.b[i] / s.w[i] + 0);

export const activation = (s, i, x) => {
  const z = s.w[i] * x + s.b[i];
  return s.hasMax ? Math.max(0, z) : z;
};

export const contribution = (s, i, x) => (s.on[i] ? s.v[i] * activation(s, i, x) + 0 : 0);

export const output = (s, x) => s.w.reduce((sum, _, i) => sum + contribution(s, i, x), s.c);

// The slope of the output just beside x, on the given side (-1 or 1).
const slopeBeside = (s, x, side) => {
  const isOn = (i) => {
    if (!s.hasMax) return true;
    const at = corner(s, i);
    if (at === null) return s.b[i] > 0;
    const right = isSame(at, x) ? side > 0 : x > at;
    return right === s.w[i] > 0;
  };
  return settled(
    s.w.map((w, i) => (s.on[i] && isOn(i) ? s.v[i] * w : 0)),
    s,
  );
};

const isSame = (a, b) => Math.abs(a - b) <= ROUNDING * Math.abs(b);
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const sum = (terms) => terms.reduce((a, b) => a + b, 0);

const settled = (terms, s) => {
  const size = sum(s.w.map((w, i) => (s.on[i] ? Math.abs(s.v[i] * w) : 0)));
  const total = sum(terms);
  return Math.abs(total) <= ROUNDING * size ? 0 : total;
};

const innerHeight = ({ height: [bottom, top] }) => {
  const inset = INSET_Y * (top - bottom);
  return [bottom + inset, top - inset];
};

export const knots = (s) => {
  const [low, high] = s.window;
  if (!s.hasMax) return [low, high];
  const inside = s.w
    .map((_, i) => (s.on[i] ? corner(s, i) : null))
    .filter((x) => x !== null && x > low && x < high && !isSame(x, low) && !isSame(x, high))
    .sort((a, b) => a - b);
  return [low, ...inside.filter((x, k) => !k || !isSame(inside[k - 1], x)), high];
};

const probeLine = ({ probe, window: [low, high], height }) =>
  low <= probe && probe <= high ? [[probe, probe], [...height]] : EMPTY;

const rayEnd = (s, i) => {
  const [low, high] = s.window,
    inset = INSET_X * (high - low);
  const scale = s.stages.includes("v·h") ? s.v[i] : 1;
  const slope = scale * s.w[i],
    intercept = scale * s.b[i];
  let edge = s.w[i] < 0 ? low + inset : high - inset;
  if (s.hasMax && s.w[i] * edge + s.b[i] <= 0) return EMPTY;
  let y = slope * edge + intercept;
  const inside = clamp(y, ...innerHeight(s));
  if (inside !== y && slope !== 0) {
    const crossing = (inside - intercept) / slope;
    if (low < crossing && crossing < high) [edge, y] = [crossing, inside];
  }
  return [[edge], [y + 0], [String(i)]];
};

export const unitsScene = (s) => {
  const [low, high] = s.window,
    curves = { probe: probeLine(s) };
  s.w.forEach((w, i) => {
    const at = corner(s, i);
    const bends = s.hasMax && at !== null && low < at && at < high;
    const x = bends ? [low, at, high] : [low, high];
    const z = x.map((t) => w * t + s.b[i]);
    const h = z.map((value, k) => (s.hasMax ? (bends && k === 1 ? 0 : Math.max(0, value)) : value));
    const straight = [
      [low, high],
      [z[0], z[z.length - 1]],
    ];
    const weighted = [x, h.map((value) => s.v[i] * value + 0)];
    if (!s.on[i]) {
      curves[`muted${i}`] = weighted;
      return;
    }
    const stages = { z: straight, h: [x, h], v·h: weighted };
    for (const stage of s.stages) curves[stage + i] = stages[stage];
    curves[`corner${i}`] = bends ? [[at], [0]] : EMPTY;
    curves[`end${i}`] = rayEnd(s, i);
  });
  return curves;
};

const bendsAt = (s, i) => {
  const at = corner(s, i);
  return (
    settled(
      s.w.map((w, j) => {
        const other = corner(s, j);
        return s.on[j] && other !== null && isSame(other, at) ? s.v[j] * Math.abs(w) : 0;
      }),
      s,
    ) !== 0
  );
};

// A slope, where its piece is at the left (-1) or right edge, or leaves the frame.
const edgeLabel = (s, side, knot) => {
  const [low, high] = s.window,
    [bottom, top] = s.height;
  const edge = side > 0 ? high : low,
    inset = side * INSET_X * (high - low);
  const slope = slopeBeside(s, edge, -side),
    end = output(s, edge);
  const onLine = (at) => end + slope * (at - edge);
  const label = say("slope", { slope: number(slope) });
  const width = side * LETTER_WIDTH * label.length * (high - low);
  const levels = [edge, knot].map(onLine),
    rounding = ROUNDING * (top - bottom);
  const isSeen = Math.min(...levels) <= top && Math.max(...levels) >= bottom;
  if (s.ticks?.length || !isSeen) return [edge - inset, bottom, ""]; // or on axes of other numbers
  if (end < bottom - rounding || end > top + rounding) {
    const level = clamp(end, ...innerHeight(s)),
      within = level - Math.sign(end - level) * LABEL_ASIDE * (top - bottom);
    const leaves = edge + (within - end) / slope - inset;
    const x = side > 0 ? Math.max(leaves, low + width) : Math.min(leaves, high + width);
    return [x, level, label];
  }
  return [edge - inset, beside(s, side, slope, onLine, width), label];
};

// The height of a label beside a line that meets the edge of the frame.
const beside = (s, side, slope, onLine, width) => {
  const [low, high] = s.window,
    [bottom, top] = innerHeight(s);
  const position = (side > 0 ? high : low) - side * INSET_X * (high - low);
  const aside = side * (slope >= 0 ? 1 : -1) * LABEL_ASIDE * (s.height[1] - s.height[0]);
  const level = onLine(position) + aside;
  if (bottom <= level && level <= top) return level;
  const room = LABEL_ROOM * (top - bottom); // on the line's other side
  return clamp(onLine(position - width) - aside, bottom + room, top - room);
};

const edgeSlopes = (s) => {
  const corners = knots(s);
  const labels = [edgeLabel(s, -1, corners[1]), edgeLabel(s, 1, corners.at(-2))];
  if (corners.length === 2) labels[0][2] = ""; // one line
  return [0, 1, 2].map((part) => labels.map((label) => label[part]));
};

const strip = (s, i) => {
  let [low, high] = s.window;
  const at = corner(s, i);
  if (!s.on[i]) return EMPTY;
  if (s.hasMax) {
    if (s.w[i] > 0) low = Math.max(low, at);
    if (s.w[i] < 0) high = Math.min(high, at);
    if (low >= high || (at === null && s.b[i] <= 0)) return EMPTY;
  }
  return [
    [low + 0, high + 0],
    [i, i],
  ];
};

// The sum at the probe; nothing if the probe is beside the frame.
const probePoint = (s) => {
  const [low, high] = s.window;
  if (s.probe < low || s.probe > high) return { point: EMPTY, level: EMPTY };
  const total = output(s, s.probe),
    isSeen = s.height[0] <= total && total <= s.height[1];
  return {
    point: isSeen ? [[s.probe], [total]] : EMPTY,
    level: [
      [s.probe, high],
      [total, total],
    ],
  };
};

const bars = (s) => {
  const n = s.w.length,
    tops = [s.c];
  for (let i = 0; i < n; i++) tops.push(tops[i] + contribution(s, i, s.probe));
  const steps = [[0], [tops[0]]];
  for (let k = 0; k < n; k++) {
    steps[0].push(k + 1, k + 1);
    steps[1].push(tops[k], tops[k + 1]);
  }
  const curves = {
    total: [
      [-0.7, n + 0.7],
      [tops[n], tops[n]],
    ],
    bar: [
      [0, 0],
      [0, tops[0]],
    ],
    steps,
  };
  for (let i = 0; i < n; i++)
    curves[`bar${i}`] = s.on[i]
      ? [
          [i + 1, i + 1],
          [tops[i], tops[i + 1]],
        ]
      : EMPTY;
  return curves;
};

// What the sum is not: each piece given to one unit alone (contrast.py says to which).
const stitched = (s) => {
  const [low, high] = s.window,
    heard = s.w.map((_, i) => i).filter((i) => s.on[i]);
  const at = heard
    .map((i) => corner(s, i))
    .filter((x) => x !== null)
    .sort((a, b) => a - b);
  const inner = at.filter((x, k) => !k || !isSame(at[k - 1], x));
  const knots = [-Infinity, ...inner, Infinity],
    owned = s.w.map(() => [[], []]);
  const first = (i) => knots.findIndex((knot) => isSame(knot, corner(s, i)));
  const rank = (i, piece) => {
    if (s.w[i] === 0) return s.b[i] > 0 ? 2 * s.w.length + 2 : Infinity;
    const between = s.w[i] > 0 ? piece - first(i) : first(i) - 1 - piece;
    return between < 0 ? Infinity : 2 * between + (s.w[i] < 0);
  };
  for (let piece = 0; piece + 1 < knots.length; piece++) {
    const x = [Math.max(low, knots[piece]), Math.min(high, knots[piece + 1])];
    const ranks = heard.map((i) => rank(i, piece)),
      best = Math.min(...ranks);
    if (x[0] >= x[1] || best === Infinity) continue;
    const i = heard[ranks.indexOf(best)],
      y = x.map((t) => s.v[i] * (s.w[i] * t + s.b[i]) + s.c);
    const gap = owned[i][0].length ? [null] : [];
    owned[i] = [
      [...owned[i][0], ...gap, ...x],
      [...owned[i][1], ...gap, ...y],
    ];
  }
  return owned;
};

// Each unit fed into the next one: a composition.
const chained = (s) => {
  let x = [...s.window],
    u = [...s.window],
    isEmpty = true;
  s.w.forEach((w, i) => {
    if (!s.on[i]) return;
    const z = u.map((value) => w * value + s.b[i]),
      [moreX, moreZ] = [[x[0]], [z[0]]];
    for (let k = 1; k < x.length; k++) {
      if (z[k - 1] * z[k] < 0) {
        moreX.push(x[k - 1] + (x[k] - x[k - 1]) * (z[k - 1] / (z[k - 1] - z[k])));
        moreZ.push(0);
      }
      moreX.push(x[k]);
      moreZ.push(z[k]);
    }
    [x, u, isEmpty] = [moreX, moreZ.map((value) => s.v[i] * Math.max(0, value) + 0), false];
  });
  return [x, u.map((value) => (isEmpty ? s.c : value + s.c))];
};

const comparison = (s, line) => {
  if (s.compare === "chain") return { ghost: line, chain: s.hasMax ? chained(s) : line };
  const owned = s.hasMax ? stitched(s) : [];
  const curves = { ghost: line };
  for (const i of s.w.keys()) curves[`own${i}`] = owned[i] ?? EMPTY;
  return curves;
};

const added = (s, line) => {
  const curves = { y: line, slopes: edgeSlopes(s), ...probePoint(s) };
  s.w.forEach((_, i) => {
    const at = corner(s, i),
      [low, high] = s.window;
    const inside = s.hasMax && at !== null && low < at && at < high;
    const shown = inside && s.on[i] && s.v[i] !== 0 && bendsAt(s, i);
    const level = shown ? output(s, at) : 0,
      isSeen = s.height[0] <= level && level <= s.height[1];
    curves[`corner${i}`] = shown && isSeen ? [[at], [level]] : EMPTY;
  });
  return curves;
};

export const compositeScene = (s) => {
  const [low, high] = s.window,
    x = knots(s),
    line = [x, x.map((t) => output(s, t))];
  const curves = {
    probe: probeLine(s),
    off: [s.w.flatMap(() => [low, high, null]), s.w.flatMap((_, i) => [i, i, null])],
    ...bars(s),
    ...(s.compare === "add" ? added(s, line) : comparison(s, line)),
  };
  for (const i of s.w.keys()) curves[`on${i}`] = strip(s, i);
  if (s.target[0].length) curves.target = s.target;
  if (s.data[0].length) curves.data = s.data;
  const notes = s.span.length && s.hasMax ? unitNotes(s, s.span).map(noteText) : [];
  const texts = notes.map((note) => note && `\u00a0${note}`);
  if (notes.length) curves.marks = [notes.map(() => high), [...notes.keys()], texts];
  return curves;
};
