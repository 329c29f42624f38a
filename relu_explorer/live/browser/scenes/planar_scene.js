// Two inputs: regions, lines and the cut, from the parameters alone: what core/several/planar.py and
// two_inputs.py compute, once per frame.  A state is {values, units, reach, height}.

import { compositeScene } from "./scene.js";
import { number } from "./words.js";

const ROUNDING = 8 * 2 ** -52,
  LEAST = 1e-9;

const range = (count) => Array.from({ length: count }, (_, k) => k);
const sum = (terms) => terms.reduce((a, b) => a + b, 0);

// Each unit as {w: [w1, w2], b, v}.
export const unitsOf = ({ values: at, units }) =>
  range(units).map((i) => ({ w: [at[`wx${i}`], at[`wy${i}`]], b: at[`b${i}`], v: at[`v${i}`] }));

export const preactivation = ({ w: [w1, w2], b }, [x, y]) => w1 * x + w2 * y + b;

export const outputAt = (s, point) =>
  sum(unitsOf(s).map((unit) => unit.v * Math.max(0, preactivation(unit, point)))) + s.values.c;

// --- regions: polygons cut by one line after the other.  A corner is [x, y, error, line along which
// one goes on from it], a line [w1, w2, b].

const sideOf = ([x, y, error], [w1, w2, b]) => {
  const level = w1 * x + w2 * y + b;
  const size = Math.abs(w1 * x) + Math.abs(w2 * y) + Math.abs(b);
  const within = ROUNDING * size + (Math.abs(w1) + Math.abs(w2)) * error;
  return Math.abs(level) <= within ? 0 : Math.sign(level);
};

const crossing = ([a1, a2, a], [b1, b2, b]) => {
  const across = a1 * b2 - a2 * b1,
    x = (a2 * b - a * b2) / across,
    y = (a * b1 - a1 * b) / across;
  const [one, other] = [Math.abs(a1) + Math.abs(a2), Math.abs(b1) + Math.abs(b2)];
  const size = one * other * (Math.abs(x) + Math.abs(y)) + Math.abs(a) * other + Math.abs(b) * one;
  return [x + 0, y + 0, (ROUNDING * size) / Math.abs(across)];
};

// What is on the positive side of the last line, and what on its negative one.
const halves = (polygon, sides, lines) => {
  const cut = lines.length - 1,
    positive = [],
    negative = [];
  polygon.forEach((corner, k) => {
    const here = sides[k],
      there = sides[(k + 1) % polygon.length],
      along = [...corner.slice(0, 3), cut];
    if (here >= 0) positive.push(here === 0 && there < 0 ? along : corner);
    if (here <= 0) negative.push(here === 0 && there > 0 ? along : corner);
    if (here * there < 0) {
      const place = crossing(lines[corner[3]], lines[cut]),
        [into, out] = here > 0 ? [negative, positive] : [positive, negative];
      out.push([...place, cut]);
      into.push([...place, corner[3]]);
    }
  });
  return [positive, negative];
};

// The gradient and the constant of the output where some units are on; rounding is 0.
const planeOf = (units, active, c) => {
  const terms = units.filter((_, i) => active[i]).map(({ w, b, v }) => [v * w[0], v * w[1], v * b]);
  return [0, 1, 2].map((k) => {
    const parts = [...terms.map((term) => term[k]), ...(k === 2 ? [c] : [])];
    const total = sum(parts);
    return Math.abs(total) <= ROUNDING * sum(parts.map(Math.abs)) ? 0 : total;
  });
};

const regionsOf = (units, c, reach) => {
  const lines = [
    [0, 1, reach],
    [1, 0, -reach],
    [0, 1, -reach],
    [1, 0, reach],
  ];
  const square = [
    [-reach, -reach, 0, 0],
    [reach, -reach, 0, 1],
    [reach, reach, 0, 2],
    [-reach, reach, 0, 3],
  ];
  let cells = [{ polygon: square, active: [] }];
  for (const { w, b } of units) {
    lines.push([...w, b]);
    const whole = [],
      cut = [];
    for (const { polygon, active } of cells) {
      const sides = polygon.map((corner) => sideOf(corner, lines.at(-1))),
        [most, least] = [Math.max(...sides), Math.min(...sides)];
      if (most <= 0 || least >= 0) {
        whole.push({ polygon, active: [...active, most > 0] });
        continue;
      }
      const [positive, negative] = halves(polygon, sides, lines);
      cut.push(
        { polygon: positive, active: [...active, true] },
        { polygon: negative, active: [...active, false] },
      );
    }
    cells = [...whole, ...cut];
  }
  return cells.map(({ polygon, active }) => ({
    corners: polygon.map(([x, y]) => [x, y]),
    plane: planeOf(units, active, c),
    active,
  }));
};

