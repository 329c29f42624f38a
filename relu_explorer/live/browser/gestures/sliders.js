// Streamlit's sliders: while a finger or a key moves one, it is moved here.  React would redraw it
// at every move, and its report could meet an older answer; so Streamlit's own slider hears but of
// the value at the end.

import { capture, placeThumb, report, SLIDER, slider } from "../structure.js";
import { begin, meaning } from "./touches.js";
import { typeOver } from "./typed.js";
import { write } from "../scenes/words.js";

const AFTER_KEY = 600; // ms for which a slider is watched after a key or a release
const PULL = 0.6; // pixels from which a place attracts the probe: one of them at least is nearer

const keyOf = (target) => {
  const box = target.closest?.(SLIDER)?.closest("[class*='st-key-']");
  return box ? /st-key-([\w-]+)/.exec(box.className)[1] : null;
};

export const snapped = (value, [low, high, step]) => {
  const clamped = Math.min(Math.max(value, low), high);
  const steps = Math.round((clamped - low) / step);
  return Math.min(Number((low + steps * step).toFixed(10)) + 0, high);
};

// The probe comes to rest on a whole number or a corner that is nearest, less than a pixel away: a
// slider's pixel may be worth more than its step.
const attracted = (value, corners, pixel) => {
  const away = (place) => Math.abs(place - value);
  const near = [Math.round(value), ...corners].filter((place) => away(place) < PULL * pixel);
  return near.sort((one, other) => away(one) - away(other))[0] ?? value;
};

const grid = ({ input }) => [Number(input.min), Number(input.max), Number(input.step)];

// Taking hold of the sliders, with fingers and with keys.
export class Sliders {
  constructor(page) {
    this.page = page;
    // pointer id -> slider in hand: {key, input, valueAt, pixel, from, touch, isOnThumb, isOnNumber}
    this.held = new Map();
  }

  isInHand(key) {
    return [...this.held.values()].some((held) => held.key === key);
  }

  // The name of the slider that an event is about, if it is one of a parameter.
  nameOf(target) {
    const { data } = this.page;
    const key = keyOf(target);
    const name = data && key?.startsWith(data.prefix) ? key.slice(data.prefix.length) : null;
    return name !== null && this.page.exact(name) !== undefined ? name : null;
  }

  // True if it was this slider that was pressed.
  press(event) {
    const key = this.nameOf(event.target);
    const grip = key !== null && hold(this.page.full(key), event, this.page.shows(key));
    if (!grip) return false;
    take(event);
    capture(event);
    if (this.isInHand(key)) return true; // a second finger on the same slider
    const held = { ...grip, key, from: event.clientX, touch: begin(event) };
    held.touch.isDecided ||= grip.isOnThumb;
    this.held.set(event.pointerId, held);
    if (held.touch.isDecided) this.start(held, event.clientX);
    return true;
  }

  // It is meant: not a finger on its way up or down the page.
  start(held, x) {
    held.input.focus({ preventScroll: true });
    this.page.look(held.key);
    if (!held.isOnThumb) this.put(held, x);
  }

  // Streamlit's slider would listen to these, too.  A finger on the thumb has it at once, one on the
  // track may be on its way up or down the page.
  keepFromStreamlit(event) {
    const key = this.nameOf(event.target);
    const found = key !== null && slider(this.page.full(key));
    if (!found || found.input.disabled || !found.track?.contains(event.target)) return;
    if (found.thumb.contains(event.target)) take(event);
    else event.stopImmediatePropagation();
  }

  // True if a slider is moved.
  move(event) {
    const held = this.held.get(event.pointerId);
    if (!held) return false;
    event.stopImmediatePropagation();
    if (event.pointerType === "mouse" && !event.buttons) return this.release(event); // lost
    if (event.clientX === held.from) return true; // a press alone moves nothing
    const wasMeant = held.touch.isDecided,
      meant = meaning(held.touch, event, false);
    if (meant === "scroll") this.held.delete(event.pointerId);
    if (meant !== "hold") return true;
    if (!wasMeant) this.start(held, held.from);
    held.from = Number.NaN;
    this.put(held, event.clientX);
    return true;
  }

  put({ key, valueAt, pixel }, x) {
    const value = valueAt(x);
    const place = key === "probe" ? attracted(value, this.page.corners(), pixel) : value;
    this.page.wanted.want(key, snapped(place, this.page.grid(key)));
  }

