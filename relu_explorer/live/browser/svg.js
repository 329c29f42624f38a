// <relu-chart>: a chart on plain SVG, of curves by name, as scene.js gives them.  A style sheet knows
// how each looks.

import { takenApart } from "./scene.js";
import { write } from "./words.js";

const MARGIN = { left: 26, right: 8, top: 6, bottom: 18 };
const STRIP = 9; // px a unit
const TYPE = 11; // px of the type for which these are made; with larger type, all is larger

const SVG = "http://www.w3.org/2000/svg";
const make = (name, attributes) => {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
};

// Whole steps of 1, 2 or 5 times a power of ten, some five of them.
const ticks = (low, high) => {
  const rough = (high - low) / 5,
    power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((one) => one * power >= rough);
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, k) =>
    Number(((first + k) * step).toPrecision(12)),
  );
};

const MARKS = ["corner", "end", "point"];
const STRIPS = ["on", "off", "odd"];
// Marks of which one curve has several: where a unit of the first layer switches, and of the second.
const SEVERAL = {
  fold: ([x, y]) => `M${x - 5},${y}a5,5 0 1 0 10,0a5,5 0 1 0 -10,0`,
  cross: ([x, y]) => `M${x},${y - 7}l7,7l-7,7l-7,-7z`,
};

class Chart extends HTMLElement {
  connectedCallback() {
    this.nodes = new Map();
    this.frame = make("g", {});
    this.curves = make("g", {});
    this.svg = make("svg", {
      role: "img",
      "aria-labelledby": this.getAttribute("aria-labelledby"),
    });
    this.svg.append(this.frame, this.curves);
    this.append(this.svg);
    this.measure();
    // To ask for it at every frame would lay out the page at every frame.
    new ResizeObserver(() => this.measure()).observe(this.svg);
  }

  measure() {
    if (!this.isConnected) return; // the page was left
    this.size = [this.svg.clientWidth, this.svg.clientHeight];
    this.scale = Number.parseFloat(getComputedStyle(this.svg).fontSize) / TYPE;
    this.key = "";
    this.dispatchEvent(new Event("measured"));
  }

  // Draw curves; what they no longer have is hidden.  Unless it `isWritten`, texts stay as they are.
  draw(curves, { window, height, units, number, isWritten = true }) {
    this.isWritten = isWritten;
    const [width, tall] = this.size;
    const { scale } = this,
      room = scale * STRIP;
    const strips = "off" in curves ? units * room + 6 * scale : 0;
    const [left, right, top, bottom] = ["left", "right", "top", "bottom"].map(
      (side) => scale * MARGIN[side],
    );
    const w = width - left - right,
      h = tall - top - bottom - strips;
    if (w <= 0 || h <= 0) return;
    this.x = (value) => left + (w * (value - window[0])) / (window[1] - window[0]);
    this.y = (value) => top + (h * (height[1] - value)) / (height[1] - height[0]);
    this.strip = (unit) => top + h + 6 * scale + (unit + 0.5) * room;
    const key = [w, h, strips, ...window, ...height].join();
    if (key !== this.key) this.drawFrame(window, height, { left, top, w, h, strips }, number);
    this.key = key;
    for (const [name, [node]] of this.nodes) if (!(name in curves)) set(node, "display", "none");
    for (const [name, curve] of Object.entries(curves)) this.drawCurve(name, curve);
  }

  drawFrame(window, height, { left, top, w, h, strips }, number) {
    const nodes = [];
    for (const at of ticks(...window)) {
      nodes.push(make("path", { class: "grid", d: `M${this.x(at)},${top}v${h}` }));
      const text = make("text", {
        x: this.x(at),
        y: top + h + strips + 13 * this.scale,
        "text-anchor": "middle",
      });
      text.textContent = number(at);
      nodes.push(text);
    }
    for (const at of ticks(...height)) {
      const line = at === 0 ? "grid zero" : "grid";
      nodes.push(make("path", { class: line, d: `M${left},${this.y(at)}h${w}` }));
      const text = make("text", {
        x: left - 4,
        y: this.y(at) + 4 * this.scale,
        "text-anchor": "end",
      });
      text.textContent = number(at);
      nodes.push(text);
    }
    const clip = make("clipPath", { id: `${this.id}-plot` });
    clip.append(make("rect", { x: left, y: top, width: w, height: h }));
    this.frame.replaceChildren(clip, ...nodes);
  }

