// The drag preview: while a slider, a corner, a ray end or the probe is held, both charts and the
// read-out follow on every animation frame.  At the release Python's numbers take their place.

import { chart, draw, isIntact, isSupported } from "./charts.js";
import { askFirst, keepFocus } from "./focus.js";
import { Handles } from "./handles.js";
import { describeCharts, letScroll, nameControls } from "./names.js";
import { Player } from "./player.js";
import { Readout } from "./readout.js";
import { compositeScene, takenApart, unitsScene } from "./scene.js";
import { tellShown } from "./shown.js";
import { follow, forgetLengths, Sliders } from "./sliders.js";
import { graphOf, MAIN, REPORTING, roomOf, SURFACE } from "./structure.js";
import { Wanted } from "./wanted.js";
import { learned, say } from "./words.js";

const PATIENCE = 2000; // ms for which a new question may take the focus
const READABLE = 50; // ms for which texts stand still while something moves: to lay them out takes time
const AFTER_ANSWER = 600; // ms in which React shows Python's values
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

// The part of the composite's chart that its plot takes, across and at most from above; the bars
// stand beside it, the strips below.
const ACROSS = 0.84,
  FROM_ABOVE = 0.78,
  GAP = 0.07;

// Where both plots lie in their charts: they have one size, so that a unit has one slope to the eye.
const domains = () => {
  const [units, composite] = ["units", "composite"].map((key) => chart(key) && roomOf(chart(key)));
  if (!units || !composite) return { units: {}, composite: {} };
  const part = (value) => Number(Math.min(value, 1).toFixed(3));
  const height = Math.min(units.h, FROM_ABOVE * composite.h);
  const above = part(1 - height / composite.h);
  return {
    units: {
      xaxis: [0, part((ACROSS * composite.w) / units.w)],
      yaxis: [part(1 - height / units.h), 1],
    },
    composite: { yaxis: [above, 1], yaxis2: [0, part(above - GAP)] },
  };
};

const STAGES = ["z", "h", "v·h"];

class Page {
  constructor() {
    this.path = location.pathname;
    this.readout = new Readout();
    this.player = new Player(() => this.change());
    this.wanted = new Wanted(this);
    this.sliders = new Sliders(this);
    this.handles = new Handles(this);
    this.watchUntil = 0;
    this.askUntil = 0; // until when a new question may take the focus
    this.frame = 0;
    this.writtenAt = 0; // when texts were last written
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
    on("keyup", () => this.tell());
    on("blur", () => this.tell());
    on("input", (event) => this.sliders.input(event));
    on("popstate", () => this.leave());
    on("resize", forgetLengths);
    on("touchstart", (event) => this.sliders.keepFromStreamlit(event), { passive: false });
    on("touchmove", (event) => this.handles.keepFromScrolling(event), { passive: false });
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
    const isAtRest = !this.isHeld;
    if (isAtRest && (data.loads !== this.data?.loads || data.task)) this.readout.unit = null;
    const isReplaced = isAtRest && this.data && data.loads !== this.data.loads;
    const isNewTask = this.data && data.task !== this.data.task;
    if (isNewTask) document.querySelector(MAIN)?.scrollTo(0, 0);
    if (isNewTask) this.askUntil = performance.now() + PATIENCE;
    [this.data, this.send] = [data, setTriggerValue];
    this.wanted.hear();
    forgetLengths(); // with more units, tracks are shorter
    if (isReplaced) this.wanted.clear(); // it is newer than what was wanted
    this.player.receive(data, setTriggerValue);
    this.repaint();
    this.show();
    this.readout.speak();
    // React may show Python's values a little later than they come here.
    this.watch(AFTER_ANSWER);
  }

