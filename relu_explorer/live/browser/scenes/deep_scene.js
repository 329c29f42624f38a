// Two layers and their curves, from the parameters alone: what charts/two_layers.py computes, once per
// frame.  A state is {values, units, hasMax, further, probe, window, height, target}; a curve is [x, y].

import { number } from "./words.js";

const ROUNDING = 8 * 2 ** -52,
  NEAR = 1e-9;
const EMPTY = [[], []];

export const LETTERS = "ABC";
export const FIRST_LETTER = 3; // the number of unit A: those of the first layer come before

// A layer that folds [0, 1] in two.
const TENT = [
  { weight: [[2], [4]], bias: [0, -2] },
  { weight: [[1, -1]], bias: [0] },
];

const range = (count) => Array.from({ length: count }, (_, k) => k);
const dot = (a, b) => a.reduce((sum, one, k) => sum + one * b[k], 0);

// One network and the one it goes into, as layers, where sliders name such; else null.
export const chainOf = ({ values: at, units: [n, m] }) => {
  if (!("q" in at)) return null;
  const first = range(n),
    second = [...LETTERS.slice(0, m)];
  return {
    inner: [
      { weight: first.map((i) => [at[`w${i}`]]), bias: first.map((i) => at[`b${i}`]) },
      { weight: [first.map((i) => at[`p${i}`])], bias: [at.q] },
    ],
    outer: [
      { weight: second.map((j) => [at[`a${j}`]]), bias: second.map((j) => at[`b${j}`]) },
      { weight: [second.map((j) => at[`v${j}`])], bias: [at.c] },
    ],
  };
};

// The layers that sliders name: two hidden ones and the output.
export const layersOf = (s) => {
  const chain = chainOf(s);
  if (chain) return [chain.inner[0], joined(chain.inner[1], chain.outer[0]), chain.outer[1]];
  const {
    values: at,
    units: [n, m],
  } = s;
  const first = range(n),
    second = [...LETTERS.slice(0, m)];
  return [
    { weight: first.map((i) => [at[`w${i}`]]), bias: first.map((i) => at[`b${i}`]) },
    {
      weight: second.map((j) => first.map((i) => at[`u${j}${i}`])),
      bias: second.map((j) => at[`b${j}`]),
    },
    { weight: [second.map((j) => at[`v${j}`])], bias: [at.c] },
  ];
};

// A straight layer and the one after it are one.
const joined = (before, after) => ({
  weight: after.weight.map((row) =>
    before.weight[0].map((_, k) =>
      dot(
        row,
        before.weight.map((one) => one[k]),
      ),
    ),
  ),
  bias: after.weight.map((row, j) => dot(row, before.bias) + after.bias[j]),
});

const withoutSecondMax = ([first, second, output]) => [first, joined(second, output)];

const drawn = (s) => {
  let layers = layersOf(s);
  if (!s.hasMax) layers = withoutSecondMax(layers);
  for (let k = 0; k < s.further; k++)
    layers = [...layers.slice(0, -1), joined(layers.at(-1), TENT[0]), TENT[1]];
  return layers;
};

// Preactivations and activations of every layer at x.
export const forward = (layers, x) => {
  let h = [x];
  return layers.map(({ weight, bias }) => {
    const z = weight.map((row, i) => dot(row, h) + bias[i]);
    h = z.map((one) => Math.max(0, one));
    return { z, h };
  });
};

// What is drawn, at x.
export const outputOf = (s, x) => output(drawn(s), x);

const output = (layers, x) => forward(layers, x).at(-1).z[0];

// A line of a sum: [slope, intercept, size of the slope's terms, size of the intercept's]; what is
// no more than rounding is 0.
const combined = (row, bias, lines) => {
  const part = (k) =>
    dot(
      row,
      lines.map((line) => line[k]),
    );
  const size = (k) =>
    dot(
      row.map(Math.abs),
      lines.map((line) => line[k]),
    );
  const sizes = [size(2), size(3) + Math.abs(bias)];
  const settled = (value, k) => (Math.abs(value) <= ROUNDING * sizes[k] ? 0 : value);
  return [settled(part(0), 0), settled(part(1) + bias, 1), ...sizes];
};

