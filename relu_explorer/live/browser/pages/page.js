// What every page with a network does while a slider or a handle is held: it follows on every
// animation frame, and at the release Python's numbers take the place of the preview.  How a network
// is drawn and what of it can be taken hold of, its own kind of page knows: `live.js`, `several.js`.

import { askFirst, keepFocus } from "./focus.js";
import { describeCharts, letScroll, nameControls, showHints } from "./names.js";
import { takenApart } from "../scenes/scene.js";
import { follow, forgetLengths, Sliders } from "../gestures/sliders.js";
import { MAIN, REPORTING } from "../structure.js";
import { Wanted } from "../gestures/wanted.js";

const PATIENCE = 2000; // ms for which a new question may take the focus
const AFTER_ANSWER = 600; // ms in which React shows Python's values
const LEAVING = 3000; // ms that another page may take to come
const NOT_YET = 250; // ms after which it is looked again for what could not be drawn
// The page in view.  Streamlit may put another element in the place of ours while keys follow one
// another quickly: the gestures go on meanwhile.
let page = null;

// Returns the component of a kind of page.
export const serve =
  (Kind) =>
  ({ parentElement, data: [data], setTriggerValue }) => {
    // An answer may come late, when the page in view is already one of another kind.
    if (page?.path !== location.pathname || !(page instanceof Kind)) {
      if (page) document.querySelector(MAIN)?.scrollTo(0, 0); // from another one, to its top
      page?.close();
      page = new Kind();
    }
    page.attach(parentElement);
    page.receive(data, setTriggerValue);
    return () => page.detach(parentElement);
  };

// A kind of page has `readout` (with `root`, `element`, `speak`) and `handles` (with `grab`, `hold`,
// `drag`, `drop`, `hover`, `keepFromScrolling`), and says what is `exact`, `present`s a state, and
// whether what it has drawn `isDisturbed`.
export class Page {
  constructor() {
    this.path = location.pathname;
    this.wanted = new Wanted(this);
    this.sliders = new Sliders(this);
    this.watchUntil = 0;
    this.askUntil = 0; // until when a new question may take the focus
    this.leaveUntil = 0; // until when the page of a link may come
    this.frame = 0;
    this.naming = 0; // what will look for names, soon
    this.waking = 0; // what will look again, soon
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
    on("click", (event) => this.followLink(event));
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

  // False if it is attached there already.
  attach(root) {
    if (this.root === root) return false;
    this.root = root;
    this.readout.root = root;
    return true;
  }

  detach(root) {
    if (this.root === root) this.root = null;
  }

  close() {
    this.closing.abort();
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.naming);
    clearTimeout(this.waking);
  }

  receive(data, setTriggerValue) {
    const isAtRest = !this.isHeld;
    if (isAtRest && (data.loads !== this.data?.loads || data.task)) this.readout.unit = null;
    const isReplaced = isAtRest && this.data && data.loads !== this.data.loads;
    const isNewTask = this.data && data.task !== this.data.task;
    if (isNewTask) document.querySelector(MAIN)?.scrollTo(0, 0);
    if (isNewTask) this.askUntil = performance.now() + PATIENCE;
    [this.data, this.trigger] = [data, setTriggerValue];
    this.wanted.hear();
    forgetLengths(); // with more units, tracks are shorter
    if (isReplaced) this.wanted.clear(); // it is newer than what was wanted
    this.take();
    this.repaint();
    this.show();
    this.readout.speak();
    // React may show Python's values a little later than they come here.
    this.watch(AFTER_ANSWER);
  }

  // A wish of this page that comes after the press on a link would be run in the place of the other
  // page, of which nothing would then be seen.
  send(name, value) {
    if (performance.now() > this.leaveUntil) this.trigger(name, value);
  }

  followLink({ target }) {
    const link = target.closest?.("a[href]");
    if (link && link.pathname !== location.pathname) this.leaveUntil = performance.now() + LEAVING;
  }

  // What else is to be done with an answer.
  take() {}

  // To another page, or the way back or on: the address is newer than what is in hand.
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

  // True while a finger is on a slider or on a chart.
  get isHeld() {
    return this.sliders.held.size > 0 || this.handles.grab !== null;
  }

  // True while something moves.
  get isMoving() {
    return this.isHeld;
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

  // What is shown of a value: a page may show another than Python has.
  shows(key) {
    return this.value(key);
  }

  // Places at which the probe comes to rest.
  corners() {
    return [];
  }

  // --- drawing

  // Let the sliders show what is wanted.
  moveSliders(_, isWritten) {
    this.wanted.follow(isWritten);
  }

  show() {
    this.isChanged = false;
    const isWritten = this.areTextsDue();
    const s = this.state();
    this.moveSliders(s, isWritten);
    this.present(s, isWritten);
  }

  // For how many ms texts stand still while something moves: to lay them out takes time.
  get readable() {
    return 50;
  }

  // Whether texts are written at this frame; if not, `isLate` until they are.
  areTextsDue() {
    const now = performance.now();
    this.isLate = this.isMoving && now - this.writtenAt < this.readable;
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

  // True while something is shown that changes by itself.
  advance() {
    return false;
  }

  tick() {
    this.frame = 0;
    if (this.wanted.size && this.path !== location.pathname) this.leave();
    // Without its element it waits for another, or the page was left.
    if (!this.data || !this.root || this.path !== location.pathname) return;
    const isWatched = this.advance() || performance.now() < this.watchUntil;
    const isDue = isWatched || this.isChanged || this.isLate;
    const isDisturbed = !isDue && this.isDisturbed();
    if (isDisturbed) this.wakeSoon();
    if (isDue || isDisturbed) this.show();
    if (!this.isHeld) this.nameSoon();
    if (isWatched || this.isHeld) this.wake();
    else this.wanted.rest();
  }

  // What is not there yet may come without a sign, and what was drawn may not stay.
  wakeSoon() {
    this.waking ||= setTimeout(() => {
      this.waking = 0;
      this.wake();
    }, NOT_YET);
  }

  // Names can wait: while a page comes, each look for what has none would lay it out.
  nameSoon() {
    this.naming ||= setTimeout(() => {
      this.naming = 0;
      if (this.root && !this.isHeld) this.name();
    }, 100);
  }

  name() {
    nameControls();
    letScroll();
    showHints();
    describeCharts(this.data.spoken);
    if (performance.now() < this.askUntil && askFirst()) this.askUntil = 0;
  }

  // --- the hand

  press(event) {
    if (event.button !== 0 || !this.data || event.pointerId === REPORTING) return;
    this.tell();
    if (this.sliders.press(event)) this.rest();
    else this.handles.hold(event);
  }

  // What moves by itself stands still: somebody takes hold of it.
  rest() {}

  // Let the read-out speak of the unit in hand.
  look(key) {
    const unit = this.unitOf(key);
    if (unit !== null) this.readout.unit = unit;
    this.change();
  }

  unitOf(key) {
    return takenApart(key)[1];
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
