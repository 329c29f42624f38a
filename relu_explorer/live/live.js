// The drag preview: while a slider, a corner, a ray end or the probe is held, both charts and the
// read-out follow on every animation frame.  At the release Python's numbers take their place.

import { chart, distance, draw, isIntact, isSupported, toData } from "./charts.js";
import { Player } from "./player.js";
import { compositeScene, contribution, corner, unitsScene } from "./scene.js";
import { askFirst, keepFocus } from "./focus.js";
import { describeCharts, letScroll, nameControls } from "./names.js";
import { follow, hold, keyOf, slider, snapped } from "./sliders.js";
import { arithmetic, learn, number, say, unitSentence } from "./words.js";

const AFTER_KEY = 600; // ms for which a slider is watched after a key or a release
const PATIENCE = 2000; // ms for which a dropped value waits for Python to confirm it
const MOVING_KEYS = /^(Arrow|Page|Home|End)/;
const REACH = { mouse: 12, pen: 16, touch: 26 }; // px around a handle
const pages = new WeakMap();

export default function ({ data }) {
  learn(data.texts);
  const engine = (globalThis.reluExplorer ??= new EventTarget());
  engine.receive = receive;
  engine.dispatchEvent(new Event("ready"));
}

function receive({ parentElement, data: [data], setTriggerValue }) {
  let page = pages.get(parentElement);
  if (!page) pages.set(parentElement, (page = new Page(parentElement)));
  page.receive(data, setTriggerValue);
  return () => page.close();
}

class Page {
  constructor(root) {
    this.readout = new Readout(root);
    this.player = new Player(root, () => this.wake());
    this.held = new Map(); // pointer id -> slider in hand: {key, valueAt, value, isFresh}
    this.touched = new Set(); // sliders whose shown value may be newer than Python's
    this.dropped = new Map(); // key -> {value, until}: dragged on a chart
    this.grab = null;
    this.watchUntil = 0;
    this.askUntil = 0; // until when a new question may take the focus
    this.frame = 0;
    this.closing = new AbortController();
    const on = (type, handler, options) =>
      window.addEventListener(type, handler, { capture: true, signal: this.closing.signal, ...options });
    on("pointerdown", (event) => this.press(event));
    on("pointermove", (event) => this.move(event));
    on("pointerup", (event) => this.release(event));
    on("pointercancel", (event) => this.release(event));
    on("keydown", (event) => this.key(event));
    on("touchstart", (event) => this.keepFromScrolling(event), { passive: false });
    this.observer = new MutationObserver(() => this.wake());
    this.observer.observe(document.body, { childList: true, subtree: true });
    keepFocus(this.closing.signal);
  }

  close() {
    this.closing.abort();
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
  }

  receive(data, setTriggerValue) {
    const isAtRest = !this.held.size && !this.grab;
    if (isAtRest && (data.loads !== this.data?.loads || data.task)) this.readout.unit = null;
    const isNewTask = this.data && data.task !== this.data.task;
    if (isNewTask) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    if (isNewTask) this.askUntil = performance.now() + PATIENCE;
    [this.data, this.send] = [data, setTriggerValue];
    for (const key of this.touched) if (!this.isHeld(key) && this.agrees(key)) this.touched.delete(key);
    this.player.receive(data, setTriggerValue);
    this.settleAll();
    this.repaint();
    this.show();
    this.readout.speak();
    // React may show Python's values a little later than they come here.
    this.watchUntil = Math.max(this.watchUntil, performance.now() + AFTER_KEY);
    this.wake();
  }

  // The frames have the ink of the theme in which they were sent: ask for new ones.
  repaint() {
    const ink = getComputedStyle(this.readout.element).color;
    if (this.ink && this.ink !== ink) this.send("repaint", true);
    this.ink = ink;
  }

  // --- what the sliders and the hand say now

  full(name) {
    return this.data.prefix + name;
  }

  nameOf(target) {
    const key = keyOf(target), { prefix } = this.data ?? { prefix: "" };
    return key?.startsWith(prefix) ? key.slice(prefix.length) : null;
  }

  follow(name, value) {
    follow(this.full(name), value);
  }

  exact(key) {
    const { state } = this.data, unit = /^([wbv])(\d)$/.exec(key);
    if (unit) return state[unit[1]][unit[2]];
    return ["c", "probe", "scale"].includes(key) ? state[key] : undefined;
  }

  isHeld(key) {
    return [...this.held.values()].some((held) => held.key === key);
  }

  agrees(key) {
    const shown = slider(this.full(key))?.input.valueAsNumber, exact = this.exact(key);
    return shown === undefined || exact === undefined || shown === snapped(exact, this.grid(key));
  }

  grid(key) {
    return this.data.grids[key.replace(/\d$/, "")];
  }

