// Training as a history: Python records snapshots, here they are played, paused and looked through.

import { LossChart } from "../charts/loss.js";
import { counted, grouped, say, size, unitNotes, write } from "../scenes/words.js";

const AHEAD = 60; // snapshots left at which the next ones are asked for
const AGAIN = 3000; // ms after which an unanswered wish is sent again
const READABLE = 120; // ms between two pictures of the loss
const LONG = 100; // steps, of which a loss that has fallen by less than
const HARDLY = 0.01; // of itself tells that training is slow
const SETTLE = 2000; // ms for which a snapshot waits for the sliders to take its numbers

export class Player {
  constructor(wake, send) {
    [this.wake, this.send] = [wake, send];
    this.snapshots = []; // {epoch, parameters}
    this.losses = []; // of every step from the first snapshot's on
    this.drawnAt = 0;
    this.at = 0;
    this.isPlaying = false;
    this.shownUntil = 0;
  }

  attach(root) {
    [this.root, this.shown] = [root, null];
    this.chart = new LossChart(root.querySelector(".loss"));
    const on = (name, type, act) => this.part(name).addEventListener(type, act);
    on("play", "click", () => (this.isPlaying ? this.rest() : this.play()));
    on("step", "click", () => this.ask("step"));
    on("stop", "click", () => this.rest("stop"));
    on("rewind", "click", () => this.seek(0));
    on("scrub", "input", () => this.seek(this.part("scrub").valueAsNumber, true));
    on("scrub", "change", () => this.rest());
  }

  part(name) {
    return this.root.querySelector(`.player .${name}`);
  }

  receive({ trains, history, state }) {
    this.history = history;
    this.root.querySelector(".live").classList.toggle("trains", Boolean(trains));
    this.root.querySelector(".player").hidden = this.root.querySelector(".losses").hidden = !trains;
    if (!history) {
      [this.snapshots, this.at, this.isPlaying, this.shownUntil] = [
        [],
        0,
        this.isPlaying && this.wishes(),
        0,
      ];
      return;
    }
    const isNew = history.number !== this.number;
    if (isNew) [this.snapshots, this.jumps] = [[], history.jumps];
    this.number = history.number;
    this.take(history);
    if (isNew) this.at = history.shown;
    if (history.jumps !== this.jumps)
      [this.at, this.isPlaying, this.shownUntil] = [history.shown, false, 0];
    this.jumps = history.jumps;
    if (!this.isPlaying && this.agrees(state)) this.shownUntil = 0;
  }

  take(history) {
    if (history.first > this.snapshots.length) return this.ask("more");
    this.snapshots.length = history.first;
    this.losses.length = history.first ? this.place(history.first - 1) + 1 : 0;
    this.losses.push(...history.losses);
    for (const [k, epoch] of history.epochs.entries())
      this.snapshots.push({ epoch, parameters: history.parameters[k] });
    this.at = Math.min(this.at, this.snapshots.length - 1);
    this.askedAt = -Infinity;
  }

  // Where the loss of a snapshot stands among those of all steps.
  place(number) {
    return this.snapshots[number].epoch - this.snapshots[0].epoch;
  }

  wishes() {
    return performance.now() - (this.askedAt ?? -Infinity) < AGAIN;
  }

  // --- what the buttons do

  play() {
    this.isPlaying = true;
    this.askedAt = -Infinity;
    if (!this.snapshots.length || !this.isShown()) this.ask("play");
    this.wake();
  }

  rest(wish = "rest") {
    this.isPlaying = false;
    if (this.snapshots.length) this.ask(wish);
    this.shownUntil = performance.now() + SETTLE;
    this.wake();
  }

  seek(at, isHeld = false) {
    if (!this.snapshots.length) return;
    [this.at, this.isPlaying, this.shownUntil] = [at, false, performance.now() + SETTLE];
    if (isHeld) this.wake();
    else this.rest();
  }

