// The loss of every step so far: a chart with a logarithmic axis, and a dot at the step shown.

import { grouped, say, size } from "../scenes/words.js";

const MARGIN = { left: 4.5, right: 1, top: 0.8, bottom: 1.6 }; // in heights of its type
const LEAST = 1e-30; // a loss of 0 has no place on a logarithmic axis
const DIGIT = 0.7; // of the height of its type: the width of a digit

const SVG = "http://www.w3.org/2000/svg";
const make = (name, attributes, text = "") => {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.textContent = text;
  return node;
};

export class LossChart {
  constructor(svg) {
    this.svg = svg;
    this.last = [];
    // To ask for it at every snapshot would lay out the page each time.
    new ResizeObserver(() => {
      this.box = [svg.clientWidth, svg.clientHeight];
      this.type = Number.parseFloat(getComputedStyle(svg).fontSize);
      this.draw(...this.last);
    }).observe(svg);
  }

  // Losses of the steps from `first` on; `at` is the step shown.
  draw(losses = [], first = 0, at = 0) {
    this.last = [losses, first, at];
    const [width, height] = this.box ?? [0, 0];
    if (!width) return;
    if (!losses.length) {
      const middle = { x: width / 2, y: height / 2, "text-anchor": "middle" };
      this.svg.replaceChildren(make("text", middle, say("no_loss")));
      return;
    }
    const [left, right, top, bottom] = ["left", "right", "top", "bottom"].map(
      (side) => MARGIN[side] * this.type,
    );
    const w = width - left - right,
      h = height - top - bottom;
    const levels = losses.map((loss) => Math.log10(Math.max(loss, LEAST)));
    const [low, high] = rangeOf(levels);
    const place = {
      x: (step) => left + (w * (step - first)) / Math.max(1, losses.length - 1),
      y: (level) => top + (h * (high - level)) / (high - low),
    };
    const nodes = [
      make("path", { class: "axes", d: `M${left},${top}v${h}h${w}` }),
      ...levelsOf(low, high, h / this.type).flatMap((level) => [
        make("path", { class: "grid", d: `M${left},${place.y(level)}h${w}` }),
        make(
          "text",
          { x: left - 5, y: place.y(level) + this.type / 3, "text-anchor": "end" },
          size(10 ** level),
        ),
      ]),
      ...stepsOf(first, losses.length, w / this.type).map((step) =>
        make("text", { x: place.x(step), y: height - 4, "text-anchor": "middle" }, grouped(step)),
      ),
    ];
    if (losses.length > 1)
      nodes.push(
        make("path", { class: "curve", d: `M${pointsOf(levels, first, place, w).join("L")}` }),
      );
    nodes.push(
      make("circle", { class: "now", r: 4, cx: place.x(at), cy: place.y(levels[at - first]) }),
    );
    this.svg.replaceChildren(...nodes);
  }
}

const rangeOf = (levels) => {
  let [low, high] = [Infinity, -Infinity];
  for (const level of levels) [low, high] = [Math.min(low, level), Math.max(high, level)];
  return high - low < 0.1 ? [low - 0.1, high + 0.1] : [low, high];
};

// Powers of ten, as many as have room; where there are fewer than two, 1, 2 and 5 times them.
const levelsOf = (low, high, room) => {
  const most = Math.max(2, Math.floor(room / 1.6)),
    inside = (level) => low <= level && level <= high;
  const from = Math.floor(low),
    tens = Array.from({ length: Math.ceil(high) - from + 1 }, (_, k) => from + k);
  const whole = tens.filter(inside);
  const every = Math.ceil(whole.length / most);
  if (whole.length > 1) return whole.filter((level) => level % every === 0);
  const parts = tens.flatMap((ten) => [0, Math.log10(2), Math.log10(5)].map((part) => ten + part));
  const found = parts.filter(inside);
  return found.length ? found : [low, high];
};

// Round numbers of steps, as many as have room.
const stepsOf = (first, count, room) => {
  if (count < 2) return [first];
  const last = first + count - 1,
    rough = Math.max(1, (count - 1) / Math.max(1, room / (DIGIT * (grouped(last).length + 3))));
  const power = 10 ** Math.floor(Math.log10(rough)),
    every = power * [1, 2, 5, 10].find((one) => one * power >= rough);
  const from = Math.ceil(first / every);
  return Array.from({ length: Math.floor(last / every) - from + 1 }, (_, k) => (from + k) * every);
};

// Of many steps in one pixel, the lowest and the highest loss are drawn.
const pointsOf = (levels, first, place, room) => {
  const point = (k) => `${place.x(first + k).toFixed(1)},${place.y(levels[k]).toFixed(1)}`;
  const every = Math.ceil(levels.length / Math.max(1, room));
  if (every < 3) return levels.map((_, k) => point(k));
  const points = [point(0)];
  for (let from = 1; from < levels.length; from += every) {
    const to = Math.min(from + every, levels.length);
    let [lowest, highest] = [from, from];
    for (let k = from; k < to; k++) {
      if (levels[k] < levels[lowest]) lowest = k;
      if (levels[k] > levels[highest]) highest = k;
    }
    points.push(...[...new Set([lowest, highest, to - 1])].sort((a, b) => a - b).map(point));
  }
  return points;
};
