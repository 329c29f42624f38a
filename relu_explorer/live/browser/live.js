// The drag preview: while a slider, a corner, a ray end or the probe is held, both charts and the
// read-out follow on every animation frame.  At the release Python's numbers take their place.

import { chart, draw, isIntact, isSupported } from "./charts.js";
import { askFirst, keepFocus } from "./focus.js";
import { Handles } from "./handles.js";
import { describeCharts, letScroll, nameControls } from "./names.js";
import { Player } from "./player.js";
import { Readout } from "./readout.js";
import { compositeScene, unitsScene } from "./scene.js";
import { afterKey, follow, hold, keyOf } from "./sliders.js";
import { Wanted } from "./wanted.js";
import { learned, say } from "./words.js";

const PATIENCE = 2000; // ms for which a new question may take the focus
const AFTER_KEY = 600; // ms for which a slider is watched after a key or a release
// The page in view.  Streamlit may put another element in the place of ours while keys follow one
// another quickly: the gestures go on meanwhile.
let page = null;

export const ready = learned;

export default function ({ parentElement, data: [data], setTriggerValue }) {
  if (page?.path !== location.pathname) {
    page?.close();
    page = new Page();
  }
  page.attach(parentElement);
  page.receive(data, setTriggerValue);
  return () => page.detach(parentElement);
}

class Page {
  constructor() {
    this.path = location.pathname;
    this.readout = new Readout();
    this.player = new Player(() => this.wake());
    this.held = new Map(); // pointer id -> slider in hand: {key, valueAt, from}
    this.wanted = new Wanted(this);
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
    on("popstate", () => this.wanted.clear());
    on("touchstart", (event) => this.handles.keepFromScrolling(event), { passive: false });
    this.observer = new MutationObserver(() => this.wake());
    this.observer.observe(document.body, { childList: true, subtree: true });
    keepFocus(this.closing.signal);
  }

  attach(root) {
    if (this.root === root) return;
    this.root = root;
    this.readout.root = root;
    this.player.attach(root);
  }

  detach(root) {
    if (this.root === root) this.root = null;
  }

  close() {
    this.closing.abort();
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
  }

  receive(data, setTriggerValue) {
    const isAtRest = !this.held.size && !this.handles.grab;
    if (isAtRest && (data.loads !== this.data?.loads || data.task)) this.readout.unit = null;
    // What was loaded or undone is newer than what was wanted before.
    if (isAtRest && this.data && data.loads !== this.data.loads) this.wanted.clear();
    const isNewTask = this.data && data.task !== this.data.task;
    if (isNewTask) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    if (isNewTask) this.askUntil = performance.now() + PATIENCE;
    [this.data, this.send] = [data, setTriggerValue];
    this.player.receive(data, setTriggerValue);
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

  // True while the person moves it.
  isInHand(key) {
    const isHeld = [...this.held.values()].some((held) => held.key === key);
    return isHeld || Boolean(this.handles.grab?.values.has(key));
  }

  grid(key) {
    return this.data.grids[key.replace(/\d$/, "")];
  }

  value(key) {
    return this.wanted.has(key) ? this.wanted.get(key) : this.exact(key);
  }

  state() {
    const { state } = this.data;
    const all = (symbol) => state[symbol].map((_, i) => this.value(symbol + i));
    const numbers = { w: all("w"), b: all("b"), v: all("v") };
    const s = { ...state, ...numbers, c: this.value("c"), probe: this.value("probe") };
    this.project(s, this.player.snapshot());
    return s;
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

  // --- drawing

  show() {
    const isIdle = this.wanted.isMet && !this.player.snapshot();
    this.wanted.follow();
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
    if (!this.data || this.path !== location.pathname) return;
    this.player.tick();
    const isWatching =
      this.held.size ||
      this.handles.grab ||
      this.player.isPlaying ||
      performance.now() < this.watchUntil;
    if (isWatching || this.isDisturbed()) this.show();
    if (!this.held.size && !this.handles.grab) this.name();
    if (isWatching) this.wake();
    else this.wanted.rest();
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
    const grip = hold(this.full(key), event);
    if (!grip) return;
    this.held.set(event.pointerId, { key, valueAt: grip.valueAt, from: event.clientX });
    this.look(key);
    if (!grip.isOnThumb) this.wanted.want(key, grip.valueAt(event.clientX));
  }

  // Let the read-out speak of the unit in hand.
  look(key) {
    if (/^[wbv]\d$/.test(key)) this.readout.unit = Number(key[1]);
    if (key === "scale") this.readout.unit = 0;
    this.wake();
  }

  move(event) {
    const held = this.held.get(event.pointerId);
    if (held) this.moveSlider(held, event.clientX);
    else if (this.handles.grab?.id === event.pointerId) this.handles.drag(event);
    else if (event.pointerType !== "touch" && !event.buttons) this.handles.hover(event);
  }

  moveSlider(held, x) {
    if (x === held.from) return; // a press alone moves nothing
    held.from = Number.NaN;
    this.wanted.want(held.key, held.valueAt(x));
  }

  release(event) {
    if (this.held.delete(event.pointerId)) this.watch(AFTER_KEY);
    else if (this.handles.grab?.id === event.pointerId)
      this.handles.drop(event.type === "pointerup");
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || !this.data) return;
    const key = event.target.matches?.(".stSlider input") ? this.nameOf(event.target) : null;
    if (key === null || this.exact(key) === undefined) return;
    const value = afterKey(event, this.value(key), this.grid(key));
    if (value === null) return;
    this.watch(AFTER_KEY);
    this.look(key);
    this.wanted.want(key, value);
  }
}