  value(key) {
    if (this.dropped.has(key)) return this.dropped.get(key).value;
    if (!this.touched.has(key)) return this.exact(key);
    for (const held of this.held.values()) if (held.key === key && held.isFresh) return held.value;
    return this.agrees(key) ? this.exact(key) : slider(this.full(key)).input.valueAsNumber;
  }

  state() {
    const { state, holdsCorner, corners } = this.data;
    const all = (symbol) => state[symbol].map((_, i) => this.value(symbol + i));
    const s = { ...state, w: all("w"), b: all("b"), v: all("v"), c: this.value("c"), probe: this.value("probe") };
    s.w.forEach((w, i) => {
      if (!holdsCorner || corners[i] === null || !this.touched.has(`w${i}`)) return;
      s.b[i] = w === state.w[i] ? state.b[i] : this.heldBias(w, corners[i]);
      this.follow(`b${i}`, s.b[i]);
    });
    if (this.touched.has("scale")) this.rescale(s);
    this.project(s, this.player.picture());
    return s;
  }

  // The knob that moves nothing: w and b times a factor, v divided by it (shapes.py).
  rescale(s) {
    const { scaleBase: [w, b, v], grids } = this.data;
    const most = Math.min(grids.w[1] / Math.abs(w), grids.b[1] / Math.abs(b));
    const factor = Math.max(Math.min(2 ** this.value("scale"), most), Math.abs(v) / grids.v[1]);
    [s.w[0], s.b[0], s.v[0]] = [w * factor, b * factor, v / factor];
    for (const symbol of "wbv") this.follow(`${symbol}0`, s[symbol][0]);
  }

  // A picture of training takes the place of the sliders' numbers, and moves the sliders.
  project(s, picture) {
    const n = s.w.length;
    if (picture?.length !== 3 * n + 1) return;
    ["w", "b", "v"].forEach((symbol, row) => {
      s[symbol] = picture.slice(row * n, (row + 1) * n);
      s[symbol].forEach((value, i) => this.follow(`${symbol}${i}`, value));
    });
    s.c = picture[3 * n];
    this.follow("c", s.c);
  }

  heldBias(w, at) {
    const [low, high] = this.data.grids.b;
    return Number(Math.min(Math.max(-w * at + 0, low), high).toFixed(10));
  }

  // --- drawing

  show() {
    const isIdle = !this.touched.size && !this.dropped.size && !this.player.picture();
    const s = this.state(), { scene } = this.data;
    const waits = this.data.task && this.player.isPlaying ? say("check_waits") : "";
    this.readout.show(s, isIdle ? this.data.note : waits);
    if (this.data.trains) this.player.show(s);
    if (!this.data.isLive) return;
    const n = s.w.length, axes = { xaxis: s.window, yaxis: s.height };
    const isStacked = chart("units")?.getBoundingClientRect().left === chart("composite")?.getBoundingClientRect().left;
    const more = { xaxis2: [-0.7, n + 0.7], yaxis2: [n - 0.4, -0.6] };
    this.put("units", isIdle ? scene.units : unitsScene(s), axes, isStacked);
    this.put("composite", isIdle ? scene.composite : compositeScene(s), { ...axes, ...more });
  }

  put(key, curves, axes, isStacked = false) {
    const graph = chart(key);
    if (graph && isSupported()) draw(graph, curves, axes, isStacked);
    else if (document.querySelector(`.st-key-${key} .js-plotly-plot .main-svg`)) this.giveUp();
  }

  // Say once that Plotly cannot be steered from here; Python then draws complete figures.
  giveUp() {
    if (!this.hasGivenUp) this.send("unable", true);
    this.hasGivenUp = true;
  }

  wake() {
    if (!this.frame) this.frame = requestAnimationFrame(() => this.tick());
  }

  tick() {
    this.frame = 0;
    if (!this.data) return;
    this.settleAll();
    this.player.tick();
    const isWatching = this.held.size || this.grab || this.player.isPlaying || performance.now() < this.watchUntil;
    if (isWatching || this.isDisturbed()) this.show();
    for (const held of this.held.values()) held.isFresh = false;
    if (!this.held.size && !this.grab) this.name();
    if (isWatching) this.wake();
  }

  name() {
    nameControls();
    letScroll();
    describeCharts(this.data.spoken);
    if (performance.now() < this.askUntil && askFirst()) this.askUntil = 0;
  }

  isDisturbed() {
    return ["units", "composite"].some((key) => {
      const graph = chart(key);
      return graph ? !isIntact(graph) : !this.hasGivenUp && document.querySelector(`.st-key-${key}`);
    });
  }

  // --- the hand