// Where a line crosses 0 inside of a piece; null if it does not.
const crossing = ([slope, intercept, slopeSize, size], [low, high]) => {
  if (slope === 0) return null;
  const at = -intercept / slope;
  const within = (ROUNDING * (size + slopeSize * Math.abs(at))) / Math.abs(slope);
  return at - low > within && high - at > within ? [at, within] : null;
};

// A piece cut where lines cross 0: its parts, [low, high, which lines are above 0].
const cut = ([low, high], lines) => {
  const found = lines.map((line) => crossing(line, [low, high]));
  const places = found.filter(Boolean).sort((a, b) => a[0] - b[0]);
  const inner = places.filter(
    ([at, within], k) => !k || at - places[k - 1][0] > Math.max(within, places[k - 1][1]),
  );
  const knots = [low, ...inner.map(([at]) => at), high];
  return knots.slice(1).map((end, k) => {
    const middle = (knots[k] + end) / 2;
    return [knots[k], end, lines.map(([slope, intercept]) => slope * middle + intercept > 0)];
  });
};

const through = ({ weight, bias }, lines) => weight.map((row, i) => combined(row, bias[i], lines));

// Pieces are {ends, active, lines}: active units layer by layer, and the lines of the last layer's
// activations; before any layer, the window and x itself.
const whole = (window) => [{ ends: window, active: [], lines: [[1, 0, 1, 0]] }];

// Pieces split where a unit of one more layer switches, given its preactivations on each.
const split = (pieces, preactivations) =>
  pieces.flatMap(({ ends, active }, k) =>
    cut(ends, preactivations[k]).map(([low, high, isOn]) => ({
      ends: [low, high],
      active: [...active, ...isOn],
      lines: preactivations[k].map((line, i) => (isOn[i] ? line : [0, 0, 0, 0])),
    })),
  );

const preactivationsOf = (layer, pieces) => pieces.map(({ lines }) => through(layer, lines));

// The window, split where a unit of any hidden layer switches, with the line of the output.
const refined = (layers, window) => {
  let pieces = whole(window);
  for (const layer of layers.slice(0, -1)) pieces = split(pieces, preactivationsOf(layer, pieces));
  return withOutput(layers.at(-1), pieces);
};

const withOutput = (output, pieces) =>
  pieces.map(({ ends, active, lines }) => ({ ends, active, line: through(output, lines)[0] }));

// Points that draw a line on each of some pieces.
const points = (ends, lines) => {
  const at = (x, [slope, intercept]) => slope * x + intercept;
  return [
    [ends[0][0], ...ends.map(([, end]) => end)],
    [at(ends[0][0], lines[0]), ...lines.map((line, k) => at(ends[k][1], line))],
  ];
};

// The numbers of the units, layer by layer.
export const numbersOf = ({ units: [n, m] }) => [
  ...range(n),
  ...range(m).map((unit) => FIRST_LETTER + unit),
];

// Where in the window each unit switches, by its number.
export const switches = (s, pieces) =>
  new Map(
    numbersOf(s)
      .map((number, column) => [
        number,
        pieces
          .slice(1)
          .filter(({ active }, k) => active[column] !== pieces[k].active[column])
          .map(({ ends }) => ends[0]),
      ])
      .filter(([number]) => number < FIRST_LETTER || s.hasMax),
  );

// Where units of a layer are on, a row a unit.
const strips = (s, pieces, numbers) => {
  const [low, high] = s.window,
    columns = numbersOf(s);
  const curves = {
    off: [numbers.flatMap(() => [low, high, null]), numbers.flatMap((_, row) => [row, row, null])],
  };
  numbers.forEach((number, row) => {
    const isStraight = number >= FIRST_LETTER && !s.hasMax,
      column = columns.indexOf(number),
      on = [[], []];
    let start = null;
    for (const { ends, active } of pieces) {
      const isOn = isStraight || active[column];
      if (isOn && start === null) [start] = ends;
      if (start !== null && (!isOn || ends[1] === high)) {
        on[0].push(start, isOn ? high : ends[0], null);
        on[1].push(row, row, null);
        start = null;
      }
    }
    curves[`on${number}`] = on;
  });
  return curves;
};

