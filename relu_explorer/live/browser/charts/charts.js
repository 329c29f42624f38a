// Plotly's charts: draw the slots that are needed, once, then move what Plotly drew.
//
// Every Plotly call (animate, restyle, update) works through all traces of a chart, about 0.6 ms
// each, whether they changed or not.  Two charts for eight units have 90.  So Plotly draws a slot
// when it is first needed, and from then on the few SVG attributes that depend on the numbers are
// set here; the numbers are put into Plotly's data too, so that whatever it redraws later is right.

import {
  axisOf,
  configOf,
  graphOf,
  isReady,
  lengthOf,
  moveText,
  nodesOf,
  pointerOn,
  toPixel,
  toValue,
} from "../structure.js";
import { equalCurves, equalNumbers } from "../scenes/scene.js";
import { write } from "../scenes/words.js";

const drawn = new WeakMap(); // chart -> {curves, axes, domains, nodes} as they are on the screen

export const chart = (key) => {
  const graph = graphOf(key);
  return isReady(graph) ? graph : null;
};

export const isSupported = () => typeof window.Plotly?.react === "function";

// Labels of x and of y: {tickvals, ticktext}; none where the axes' own numbers are the real ones.
const equalTicks = (a, b) =>
  a === b ||
  (a.length === b.length &&
    a.every(
      ({ tickvals, ticktext }, k) =>
        equalNumbers(tickvals, b[k].tickvals) && equalNumbers(ticktext, b[k].ticktext),
    ));

const hasRanges = (had, ranges) =>
  Object.entries(ranges).every(([name, range]) => equalNumbers(had[name] ?? [], range));

// Draw curves in axes, by their ranges and the domains of the chart that they take, under a heading
// of the plot or the frame's own.  Texts that would change are left as they are where they are not
// written.
export const draw = (graph, curves, look) => {
  const { axes, isWritten, heading } = look;
  const now = drawn.get(graph);
  const isPlaced =
    now &&
    now.heading === heading &&
    equalTicks(now.ticks, look.ticks) &&
    hasRanges(now.axes, axes) &&
    hasRanges(now.domains, look.domains);
  const isFit = isPlaced && isWhole(graph) && hasSlots(graph, curves);
  if (!isFit) return fill(graph, curves, look);
  if (!isUntouched(graph)) now.curves = {};
  move(graph, curves, isWritten);
};

export const isIntact = (graph, domains) =>
  isWhole(graph) && isUntouched(graph) && hasRanges(drawn.get(graph).domains, domains);

// False where Plotly has drawn its lines itself, as they were when it last looked at the numbers.
const isUntouched = (graph) =>
  Object.values(drawn.get(graph).nodes).every(
    (nodes) => !nodes?.line || nodes.line.getAttribute("d") === nodes.d,
  );

// False where Streamlit has put the empty frame back: after a new size, a new theme.
const isWhole = (graph) => {
  const now = drawn.get(graph);
  return (
    !!now &&
    graph.data.length > 0 &&
    graph.data.length === Object.keys(now.nodes).length &&
    graph.data.every(({ name, x }) => now.curves[name]?.[0] === x && isPresent(now.nodes[name]))
  );
};

const hasSlots = (graph, curves) =>
  slotsOf(graph).every(({ name }) => !(name in curves) || name in drawn.get(graph).nodes);

// What a frame can show: traces that wait to be drawn (charts/figures.py).
const slotsOf = (graph) => graph.layout.meta.slots;

const isPresent = (nodes) =>
  !nodes || [nodes.group, ...nodes.points, ...nodes.texts].every((node) => node.isConnected);

