// The instructor's side of a class: it passes on what the charts show, asks, and shows what comes
// back.  Code and key stay in this tab; only the code is ever shown.

import {
  answers,
  curvePicture,
  dotted,
  element,
  mistakes,
  tallySheet,
  wallSheet,
} from "./board.js";
import { onShown } from "../pages/shown.js";

const PAUSE = 1000 / 15; // ms between two moves that are sent
const PARTS = ["w", "b", "v", "c", "probe", "on", "stages", "hasMax", "compare"];
const SEVERAL = ["kind", "values", "units", "further", "reach", "points"];
const FRAME = ["window", "height", "question"];
const CURVES = ["target", "data"]; // sent with three decimals, if they are not too long
const MOST_POINTS = 200,
  MOST_LETTERS = 1500; // of 4,096 that a post may have
const CALM = 200; // ms after which it is looked again whether a finger has left the board
const KEPT = "class of this tab";
const KEYS = { KeyJ: "join", KeyQ: "ask", KeyS: "show", KeyT: "turn", KeyE: "pause" }; // with Alt

let lesson = null; // it goes on from page to page

export default function ({ parentElement, data }) {
  lesson ??= new Lesson();
  lesson.attach(parentElement, data);
  return () => lesson.detach(parentElement);
}

class Lesson {
  constructor() {
    this.sent = {}; // the parts as the class has them
    this.isSending = false;
    this.state = null;
    this.told = { polls: [], here: 0 };
    onShown((state, task) => this.see(state, task));
    addEventListener("keydown", (event) => this.press(event), true);
  }

  // The element may stay where the language was switched.
  attach(root, { texts }) {
    const isNew = this.root !== root;
    if (!isNew && this.texts.open === texts.open) return;
    [this.root, this.texts] = [root, texts];
    this.find = (name) => root.querySelector(name);
    this.label();
    if (isNew) this.listenToButtons();
    this.resume();
  }

  label() {
    for (const name of ["open", "join", "remote", "ask", "turn", "pause", "results", "end"])
      this.find(`.${name}`).textContent = this.say(name);
    for (const name of ["open", "join", "remote", "ask", "turn", "pause", "results"])
      this.find(`.${name}`).title = this.say(`about_${name}`);
    this.find(".show").textContent = this.say("show");
    for (const [code, name] of Object.entries(KEYS))
      this.find(`.${name}`).setAttribute("aria-keyshortcuts", `Alt+${code.at(-1)}`);
  }

  listenToButtons() {
    this.place = new URL("./", location.href).href.replace(/\/$/, "");
    const click = (name, act) => this.find(`.${name}`).addEventListener("click", act);
    click("open", () => this.open());
    click("join", () => this.join());
    click("remote", () => this.join(true));
    click("ask", () => this.post("ask", { question: this.task || "aloud" }));
    click("show", () => this.post("show"));
    click("turn", () => this.post("turn", { on: !this.told.turn, task: this.task }));
    click("pause", () => this.post("pause", { on: !this.told.paused }));
    click("results", () => this.download());
    click("end", () => this.end());
    this.find("dialog").addEventListener("click", () => this.find("dialog").close());
  }

  detach(root) {
    if (this.root === root) this.root = null;
  }

  press(event) {
    const name = KEYS[event.code];
    if (!name || !event.altKey || event.ctrlKey || event.metaKey || !this.root) return;
    this.find(`.${this.code ? name : "open"}`).click();
    event.preventDefault();
  }

  say(name, values = {}) {
    return this.texts[name].replace(/\{(\w+)\}/g, (place, key) => values[key] ?? place);
  }

  // --- a class, kept by this tab

  async open() {
    const answer = await fetch(`${this.place}/class`, { method: "POST" });
    if (!answer.ok) return;
    sessionStorage[KEPT] = JSON.stringify(await answer.json());
    this.resume();
    this.join();
  }

  resume() {
    const { code, key } = JSON.parse(sessionStorage[KEPT] ?? "{}");
    if (code && code !== this.code) {
      [this.code, this.key, this.sent] = [code, key, {}];
      this.listen(code);
      this.send();
    }
    this.render();
  }

  end() {
    if (!confirm(this.say("sure"))) return;
    this.post("close");
    this.forget();
  }