// Every second piece, in the middle of the room for strips.
const pieceStrip = ({ window, units }, bends) => {
  const ends = [window[0], ...bends, window[1]],
    row = (Math.max(...units) - 1) / 2,
    odd = [[], []];
  for (let k = 1; k + 1 < ends.length; k += 2) {
    odd[0].push(ends[k], ends[k + 1], null);
    odd[1].push(row, row, null);
  }
  return { off: [[...window], [row, row]], odd };
};

// The kinks of what is drawn: where its slope changes by more than rounding.
const kinks = (pieces) =>
  pieces
    .slice(1)
    .filter(({ line: [slope] }, k) => {
      const [before] = pieces[k].line;
      return Math.abs(slope - before) > ROUNDING * (Math.abs(slope) + Math.abs(before));
    })
    .map(({ ends }) => ends[0]);

const outputScene = (s, probe, pieces, places) => {
  const layers = drawn(s),
    [low, high] = s.window,
    curves = { probe };
  const seen = s.hasMax && !s.further ? pieces : refined(layers, s.window);
  if (s.target[0].length) curves.target = s.target;
  curves.y = points(
    seen.map(({ ends }) => ends),
    seen.map(({ line }) => line),
  );
  const y = output(layers, s.probe);
  const isSeen = low <= s.probe && s.probe <= high && s.height[0] <= y && y <= s.height[1];
  curves.point = isSeen ? [[s.probe], [y]] : EMPTY;
  const bends = kinks(seen);
  for (const [number, at] of places) {
    const kept = at.filter((x) =>
      bends.some((bend) => Math.abs(bend - x) <= NEAR + NEAR * Math.abs(bend)),
    );
    const name = number >= FIRST_LETTER ? "cross" : "fold";
    curves[name + number] = [kept, kept.map((x) => output(layers, x))];
  }
  return { ...curves, ...pieceStrip(s, bends) };
};

// Where a line is at x, between the points that draw it.
const between = ([x, y], at) => {
  const k = Math.max(
    x.findIndex((one) => one >= at),
    1,
  );
  return y[k - 1] + ((y[k] - y[k - 1]) * (at - x[k - 1])) / (x[k] - x[k - 1]);
};

// What a unit of the second layer adds on pieces of the first layer, given its preactivation there.
const added = (ends, z, weight, hasMax) => {
  const scaled = (line) => line.map((part) => weight * part);
  if (!hasMax) return points(ends, z.map(scaled));
  const parts = ends.flatMap((end, k) =>
    cut(end, [z[k]]).map(([low, high, [isOn]]) => [[low, high], isOn ? scaled(z[k]) : [0, 0]]),
  );
  return points(
    parts.map(([end]) => end),
    parts.map(([, line]) => line),
  );
};

// Points that draw a network of one layer.
const drawnBy = (layers, window) => {
  const pieces = refined(layers, window);
  return points(
    pieces.map(({ ends }) => ends),
    pieces.map(({ line }) => line),
  );
};

// The inner network, and the levels at which the outer one's units switch.
const innerScene = ({ inner, outer }, s, places, probe) => {
  const line = drawnBy(inner, s.window),
    curves = { probe, y: line };
  const levels = outer[0].weight.map(([weight], unit) =>
    weight === 0 ? Number.NaN : -outer[0].bias[unit] / weight + 0,
  );
  levels.forEach((level, unit) => {
    curves[`z${FIRST_LETTER + unit}`] =
      Number.isFinite(level) && s.hasMax ? [[...s.window], [level, level]] : EMPTY;
  });
  for (const [number, at] of places)
    if (number >= FIRST_LETTER)
      curves[`cross${number}`] = [at, at.map(() => levels[number - FIRST_LETTER])];
    else curves[`fold${number}`] = [at, at.map((x) => between(line, x))];
  return curves;
};