// The part of a line in the window; null where there is none.
const segment = ({ w: [w1, w2], b }, reach) => {
  if (w1 === 0 && w2 === 0) return null;
  const size = w1 * w1 + w2 * w2,
    foot = [(-b * w1) / size, (-b * w2) / size],
    way = [-w2, w1];
  let [low, high] = [-Infinity, Infinity];
  for (const k of [0, 1]) {
    if (way[k] === 0) {
      if (Math.abs(foot[k]) >= reach) return null;
      continue;
    }
    const ends = [(-reach - foot[k]) / way[k], (reach - foot[k]) / way[k]].sort((a, b) => a - b);
    low = Math.max(low, ends[0]);
    high = Math.min(high, ends[1]);
  }
  return low < high ? [low, high].map((t) => foot.map((at, k) => at + t * way[k] + 0)) : null;
};

// Exact where a right angle is meant.
const cosine = (degrees) => {
  const quarter = Math.floor(degrees / 90);
  return degrees % 90 === 0
    ? [1, 0, -1, 0][((quarter % 4) + 4) % 4]
    : Math.cos((degrees * Math.PI) / 180);
};

const wayOf = (angle) => [cosine(angle), cosine(angle - 90)];

// The network along the cut, as a state of one input that is 0 at the probe.
export const cutOf = (s) => {
  const units = unitsOf(s),
    [dx, dy] = wayOf(s.values.angle),
    [px, py] = [s.values.px, s.values.py];
  const settled = (parts) => {
    const total = sum(parts);
    return Math.abs(total) <= ROUNDING * sum(parts.map(Math.abs)) ? 0 : total;
  };
  return {
    w: units.map(({ w }) => settled([w[0] * dx, w[1] * dy])),
    b: units.map(({ w, b }) => settled([w[0] * px, w[1] * py, b])),
    v: units.map(({ v }) => v),
    c: s.values.c,
    on: units.map(() => true),
    probe: 0,
    stages: ["v·h"],
    hasMax: true,
    window: [-s.reach, s.reach],
    height: s.height,
    compare: "add",
    target: [[], []],
    data: [[], []],
    span: [],
  };
};

export const planarScene = (s) => {
  const units = unitsOf(s);
  return {
    regions: regionsOf(units, s.values.c, s.reach),
    lines: units.map((unit) => segment(unit, s.reach)),
  };
};

const BESIDE = /^(bar\d*|steps|total|marks)$/; // curves that stand beside the composite's plot

// What each chart shows, by its name.
export const planarScenes = (s) => {
  const scene = planarScene(s),
    cut = Object.entries(compositeScene(cutOf(s))).filter(([name]) => !BESIDE.test(name));
  return { plane: scene, surface: scene, along: Object.fromEntries(cut) };
};

// Where the cut leaves the window.
export const cutEnds = ({ values, reach }) => {
  const probe = [values.px, values.py],
    way = wayOf(values.angle);
  let [low, high] = [-Infinity, Infinity];
  for (const k of [0, 1]) {
    if (Math.abs(way[k]) < LEAST) continue;
    const ends = [(-reach - probe[k]) / way[k], (reach - probe[k]) / way[k]];
    low = Math.max(low, Math.min(...ends));
    high = Math.min(high, Math.max(...ends));
  }
  return [low, high].map((t) => [0, 1].map((k) => probe[k] + t * way[k]));
};

const along = ([x, y], [dx, dy]) => x * dx + y * dy;

// The cut on the surface: points of the space, no higher and no lower than what is shown.
const curveOn = (s, x) => {
  const { values, reach, height } = s,
    way = wayOf(values.angle);
  const places = [...x.map((t) => [values.px + t * way[0], values.py + t * way[1]]), ...cutEnds(s)];
  return places
    .filter(([a, b]) => Math.max(Math.abs(a), Math.abs(b)) <= reach + LEAST)
    .sort((a, b) => along(a, way) - along(b, way))
    .map((place) => [...place, Math.min(Math.max(outputAt(s, place), height[0]), height[1])]);
};

// How a chart is to be looked at, given what it shows.
export const planarLook = (s, chart, shown) => {
  const { values, reach, height, points } = s;
  if (chart === "along") return { window: [-reach, reach], height, units: s.units, number };
  const probe = [values.px, values.py];
  const ways = unitsOf(s).map(({ w: [w1, w2] }) => {
    const size = Math.hypot(w1, w2) || 1;
    return [w1 / size, w2 / size];
  });
  const curve = curveOn(s, shown.along.y[0]),
    output = outputAt(s, probe);
  const look = { reach, height, points, probe, cut: cutEnds(s), ways, number };
  return { ...look, curve, output, turn: values.turn };
};