  // True if a slider is let go; where its number was but pressed, another can be typed.
  release(event) {
    const held = this.held.get(event.pointerId);
    if (!held) return false;
    this.held.delete(event.pointerId);
    event.stopImmediatePropagation();
    const isPress = event.type === "pointerup" && !Number.isNaN(held.from);
    if (isPress && !held.touch.isDecided) this.start(held, held.from);
    this.page.wanted.tell();
    this.page.watch(AFTER_KEY);
    if (isPress && held.isOnNumber) this.type(held.key);
    return true;
  }

  type(name) {
    typeOver(slider(this.page.full(name)), (value) => this.set(name, value));
  }

  // Set a slider at once.
  set(name, value) {
    this.page.rest();
    this.page.look(name);
    this.page.wanted.want(name, snapped(value, this.page.grid(name)));
    this.page.wanted.tell();
    this.page.watch(AFTER_KEY);
  }

  key(event) {
    const name = event.target.matches?.(`${SLIDER} input`) ? this.nameOf(event.target) : null;
    if (name === null || event.target.disabled) return;
    if (event.key === "Enter") {
      take(event);
      this.type(name);
      return;
    }
    const value = afterKey(event, this.page.shows(name), this.page.grid(name));
    if (value === null) return;
    take(event);
    this.page.rest();
    this.page.look(name);
    this.page.wanted.want(name, value);
    this.page.watch(AFTER_KEY);
  }

  // A screen reader moves a slider without keys.
  input(event) {
    const name = event.isTrusted ? this.nameOf(event.target) : null;
    if (name === null) return;
    event.stopImmediatePropagation();
    this.set(name, event.target.valueAsNumber);
  }
}

const take = (event) => {
  event.stopImmediatePropagation();
  event.preventDefault();
};

// Where a slider in hand will be, by its own rule: fraction at the start plus distance over the
// track.  Streamlit's own slider may not have yet what is shown on it.
const hold = (key, event, shown) => {
  const found = slider(key);
  if (!found?.track?.contains(event.target) || found.input.disabled) return null;
  const [low, high, step] = grid(found),
    box = found.track.getBoundingClientRect();
  const onThumb = found.thumb.contains(event.target);
  const start = onThumb
    ? shown
    : snapped(low + ((event.clientX - box.left) / box.width) * (high - low), [low, high, step]);
  const from = { x: event.clientX, fraction: (start - low) / (high - low) };
  const valueAt = (x) => {
    const fraction = from.fraction + (x - from.x) / box.width;
    return snapped(low + fraction * (high - low), [low, high, step]);
  };
  const isOnNumber = found.number?.contains(event.target);
  const pixel = (high - low) / box.width;
  return { input: found.input, valueAt, pixel, isOnThumb: onThumb, isOnNumber };
};

// What a key makes of a slider's value, by the slider's own rule; null if it is none of its keys.
const afterKey = ({ key, shiftKey }, value, [low, high, step]) => {
  const page = Math.max(snapped((high - low) / 10, [0, (high - low) / 10 + step, step]), step);
  const by = {
    ArrowRight: shiftKey ? page : step,
    ArrowUp: shiftKey ? page : step,
    ArrowLeft: shiftKey ? -page : -step,
    ArrowDown: shiftKey ? -page : -step,
    PageUp: page,
    PageDown: -page,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  }[key];
  return by === undefined ? null : snapped(value + by, [low, high, step]);
};

// Let Streamlit's slider report a value, as if it had been let go there.
export const tell = (key, value) => {
  const found = slider(key);
  if (found?.thumb) report(found, value);
};

// How long each track is, in pixels: asked once a gesture, for to ask is to lay out the page.
const lengths = new Map();
export const forgetLengths = () => lengths.clear();
const lengthOf = (key, { track }) => {
  if (!lengths.has(key)) lengths.set(key, track.offsetWidth);
  return lengths.get(key);
};

// Show a value that is not Streamlit's yet: move the thumb and, where texts are written, its
// number, and say it.  React redraws them once the value is its own.
export const follow = (key, value, isWritten = true) => {
  const found = slider(key);
  if (!found?.thumb) return;
  const [low, high] = grid(found);
  placeThumb(found, lengthOf(key, found), ((value - low) / (high - low)) * 100);
  if (!isWritten) return;
  const decimals = (found.number?.textContent.split(".")[1] ?? "").length;
  const text = (value + 0).toFixed(decimals).replace(/^-(0(\.0*)?)$/, "$1");
  if (found.number) write(found.number, text);
  if (found.input.ariaValueText !== text) found.input.ariaValueText = text;
};