// The outer network over the inner one's output, which goes as far as the frame.
const outerScene = ({ inner, outer }, s) => {
  const [low, high] = s.height,
    y1 = output(inner, s.probe),
    rows = range(outer[0].bias.length);
  const straight = [...s.height].map((at) => straightly(outer, at));
  const curves = {
    ghost: low <= y1 && y1 <= high ? [[y1, y1], [...s.height]] : EMPTY,
    y: s.hasMax ? drawnBy(outer, s.height) : [[...s.height], straight],
    off: [rows.flatMap(() => [low, high, null]), rows.flatMap((row) => [row, row, null])],
  };
  outer[0].weight.forEach(([weight], unit) => {
    const bias = outer[0].bias[unit],
      at = weight === 0 ? Number.NaN : -bias / weight + 0;
    const isInside = s.hasMax && low < at && at < high;
    curves[`cross${FIRST_LETTER + unit}`] = isInside ? [[at], [output(outer, at)]] : EMPTY;
    const start = s.hasMax && weight > 0 ? Math.max(low, at) : low,
      end = s.hasMax && weight < 0 ? Math.min(high, at) : high;
    const isOn = start < end && (!s.hasMax || weight !== 0 || bias > 0);
    curves[`on${FIRST_LETTER + unit}`] = isOn
      ? [
          [start, end],
          [unit, unit],
        ]
      : EMPTY;
  });
  return curves;
};

// What is left of a network of one layer without its max.
const straightly = ([first, last], x) =>
  dot(
    last.weight[0],
    first.weight.map(([weight], i) => weight * x + first.bias[i]),
  ) + last.bias[0];

// How a chart is to be looked at; the outer network's over the inner one's output.
export const deepLook = ({ window, height, units, values }, chart) => ({
  window: chart === "cut" && "q" in values ? height : window,
  height,
  units: Math.max(...units),
  number,
});

export const deepScenes = (s) => {
  const [low, high] = s.window,
    [first, second, last] = layersOf(s);
  const start = whole(s.window),
    folded = split(start, preactivationsOf(first, start)),
    z = preactivationsOf(second, folded),
    pieces = withOutput(last, split(folded, z)),
    places = switches(s, pieces),
    ends = folded.map((piece) => piece.ends);
  const probe = low <= s.probe && s.probe <= high ? [[s.probe, s.probe], [...s.height]] : EMPTY;
  const bent = { probe },
    cutOff = { probe };
  second.bias.forEach((_, unit) => {
    const number = FIRST_LETTER + unit,
      own = z.map((lines) => lines[unit]);
    bent[`z${number}`] = points(ends, own);
    cutOff[`v·h${number}`] = added(ends, own, last.weight[0][unit], s.hasMax);
    const at = places.get(number);
    if (at) bent[`cross${number}`] = cutOff[`cross${number}`] = [at, at.map(() => 0)];
  });
  const lines = second.bias.map((_, unit) => bent[`z${FIRST_LETTER + unit}`]);
  for (const [number, at] of places)
    if (number < FIRST_LETTER)
      bent[`fold${number}`] = [
        lines.flatMap(() => at),
        lines.flatMap((line) => at.map((x) => between(line, x))),
      ];
  const [units, letters] = [0, 1].map((layer) =>
    numbersOf(s).filter((number) => number >= FIRST_LETTER === Boolean(layer)),
  );
  const chain = chainOf(s);
  if (chain)
    return {
      bent: { ...innerScene(chain, s, places, probe), ...strips(s, pieces, units) },
      cut: outerScene(chain, s),
      // Parts of x that share a y₁ have the same units of the outer network on.
      output: {
        ...outputScene(s, probe, pieces, places),
        odd: EMPTY,
        ...strips(s, pieces, letters),
      },
    };
  return {
    bent: { ...bent, ...strips(s, pieces, units) },
    cut: { ...cutOff, ...strips(s, pieces, letters) },
    output: outputScene(s, probe, pieces, places),
  };
};