  press(event) {
    if (event.button !== 0 || !this.data) return;
    const key = this.nameOf(event.target);
    if (key !== null && this.player.isPlaying) this.player.rest();
    if (key !== null && this.exact(key) !== undefined) this.holdSlider(key, event);
    else this.holdHandle(event);
  }

  holdSlider(key, event) {
    const valueAt = hold(this.full(key), event);
    if (!valueAt) return;
    this.held.set(event.pointerId, { key, valueAt, value: valueAt(event.clientX), isFresh: true });
    this.take(key);
  }

  take(key) {
    this.touched.add(key);
    this.settle(key);
    if (/^[wbv]\d$/.test(key)) this.readout.unit = Number(key[1]);
    if (key === "scale") this.readout.unit = 0;
    this.wake();
  }

  move(event) {
    const held = this.held.get(event.pointerId);
    if (held) [held.value, held.isFresh] = [held.valueAt(event.clientX), true];
    else if (this.grab?.id === event.pointerId) this.dragHandle(event);
    else if (event.pointerType !== "touch" && !event.buttons) this.hover(event);
  }

  release(event) {
    const held = this.held.get(event.pointerId);
    if (held) {
      this.held.delete(event.pointerId);
      this.watchUntil = performance.now() + AFTER_KEY;
      this.wake();
    } else if (this.grab?.id === event.pointerId) this.dropHandle(event.type === "pointerup");
  }

  key(event) {
    if (!MOVING_KEYS.test(event.key) || event.ctrlKey || event.metaKey) return;
    const key = event.target.matches?.(".stSlider input") ? this.nameOf(event.target) : null;
    if (key === null || !this.data || this.exact(key) === undefined) return;
    this.watchUntil = performance.now() + AFTER_KEY;
    this.take(key);
  }

  // --- taking hold of the chart

  handleAt(event) {
    const graph = event.target.closest?.(".st-key-units, .st-key-composite")?.querySelector(".js-plotly-plot");
    if (!graph || !this.data?.isLive || !graph._fullLayout?.xaxis?.p2d) return null;
    const reach = REACH[event.pointerType] ?? REACH.touch;
    let best = null;
    for (const { name, x, y } of graph.data) {
      const kind = /^(corner|end)(\d)$/.exec(name) ?? (name === "probe" && [name, name, null]);
      if (!kind || !x.length || (kind[1] === "end" && !this.data.state.hasMax)) continue;
      if (kind[2] !== null && this.data.locked.includes(Number(kind[2]))) continue;
      const away = distance(graph, event, x[0], name === "probe" ? null : y[0]);
      const rank = ["corner", "end", "probe"].indexOf(kind[1]);
      if (away <= reach && (!best || rank < best.rank || (rank === best.rank && away < best.away)))
        best = { graph, kind: kind[1], unit: Number(kind[2]), rank, away };
    }
    if (best?.kind === "end" && this.state().w[best.unit] === 0) return null;
    return best;
  }

  hover(event) {
    const cursor = { corner: "ew-resize", end: "grab", probe: "col-resize" }[this.handleAt(event)?.kind];
    this.showCursor(event, cursor ?? "");
  }

  showCursor(event, cursor) {
    const box = event.target.closest?.(".st-key-units, .st-key-composite");
    for (const layer of box?.querySelectorAll(".nsewdrag") ?? []) layer.style.cursor = cursor;
  }

  keepFromScrolling(event) {
    const [touch] = event.changedTouches;
    const place = { target: event.target, clientX: touch.clientX, clientY: touch.clientY };
    if (this.handleAt({ ...place, pointerType: "touch" })) event.preventDefault();
  }

  holdHandle(event) {
    if (this.grab) return; // one finger at a time
    const handle = this.handleAt(event);
    if (!handle) return;
    const s = this.state(), { unit } = handle;
    const [w, v, at] = handle.kind === "probe" ? [] : [s.w[unit], s.v[unit], corner(s, unit)];
    this.grab = { ...handle, id: event.pointerId, w, v, at, values: new Map() };
    if (handle.kind !== "probe") this.readout.unit = unit;
    this.showCursor(event, handle.kind === "end" ? "grabbing" : "ew-resize");
    event.preventDefault();
    this.wake();
  }

  dragHandle(event) {
    const { kind, unit, graph, values } = this.grab;
    const [x, y] = toData(graph, event), [low, high] = this.data.state.window;
    const inside = Math.min(Math.max(x, low), high);
    const put = (key, value) => values.set(key, snapped(value, this.grid(key)));
    if (kind === "probe") put("probe", inside);
    if (kind === "corner") values.set(`b${unit}`, this.heldBias(this.grab.w, roundish(inside, high - low)));
    if (kind === "end") this.turn(inside, y, put);
    for (const [key, value] of values) {
      this.dropped.set(key, { value, until: Infinity });
      this.follow(key, value);
    }
  }

