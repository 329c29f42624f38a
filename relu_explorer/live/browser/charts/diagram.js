// Who feeds whom: x, the units of both layers, y, and between them an arrow a weight.

import { LETTERS, layersOf, numbersOf } from "../scenes/deep_scene.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 320,
  HEIGHT = 128,
  RADIUS = 16;
const MOST = 6.5; // the thickest arrow
const SUBSCRIPTS = "₀₁₂";

const make = (parent, name, attributes) => {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  parent.append(node);
  return node;
};

const columns = ({ units: [n, m] }) => [1, n, m, 1];
const place = (column, k, count) => [
  RADIUS + 2 + (column * (WIDTH - 2 * RADIUS - 4)) / 3,
  ((k + 0.5) * HEIGHT) / count,
];

const build = (svg, s) => {
  const counts = columns(s),
    numbers = numbersOf(s);
  const names = [
    ["x"],
    [...SUBSCRIPTS.slice(0, counts[1])].map((sub) => `h${sub}`),
    [...LETTERS.slice(0, counts[2])].map((letter) => `h${letter}`),
    ["y"],
  ];
  svg.replaceChildren();
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  const arrows = [0, 1, 2].map((layer) =>
    Array.from({ length: counts[layer + 1] }, (_, to) =>
      Array.from({ length: counts[layer] }, (_, from) => {
        const [x1, y1] = place(layer, from, counts[layer]),
          [x2, y2] = place(layer + 1, to, counts[layer + 1]);
        return make(svg, "path", { d: `M${x1},${y1}L${x2},${y2}`, class: "arrow" });
      }),
    ),
  );
  names.forEach((column, k) => {
    column.forEach((name, row) => {
      const [x, y] = place(k, row, counts[k]);
      const number = k === 1 ? numbers[row] : k === 2 ? numbers[counts[1] + row] : "";
      const group = make(svg, "g", { class: `of${number}`, transform: `translate(${x},${y})` });
      make(group, "circle", { r: RADIUS });
      make(group, "text", { y: 5 }).textContent = name;
    });
  });
  return arrows;
};

const built = new WeakMap(); // svg -> {units, arrows}

// Draw the weights of a state: as thick as they are large, dashed where they are below 0.
export const drawDiagram = (svg, s) => {
  const units = s.units.join();
  if (built.get(svg)?.units !== units) built.set(svg, { units, arrows: build(svg, s) });
  layersOf(s).forEach(({ weight }, layer) => {
    const most = Math.max(1, ...weight.flat().map(Math.abs));
    weight.forEach((row, to) => {
      row.forEach((value, from) => {
        const arrow = built.get(svg).arrows[layer][to][from];
        const width = String(((MOST * Math.abs(value)) / most).toFixed(2)),
          name = value < 0 ? "arrow negative" : "arrow";
        if (arrow.getAttribute("stroke-width") !== width) arrow.setAttribute("stroke-width", width);
        if (arrow.getAttribute("class") !== name) arrow.setAttribute("class", name);
      });
    });
  });
};
