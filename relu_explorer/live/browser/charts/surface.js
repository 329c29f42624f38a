// <relu-surface>: the output over the plane, as the planes that it is made of.

import { make, Shading, set } from "./shading.js";

const LIFT = 0.62, // how much of a height is seen, at this elevation
  TILT = 0.42; // and how much of a depth
const WIDTH = 0.68; // of the box, that the base's diagonal takes

class Surface extends HTMLElement {
  connectedCallback() {
    this.svg = make(this, "svg", {
      role: "img",
      "aria-labelledby": this.getAttribute("aria-labelledby"),
    });
    this.base = make(this.svg, "path", { class: "base" });
    this.shading = new Shading(this.svg, this.id);
    this.cut = make(this.svg, "path", { class: "cut" });
    this.probe = make(this.svg, "circle", { class: "here", r: 6 });
    this.names = ["x₁", "x₂"].map((name) => {
      const text = make(this.svg, "text", { "text-anchor": "middle" });
      text.textContent = name;
      return text;
    });
    this.measure();
    new ResizeObserver(() => this.measure()).observe(this.svg);
  }

  measure() {
    if (!this.isConnected) return; // the page was left
    this.size = [this.svg.clientWidth, this.svg.clientHeight];
    this.dispatchEvent(new Event("measured"));
  }

  // Where a point of the space is on the screen.
  projector({ reach, height: [low, high], turn }) {
    const [width, tall] = this.size,
      angle = (turn * Math.PI) / 180,
      [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const scale = Math.min((WIDTH * width) / (2 * reach), (WIDTH * tall) / (1.5 * reach)) / 1.2;
    const lift = ((LIFT * 1.9 * reach) / (high - low)) * scale;
    this.toViewer = [-sin, -cos];
    return (x, y, z) => [
      width / 2 + scale * (cos * x - sin * y),
      0.56 * tall - scale * TILT * (sin * x + cos * y) - lift * (z - (low + high) / 2),
    ];
  }

  // The nearer of two parts hides the other.  All on one side of a unit's line are nearer than all on
  // the other, and so on within them: that order is exact.
  ordered(regions, ways) {
    const [dx, dy] = this.toViewer;
    const rank = ({ active }) =>
      active.map((isOn, i) => Number(isOn === ways[i][0] * dx + ways[i][1] * dy > 0));
    return regions
      .map((region) => [rank(region), region])
      .sort(([a], [b]) => {
        const k = a.findIndex((one, i) => one !== b[i]);
        return k < 0 ? 0 : a[k] - b[k];
      })
      .map(([, region]) => region);
  }

  draw({ regions }, look) {
    const { reach, height, ways, curve, probe, output } = look;
    if (!this.size[0]) return;
    const project = this.projector(look);
    const value = ([a, b, c], [x, y]) => a * x + b * y + c;
    const polygons = this.ordered(regions, ways).flatMap(({ corners, plane }) => {
      const within = clipped(
        corners.map(([x, y]) => [x, y, value(plane, [x, y])]),
        height,
      );
      if (within.length < 3) return [];
      return [
        { points: within.map((corner) => project(...corner)), values: within.map(([, , z]) => z) },
      ];
    });
    this.shading.draw(polygons, height);
    const square = [
      [-reach, -reach],
      [reach, -reach],
      [reach, reach],
      [-reach, reach],
    ].map(([x, y]) => project(x, y, height[0]));
    set(this.base, { d: `M${square.join("L")}Z` });
    this.names.forEach((name, k) => {
      const at = k ? [-reach * 1.12, 0] : [0, -reach * 1.12];
      const [x, y] = project(...at, height[0]);
      set(name, { x, y: y + 8 });
    });
    set(this.cut, { d: curve.length ? `M${curve.map((at) => project(...at)).join("L")}` : "" });
    const isSeen = output >= height[0] && output <= height[1];
    set(this.probe, { display: isSeen ? "" : "none" });
    const [cx, cy] = project(...probe, output);
    set(this.probe, { cx, cy });
  }
}

// The part of a tilted polygon that is neither too high nor too low.
const clipped = (polygon, [low, high]) =>
  [([, , z]) => z - low, ([, , z]) => high - z].reduce((corners, above) => {
    const kept = [];
    corners.forEach((corner, k) => {
      const next = corners[(k + 1) % corners.length],
        [here, there] = [above(corner), above(next)];
      if (here >= 0) kept.push(corner);
      if (here * there < 0) {
        const part = here / (here - there);
        kept.push(corner.map((one, i) => one + part * (next[i] - one)));
      }
    });
    return kept;
  }, polygon);

customElements.define("relu-surface", Surface);
