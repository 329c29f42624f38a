// Training as a film: Python records pictures, here they are played, paused and looked through.

import { counted, grouped, say, size, unitNotes } from "./words.js";

const AHEAD = 60; // pictures left at which the next ones are asked for
const AGAIN = 3000; // ms after which an unanswered wish is sent again
const SETTLE = 2000; // ms for which a picture waits for the sliders to take its numbers

export class Player {
  constructor(root, wake) {
    [this.root, this.wake] = [root, wake];
    this.pictures = []; // {epoch, loss, parameters}
    this.at = 0;
    this.isPlaying = false;
    this.shownUntil = 0;
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

  receive({ trains, film, state }, send) {
    [this.send, this.film] = [send, film];
    this.root.querySelector(".player").hidden = !trains;
    if (!film) {
      [this.pictures, this.at, this.isPlaying, this.shownUntil] = [[], 0, this.isPlaying && this.wishes(), 0];
      return;
    }
    const isNew = film.number !== this.number;
    if (isNew) [this.pictures, this.jumps] = [[], film.jumps];
    this.number = film.number;
    this.take(film);
    if (isNew) this.at = film.shown;
    if (film.jumps !== this.jumps) [this.at, this.isPlaying, this.shownUntil] = [film.shown, false, 0];
    this.jumps = film.jumps;
    if (!this.isPlaying && this.agrees(state)) this.shownUntil = 0;
  }

  take(film) {
    if (film.first > this.pictures.length) return this.ask("more");
    this.pictures.length = film.first;
    film.epochs.forEach((epoch, k) =>
      this.pictures.push({ epoch, loss: film.losses[k], parameters: film.parameters[k] }));
    this.at = Math.min(this.at, this.pictures.length - 1);
    this.askedAt = -Infinity;
  }

  wishes() {
    return performance.now() - (this.askedAt ?? -Infinity) < AGAIN;
  }

  // --- what the buttons do

  play() {
    this.isPlaying = true;
    this.askedAt = -Infinity;
    if (!this.pictures.length || !this.isShown()) this.ask("play");
    this.wake();
  }

  rest(wish = "rest") {
    this.isPlaying = false;
    if (this.pictures.length) this.ask(wish);
    this.shownUntil = performance.now() + SETTLE;
    this.wake();
  }

  seek(at, isHeld = false) {
    if (!this.pictures.length) return;
    [this.at, this.isPlaying, this.shownUntil] = [at, false, performance.now() + SETTLE];
    if (isHeld) this.wake();
    else this.rest();
  }

  ask(wish) {
    this.askedAt = performance.now();
    this.send("film", { wish, number: this.number ?? 0, have: this.pictures.length, at: this.at, count: wish + this.askedAt });
  }

  // --- what is shown

  // True while the charts show a picture that the sliders do not have yet.
  isShown() {
    return this.pictures.length > 0 && (this.isPlaying || performance.now() < this.shownUntil || this.isHere);
  }

  agrees({ w, b, v, c }) {
    const now = [...w, ...b, ...v, c], picture = this.pictures[this.at]?.parameters ?? [];
    this.isHere = now.length === picture.length && picture.every((value, k) => Math.abs(value - now[k]) <= 1e-9);
    return this.isHere;
  }

  // Go on by one picture, if there is one; ask for more in good time.
  tick() {
    if (!this.isPlaying || !this.film) return;
    const left = this.pictures.length - 1 - this.at;
    if (left > 0) this.at += 1;
    if (this.film.end && left <= 1) this.rest();
    else if (!this.film.end && left < AHEAD && !this.wishes()) this.ask("more");
  }

  picture() {
    const isMine = this.pictures.length && (this.isPlaying || performance.now() < this.shownUntil);
    return isMine ? this.pictures[this.at].parameters : null;
  }

  show(s) {
    this.showFilm();
    const { pictures, at } = this, picture = pictures[at];
    const units = s.span.length ? counted(unitNotes(s, s.span)) : "";
    const isAtEnd = this.film?.end && at === pictures.length - 1;
    const where = picture ? say("where", { step: grouped(picture.epoch), loss: size(picture.loss) }) : say("untrained");
    write(this.part("status"), `${isAtEnd ? this.film.end : where} ${units}`);
  }

  // What depends on the film alone: while a slider is dragged it stays as it is.
  showFilm() {
    const { pictures, at, isPlaying } = this, now = [pictures.length, at, isPlaying, this.number].join();
    if (now === this.shown) return;
    this.shown = now;
    this.label();
    write(this.part("play"), isPlaying ? say("pause") : say("play"));
    for (const name of ["stop", "rewind", "scrub"]) this.part(name).disabled = !pictures.length;
    this.part("scrub").max = Math.max(0, pictures.length - 1);
    this.part("scrub").valueAsNumber = at;
    this.drawLoss();
  }

  label() {
    for (const name of ["step", "stop", "rewind"]) write(this.part(name), say(name));
    this.root.querySelector(".player").setAttribute("aria-label", say("player"));
    for (const name of ["scrub", "loss"]) this.part(name).setAttribute("aria-label", say(`${name}_label`));
  }

  // Loss against steps, on a logarithmic axis from the largest to the smallest so far.
  drawLoss() {
    const { pictures, at } = this, past = pictures.slice(0, at + 1);
    const every = Math.max(1, Math.floor(past.length / 300));
    const drawn = past.filter((_, k) => k % every === 0 || k === at);
    const levels = drawn.map(({ loss }) => Math.log10(Math.max(loss, 1e-30)));
    const [low, high, last] = [Math.min(...levels), Math.max(...levels), past[at]?.epoch || 1];
    const points = drawn.map(({ epoch }, k) =>
      `${((300 * epoch) / last).toFixed(1)},${(57 - (54 * (levels[k] - low)) / (high - low || 1)).toFixed(1)}`);
    this.part("loss path").setAttribute("d", points.length > 1 ? `M${points.join("L")}` : "");
    const ends = { high: size(10 ** high), low: size(10 ** low) };
    write(this.part("scale"), points.length > 1 ? say("loss_ends", ends) : say("loss"));
  }
}
