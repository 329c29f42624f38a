// What is on the page now as files: charts drawn once more by Plotly, a handout, the curves' points.

import { queryOf } from "../scenes/scene.js";
import { lastShown } from "./shown.js";
import { APP, fullTrace, graphOf, figureOf as namedFigureOf } from "../structure.js";

const SAVERS = {},
  MOVING = ["moving", "frame"]; // what takes a network that its own sliders can move

export default function ({ parentElement, data }) {
  parentElement.querySelector("span").textContent = data.label;
  for (const button of parentElement.querySelectorAll("button")) {
    if (data.names[button.value]) button.textContent = data.names[button.value];
    const isMoving = MOVING.includes(button.value);
    // Without charts of Plotly's there is but the file that draws them itself.
    button.hidden = (isMoving && !data.moves) || (!data.charts.length && button.value !== "moving");
    button.onclick = () =>
      SAVERS[button.value](
        data.charts.filter((key) => graphOf(key) && window.Plotly),
        data,
        parentElement,
      );
  }
}

const figureOf = (key) => {
  const graph = graphOf(key),
    { width, height } = graph.getBoundingClientRect();
  const ground = getComputedStyle(document.querySelector(APP)).backgroundColor;
  // Dots are lines of no length on the page; as markers they are dots in every program.
  const dotted = (trace) =>
    trace.name === "data"
      ? { ...trace, mode: "markers", marker: { size: trace.line.width, color: trace.line.color } }
      : trace;
  const layout = { ...graph.layout, width, height, paper_bgcolor: ground, plot_bgcolor: ground };
  return [
    { data: graph.data.map(dotted), layout },
    { width, height },
  ];
};

const savePictures = (format) => (keys) =>
  keys.forEach((key) => {
    const [figure, size] = figureOf(key);
    window.Plotly.downloadImage(figure, { ...size, format, scale: 2, filename: key });
  });

// The points of every line and marker that is drawn, in full precision.  Numbers that came packed
// lie unpacked beside the data.
const curvesOf = (key) => {
  const graph = graphOf(key),
    { data } = graph;
  const points = (k, axis) => [
    ...(Array.isArray(data[k][axis]) ? data[k][axis] : (fullTrace(graph, k)[axis] ?? [])),
  ];
  return data
    .map(({ name }, k) => [name, points(k, "x"), points(k, "y")])
    .filter(([, x]) => x.length);
};

const saveCurves = (keys) => {
  const rows = keys.flatMap((key) =>
    curvesOf(key).flatMap(([name, x, y]) => x.map((at, k) => [key, name, at ?? "", y[k] ?? ""])),
  );
  download(
    "curves.csv",
    "text/csv",
    [["chart", "curve", "x", "y"], ...rows].map((row) => `${row.join(",")}\n`).join(""),
  );
};

// One page that needs nothing else: both charts as SVG, what they show in words, the ledger, the
// formula, the link, and the points of all curves as JSON.
const saveHandout = async (keys, { title }) => {
  const page = document.implementation.createHTMLDocument(title),
    root = page.documentElement;
  root.lang = document.documentElement.lang;
  const add = (name, attributes = {}, parent = page.body) =>
    parent.appendChild(Object.assign(page.createElement(name), attributes));
  page.head.prepend(
    Object.assign(page.createElement("meta"), { name: "viewport", content: "width=device-width" }),
  );
  const charset = page.createElement("meta");
  charset.setAttribute("charset", "utf-8");
  page.head.prepend(charset);
  add("style", { textContent: STYLE }, page.head);
  add("h1", { textContent: title });
  for (const key of keys) {
    const [figure, size] = figureOf(key),
      box = add("figure");
    const drawn = decodeURIComponent(
      (await window.Plotly.toImage(figure, { ...size, format: "svg" })).replace(/^[^,]*,/, ""),
    );
    const svg = new DOMParser().parseFromString(drawn, "image/svg+xml").documentElement;
    svg.setAttribute("role", "img");
    svg.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
    const text = namedFigureOf(key)?.getAttribute("aria-label") ?? key;
    svg.setAttribute("aria-label", text);
    box.append(page.importNode(svg, true));
    add("figcaption", { textContent: text }, box);
  }
  for (const part of document.querySelectorAll(".st-key-words :is(table, dl)"))
    page.body.append(inColour(page.importNode(part, true), part));
  add("a", { href: location.href, textContent: location.href }, add("p"));
  const points = Object.fromEntries(keys.map((key) => [key, curvesOf(key)]));
  add("script", { type: "application/json", id: "curves", textContent: JSON.stringify(points) });
  download("relu.html", "text/html", `<!doctype html>\n${root.outerHTML}`);
};

const STYLE = `body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
figure { margin: 0 0 1.5rem; } svg { width: 100%; height: auto; } figcaption { font-size: 0.9rem; }
table { border-collapse: collapse; margin: 1rem 0; } th, td { padding: 0.25rem 0.75rem; border: 1px solid #bbb; text-align: left; }
a { overflow-wrap: anywhere; } dl { display: grid; grid-template-columns: max-content auto; gap: 0.15em 0.35em; font: 1.2rem/1.35 serif; }
dt { text-align: right; } dd { margin: 0; }`;

// A formula's lines have the inks that they have on the page.
const inColour = (copy, part) => {
  const lines = part.querySelectorAll("dd");
  for (const [k, line] of copy.querySelectorAll("dd").entries())
    line.style.color = getComputedStyle(lines[k]).color;
  return copy;
};

// The light page with the network as it is now: nothing else is needed to move it.
const saveMoving = async (_, { language }) => {
  const answer = await fetch(`./handout.html?lang=${language}`);
  if (!answer.ok) return;
  const state = `"state": ${JSON.stringify(lastShown())}`;
  download("relu.html", "text/html", (await answer.text()).replace('"state": null', state));
};

// The code by which a course page frames it.
const showFrame = (_, { language, names }, root) => {
  const s = lastShown(),
    query = queryOf(s);
  for (const name of ["window", "height"]) for (const end of s[name]) query.append(name, end);
  s.on.forEach((isOn, i) => {
    if (!isOn) query.set(`on${i}`, "false");
  });
  query.set("lang", language);
  const address = new URL(`./frame?${query}`, location.href).href.replaceAll("&", "&amp;");
  const made = document.createElement("textarea"),
    field = root.querySelector("textarea") ?? root.appendChild(made);
  Object.assign(field, { readOnly: true, rows: 4 });
  field.setAttribute("aria-label", names.frame);
  field.value = `<iframe src="${address}" width="100%" height="720" title="ReLU Explorer"></iframe>`;
  field.select();
};

const download = (name, type, text) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

Object.assign(SAVERS, {
  png: savePictures("png"),
  svg: savePictures("svg"),
  csv: saveCurves,
  html: saveHandout,
  moving: saveMoving,
  frame: showFrame,
});
