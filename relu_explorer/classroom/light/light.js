// A student's page in class: what the instructor shows, the question, the own sliders.

import { compositeScene, contribution, takenApart, unitsScene } from "LIVE/scene.js";
import { arithmetic, learn, number } from "LIVE/words.js";

const { texts, grids, opening, words } = JSON.parse(document.getElementById("data").textContent);
learn(words);

const find = (selector) => document.querySelector(selector);
const say = (name, values = {}) =>
  texts[name].replace(/\{(\w+)\}/g, (place, key) => values[key] ?? place);
const write = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

const PAUSE = 500, // ms between two tries that are sent
  READABLE = 50; // ms between two texts

// Whom an answer is counted for: a random name, kept by this browser for this class alone.
const code = location.pathname.split("/").pop().toUpperCase();
const here = location.pathname.replace(/\/?$/, "");
const student = (() => {
  const key = `class ${code}`;
  const random = () =>
    [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");
  try {
    localStorage[key] ??= random();
    return localStorage[key];
  } catch {
    return random();
  }
})();

const wait = (milliseconds) => new Promise((later) => setTimeout(later, milliseconds));

// What a server that is lost for a while has not taken is sent again.
const post = async (path, body, more = {}) => {
  const headers = { "Content-Type": "application/json", ...more };
  for (;;) {
    try {
      const options = { method: "POST", headers, body: JSON.stringify(body) };
      const answer = await fetch(`${here}/${path}`, options);
      if (answer.status < 500) return { isTaken: answer.ok, ...(await answer.json()) };
    } catch {
      // as when it cannot be reached
    }
    write(find("#status"), say("lost"));
    await wait(1000);
  }
};

// What a state says nothing of.
const completed = (given) => {
  const s = { ...opening, ...given };
  const n = s.w.length;
  for (const name of ["b", "v"])
    if (s[name].length !== n) s[name] = s.w.map((_, i) => s[name][i] ?? (name === "v" ? 1 : 0));
  if (s.on?.length !== n) s.on = s.w.map(() => true);
  return s;
};

let shown = completed({}), // by the instructor
  own = null, // the own network, once it was tried
  lesson = { polls: [], turn: false, paused: false, closed: false, here: 0 },
  isOwn = false, // whether the own network is in sight
  wasTurn = false,
  frame = 0,
  writtenAt = 0,
  late = 0;

const state = () => (isOwn && own ? own : shown);

// --- drawing

const draw = () => {
  frame = 0;
  const s = state(),
    look = { window: s.window, height: s.height, units: s.w.length, number };
  find("#units").draw(unitsScene(s), look);
  const curves = compositeScene(s);
  const isBeside = (name) => /^(bar\d*|steps|total|marks)$/.test(name);
  find("#composite").draw(
    Object.fromEntries(Object.entries(curves).filter(([name]) => !isBeside(name))),
    look,
  );
  // Texts stand still for a moment while something moves: to lay them out takes time.
  if (performance.now() - writtenAt < READABLE) {
    clearTimeout(late);
    late = setTimeout(drawSoon, READABLE);
    return;
  }
  writtenAt = performance.now();
  drawSum(s);
};

const drawSoon = () => {
  if (!frame) frame = requestAnimationFrame(draw);
};

const drawSum = (s) => {
  const heard = s.w.map((_, i) => i).filter((i) => s.on[i]);
  const parts = arithmetic(
    s.probe,
    s.c,
    heard.map((i) => contribution(s, i, s.probe)),
  );
  const line = find("#sum");
  while (line.children.length < parts.length) line.append(document.createElement("span"));
  while (line.children.length > parts.length) line.lastChild.remove();
  parts.forEach((part, k) => {
    const unit = k >= 2 && k < parts.length - 1 ? heard[k - 2] : null;
    write(line.children[k], part);
    line.children[k].className = unit === null ? "" : `ink${unit}`;
  });
};

// --- the own sliders

const sliders = new Map(); // "w0" -> its input
const numberOf = (s, name) => {
  const [symbol, unit] = takenApart(name);
  return unit === null ? s[symbol] : s[symbol][unit];
};
const put = (s, name, value) => {
  const [symbol, unit] = takenApart(name);
  if (unit === null) return { ...s, [symbol]: value };
  return { ...s, [symbol]: s[symbol].map((one, i) => (i === unit ? value : one)) };
};

const slider = (name, label) => {
  const [low, high, step] = grids[takenApart(name)[0]];
  const row = document.createElement("label"),
    title = document.createElement("span"),
    input = document.createElement("input"),
    output = document.createElement("output");
  write(title, label);
  Object.assign(input, { type: "range", min: low, max: high, step, name });
  input.addEventListener("input", () => {
    own = put(own, name, Number(input.value));
    write(output, number(Number(input.value)));
    drawSoon();
  });
  input.addEventListener("change", tell);
  row.append(title, input, output);
  sliders.set(name, input);
  return row;
};

const build = () => {
  const form = find("#sliders");
  form.replaceChildren();
  sliders.clear();
  const group = (title, className, names) => {
    const field = document.createElement("fieldset"),
      legend = document.createElement("legend");
    field.className = className;
    write(legend, title);
    field.append(legend, ...names.map(([name, label]) => slider(name, label)));
    form.append(field);
  };
  own.w.forEach((_, i) => {
    const names = ["w", "b", "v"].map((symbol) => [symbol + i, `${symbol} ${texts[symbol]}`]);
    group(say("unit", { unit: i }), `of${i}`, names);
  });
  group(say("sum"), "", [
    ["c", `c ${texts.c}`],
    ["probe", `x ${texts.probe}`],
  ]);
  for (const [name, input] of sliders) {
    input.value = numberOf(own, name);
    write(input.nextElementSibling, number(numberOf(own, name)));
  }
};

// One try at a time is sent, and the last one always: keys change a slider many times a second.
let isTelling = false,
  isNewer = false;
const tell = async () => {
  isNewer = true;
  if (isTelling) return;
  isTelling = true;
  while (isNewer && lesson.turn) {
    isNewer = false;
    const { w, b, v, c, probe, on } = own;
    const answer = await post("tries", { student, state: { w, b, v, c, probe, on } });
    const verdict = find("#verdict");
    write(verdict, answer.message || answer.error || "");
    verdict.dataset.verdict = answer.met ? "met" : "";
    await wait(PAUSE);
  }
  isTelling = false;
};

const show = (isWanted) => {
  isOwn = isWanted;
  if (isOwn && !own) {
    own = structuredClone(shown);
    build();
  }
  find("#sliders").hidden = !isOwn;
  if (!isOwn) write(find("#verdict"), "");
  write(find("#own button"), say(isOwn ? "back" : "try"));
  drawSoon();
};
find("#own button").addEventListener("click", () => show(!isOwn));

// --- the question

const chosen = new Map(); // question and round -> the own choice
const showPoll = () => {
  const section = find("#poll"),
    poll = lesson.polls.at(-1);
  section.hidden = !poll || !(poll.open || (poll.shown && !lesson.turn)) || lesson.closed;
  if (section.hidden) return;
  const key = `${poll.question} ${poll.round}`,
    mine = chosen.get(key);
  write(section.querySelector("h2"), poll.text || say("listen"));
  const list = section.querySelector(".options");
  if (list.dataset.key !== key) {
    list.dataset.key = key;
    list.replaceChildren(...poll.options.map((option, k) => optionOf(poll, key, option, k)));
  }
  const most = Math.max(1, poll.answered);
  [...list.children].forEach((button, k) => {
    button.disabled = !poll.open;
    button.setAttribute("aria-pressed", String(mine === k));
    const count = poll.counts?.[k];
    const mark = poll.shown && poll.right === k ? " ✓" : "";
    write(button.firstChild, poll.options[k] + mark + (count === undefined ? "" : ` · ${count}`));
    button.lastChild.style.width = `${(100 * (count ?? 0)) / most}%`;
  });
  write(section.querySelector(".said"), sentence(poll, mine));
};

const sentence = (poll, mine) => {
  if (poll.open) return mine === undefined ? say("choose") : say("chosen");
  if (mine === undefined || poll.right === null) return "";
  return say(mine === poll.right ? "right" : "wrong");
};

const optionOf = (poll, key, option, k) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(document.createTextNode(option), document.createElement("i"));
  button.addEventListener("click", async () => {
    const { isTaken, error } = await post("answers", {
      student,
      question: poll.question,
      choice: k,
    });
    if (isTaken) chosen.set(key, k);
    showPoll();
    if (!isTaken) write(find("#poll .said"), error);
  });
  return button;
};