  drawCurve(name, [x, y, texts]) {
    const [symbol, unit] = takenApart(name);
    const kind = symbol.replace("·", "");
    if (kind === "slopes") return this.drawSlopes(name, x, y, texts);
    const isStrip = STRIPS.includes(kind);
    const [node, text] = this.node(name, kind, unit);
    set(node, "display", x.length ? "" : "none");
    const places = x.map((at, k) =>
      at === null
        ? null
        : [this.x(at), isStrip ? this.strip(y[k]) : this.y(y[k])].map((one) => one.toFixed(2)),
    );
    const path = node.firstChild;
    if (MARKS.includes(kind)) {
      const [place] = places;
      if (place) set(node, "transform", `translate(${place})`);
      if (text && place && this.isWritten) write(text, texts?.[0] ?? "");
    } else if (kind in SEVERAL)
      set(path, "d", places.map((place) => SEVERAL[kind](place.map(Number))).join(""));
    else set(path, "d", pathOf(places));
  }

  // Where a place of the curves is on the screen, and the other way round.
  onScreen(x, y) {
    const box = this.svg.getBoundingClientRect();
    return [box.left + this.x(x), box.top + this.y(y)];
  }

  inData({ clientX, clientY }) {
    const box = this.svg.getBoundingClientRect();
    return [inverse(this.x, clientX - box.left), inverse(this.y, clientY - box.top)];
  }

  node(name, kind, unit) {
    if (!this.nodes.has(name)) {
      const group = make("g", { class: `of${unit}` });
      const shape = make("path", { class: kind });
      if (kind === "corner") shape.setAttribute("d", CIRCLE(6));
      if (kind === "end" || kind === "point") shape.setAttribute("d", CIRCLE(9));
      if (!STRIPS.includes(kind) && !MARKS.includes(kind) && !(kind in SEVERAL))
        shape.setAttribute("clip-path", `url(#${this.id}-plot)`);
      group.append(shape);
      const text = kind === "end" ? make("text", { class: "number", y: 4 }) : null;
      if (text) group.append(text);
      this.curves.append(group);
      this.nodes.set(name, [group, text]);
    }
    return this.nodes.get(name);
  }

  // A text is moved as it is: to lay it out at another place takes longer.
  drawSlopes(name, x, y, texts) {
    if (!this.nodes.has(name)) {
      const group = make("g", {});
      for (const anchor of ["start", "end"])
        group.append(make("text", { class: "slope", "text-anchor": anchor }));
      this.curves.append(group);
      this.nodes.set(name, [group, null]);
    }
    const [group] = this.nodes.get(name);
    set(group, "display", "");
    [...group.children].forEach((text, k) => {
      const place = [this.x(x[k]), this.y(y[k]) + 4 * this.scale].map((one) => one.toFixed(2));
      set(text, "transform", `translate(${place})`);
      if (this.isWritten) write(text, texts[k]);
    });
  }
}

// What is as it was is not written again.
const known = new WeakMap(); // node -> its attributes by name
const set = (node, name, value) => {
  if (!known.has(node)) known.set(node, {});
  const before = known.get(node);
  if (before[name] === value) return;
  before[name] = value;
  node.setAttribute(name, value);
};

// What a straight function takes to a value.
const inverse = (straight, value) => (value - straight(0)) / (straight(1) - straight(0));

const CIRCLE = (r) => `M${-r},0a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0`;

const pathOf = (places) => {
  let d = "",
    isStart = true;
  for (const place of places) {
    if (place) d += `${isStart ? "M" : "L"}${place}`;
    isStart = !place;
  }
  return d;
};

customElements.define("relu-chart", Chart);
