// The page of one layer and one input: two charts of Plotly's, a read-out, and a player where the
// network can be trained.

import { chart, draw, isIntact, isSupported } from "../charts/charts.js";
import { Handles } from "../gestures/handles.js";
import { Page, serve } from "./page.js";
import { Player } from "./player.js";
import { Readout } from "./readout.js";
import { compositeScene, corner, takenApart, unitsScene } from "../scenes/scene.js";
import { tellShown } from "./shown.js";
import { graphOf, roomOf, SURFACE } from "../structure.js";
import { learned, say } from "../scenes/words.js";

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

class OneLayer extends Page {
  constructor() {
    super();
    this.readout = new Readout();
    this.player = new Player(
      () => this.change(),
      (...wish) => this.send(...wish),
    );
    this.handles = new Handles(this);
  }

  attach(root) {
    if (super.attach(root)) this.player.attach(root);
  }

  take() {
    this.player.receive(this.data);
  }

  exact(key) {
    const { state } = this.data,
      [symbol, unit] = takenApart(key);
    if (unit !== null) return ["w", "b", "v"].includes(symbol) ? state[symbol][unit] : undefined;
    return ["c", "probe", "scale"].includes(key) ? state[key] : undefined;
  }

  state() {
    const { state } = this.data;
    const all = (symbol) => state[symbol].map((_, i) => this.shows(symbol + i));
    const numbers = { w: all("w"), b: all("b"), v: all("v") };
    return { ...state, ...numbers, c: this.shows("c"), probe: this.shows("probe") };
  }

  // A snapshot of training takes the place of the sliders' numbers, but of what somebody moves.
  shows(key) {
    return this.wanted.has(key) ? this.wanted.get(key) : (this.ofSnapshot(key) ?? this.exact(key));
  }

  ofSnapshot(key) {
    const snapshot = this.player.snapshot(),
      n = this.data.state.w.length;
    if (snapshot?.length !== 3 * n + 1) return undefined;
    const [symbol, unit] = takenApart(key);
    if (unit !== null) return snapshot["wbv".indexOf(symbol) * n + unit];
    return key === "c" ? snapshot[3 * n] : undefined;
  }

  corners() {
    const s = this.state();
    return s.w.map((_, i) => corner(s, i) ?? Number.NaN);
  }

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
    super.moveSliders(s, isWritten);
  }

  present(s, isWritten) {
    const isIdle = this.wanted.isMet && !this.player.snapshot();
    const { scene } = this.data;
    tellShown(s, this.data.task);
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

  advance() {
    this.player.tick();
    return this.player.isPlaying;
  }

  isDisturbed() {
    if (!this.data.isLive) return false;
    const places = domains();
    return ["units", "composite"].some((key) => {
      const graph = chart(key);
      return graph
        ? !isIntact(graph, places[key])
        : !this.hasGivenUp && document.querySelector(`.st-key-${key}`);
    });
  }

  rest() {
    if (this.player.isPlaying) this.player.rest();
  }

  unitOf(key) {
    return key === "scale" ? 0 : super.unitOf(key);
  }
}

export const ready = learned;

export default serve(OneLayer);
