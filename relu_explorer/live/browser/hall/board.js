// What comes back from a class: the answers to a question, and the wall of its curves.

import { knots, output } from "../scenes/scene.js";

const SVG = "http://www.w3.org/2000/svg";

export const element = (name, content, className = "") => {
  const node = document.createElement(name);
  node.textContent = content;
  node.className = className;
  return node;
};

// How often each option was chosen, in this round and, paler, in the one that was shown before.
const tallyOf = (polls) => {
  const poll = polls.at(-1);
  const before = polls.find((one) => one !== poll && one.question === poll.question && one.shown);
  const most = Math.max(1, ...(poll.counts ?? []), ...(before?.counts ?? []));
  return poll.options.map((text, k) => ({
    text: text + (poll.shown && poll.right === k ? " ✓" : ""),
    isRight: poll.shown && poll.right === k,
    count: poll.shown ? poll.counts[k] : null,
    shares: [before?.counts, poll.counts].map((counts) => (counts ? counts[k] / most : null)),
  }));
};

export const answers = (polls) =>
  tallyOf(polls).map(({ text, isRight, count, shares: [before, now] }) => {
    const bars = element("div", "", "bars");
    const bar = (share, className) => {
      const node = element("i", "", className);
      node.style.width = `${100 * share}%`;
      bars.append(node);
    };
    if (count !== null && before !== null) bar(before, "before");
    if (count !== null) bar(now, "");
    const row = element("div", "", "option");
    row.append(element("span", text, isRight ? "right" : ""), element("b", count ?? ""), bars);
    return row;
  });

// What the verdicts say of those who have not met the task, the commonest first.
export const mistakes = (tries) => {
  const counts = new Map();
  for (const { met, verdict } of tries)
    if (!met && verdict) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 5);
};

// Points of a try's curve in a box of the given size, and where its axis is.
const curveOf = ({ window: [low, high], height: [bottom, top], ...parts }, width, tall) => {
  const s = { hasMax: true, target: [[], []], data: [[], []], window: [low, high], ...parts };
  const place = (x, y) => [(width * (x - low)) / (high - low), (tall * (top - y)) / (top - bottom)];
  const path = (points) => `M${points.join("L")}`;
  return {
    axis: path([place(low, 0), place(high, 0)]),
    sum: path(knots(s).map((x) => place(x, output(s, x)))),
  };
};

export const curvePicture = ({ state, met }, name, onClick) => {
  const button = element("button", "", met ? "met" : ""),
    svg = document.createElementNS(SVG, "svg");
  button.type = "button";
  button.setAttribute("aria-label", name);
  svg.setAttribute("viewBox", "0 0 3 2");
  for (const [kind, d] of Object.entries(curveOf(state, 3, 2))) {
    const node = document.createElementNS(SVG, "path");
    node.setAttribute("d", d);
    node.setAttribute("class", kind);
    svg.append(node);
  }
  button.append(svg);
  button.addEventListener("click", onClick);
  return button;
};

// --- as a picture, to be kept or shown elsewhere

const WIDTH = 960,
  MARGIN = 32,
  LINE = 28, // px a line of text
  LETTERS = 72; // in a line

const INK = "#31333f",
  ACCENT = "#3b5990",
  MET = "#009e73",
  FRAME = "#c9cbd2";

const safe = (text) =>
  text.replace(/[&<>]/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[letter]);

const lines = (text) => {
  const found = [""];
  for (const word of text.split(" ")) {
    if (`${found.at(-1)} ${word}`.length > LETTERS) found.push("");
    found.push(`${found.pop()} ${word}`.trim());
  }
  return found;
};

class Sheet {
  constructor(title) {
    [this.parts, this.y] = [[], MARGIN];
    this.text(title, "font-weight='700'");
    this.y += 12;
  }

  text(text, look = "") {
    for (const line of lines(text)) {
      this.parts.push(`<text x='${MARGIN}' y='${this.y + 20}' ${look}>${safe(line)}</text>`);
      this.y += LINE;
    }
  }

  bar(share, height, opacity) {
    const width = share * (WIDTH - 2 * MARGIN);
    const look = `fill='${ACCENT}' opacity='${opacity}' rx='3'`;
    const place = `x='${MARGIN}' y='${this.y}'`;
    this.parts.push(`<rect ${place} width='${width}' height='${height}' ${look}/>`);
    this.y += height + 3;
  }

  tile(state, isMet, [x, y, width, height]) {
    const { axis, sum } = curveOf(state, width, height);
    const border = isMet ? `stroke='${MET}' stroke-width='3'` : `stroke='${FRAME}'`;
    this.parts.push(
      `<svg x='${x}' y='${y}' width='${width}' height='${height}' fill='none'>` +
        `<path d='${axis}' stroke='${FRAME}'/><path d='${sum}' stroke='${INK}' stroke-width='2'/>` +
        `<rect width='${width}' height='${height}' ${border}/></svg>`,
    );
  }

  toString() {
    const height = this.y + MARGIN;
    return (
      `<svg xmlns='${SVG}' width='${WIDTH}' height='${height}' font-family='sans-serif' ` +
      `font-size='20' fill='${INK}'><rect width='100%' height='100%' fill='#fff'/>` +
      `${this.parts.join("")}</svg>`
    );
  }
}

export const tallySheet = (title, polls) => {
  const sheet = new Sheet(title);
  for (const {
    text,
    count,
    shares: [before, now],
  } of tallyOf(polls)) {
    sheet.text(count === null ? text : `${text}: ${count}`);
    if (count !== null && before !== null) sheet.bar(before, 9, 0.45);
    if (count !== null) sheet.bar(now, 18, 1);
    sheet.y += 10;
  }
  return String(sheet);
};

export const wallSheet = (title, tries) => {
  const sheet = new Sheet(title),
    columns = tries.length > 24 ? 8 : 4,
    width = (WIDTH - 2 * MARGIN) / columns,
    height = (2 * width) / 3;
  tries.forEach(({ state, met }, k) => {
    const x = MARGIN + (k % columns) * width,
      y = sheet.y + Math.floor(k / columns) * height;
    sheet.tile(state, met, [x, y, width - 6, height - 6]);
  });
  sheet.y += Math.ceil(tries.length / columns) * height + 8;
  for (const [verdict, count] of mistakes(tries)) sheet.text(`${count} × ${verdict}`);
  return String(sheet);
};

// A picture of dots from one of lines: what slides and documents take.
export const dotted = async (svg) => {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2 * image.width, 2 * image.height];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
};
