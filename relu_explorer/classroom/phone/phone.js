// A student's page in class: what the instructor shows, the question, the turn, the remote.

const { texts } = JSON.parse(document.getElementById("data").textContent);
const network = document.querySelector("relu-network");

const find = (selector) => document.querySelector(selector);
const say = (name, values = {}) =>
  texts[name].replace(/\{(\w+)\}/g, (place, key) => values[key] ?? place);
const write = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

const PAUSE = 500; // ms between two tries that are sent

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

let lesson = { polls: [], turn: false, paused: false, closed: false, here: 0 },
  wasTurn = false;

// --- the own network

// One try at a time is sent, and the last one always: keys change a slider many times a second.
let isTelling = false,
  isNewer = false;
const tell = async () => {
  isNewer = true;
  if (isTelling) return;
  isTelling = true;
  while (isNewer && lesson.turn) {
    isNewer = false;
    const { w, b, v, c, probe, on } = network.own;
    const answer = await post("tries", { student, state: { w, b, v, c, probe, on } });
    const verdict = find("#verdict");
    write(verdict, answer.message || answer.error || "");
    verdict.dataset.verdict = answer.met ? "met" : "";
    await wait(PAUSE);
  }
  isTelling = false;
};

find("#sliders").addEventListener("change", tell);

const free = (isFree, isNew) => {
  network.free(isFree, isNew);
  if (!isFree) write(find("#verdict"), "");
  write(find("#own button"), say(isFree ? "back" : "try"));
};
find("#own button").addEventListener("click", () => free(!network.isOwn));

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
  ask: () => ["ask", { question: network.shown.question || "aloud" }],
  show: () => ["show", {}],
  turn: () => ["turn", { on: !lesson.turn, task: network.shown.question }],
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
  if (lesson.turn !== wasTurn) free(lesson.turn, lesson.turn);
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
  const link = find("#end a");
  link.href = `${here.replace(/\/class\/[^/]*$/, "")}/${network.link}`;
  write(link, say("keep"));
  find("#end").hidden = false;
};

const hear = ({ data }) => {
  const { kind, state: given, ...rest } = JSON.parse(data);
  if (given) network.shown = given;
  if (kind !== "moved") {
    lesson = rest;
    showLesson();
  }
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
buildRemote();
free(false);
follow();
