// Training as a history: Python records snapshots, here they are played, paused and looked through.

import { counted, grouped, say, size, unitNotes, write } from "./words.js";

const AHEAD = 60; // snapshots left at which the next ones are asked for
const AGAIN = 3000; // ms after which an unanswered wish is sent again
const SETTLE = 2000; // ms for which a snapshot waits for the sliders to take its numbers

export class Player {
  constructor(wake) {
    this.wake = wake;
    this.snapshots = []; // {epoch, loss, parameters}
    this.at = 0;
    this.isPlaying = false;
    this.shownUntil = 0;
  }

  attach(root) {
    [this.root, this.shown] = [root, null];
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

  receive({ trains, history, state }, send) {
    [this.send, this.history] = [send, history];
    this.root.querySelector(".player").hidden = !trains;
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
    for (const [k, epoch] of history.epochs.entries())
      this.snapshots.push({ epoch, loss: history.losses[k], parameters: history.parameters[k] });
    this.at = Math.min(this.at, this.snapshots.length - 1);
    this.askedAt = -Infinity;
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
    const units = s.span.length ? counted(unitNotes(s, s.span)) : "";
    const isAtEnd = this.history?.end && at === snapshots.length - 1;
    const where = snapshot
      ? say("where", { step: grouped(snapshot.epoch), loss: size(snapshot.loss) })
      : say("untrained");
    write(this.part("status"), `${isAtEnd ? this.history.end : where} ${units}`);
  }

  // What depends on the history alone: while a slider is dragged it stays as it is.
  showHistory() {
    const { snapshots, at, isPlaying } = this,
      now = [snapshots.length, at, isPlaying, this.number].join();
    if (now === this.shown) return;
    this.shown = now;
    this.label();
    write(this.part("play"), isPlaying ? say("pause") : say("play"));
    for (const name of ["stop", "rewind", "scrub"]) this.part(name).disabled = !snapshots.length;
    this.part("scrub").max = Math.max(0, snapshots.length - 1);
    this.part("scrub").valueAsNumber = at;
    this.drawLoss();
  }

  label() {
    for (const name of ["step", "stop", "rewind"]) write(this.part(name), say(name));
    this.root.querySelector(".player").setAttribute("aria-label", say("player"));
    for (const name of ["scrub", "loss"])
      this.part(name).setAttribute("aria-label", say(`${name}_label`));
  }

  // Loss against steps, on a logarithmic axis from the largest to the smallest so far.
  drawLoss() {
    const { snapshots, at } = this,
      past = snapshots.slice(0, at + 1);
    const every = Math.max(1, Math.floor(past.length / 300));
    const drawn = past.filter((_, k) => k % every === 0 || k === at);
    const levels = drawn.map(({ loss }) => Math.log10(Math.max(loss, 1e-30)));
    const [low, high, last] = [Math.min(...levels), Math.max(...levels), past[at]?.epoch || 1];
    const points = drawn.map(
      ({ epoch }, k) =>
        `${((300 * epoch) / last).toFixed(1)},${(57 - (54 * (levels[k] - low)) / (high - low || 1)).toFixed(1)}`,
    );
    this.part("loss path").setAttribute("d", points.length > 1 ? `M${points.join("L")}` : "");
    const ends = { high: size(10 ** high), low: size(10 ** low) };
    write(this.part("scale"), points.length > 1 ? say("loss_ends", ends) : say("loss"));
  }
}