  ask(wish) {
    this.askedAt = performance.now();
    this.send("history", {
      wish,
      number: this.number ?? 0,
      have: this.snapshots.length,
      at: this.at,
      count: wish + this.askedAt,
    });
  }

  // --- what is shown

  // True while the charts show a snapshot that the sliders do not have yet.
  isShown() {
    return (
      this.snapshots.length > 0 &&
      (this.isPlaying || performance.now() < this.shownUntil || this.isHere)
    );
  }

  agrees({ w, b, v, c }) {
    const now = [...w, ...b, ...v, c],
      snapshot = this.snapshots[this.at]?.parameters ?? [];
    this.isHere =
      now.length === snapshot.length &&
      snapshot.every((value, k) => Math.abs(value - now[k]) <= 1e-9);
    return this.isHere;
  }

  // Go on by one snapshot, if there is one; ask for more in good time.
  tick() {
    if (!this.isPlaying || !this.history) return;
    const left = this.snapshots.length - 1 - this.at;
    if (left > 0) this.at += 1;
    if (this.history.end && left <= 1) this.rest();
    else if (!this.history.end && left < AHEAD && !this.wishes()) this.ask("more");
  }

  snapshot() {
    const isMine = this.snapshots.length && (this.isPlaying || performance.now() < this.shownUntil);
    return isMine ? this.snapshots[this.at].parameters : null;
  }

  show(s) {
    this.showHistory();
    const { snapshots, at } = this,
      snapshot = snapshots[at];
    const slow = snapshot ? this.slowness(this.place(at)) : "";
    const units = s.span.length && s.hasMax ? counted(unitNotes(s, s.span)) : "";
    const isAtEnd = this.history?.end && at === snapshots.length - 1;
    const where = snapshot
      ? say("where", { step: grouped(snapshot.epoch), loss: size(this.losses[this.place(at)]) })
      : say("untrained");
    write(this.part("status"), `${isAtEnd ? this.history.end : `${where} ${slow}`} ${units}`);
  }

  // Whether the loss hardly falls, in words: that is told of a run that looks as if it stood still.
  slowness(step) {
    const [before, now] = [this.losses[step - LONG], this.losses[step]];
    const part = 1 - now / before;
    return part >= 0 && part < HARDLY ? say("slow", { percent: size(100 * part) }) : "";
  }

  // What depends on the history alone: while a slider is dragged it stays as it is.
  showHistory() {
    const { snapshots, at, isPlaying } = this,
      now = [snapshots.length, at, isPlaying, this.number, say("play")].join();
    if (now === this.shown) return;
    this.shown = now;
    this.label();
    write(this.part("play"), isPlaying ? say("pause") : say("play"));
    for (const name of ["stop", "rewind", "scrub"]) this.part(name).disabled = !snapshots.length;
    this.part("scrub").max = Math.max(0, snapshots.length - 1);
    this.part("scrub").valueAsNumber = at;
    this.drawLoss();
  }

  // All losses so far, and a dot at the snapshot shown; while it plays, as often as is seen.
  drawLoss() {
    const { snapshots, losses, at, isPlaying } = this;
    if (isPlaying && performance.now() - this.drawnAt < READABLE) return;
    this.drawnAt = performance.now();
    if (!snapshots.length) return this.chart.draw();
    const taken = isPlaying ? losses.slice(0, this.place(at) + 1) : losses;
    this.chart.draw(taken, snapshots[0].epoch, snapshots[at].epoch);
  }

  label() {
    for (const name of ["step", "stop", "rewind"]) write(this.part(name), say(name));
    this.root.querySelector(".player").setAttribute("aria-label", say("player"));
    this.part("scrub").setAttribute("aria-label", say("scrub_label"));
    this.root.querySelector(".loss").setAttribute("aria-label", say("loss_label"));
    write(this.root.querySelector(".losses figcaption"), say("loss"));
  }
}
