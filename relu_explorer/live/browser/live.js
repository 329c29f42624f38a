// The drag preview: while a slider, a corner, a ray end or the probe is held, both charts and the
// read-out follow on every animation frame.  At the release Python's numbers take their place.

import { chart, draw, isIntact, isSupported } from "./charts.js";
import { askFirst, keepFocus } from "./focus.js";
import { Handles, PATIENCE } from "./handles.js";
import { describeCharts, letScroll, nameControls } from "./names.js";
import { Player } from "./player.js";
import { Readout } from "./readout.js";
import { compositeScene, unitsScene } from "./scene.js";
import { follow, hold, keyOf, slider, snapped } from "./sliders.js";
import { learned, say } from "./words.js";

const AFTER_KEY = 600; // ms for which a slider is watched after a key or a release
const MOVING_KEYS = /^(Arrow|Page|Home|End)/;
const pages = new WeakMap();

export const ready = learned;

export default function ({ parentElement, data: [data], setTriggerValue }) {
  let page = pages.get(parentElement);
  if (!page) {
    page = new Page(parentElement);
    pages.set(parentElement, page);
  }
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
    this.handles = new Handles(this);
    this.watchUntil = 0;
    this.askUntil = 0; // until when a new question may take the focus
    this.frame = 0;
    this.closing = new AbortController();
    const on = (type, handler, options) =>
      window.addEventListener(type, handler, {
        capture: true,
        signal: this.closing.signal,
        ...options,
      });
    on("pointerdown", (event) => this.press(event));
    on("pointermove", (event) => this.move(event));
    on("pointerup", (event) => this.release(event));
    on("pointercancel", (event) => this.release(event));
    on("keydown", (event) => this.key(event));
    on("touchstart", (event) => this.handles.keepFromScrolling(event), { passive: false });
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
    const isAtRest = !this.held.size && !this.handles.grab;
    if (isAtRest && (data.loads !== this.data?.loads || data.task)) this.readout.unit = null;
    const isNewTask = this.data && data.task !== this.data.task;
    if (isNewTask) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    if (isNewTask) this.askUntil = performance.now() + PATIENCE;
    [this.data, this.send] = [data, setTriggerValue];
    for (const key of this.touched)
      if (!this.isHeld(key) && this.agrees(key)) this.touched.delete(key);
    this.player.receive(data, setTriggerValue);
    this.settleAll();
    this.repaint();
    this.show();
    this.readout.speak();
    // React may show Python's values a little later than they come here.
    this.watch(AFTER_KEY);
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
    const key = keyOf(target),
      { prefix } = this.data ?? { prefix: "" };
    return key?.startsWith(prefix) ? key.slice(prefix.length) : null;
  }

  follow(name, value) {
    follow(this.full(name), value);
  }

  exact(key) {
    const { state } = this.data,
      unit = /^([wbv])(\d)$/.exec(key);
    if (unit) return state[unit[1]][unit[2]];
    return ["c", "probe", "scale"].includes(key) ? state[key] : undefined;
  }

  isHeld(key) {
    return [...this.held.values()].some((held) => held.key === key);
  }

  agrees(key) {
    const shown = slider(this.full(key))?.input.valueAsNumber,
      exact = this.exact(key);
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
    const s = {
      ...state,
      w: all("w"),
      b: all("b"),
      v: all("v"),
      c: this.value("c"),
      probe: this.value("probe"),
    };
    s.w.forEach((w, i) => {
      if (!holdsCorner || corners[i] === null || !this.touched.has(`w${i}`)) return;
      s.b[i] = w === state.w[i] ? state.b[i] : this.heldBias(w, corners[i]);
      this.follow(`b${i}`, s.b[i]);
    });
    if (this.touched.has("scale")) this.rescale(s);
    this.project(s, this.player.snapshot());
    return s;
  }

  // The knob that moves nothing: w and b times a factor, v divided by it (core/shapes.py).
  rescale(s) {
    const {
      scaleBase: [w, b, v],
      grids,
    } = this.data;
    const most = Math.min(grids.w[1] / Math.abs(w), grids.b[1] / Math.abs(b));
    const factor = Math.max(Math.min(2 ** this.value("scale"), most), Math.abs(v) / grids.v[1]);
    [s.w[0], s.b[0], s.v[0]] = [w * factor, b * factor, v / factor];
    for (const symbol of "wbv") this.follow(`${symbol}0`, s[symbol][0]);
  }

  // A snapshot of training takes the place of the sliders' numbers, and moves the sliders.
  project(s, snapshot) {
    const n = s.w.length;
    if (snapshot?.length !== 3 * n + 1) return;
    ["w", "b", "v"].forEach((symbol, row) => {
      s[symbol] = snapshot.slice(row * n, (row + 1) * n);
      for (const [i, value] of s[symbol].entries()) this.follow(`${symbol}${i}`, value);
    });
    s.c = snapshot[3 * n];
    this.follow("c", s.c);
  }

  heldBias(w, at) {
    const [low, high] = this.data.grids.b;
    return Number(Math.min(Math.max(-w * at + 0, low), high).toFixed(10));
  }

  // --- drawing

  show() {
    const isIdle = !this.touched.size && !this.dropped.size && !this.player.snapshot();
    const s = this.state(),
      { scene } = this.data;
    const waits = this.data.task && this.player.isPlaying ? say("check_waits") : "";
    this.readout.show(s, isIdle ? this.data.note : waits, this.data.inks);
    if (this.data.trains) this.player.show(s);
    if (!this.data.isLive) return;
    const n = s.w.length,
      axes = { xaxis: s.window, yaxis: s.height };
    const isStacked =
      chart("units")?.getBoundingClientRect().left ===
      chart("composite")?.getBoundingClientRect().left;
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

  // Look at the sliders on every frame for so long.
  watch(milliseconds) {
    this.watchUntil = Math.max(this.watchUntil, performance.now() + milliseconds);
    this.wake();
  }

  wake() {
    if (!this.frame) this.frame = requestAnimationFrame(() => this.tick());
  }

  tick() {
    this.frame = 0;
    if (!this.data) return;
    this.settleAll();
    this.player.tick();
    const isWatching =
      this.held.size ||
      this.handles.grab ||
      this.player.isPlaying ||
      performance.now() < this.watchUntil;
    if (isWatching || this.isDisturbed()) this.show();
    for (const held of this.held.values()) held.isFresh = false;
    if (!this.held.size && !this.handles.grab) this.name();
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
      return graph
        ? !isIntact(graph)
        : !this.hasGivenUp && document.querySelector(`.st-key-${key}`);
    });
  }

  // --- the hand

  press(event) {
    if (event.button !== 0 || !this.data) return;
    const key = this.nameOf(event.target);
    if (key !== null && this.player.isPlaying) this.player.rest();
    if (key !== null && this.exact(key) !== undefined) this.holdSlider(key, event);
    else this.handles.hold(event);
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
    else if (this.handles.grab?.id === event.pointerId) this.handles.drag(event);
    else if (event.pointerType !== "touch" && !event.buttons) this.handles.hover(event);
  }

  release(event) {
    const held = this.held.get(event.pointerId);
    if (held) {
      this.held.delete(event.pointerId);
      this.watch(AFTER_KEY);
    } else if (this.handles.grab?.id === event.pointerId)
      this.handles.drop(event.type === "pointerup");
  }

  key(event) {
    if (!MOVING_KEYS.test(event.key) || event.ctrlKey || event.metaKey) return;
    const key = event.target.matches?.(".stSlider input") ? this.nameOf(event.target) : null;
    if (key === null || !this.data || this.exact(key) === undefined) return;
    this.watch(AFTER_KEY);
    this.take(key);
  }

  // --- what was dropped on a chart

  settleAll() {
    for (const name of [...this.dropped.keys()])
      if (!this.handles.grab?.values.has(name)) this.settle(name);
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
