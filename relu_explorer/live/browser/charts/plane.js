// <relu-plane>: two inputs seen from above, with every unit's line, the cut, and points of two classes.

import { make, Shading, set } from "./shading.js";

const MARGIN = 20;
const TYPE = 11; // px of the type for which it is made
const ARROW = 26; // px from a line to the dot by which it is turned

class Plane extends HTMLElement {
  connectedCallback() {
    this.svg = make(this, "svg", {
      role: "img",
      "aria-labelledby": this.getAttribute("aria-labelledby"),
    });
    this.shading = new Shading(this.svg, this.id);
    this.frame = make(this.svg, "g", { class: "frame" });
    this.marks = make(this.svg, "g");
    this.lines = make(this.svg, "g");
    this.boundary = make(this.svg, "path", { class: "boundary" });
    this.cut = make(this.svg, "path", { class: "cut" });
    this.ends = [0, 1].map(() => make(this.svg, "circle", { class: "turner", r: 6 }));
    this.probe = make(this.svg, "circle", { class: "here", r: 8 });
    this.measure();
    new ResizeObserver(() => this.measure()).observe(this.svg);
  }

  measure() {
    if (!this.isConnected) return; // the page was left
    const [width, height] = [this.svg.clientWidth, this.svg.clientHeight];
    this.scale = Number.parseFloat(getComputedStyle(this.svg).fontSize) / TYPE;
    this.side = Math.max(Math.min(width, height) - 2 * MARGIN * this.scale, 0);
    this.corner = [(width - this.side) / 2, (height - this.side) / 2];
    this.key = "";
    this.dispatchEvent(new Event("measured"));
  }

  x(value) {
    return this.corner[0] + (this.side * (value + this.reach)) / (2 * this.reach);
  }

  y(value) {
    return this.corner[1] + (this.side * (this.reach - value)) / (2 * this.reach);
  }

  place([x, y]) {
    return [this.x(x), this.y(y)];
  }

  onScreen(x, y) {
    const box = this.svg.getBoundingClientRect();
    return [box.left + this.x(x), box.top + this.y(y)];
  }

  inData({ clientX, clientY }) {
    const box = this.svg.getBoundingClientRect(),
      scale = (2 * this.reach) / this.side;
    return [
      (clientX - box.left - this.corner[0]) * scale - this.reach,
      this.reach - (clientY - box.top - this.corner[1]) * scale,
    ];
  }

  // How far the dot of a line's arrow is from it, in the inputs' units.
  get arrow() {
    return (ARROW * 2 * this.reach) / this.side;
  }

  // Draw a scene; `ways` are the units' directions, of length 1, `cut` the ends of the cut.
  draw({ regions, lines }, { reach, height, points, probe, cut, ways, number }) {
    this.reach = reach;
    if (!this.side) return;
    this.drawFrame(number);
    this.drawPoints(points);
    const value = ([a, b, c], [x, y]) => a * x + b * y + c;
    const polygons = regions.map(({ corners, plane }) => ({
      points: corners.map((corner) => this.place(corner)),
      values: corners.map((corner) => value(plane, corner)),
    }));
    this.shading.draw(polygons, height);
    set(this.boundary, { d: points.length ? polygons.map(zeroLine).join("") : "" });
    lines.forEach((line, unit) => {
      this.drawLine(unit, line, ways[unit]);
    });
    for (let unit = lines.length; unit < this.lines.children.length; unit++)
      set(this.lines.children[unit], { display: "none" });
    const [from, to] = cut.map((end) => this.place(end));
    set(this.cut, { d: `M${from}L${to}` });
    [from, to].forEach(([cx, cy], k) => {
      set(this.ends[k], { cx, cy });
    });
    const [cx, cy] = this.place(probe);
    set(this.probe, { cx, cy });
  }

  drawLine(unit, line, [w1, w2]) {
    while (this.lines.children.length <= unit) {
      const group = make(this.lines, "g", { class: `of${this.lines.children.length}` });
      make(group, "path", { class: "fold-line" });
      make(group, "path", { class: "arrow-line" });
      make(group, "circle", { class: "turner", r: 7 });
    }
    const group = this.lines.children[unit];
    set(group, { display: line ? "" : "none" });
    if (!line) return;
    const [from, to] = line.map((end) => this.place(end)),
      middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2],
      tip = [middle[0] + ARROW * w1, middle[1] - ARROW * w2];
    set(group.children[0], { d: `M${from}L${to}` });
    set(group.children[1], { d: `M${middle}L${tip}` });
    set(group.children[2], { cx: tip[0], cy: tip[1] });
  }

  drawPoints(points) {
    const key = JSON.stringify([points, this.side, this.corner]);
    if (key === this.pointsKey) return;
    this.pointsKey = key;
    this.marks.replaceChildren();
    for (const [x, y, label] of points) {
      const [left, top] = this.place([x, y]);
      if (label > 0) make(this.marks, "path", { class: "yes", d: `M${left},${top - 6}l6,10h-12z` });
      else make(this.marks, "circle", { class: "no", cx: left, cy: top, r: 5 });
    }
  }

  drawFrame(number) {
    const key = [this.side, ...this.corner, this.reach].join();
    if (key === this.key) return;
    this.key = key;
    this.frame.replaceChildren();
    const [left, top] = this.corner;
    make(this.frame, "rect", { x: left, y: top, width: this.side, height: this.side });
    const text = (x, y, words, anchor) => {
      make(this.frame, "text", { x, y, "text-anchor": anchor }).textContent = words;
    };
    for (let at = -this.reach; at <= this.reach; at++) {
      text(this.x(at), top + this.side + 14 * this.scale, number(at), "middle");
      text(left - 5, this.y(at) + 4 * this.scale, number(at), "end");
    }
    text(left + this.side + 6, top + this.side + 4, "x₁", "start");
    text(left, top - 10 * this.scale, "x₂", "middle");
  }
}

// Where the values of a polygon cross 0: a straight piece of the boundary between two classes.
const zeroLine = ({ points, values }) => {
  const ends = [];
  points.forEach((point, k) => {
    const next = (k + 1) % points.length,
      [here, there] = [values[k], values[next]];
    if (here > 0 === there > 0) return;
    const part = here / (here - there);
    ends.push(point.map((one, i) => (one + part * (points[next][i] - one)).toFixed(1)));
  });
  return ends.length === 2 ? `M${ends[0]}L${ends[1]}` : "";
};

customElements.define("relu-plane", Plane);
