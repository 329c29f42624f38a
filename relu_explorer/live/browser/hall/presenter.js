// The view for the hall.  A step is an address: it is put into the browser's history, and Streamlit
// is told as when somebody goes back or on, so that it takes every value from the address.

import { push } from "../history.js";
import { CHECKBOX, OPENED, SLIDER } from "../structure.js";

const QUIET = 200; // ms between two looks at the page
// The one whose keys are heard: until another has come, though its element has gone.
let presenter = null;
// What goes with one from step to step, and what stays when the page is set as it opened.
const ALONG = ["view", "demo", "lang", "done", "embed", "embed_options"];
const KEPT = [...ALONG, "task", "hide", "lock"];

export default function ({ parentElement, data }) {
  if (presenter?.root !== parentElement) {
    presenter?.close();
    presenter = new Presenter(parentElement);
  }
  presenter.receive(data);
}

const parameters = () => new URLSearchParams(location.search);
const folder = () => location.pathname.replace(/[^/]*$/, "");
const page = () => location.pathname.slice(folder().length);

const open = (path, search) => {
  push({}, "", `${path}${String(search) ? `?${search}` : ""}`);
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
};

const change = (changes) => {
  const search = parameters();
  for (const [name, value] of Object.entries(changes)) {
    search.delete(name);
    for (const text of value === null ? [] : [value].flat()) search.append(name, text);
  }
  open(location.pathname, search);
};

// Keys of the units' mutes, which are in the address where a unit is muted.
const mutes = () =>
  [...document.querySelectorAll(`[class*=st-key-card] ${CHECKBOX}`)]
    .map((box) => /st-key-(\w*on\d)\b/.exec(box.closest("[class*=st-key-]")?.className ?? "")?.[1])
    .filter(Boolean);

// Key of the first unit's weight: what comes before its name, all keys of the page begin with.
const firstSlider = () => {
  const box = document.querySelector(`[class*=st-key-card] ${SLIDER}`);
  return /st-key-(\w+)/.exec(box.closest("[class*='st-key-']").className)[1];
};

// The address says it before Python has answered.
const isInHall = () => parameters().get("view") === "hall";

const isMuted = (key) => parameters().get(key) === "false";
const hearing = (sounds) =>
  Object.fromEntries(mutes().map((key, unit) => [key, sounds(unit) ? null : "false"]));

class Presenter {
  constructor(root) {
    this.root = root;
    this.find = (name) => root.querySelector(`.${name}`);
    this.closing = new AbortController();
    window.addEventListener("keydown", (event) => this.press(event), {
      capture: true,
      signal: this.closing.signal,
    });
    window.addEventListener("pointerup", () => setTimeout(() => this.letGo()), {
      signal: this.closing.signal,
    });
    window.addEventListener("popstate", () => this.wake(), { signal: this.closing.signal });
    const click = (name, act) => this.find(name).addEventListener("click", act);
    click("enter", () => this.enter());
    click("back", () => this.step(-1));
    click("next", () => this.step(1));
    click("help", () => this.help());
    click("leave", () => this.leave());
    click("keys", () => this.find("keys").close());
    this.observer = new MutationObserver(() => this.wake());
    this.observer.observe(document.body, { childList: true, subtree: true });
  }

  close() {
    this.closing.abort();
    this.observer.disconnect();
    clearTimeout(this.timer);
  }

  receive(data) {
    this.data = data;
    const { texts, isHall, keys } = data,
      name = (part, text) => this.find(part).setAttribute("aria-label", text);
    Object.assign(this.find("enter"), {
      hidden: isHall,
      textContent: texts.present,
      title: texts.presentHelp,
    });
    this.find("bar").hidden = !isHall;
    for (const part of ["back", "next", "leave"]) name(part, texts[part]);
    for (const part of ["help", "keys"]) name(part, texts.keys);
    this.find("keys").firstElementChild.replaceChildren(
      ...keys.flatMap(([key, text]) => [item("dt", key), item("dd", text)]),
    );
    if (isHall) this.wake();
  }

  // --- the steps: those of the demo, or of this page: unit 0, plus unit 1, …, the answer

  get number() {
    return Math.min(
      Math.max(Number.parseInt(parameters().get("step") ?? "0", 10) || 0, 0),
      this.last,
    );
  }

  get last() {
    return this.data.demo.length
      ? this.data.demo.length - 1
      : this.buildUp + (this.hasQuestion ? 1 : 0);
  }

  get buildUp() {
    const count = mutes().length;
    return count > 1 ? count : 0;
  }

  get question() {
    const task = parameters().get("task");
    return this.data.questions.findIndex(({ link }) => link === `${page()}?task=${task}`);
  }

  get hasQuestion() {
    return this.question >= 0;
  }

  step(by) {
    const number = this.number + by;
    if (number < 0 || number > this.last) this.ask(by);
    else if (this.data.demo.length) this.follow(this.data.demo[number], number);
    else change({ ...this.stateAt(number), step: number || null });
  }

  // What a step of this page has in the address.
  stateAt(number) {
    const isAnswer = this.hasQuestion && number > this.buildUp;
    const heard = hearing((unit) => !number || isAnswer || unit < number);
    return isAnswer ? { ...heard, ...this.answer } : { ...this.hidden, ...heard };
  }