// --- a remote of the instructor: the address had the key of the class

const key = location.hash.slice(1) || sessionStorage[`key ${code}`];
if (location.hash) {
  sessionStorage[`key ${code}`] = key;
  history.replaceState(null, "", location.pathname + location.search);
}
const REMOTE = {
  before: () => ["step", { on: false }],
  next: () => ["step", {}],
  ask: () => ["ask", { question: shown.question || "aloud" }],
  show: () => ["show", {}],
  turn: () => ["turn", { on: !lesson.turn, task: shown.question }],
  pause: () => ["pause", { on: !lesson.paused }],
};

const buildRemote = () => {
  find("#remote").hidden = !key;
  for (const [name, act] of key ? Object.entries(REMOTE) : []) {
    const button = document.createElement("button");
    button.type = "button";
    button.name = name;
    write(button, say(`remote_${name}`));
    button.addEventListener("click", async () => {
      const { error } = await post(...act(), { Authorization: `Bearer ${key}` });
      if (error) write(find("#status"), error);
    });
    find("#remote").append(button);
  }
};

const showRemote = () => {
  const press = (name, isOn) =>
    find(`#remote [name=${name}]`)?.setAttribute("aria-pressed", String(isOn));
  press("turn", lesson.turn);
  press("pause", lesson.paused);
};

