// Polygons in the colours of a plane's values, exact: each has a linear gradient of its own.

const SVG = "http://www.w3.org/2000/svg";

export const make = (parent, name, attributes = {}) => {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  parent.append(node);
  return node;
};

// What is as it was is not written again.
const known = new WeakMap(); // node -> its attributes by name
export const set = (node, attributes) => {
  const before = known.get(node) ?? {};
  for (const [name, value] of Object.entries(attributes)) {
    const text = typeof value === "number" ? value.toFixed(2) : value;
    if (before[name] === text) continue;
    before[name] = text;
    node.setAttribute(name, text);
  }
  known.set(node, before);
};

const path = (points) => `M${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}Z`;

// The straight function that has certain values at three of some points at least: [slope by x, slope
// by y, a point, its value].  Points on one line have none across it.
const fitted = (points, values) => {
  const [[x0, y0]] = points,
    [v0] = values;
  let best = 0,
    found = [0, 0];
  for (let i = 1; i < points.length; i++)
    for (let j = i + 1; j < points.length; j++) {
      const [ax, ay, bx, by] = [
        points[i][0] - x0,
        points[i][1] - y0,
        points[j][0] - x0,
        points[j][1] - y0,
      ];
      const area = ax * by - ay * bx;
      if (Math.abs(area) <= Math.abs(best)) continue;
      const [va, vb] = [values[i] - v0, values[j] - v0];
      best = area;
      found = [(va * by - vb * ay) / area, (vb * ax - va * bx) / area];
    }
  return [...found, x0, y0, v0];
};

const LEAST = 1e-6; // a slope a pixel, as part of the range, below which a colour is one

export class Shading {
  // Stops from low over 0 to high, which all gradients share.
  constructor(svg, id) {
    this.defs = make(svg, "defs");
    this.id = id;
    this.stops = make(this.defs, "linearGradient", { id: `${id}-stops` });
    for (const name of ["low", "mid", "high"]) make(this.stops, "stop", { class: name });
    this.group = make(svg, "g");
    this.cells = [];
  }

  // Draw polygons: [{points, values}], each with its values at its corners.
  draw(polygons, [low, high]) {
    const middle = Math.min(Math.max(-low / (high - low), 0), 1);
    [0, middle, 1].forEach((offset, k) => {
      set(this.stops.children[k], { offset: String(offset) });
    });
    while (this.cells.length < polygons.length) this.add();
    this.cells.forEach(({ shape, gradient }, k) => {
      const polygon = polygons[k];
      set(shape, { display: polygon ? "" : "none" });
      if (!polygon) return;
      set(shape, { d: path(polygon.points) });
      const [gx, gy, x, y, value] = fitted(polygon.points, polygon.values);
      const range = high - low,
        steep = Math.hypot(gx, gy),
        slope = Math.max(steep, LEAST * range);
      const [ux, uy] = steep > LEAST * range ? [gx / steep, gy / steep] : [1, 0];
      const at = (level) => [
        x + (ux * (level - value)) / slope,
        y + (uy * (level - value)) / slope,
      ];
      const [[x1, y1], [x2, y2]] = [at(low), at(high)];
      set(gradient, { x1, y1, x2, y2 });
    });
  }

  add() {
    const id = `${this.id}-${this.cells.length}`;
    const gradient = make(this.defs, "linearGradient", {
      id,
      href: `#${this.id}-stops`,
      gradientUnits: "userSpaceOnUse",
    });
    const shape = make(this.group, "path", { class: "cell", fill: `url(#${id})` });
    this.cells.push({ shape, gradient });
  }
}