  forget() {
    delete sessionStorage[KEPT];
    [this.code, this.key, this.told] = [null, null, { polls: [], here: 0 }];
    this.render();
  }

  get address() {
    return `${this.place}/class/${this.code}`;
  }

  get headers() {
    return { Authorization: `Bearer ${this.key}`, "Content-Type": "application/json" };
  }

  post(path, body = {}) {
    const options = { method: "POST", headers: this.headers, body: JSON.stringify(body) };
    return fetch(`${this.address}/${path}`, options).catch(() => null);
  }

  // --- what the charts show

  see(state, task) {
    [this.state, this.task] = [{ ...state, question: task }, task];
    this.send();
  }

  // One post at a time, with what has changed since; the last change is never left out.
  async send() {
    if (!this.code || !this.state || this.isSending) return;
    const changed = changes(this.state, this.sent);
    if (!Object.keys(changed).length) return;
    this.isSending = true;
    const started = performance.now();
    const answer = await this.post("moves", { state: changed, t: Date.now() / 1000 });
    // What is refused is not sent again; what was not heard is.
    const isHeard = answer && answer.status < 500 && answer.status !== 429;
    if (isHeard) for (const name of Object.keys(changed)) this.sent[name] = text(changed[name]);
    if (answer?.status === 404) this.forget();
    const rest = isHeard ? Math.max(0, PAUSE - (performance.now() - started)) : 1000;
    setTimeout(() => {
      this.isSending = false;
      this.send();
    }, rest);
  }

  // --- what comes back

  // A stream that asks for the key, which EventSource cannot send.
  async listen(code) {
    while (this.code === code) {
      try {
        const answer = await fetch(`${this.address}/events`, { headers: this.headers });
        if (answer.status === 404) return this.forget();
        for await (const data of messages(answer.body)) {
          if (this.code !== code) return undefined;
          this.hear(JSON.parse(data));
        }
      } catch {
        // it is tried again
      }
      this.told = { ...this.told, isLost: true };
      this.render();
      await new Promise((later) => setTimeout(later, 1000));
    }
    return undefined;
  }

  hear({ kind, state: _, ...told }) {
    if (kind === "moved") return;
    const steps = told.step - (this.told.step ?? told.step);
    this.told = told;
    this.render();
    // The keys of the hall's view know what a step is.
    const key = steps > 0 ? "PageDown" : "PageUp";
    if (steps) window.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  }

  render() {
    if (!this.root) return;
    const { told } = this;
    const poll = told.polls.at(-1);
    document.documentElement.classList.toggle("in-class", Boolean(this.code));
    this.find(".open").hidden = Boolean(this.code);
    this.find(".bar").hidden = !this.code;
    const isHall = /[?&]view=hall/.test(location.search);
    this.find(".bar").classList.toggle("in-hall", isHall);
    this.find(".remote").hidden = isHall; // its key is not for the projector
    this.find(".bar .code").textContent = this.code ?? "";
    const count = told.cut ? "cut" : poll?.open ? "answered" : "here";
    const values = { count: told.here, answered: poll?.answered };
    this.find(".here").textContent = this.say(told.isLost ? "lost" : count, values);
    this.find(".show").disabled = !poll?.open;
    this.find(".turn").setAttribute("aria-pressed", String(Boolean(told.turn)));
    this.find(".pause").setAttribute("aria-pressed", String(Boolean(told.paused)));
    this.lay(this.find(".board"));
  }

  // What lies over the page is made anew, but never under a finger, and the focus stays.
  lay(board) {
    if (board.matches(":active")) {
      clearTimeout(this.later);
      this.later = setTimeout(() => this.root && this.render(), CALM);
      return;
    }
    const { told } = this,
      poll = told.polls.at(-1);
    const subject = told.turn ? `turn ${told.task}` : poll && `${poll.question} ${poll.round}`;
    if (subject !== this.subject) [this.subject, this.chosen] = [subject, null];
    const parts = told.turn ? this.wall() : poll?.shown || poll?.open ? this.answers(poll) : [];
    const buttons = () => [...board.querySelectorAll("button")];
    const focused = buttons().indexOf(board.getRootNode().activeElement);
    board.replaceChildren(...this.tools(subject), ...parts);
    board.hidden = !this.code || !parts.length || this.putAway === subject;
    buttons()[focused]?.focus({ preventScroll: true });
  }