  // Turn a ray about its corner, so that it passes through (x, y): w for the steepness, the sign
  // of v for up or down, and b so that the corner stays.
  turn(x, y, put) {
    const { unit, w, v, at, values } = this.grab, side = Math.sign(w);
    const [low, high] = this.data.state.window, [, steepest, step] = this.data.grids.w;
    const run = Math.max((x - at) * side, 0.02 * (high - low));
    const isWeighted = this.data.state.stages.includes("v·h");
    const canFlip = isWeighted && "v" in this.data.grids;
    const rise = isWeighted ? y / (Math.abs(v) || 1) : y;
    const steep = canFlip ? Math.abs(rise) : Math.max(rise, 0);
    put(`w${unit}`, side * Math.min(Math.max(steep / run, step), steepest));
    const isFlipped = y !== 0 && Math.sign(y) !== Math.sign(v);
    if (canFlip && isFlipped) put(`v${unit}`, (Math.abs(v) || 1) * Math.sign(y));
    values.set(`b${unit}`, this.heldBias(values.get(`w${unit}`), at));
  }

  dropHandle(isWanted) {
    const { kind, unit, values } = this.grab;
    this.grab = null;
    for (const [key, value] of values) this.dropped.set(key, { value, until: performance.now() + PATIENCE });
    if (kind === "end") values.delete(`b${unit}`); // Python lets it follow
    if (isWanted && values.size) this.send("moved", Object.fromEntries(values));
    else for (const key of [...this.dropped.keys()]) this.settle(key, true);
    this.watchUntil = performance.now() + PATIENCE + 100;
    this.wake();
    for (const layer of document.querySelectorAll(".nsewdrag")) layer.style.cursor = "";
  }

  settleAll() {
    for (const name of [...this.dropped.keys()]) if (!this.grab?.values.has(name)) this.settle(name);
  }

  // Forget a dropped value once Python has it, or has not taken it.
  settle(key, isRefused = false) {
    const drop = this.dropped.get(key);
    if (!drop) return;
    const isConfirmed = Math.abs(this.exact(key) - drop.value) <= 1e-9;
    if (!isConfirmed && !isRefused && performance.now() < drop.until) return;
    this.dropped.delete(key);
    this.follow(key, this.exact(key));
  }
}

// A corner is put on a round place: a tenth, in a wide window a whole number.
const roundish = (x, width) => {
  const parts = width > 40 ? 1 : 10;
  return Math.round(x * parts) / parts;
};

class Readout {
  constructor(root) {
    this.unit = null;
    this.root = root;
  }

  get element() {
    return this.root.querySelector(".readout");
  }

  // The note is about what Python has seen: another stands there while something is in hand.
  show(s, note) {
    const { inks } = pages.get(this.root).data;
    const part = (name) => this.root.querySelector(`.${name}`);
    const i = this.unit !== null && this.unit < s.w.length ? this.unit : null;
    part("note").hidden = i !== null;
    part("unit").hidden = i === null;
    write(part("note"), note);
    if (i !== null) {
      const [w, b, v] = [s.w[i], s.b[i], s.v[i]];
      part("unit").style.setProperty("--unit", inks[i]);
      write(part("name"), say("unit_name", { unit: i }));
      write(part("numbers"), `w = ${number(w)}  b = ${number(b)}  v = ${number(v)}`);
      const sentence = unitSentence(w, b, v, s.hasMax);
      write(part("sentence"), s.on[i] ? sentence : say("muted", { sentence }));
    }
    this.showSum(part("sum"), s, inks);
  }

  // Say what is shown, once a release: not at every move.
  speak() {
    const parts = [...this.root.querySelectorAll(".readout p:not([hidden])")];
    const text = parts.map((part) => [...part.children].map((one) => one.textContent.trim()).join(" ") || part.textContent);
    write(this.root.querySelector(".spoken"), text.map((one) => one.trim().replace(/\.$/, "")).filter(Boolean).join(". "));
  }

  showSum(line, s, inks) {
    const heard = s.w.map((_, i) => i).filter((i) => s.on[i]);
    const words = arithmetic(s.probe, s.c, heard.map((i) => contribution(s, i, s.probe)));
    while (line.children.length < words.length) line.append(document.createElement("span"));
    while (line.children.length > words.length) line.lastChild.remove();
    words.forEach((word, k) => {
      const span = line.children[k], unit = k >= 2 && k < words.length - 1 ? heard[k - 2] : null;
      write(span, `${word} `);
      span.style.color = unit === null ? "" : inks[unit];
      span.title = unit === null ? "" : say("unit", { unit });
    });
  }
}

const write = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};