// Let Plotly draw the slots that are needed, and those that were: one that is empty now, or a line
// with gaps, as a stand-in.
const fill = (graph, curves, { axes, ticks, domains, heading }) => {
  const isDrawn = (name) => name in curves || graph.data.some((trace) => trace.name === name);
  const { layout } = graph;
  const data = slotsOf(graph)
    .filter(({ name }) => isDrawn(name))
    .map((slot) => ({ ...slot, ...points(slot, curves[slot.name]) }));
  for (const [name, range] of Object.entries(axes)) layout[name].range = [...range];
  for (const [name, domain] of Object.entries(domains)) layout[name].domain = [...domain];
  for (const [k, name] of ["xaxis", "yaxis"].entries()) {
    const { tickvals, ticktext } = ticks[k] ?? {};
    Object.assign(layout[name], { tickvals, ticktext, automargin: !!tickvals });
  }
  if (heading) layout.annotations[0].text = heading;
  if (domains.xaxis) layout.annotations[0].x = domains.xaxis[1] / 2;
  if (domains.yaxis2) layout.annotations.at(-1).y = domains.yaxis2[1];
  drawn.delete(graph);
  // At a redraw, an event, Streamlit would draw all once more; at this there is none.
  window.Plotly.react(graph, data, layout, configOf(graph));
  const drawnNodes = nodesOf(graph);
  const nodes = Object.fromEntries(graph.data.map(({ name }, k) => [name, drawnNodes[k]]));
  // Data points are lines of no length: their round ends are the dots.
  nodes.data?.line?.style.setProperty("stroke-linecap", "round");
  drawn.set(graph, { curves: {}, axes, ticks, domains, nodes, heading });
  move(graph, curves, true);
};

const points = ({ mode }, curve) => {
  if (!curve?.[0].length || curve[0].includes(null))
    return mode === "lines" ? { x: [0, 0], y: [0, 0] } : { x: [0], y: [0], text: ["?"] };
  const [x, y, text] = curve;
  return text ? { x, y, text: text.map((one) => one || "?") } : { x, y };
};

const move = (graph, curves, isWritten) => {
  const now = drawn.get(graph);
  for (const trace of graph.data) {
    const curve = curves[trace.name] ?? EMPTY_CURVE,
      last = now.curves[trace.name];
    if (last && equalCurves(last, curve)) continue;
    if (last && trace.mode === "text" && !isWritten) continue;
    [trace.x, trace.y] = curve;
    // Plotly takes the node of an empty text away when it draws anew, after a resize.
    if (curve[2]) trace.text = curve[2].map((text) => text || " ");
    now.curves[trace.name] = curve;
    if (now.nodes[trace.name]) place(graph, trace, now.nodes[trace.name]);
  }
};

const EMPTY_CURVE = [[], []];

const place = (graph, trace, nodes) => {
  const { group, line, points, texts } = nodes;
  const display = trace.x.length ? "" : "none";
  if (group.style.display !== display) group.style.display = display;
  const [xaxis, yaxis] = [axisOf(graph, trace.xaxis ?? "x"), axisOf(graph, trace.yaxis ?? "y")];
  const pixels = trace.x.map((x, k) =>
    x === null ? null : [toPixel(xaxis, x).toFixed(2), toPixel(yaxis, trace.y[k]).toFixed(2)],
  );
  if (line) {
    nodes.d = pathOf(pixels);
    set(line, "d", nodes.d);
  }
  pixels.forEach((pixel, k) => {
    if (points[k]) set(points[k], "transform", `translate(${pixel})`);
    if (!texts[k]) return;
    write(texts[k], trace.text[k]);
    moveText(texts[k], pixel);
  });
};

const set = (node, name, value) => {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
};

const pathOf = (pixels) => {
  let d = "",
    isStart = true;
  for (const pixel of pixels) {
    if (pixel) d += `${isStart ? "M" : "L"}${pixel}`;
    isStart = !pixel;
  }
  return d;
};

export const toData = (graph, event) => {
  const [x, y] = pointerOn(graph, event);
  return [toValue(axisOf(graph, "x"), x), toValue(axisOf(graph, "y"), y)];
};

export const distance = (graph, event, x, y) => {
  const [px, py] = pointerOn(graph, event),
    yaxis = axisOf(graph, "y");
  const dx = px - toPixel(axisOf(graph, "x"), x);
  if (y === null) return py >= 0 && py <= lengthOf(yaxis) ? Math.abs(dx) : Infinity;
  return Math.hypot(dx, py - toPixel(yaxis, y));
};