  // What lies over the page can be kept as a picture, and put away until there is something else.
  tools(subject) {
    const tool = (name, text, act) => {
      const button = element("button", text, name);
      button.type = "button";
      button.setAttribute("aria-label", this.say(name));
      button.addEventListener("click", act);
      return button;
    };
    const putAway = () => {
      this.putAway = subject;
      this.render();
    };
    return [tool("away", "✕", putAway), tool("picture", "⤓", () => this.savePicture())];
  }

  answers(poll) {
    return [element("h2", poll.text || this.say("aloud")), ...answers(this.told.polls)];
  }

  // Who met the task, what stands in the way of the others, and their curves.
  wall() {
    const tries = this.told.tries ?? [];
    const list = element("ul", "", "mistakes"),
      wall = element("div", "", "wall");
    list.append(
      ...mistakes(tries).map(([verdict, count]) => element("li", `${count} × ${verdict}`)),
    );
    const pictures = tries.map((one, index) =>
      curvePicture(one, this.say(this.kindOf(one)), () => {
        this.chosen = this.chosen === index ? null : index;
        this.render();
      }),
    );
    const chosen = pictures[this.chosen];
    wall.classList.toggle("large", Boolean(chosen));
    wall.append(...(chosen ? [chosen] : pictures));
    return [element("h2", this.count(tries)), list, wall];
  }

  kindOf({ met }) {
    if (!this.told.task) return "of_try";
    return met ? "of_met" : "of_unmet";
  }

  count(tries) {
    const values = {
      met: tries.filter((one) => one.met).length,
      near: tries.filter((one) => one.near).length,
      tried: tries.length,
      count: this.told.here,
    };
    return this.say(this.told.task ? "met" : "tried", values);
  }

  async savePicture() {
    const { turn, tries = [], polls } = this.told,
      poll = polls.at(-1);
    const sheet = turn
      ? wallSheet(this.count(tries), tries)
      : tallySheet(poll.text || this.say("aloud"), polls);
    save(await dotted(sheet), `class-${this.code}.png`);
  }

  // --- the way in, and what is taken home

  async join(isRemote = false) {
    const dialog = this.find("dialog");
    dialog.querySelector(".code").textContent = isRemote ? this.say("remote") : this.code;
    const picture = dialog.querySelector("img"),
      link = dialog.querySelector(".link");
    picture.src = isRemote ? await this.remoteCode() : `${this.address}/qr.svg`;
    picture.alt = this.say(isRemote ? "remote_qr" : "qr", { code: this.code });
    link.href = isRemote ? `${this.address}#${this.key}` : this.address;
    link.textContent = isRemote ? this.say("remote_qr") : this.address.replace(/^https?:\/\//, "");
    const warning = dialog.querySelector(".warning");
    warning.hidden = !/^(localhost|127\.|\[::1\])/.test(location.hostname);
    warning.textContent = this.say("unreachable");
    if (!dialog.open) dialog.showModal();
  }

  async remoteCode() {
    const answer = await fetch(`${this.address}/remote.svg`, { headers: this.headers });
    return URL.createObjectURL(await answer.blob());
  }

  async download() {
    const answer = await fetch(`${this.address}/results.csv`, { headers: this.headers });
    if (!answer.ok) return;
    save(await answer.blob(), `class-${this.code}.csv`);
  }
}

const text = (value) => JSON.stringify(value);

const shortened = (curve) => {
  const rounded = curve.map((part) =>
    part.map((value) => (value === null ? null : Number(value.toFixed(3)))),
  );
  const isShort = curve[0].length <= MOST_POINTS && text(rounded).length <= MOST_LETTERS;
  return isShort ? rounded : [[], []];
};

// The parts of a state that are not as they were sent.
const changes = (state, sent) => {
  const parts = [...PARTS, ...SEVERAL, ...FRAME].map((name) => [name, state[name]]);
  parts.push(...CURVES.map((name) => [name, shortened(state[name] ?? [[], []])]));
  return Object.fromEntries(parts.filter(([name, value]) => sent[name] !== text(value)));
};

const save = (blob, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

// The data of server-sent events, one after the other.
async function* messages(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n\n");
    rest = parts.pop();
    for (const part of parts) if (part.startsWith("data: ")) yield part.slice(6);
  }
}