  // The way back or on: the address is newer than what is in hand.
  leave() {
    this.wanted.clear();
    this.wanted.isGoing = true;
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

  follow(name, value, isWritten) {
    follow(this.full(name), value, isWritten);
  }

  exact(key) {
    const { state } = this.data,
      [symbol, unit] = takenApart(key);
    if (unit !== null) return ["w", "b", "v"].includes(symbol) ? state[symbol][unit] : undefined;
    return ["c", "probe", "scale"].includes(key) ? state[key] : undefined;
  }

  // True while a finger is on a slider or on a chart.
  get isHeld() {
    return this.sliders.held.size > 0 || this.handles.grab !== null;
  }

  // True while the person moves it.
  isInHand(key) {
    return this.sliders.isInHand(key) || Boolean(this.handles.grab?.values.has(key));
  }

  grid(key) {
    return this.data.grids[takenApart(key)[0]];
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

  // A snapshot of training takes the place of the sliders' numbers.
  project(s, snapshot) {
    const n = s.w.length;
    if (snapshot?.length !== 3 * n + 1) return;
    ["w", "b", "v"].forEach((symbol, row) => {
      s[symbol] = snapshot.slice(row * n, (row + 1) * n);
    });
    s.c = snapshot[3 * n];
  }

  // --- drawing

  // Let the sliders show a snapshot of training; and once it is gone, their own values.
  moveSliders(s, isWritten) {
    const isShown = Boolean(this.player.snapshot());
    if (isShown || this.showsSnapshot) {
      for (const symbol of "wbv")
        for (const [i, value] of s[symbol].entries())
          this.follow(`${symbol}${i}`, value, isWritten);
      this.follow("c", s.c, isWritten);
    }
    this.showsSnapshot = isShown;
    this.wanted.follow(isWritten);
  }

  show() {
    this.isChanged = false;
    const isWritten = this.areTextsDue();
    const isIdle = this.wanted.isMet && !this.player.snapshot();
    const s = this.state(),
      { scene } = this.data;
    tellShown(s, this.data.task);
    this.moveSliders(s, isWritten);
    const waits = this.data.task && this.player.isPlaying ? say("check_waits") : "";
    const { note, verdict } = isIdle ? this.data : { note: waits, verdict: "" };
    if (isWritten) this.readout.show(s, note, verdict);
    if (this.data.trains) this.player.show(s);
    if (!this.data.isLive) return;
    const n = s.w.length,
      axes = { xaxis: s.window, yaxis: s.height };
    const places = domains();
    const more = { xaxis2: [-0.7, n + 0.7], yaxis2: [n - 0.4, -0.6] };
    const { ticks } = s;
    const signs = STAGES.filter((stage) => s.stages.includes(stage)).map((stage) =>
      say(`sign_${stage}`),
    );
    const above = say("heading_units", { signs: signs.join(", ") });
    const look = { axes, ticks, domains: places.units, heading: above, isWritten };
    this.put("units", isIdle ? scene.units : unitsScene(s), look);
    const heading = say(`heading_${s.compare}`);
    const whole = { ...axes, ...more };
    const below = { axes: whole, ticks, domains: places.composite, heading, isWritten };
    this.put("composite", isIdle ? scene.composite : compositeScene(s), below);
  }

  put(key, curves, look) {
    const graph = chart(key);
    if (graph && isSupported()) draw(graph, curves, look);
    else if (graphOf(key)?.querySelector(SURFACE)) this.giveUp();
  }

  // Say once that Plotly cannot be steered from here; Python then draws complete figures.
  giveUp() {
    if (!this.hasGivenUp) this.send("unable", true);
    this.hasGivenUp = true;
  }

  get isMoving() {
    return this.isHeld || this.player.isPlaying;
  }

  // Whether texts are written at this frame; if not, `isLate` until they are.
  areTextsDue() {
    const now = performance.now();
    this.isLate = this.isMoving && now - this.writtenAt < READABLE;
    if (!this.isLate) this.writtenAt = now;
    return !this.isLate;
  }

  // Look at the sliders on every frame for so long.
  watch(milliseconds) {
    this.watchUntil = Math.max(this.watchUntil, performance.now() + milliseconds);
    this.wake();
  }

  // Something is to be shown that was not.
  change() {
    this.isChanged = true;
    this.wake();
  }

  wake() {
    if (!this.frame) this.frame = requestAnimationFrame(() => this.tick());
  }

  tick() {
    this.frame = 0;
    if (!this.data || this.path !== location.pathname) return;
    this.player.tick();
    const isWatched = this.player.isPlaying || performance.now() < this.watchUntil;
    if (isWatched || this.isChanged || this.isLate || this.isDisturbed()) this.show();
    if (!this.isHeld) this.name();
    if (isWatched || this.isHeld) this.wake();
    else this.wanted.rest();
  }

  name() {
    nameControls();
    letScroll();
    describeCharts(this.data.spoken);
    if (performance.now() < this.askUntil && askFirst()) this.askUntil = 0;
  }

  isDisturbed() {
    const places = domains();
    return ["units", "composite"].some((key) => {
      const graph = chart(key);
      return graph
        ? !isIntact(graph, places[key])
        : !this.hasGivenUp && document.querySelector(`.st-key-${key}`);
    });
  }

  // --- the hand

  press(event) {
    if (event.button !== 0 || !this.data || event.pointerId === REPORTING) return;
    this.tell();
    if (this.sliders.press(event)) {
      if (this.player.isPlaying) this.player.rest();
    } else this.handles.hold(event);
  }

  // Let the read-out speak of the unit in hand.
  look(key) {
    const unit = key === "scale" ? 0 : takenApart(key)[1];
    if (unit !== null) this.readout.unit = unit;
    this.change();
  }

  move(event) {
    if (this.sliders.move(event)) return;
    if (this.handles.grab?.id === event.pointerId) this.handles.drag(event);
    else if (event.pointerType !== "touch" && !event.buttons) this.handles.hover(event);
  }

  release(event) {
    if (event.pointerId === REPORTING) return;
    if (this.sliders.release(event)) return;
    if (this.handles.grab?.id === event.pointerId) this.handles.drop(event.type === "pointerup");
  }

  // Keys with Ctrl (to undo, say) are about what the keys before have done: tell it first.
  key(event) {
    if (event.ctrlKey || event.metaKey) this.tell();
    else this.sliders.key(event);
  }

  // Tell Python what keys have moved, unless a finger is about to move more.
  tell() {
    if (!this.isHeld) this.wanted.tell();
  }
}
