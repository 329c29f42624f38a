// Several layers and two inputs on the light page, which asks for this once it is shown one of them.

import { deepLook, deepScenes, LETTERS } from "../scenes/deep_scene.js";
import { probeLines } from "../scenes/deep_words.js";
import { planarLook, planarScenes } from "../scenes/planar_scene.js";
import { planarLines } from "../scenes/planar_words.js";
import { write } from "../scenes/words.js";
import "../charts/plane.js";
import "../charts/surface.js";

const SUBSCRIPTS = "₀₁₂₃₄";
const range = (count) => Array.from({ length: count }, (_, k) => k);

const deepGroups = ({ units: [n, m], values = {} }, texts) => [
  ...range(n).map((i) => [
    i,
    texts.unit.replace("{unit}", i),
    [
      [`w${i}`, `w${SUBSCRIPTS[i]} ${texts.w}`],
      [`b${i}`, `b${SUBSCRIPTS[i]} ${texts.b}`],
      ...("q" in values ? [[`p${i}`, `p${SUBSCRIPTS[i]} ${texts.v}`]] : []),
    ],
  ]),
  ...[...LETTERS.slice(0, m)].map((letter, k) => [
    3 + k,
    texts.unit.replace("{unit}", letter),
    [
      ...("q" in values
        ? [[`a${letter}`, `a ${texts.y1}`]]
        : range(n).map((i) => [
            `u${letter}${i}`,
            `u${SUBSCRIPTS[i]} ${texts.from.replace("{unit}", i)}`,
          ])),
      [`b${letter}`, `b ${texts.b}`],
      [`v${letter}`, `v ${texts.v}`],
    ],
  ]),
  [
    null,
    texts.sum,
    [
      ...("q" in values ? [["q", `q ${texts.c}`]] : []),
      ["c", `c ${texts.c}`],
      ["probe", `x ${texts.probe}`],
    ],
  ],
];

const planarGroups = ({ units }, texts) => [
  ...range(units).map((i) => [
    i,
    texts.unit.replace("{unit}", i),
    [
      [`wx${i}`, `w₁ ${texts.x1}`],
      [`wy${i}`, `w₂ ${texts.x2}`],
      [`b${i}`, `b ${texts.b}`],
      [`v${i}`, `v ${texts.v}`],
    ],
  ]),
  [
    null,
    texts.sum,
    [
      ["c", `c ${texts.c}`],
      ["px", `x₁ ${texts.probe}`],
      ["py", `x₂ ${texts.probe}`],
      ["angle", `φ ${texts.cut}`],
      ["turn", `θ ${texts.view}`],
    ],
  ],
];

// Of each kind: its charts, what they show and how, the output taken apart, its sliders in groups,
// {unit, title, [[name, label]]}, and the page that has more.
const KINDS = {
  deep: {
    charts: { bent: "relu-chart", cut: "relu-chart", output: "relu-chart" },
    scenes: deepScenes,
    look: deepLook,
    lines: probeLines,
    groups: deepGroups,
    link: (s) => ["two_layers", "deep_", { n: s.units[0], m: s.units[1] }],
  },
  planar: {
    charts: { plane: "relu-plane", surface: "relu-surface", along: "relu-chart" },
    scenes: planarScenes,
    look: planarLook,
    lines: (s) => planarLines(s).map((text, k) => [k < s.units ? k : null, text]),
    groups: planarGroups,
    link: (s) => ["two_inputs", "plane_", { n: s.units }],
  },
};

// What the link of a state's own page is.
export const linkOf = (s) => {
  const [page, prefix, more] = KINDS[s.kind].link(s);
  const pairs = Object.entries({ ...s.values, ...more });
  return `${page}?${new URLSearchParams(pairs.map(([name, value]) => [prefix + name, value]))}`;
};

export const groupsOf = (s, texts) => KINDS[s.kind].groups(s, texts);

export const linesOf = (s) => (isWhole(s) ? KINDS[s.kind].lines(completed(s)) : []);

const completed = (s) => ({
  ...s,
  probe: s.values.probe,
  points: s.points ?? [],
  further: s.further ?? 0,
});

// Whether a state has all that its kind is drawn from: it comes over the line.
const isWhole = (s) =>
  Array.isArray(s.units) === (s.kind === "deep") &&
  groupsOf(s, { unit: "", from: "" })
    .flatMap(([, , names]) => names)
    .every(([name]) => Number.isFinite(s.values?.[name]));

// Draw a state into a box, which gets the charts of its kind.
export const drawInto = (box, given, headings) => {
  if (!isWhole(given)) return;
  const s = completed(given);
  const { charts, scenes, look } = KINDS[s.kind];
  if (box.dataset.kind !== s.kind) {
    box.dataset.kind = s.kind;
    box.replaceChildren(
      ...Object.entries(charts).map(([id, name]) => {
        const figure = document.createElement("figure"),
          caption = document.createElement("figcaption"),
          chart = document.createElement(name);
        caption.id = `${id}-name`;
        chart.id = id;
        chart.setAttribute("aria-labelledby", caption.id);
        figure.append(caption, chart);
        return figure;
      }),
    );
  }
  const named = "q" in s.values ? { bent: "inner", cut: "outer" } : {};
  for (const caption of box.querySelectorAll("figcaption")) {
    const id = caption.id.replace("-name", "");
    write(caption, headings[named[id] ?? id]);
  }
  const shown = scenes(s);
  for (const id of Object.keys(charts))
    box.querySelector(`#${id}`).draw(shown[id], look(s, id, shown));
};