// --- the class

const showLesson = () => {
  showPoll();
  showRemote();
  const pause = find("#pause");
  write(pause, say("pause"));
  pause.hidden = !lesson.paused || lesson.closed || Boolean(key);
  if (lesson.turn !== wasTurn) {
    if (lesson.turn) own = null; // anew from what is shown
    show(lesson.turn);
  }
  wasTurn = lesson.turn;
  find("#own").hidden = lesson.turn || lesson.closed;
  write(find("#prompt"), lesson.prompt?.replaceAll("*", "") ?? "");
  write(find("#status"), say(status(), { count: lesson.here }));
  if (lesson.closed) end();
};

const status = () => {
  if (lesson.closed) return "closed";
  return lesson.cut ? "cut" : "here";
};

const end = () => {
  stream.close();
  const link = find("#end a"),
    s = own ?? shown;
  const pairs = ["w", "b", "v"].flatMap((symbol) =>
    s[symbol].map((value, i) => [symbol + i, value]),
  );
  const search = new URLSearchParams([["n", s.w.length], ...pairs, ["c", s.c], ["probe", s.probe]]);
  link.href = `${here.replace(/\/class\/[^/]*$/, "")}/?${search}`;
  write(link, say("keep"));
  find("#end").hidden = false;
};

const hear = ({ data }) => {
  const { kind, state: given, ...rest } = JSON.parse(data);
  if (given) shown = completed(given);
  if (kind !== "moved") {
    lesson = rest;
    showLesson();
  }
  if (!isOwn) drawSoon();
};

// The stream; where the browser gives it up, it is asked for anew, not by all phones at once.
let stream = null;
const follow = () => {
  stream = new EventSource(`${here}/events`);
  stream.addEventListener("message", hear);
  stream.addEventListener("error", async () => {
    if (lesson.closed) return;
    write(find("#status"), say("lost"));
    if (stream.readyState !== EventSource.CLOSED) return;
    await wait(500 + 1000 * Math.random());
    const page = await fetch(here).catch(() => null);
    if (page?.status === 404) location.reload();
    else follow();
  });
};

write(find("h1"), say("title", { code }));
write(find("#units-name"), say("units"));
write(find("#sum-name"), say("composite"));
buildRemote();
show(false);
new ResizeObserver(drawSoon).observe(find("main"));
follow();
