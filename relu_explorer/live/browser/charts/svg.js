// <relu-chart>: a chart on plain SVG, of curves by name, as scene.js gives them.  A style sheet knows
// how each looks.   What moves is given by `points`: paths and transforms are properties of style, too,
// and the browser would look for styles at every frame.

import { equalCurves, takenApart } from "../scenes/scene.js";
import { write } from "../scenes/words.js";

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

const EMPTY = [[], []];
const STRIPS = ["on", "off", "odd"];
// The corners of a mark around its place, in px: so many that a circle looks round.
const polygon = (radius, corners) =>
  Array.from({ length: corners }, (_, k) => {
    const turn = (2 * Math.PI * k) / corners;
    return [radius * Math.cos(turn), radius * Math.sin(turn)];
  });
// A fold is where a unit of the first layer switches, a cross where one of the second does.
const MARKS = {
  corner: polygon(6, 16),
  end: polygon(9, 16),
  point: polygon(9, 16),
  fold: polygon(5, 16),
  cross: polygon(7, 4),
};

class Chart extends HTMLElement {
  connectedCallback() {
    this.groups = new Map();
    this.drawn = new Map(); // the curves that are drawn, texts and all
    this.frame = make("g", {});
    this.lines = make("g", { "clip-path": `url(#${this.id}-plot)` });
    this.marks = make("g", {});
    this.svg = make("svg", {
      role: "img",
      "aria-labelledby": this.getAttribute("aria-labelledby"),
    });
    this.svg.append(this.frame, this.lines, this.marks);
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
    if (key !== this.key) {
      this.drawFrame(window, height, { left, top, w, h, strips }, number);
      this.drawn.clear();
    }
    this.key = key;
    for (const name of this.groups.keys()) if (!(name in curves)) this.update(name, EMPTY);
    for (const [name, curve] of Object.entries(curves)) this.update(name, curve);
  }

  // Draw a curve, unless it is drawn as it is.
  update(name, curve) {
    const last = this.drawn.get(name);
    if (last && equalCurves(last, curve)) return;
    this.drawCurve(name, curve);
    const [, , texts] = curve;
    if (!texts || this.isWritten) this.drawn.set(name, curve);
    else this.drawn.delete(name);
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
    this.plot = [left, top, left + w, top + h];
  }

  isWithin([x, y]) {
    const [left, top, right, bottom] = this.plot;
    return left - 1 <= x && x <= right + 1 && top - 1 <= y && y <= bottom + 1;
  }

  drawCurve(name, [x, y, texts]) {
    const [symbol, unit] = takenApart(name);
    const kind = symbol.replace("·", ""),
      isStrip = STRIPS.includes(kind),
      isLine = !isStrip && !(kind in MARKS) && kind !== "slopes";
    const places = x.map((at, k) =>
      at === null ? null : [this.x(at), isStrip ? this.strip(y[k]) : this.y(y[k])],
    );
    const group = this.group(name, unit, isLine ? this.lines : this.marks);
    set(group, "display", places.length ? "" : "none");
    if (kind in MARKS) this.drawMarks(group, kind, places);
    else if (kind !== "slopes") this.drawLine(group, kind, places);
    if (kind === "slopes" || kind === "end") this.drawTexts(group, kind, places, texts);
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

  group(name, unit, parent) {
    if (!this.groups.has(name))
      this.groups.set(name, parent.appendChild(make("g", { class: `of${unit}` })));
    return this.groups.get(name);
  }

  drawLine(group, kind, places) {
    const tag = places.includes(null) ? "path" : "polyline";
    if (group.firstChild?.localName !== tag) group.replaceChildren(make(tag, { class: kind }));
    const text = tag === "path" ? pathOf(places) : places.map(rounded).join(" ");
    set(group.firstChild, tag === "path" ? "d" : "points", text);
  }

  // What there is no place for stays, without points.
  drawMarks(group, kind, places) {
    const shapes = [...group.querySelectorAll("polygon")],
      seen = places.filter((place) => this.isWithin(place));
    for (const one of shapes.slice(seen.length)) set(one, "points", "");
    seen.forEach(([x, y], k) => {
      const shape = shapes[k] ?? group.appendChild(make("polygon", { class: kind }));
      const corners = MARKS[kind].map(([right, down]) => rounded([x + right, y + down]));
      set(shape, "points", corners.join(" "));
    });
  }

  drawTexts(group, kind, places, texts) {
    const found = group.querySelectorAll("text");
    places.forEach(([x, y], k) => {
      const text = found[k] ?? group.appendChild(make("text", { class: `of-${kind}` }));
      set(text, "x", x.toFixed(2));
      set(text, "y", (y + 4 * this.scale).toFixed(2));
      if (this.isWritten) write(text, texts?.[k] ?? "");
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

const rounded = (place) => place.map((one) => one.toFixed(2));

const pathOf = (places) => {
  let d = "",
    isStart = true;
  for (const place of places) {
    if (place) d += `${isStart ? "M" : "L"}${rounded(place)}`;
    isStart = !place;
  }
  return d;
};

customElements.define("relu-chart", Chart);