  // The answer, with the numbers that make it.
  get answer() {
    const solution = this.data.questions[this.question].solution,
      prefix = firstSlider().replace(/wx?0$/, "");
    const named = Object.entries(solution).map(([name, texts]) => [prefix + name, texts]);
    return { reveal: "true", ...Object.fromEntries(named) };
  }

  // What takes the answer back, if it is shown.
  get hidden() {
    const isShown = this.hasQuestion && parameters().has("reveal");
    return isShown ? Object.fromEntries(Object.keys(this.answer).map((name) => [name, null])) : {};
  }

  follow(link, number = 0) {
    const [path, query] = link.split("?"),
      now = parameters(),
      search = new URLSearchParams(query);
    for (const name of ALONG) if (now.has(name)) search.set(name, now.get(name));
    if (number) search.set("step", number);
    open(folder() + path, search);
  }

  // The next question, or the one before; nothing beyond the last.
  ask(by) {
    const next =
      this.hasQuestion && !this.data.demo.length && this.data.questions[this.question + by];
    if (next) this.follow(next.link);
  }

  // The cards of the units come later than this, and change with the page.
  wake() {
    if (this.data?.isHall) this.timer ??= setTimeout(() => this.show(), QUIET);
  }

  show() {
    this.timer = null;
    const text = this.said(this.number);
    if (this.find("where").textContent !== text) this.find("where").textContent = text;
  }

  said(number) {
    const total = this.data.demo.length;
    if (total) return this.say("of", { number: number + 1, total });
    const now = parameters(),
      isAnswer = number > this.buildUp;
    const isSo = ([name, value]) => now.get(name) === value;
    if (
      !number ||
      (isAnswer ? !now.has("reveal") : !Object.entries(this.stateAt(number)).every(isSo))
    )
      return "";
    if (isAnswer) return this.say("answer");
    const kind = number === 1 ? "alone" : number === this.buildUp ? "sum" : "plus";
    return this.say(kind, { unit: number - 1 });
  }

  say(name, values = {}) {
    return this.data.texts[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  // A slider that was dragged gives the arrows back to whoever steps with them.
  letGo() {
    const active = document.activeElement;
    if (this.data?.isHall && active?.matches("input[type=range]")) active.blur();
  }

  // --- acts

  enter() {
    change({ view: "hall" });
  }

  leave() {
    change({ view: null, demo: null, step: null, reveal: null });
  }

  help() {
    const dialog = this.find("keys");
    dialog.open ? dialog.close() : dialog.showModal();
  }

  mute(unit) {
    const key = mutes()[unit];
    if (key) change({ [key]: isMuted(key) ? null : "false" });
  }

  solo(unit) {
    const isAlone = mutes().every((key, other) => isMuted(key) === (other !== unit));
    if (mutes()[unit]) change(hearing((other) => isAlone || other === unit));
  }

  reset() {
    if (this.data.demo.length) return this.follow(this.data.demo[this.number], this.number);
    const search = parameters();
    for (const name of [...search.keys()]) if (!KEPT.includes(name)) search.delete(name);
    open(location.pathname, search);
  }

  reveal() {
    if (this.hasQuestion) change(parameters().has("reveal") ? this.hidden : this.answer);
  }

  fill() {
    document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen?.();
  }

  press(event) {
    if (!this.data || event.ctrlKey || event.metaKey) return;
    if (isTyping(event) && !(isClosed(event) && /^Page/.test(event.key))) return;
    const act = isInHall()
      ? this.actOf(event)
      : event.altKey && event.code === "KeyP" && (() => this.enter());
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // some letters are Streamlit's own
    if (!event.repeat) act();
  }

  actOf(event) {
    if (event.altKey) return null;
    const { key, code, shiftKey } = event,
      digit = /^\d$/.exec(key)?.[0] ?? /^Digit(\d)$/.exec(code)?.[1];
    if (digit !== undefined)
      return () => (shiftKey ? this.solo(Number(digit)) : this.mute(Number(digit)));
    if (/^Arrow(Left|Right)$/.test(key) && takesArrows(event)) return null;
    if (key === "Escape" && this.find("keys").open) return () => this.help();
    if (key === "Escape" && (document.querySelector(OPENED) || isInDialog(event))) return null;
    return {
      pagedown: () => this.step(1),
      arrowright: () => this.step(1),
      pageup: () => this.step(-1),
      arrowleft: () => this.step(-1),
      s: () => change(hearing(() => true)),
      a: () => this.reveal(),
      n: () => this.ask(1),
      r: () => this.reset(),
      f: () => this.fill(),
      "?": () => this.help(),
      escape: () => this.leave(),
    }[key.toLowerCase()];
  }
}

const item = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
const target = (event) => event.composedPath()[0];
// One that was closed keeps the focus for a moment.
const isInDialog = (event) =>
  event.composedPath().some((one) => one.localName === "dialog" && one.open);
const isTyping = (event) =>
  target(event).matches?.(
    "textarea, [contenteditable=true], [role=combobox], input:not([type=range], [type=checkbox], [type=radio], [type=button])",
  ) ?? false;
// A box to choose from that shows no list now.
const isClosed = (event) => target(event).getAttribute?.("aria-expanded") === "false";
const takesArrows = (event) =>
  target(event).matches?.("input, [role=radio], [role=option], [role=menuitem], [role=tab]") ??
  false;
