// <relu-network>: a network on plain SVG, shown by somebody else or moved by own sliders.

import { compositeScene, contribution, queryOf, takenApart, unitsScene } from "LIVE/scene.js";
import { arithmetic, learn, number, write } from "LIVE/words.js";

const { texts, grids, several, opening, words } = JSON.parse(
  document.getElementById("data").textContent,
);
learn(words);

const READABLE = 200; // ms between two texts: numbers that change faster are not read
const AGAIN = 1000; // ms after which what could not be loaded is asked for again
const TEXTS = ["numbers", "slopes", "sum"]; // on the sliders, on the chart, and below it
const PARAMETERS = ["w", "b", "v"];

// What a state says nothing of.
const completed = (given) => {
  const s = { ...opening, ...given };
  if (s.kind) return s;
  const n = s.w.length;
  for (const name of ["b", "v"])
    if (s[name].length !== n) s[name] = s.w.map((_, i) => s[name][i] ?? (name === "v" ? 1 : 0));
  if (s.on?.length !== n) s.on = s.w.map(() => true);
  return s;
};

const numberOf = (s, name) => {
  if (s.kind) return s.values[name];
  const [symbol, unit] = takenApart(name);
  return unit === null ? s[symbol] : s[symbol][unit];
};

const changed = (s, name, value) => {
  if (s.kind) return { ...s, values: { ...s.values, [name]: value } };
  const [symbol, unit] = takenApart(name);
  if (unit === null) return { ...s, [symbol]: value };
  return { ...s, [symbol]: s[symbol].map((one, i) => (i === unit ? value : one)) };
};

class Network extends HTMLElement {
  connectedCallback() {
    this.given = completed({});
    this.wasShown = false; // before, nothing is drawn: the opening is nobody's
    this.own = null; // the own network, once its sliders were there
    this.isOwn = false; // whether it is in sight
    [this.frame, this.writtenAt, this.late, this.turn] = [0, -Infinity, 0, 0];
    write(this.querySelector("#units-name"), texts.units);
    write(this.querySelector("#sum-name"), texts.composite);
    new ResizeObserver(() => this.drawSoon()).observe(this.querySelector("#view"));
    this.more = null; // what knows several layers and two inputs, once it was asked for
  }

  // What somebody else shows.
  get shown() {
    return this.given;
  }

  set shown(state) {
    this.given = completed(state);
    this.wasShown = true;
    if (!this.isOwn) this.drawSoon();
  }

  get state() {
    return this.isOwn ? this.own : this.given;
  }

  // The own sliders, for the own network as it was or, anew, for what is shown; or no longer.
  free(isFree, isNew = false) {
    this.isOwn = isFree;
    if (isFree && (isNew || !this.own)) {
      this.own = structuredClone(this.given);
      this.build();
    }
    this.querySelector("#sliders").hidden = !isFree;
    this.writtenAt = -Infinity; // another network: its texts at once
    this.drawSoon();
  }

  // Where it is on the pages of the app: on the Explorer, or on that of its kind.
  get link() {
    const s = this.own ?? this.given;
    return s.kind && this.more ? this.more.linkOf(s) : `?${queryOf(completed({ ...s, kind: "" }))}`;
  }

  // Ask for what draws several layers and two inputs.
  async learnMore() {
    if (this.isAsked) return;
    this.isAsked = true;
    try {
      this.more = await import("LIVE/light_several.js");
    } catch {
      this.isAsked = false; // the line is down: it is tried again
      setTimeout(() => this.drawSoon(), AGAIN);
      return;
    }
    if (this.isOwn) this.build();
    this.dispatchEvent(new Event("learned"));
    this.drawSoon();
  }

  drawSoon() {
    const isKnown = this.wasShown || this.isOwn;
    if (isKnown && !this.frame) this.frame = requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.frame = 0;
    const isSeveral = Boolean(this.state.kind);
    if (this.classList.contains("is-several") !== isSeveral)
      this.classList.toggle("is-several", isSeveral);
    if (isSeveral && !this.more) return this.learnMore();
    const due = this.dueTexts();
    if (this.isOwn && due.includes("numbers")) this.drawNumbers();
    if (isSeveral) this.drawSeveral(this.state, due);
    else this.drawOne(this.state, due);
  }

  drawSeveral(s, due) {
    this.more.drawInto(this.querySelector("#several"), s, several.headings);
    if (due.includes("sum")) this.writeLines(this.more.linesOf(s));
  }

  drawOne(s, due) {
    const isWritten = due.includes("slopes");
    const look = { window: s.window, height: s.height, units: s.w.length, number, isWritten };
    this.querySelector("#units").draw(unitsScene(s), look);
    const curves = compositeScene(s);
    const isBeside = (name) => /^(bar\d*|steps|total|marks)$/.test(name);
    this.querySelector("#composite").draw(
      Object.fromEntries(Object.entries(curves).filter(([name]) => !isBeside(name))),
      look,
    );
    if (due.includes("sum")) this.drawSum(s);
  }

  // The texts that are written at this frame.  While something moves they take turns, for to lay
  // them out takes time.
  dueTexts() {
    const now = performance.now(),
      since = now - this.writtenAt;
    clearTimeout(this.late);
    if (since < READABLE) this.late = setTimeout(() => this.drawSoon(), READABLE);
    if (since < READABLE / TEXTS.length) return [];
    this.writtenAt = now;
    if (since >= READABLE) return TEXTS;
    this.turn = (this.turn + 1) % TEXTS.length;
    return [TEXTS[this.turn]];
  }

  drawNumbers() {
    for (const input of this.querySelectorAll("#sliders input"))
      write(input.nextElementSibling, number(numberOf(this.own, input.name)));
  }

  drawSum(s) {
    const heard = s.w.map((_, i) => i).filter((i) => s.on[i]);
    const parts = arithmetic(
      s.probe,
      s.c,
      heard.map((i) => contribution(s, i, s.probe)),
    );
    this.writeLines(
      parts.map((part, k) => [k >= 2 && k < parts.length - 1 ? heard[k - 2] : null, part]),
    );
  }

  // Write texts, each in the ink of its unit.
  writeLines(parts) {
    const line = this.querySelector("#sum");
    while (line.children.length < parts.length) line.append(document.createElement("span"));
    while (line.children.length > parts.length) line.lastChild.remove();
    parts.forEach(([unit, part], k) => {
      const span = line.children[k],
        ink = unit === null ? "" : `ink${unit}`;
      write(span, part);
      if (span.className !== ink) span.className = ink;
    });
  }

  build() {
    if (this.own.kind && !this.more) return; // once it is there
    const group = (title, className, names) => {
      const field = document.createElement("fieldset"),
        legend = document.createElement("legend");
      field.className = className;
      write(legend, title);
      field.append(legend, ...names.map(([name, label]) => this.slider(name, label)));
      return field;
    };
    if (this.own.kind) {
      const groups = this.more.groupsOf(this.own, { ...texts, ...several.texts });
      this.querySelector("#sliders").replaceChildren(
        ...groups.map(([unit, title, names]) =>
          group(title, unit === null ? "" : `of${unit}`, names),
        ),
      );
      return;
    }
    const units = this.own.w.map((_, i) => {
      const names = PARAMETERS.map((symbol) => [symbol + i, `${symbol} ${texts[symbol]}`]);
      return group(texts.unit.replace("{unit}", i), `of${i}`, names);
    });
    const sum = group(texts.sum, "", [
      ["c", `c ${texts.c}`],
      ["probe", `x ${texts.probe}`],
    ]);
    this.querySelector("#sliders").replaceChildren(...units, sum);
  }

  slider(name, label) {
    const known = this.own.kind ? several.grids[this.own.kind] : grids,
      [low, high, step] = known[takenApart(name)[0]];
    const row = document.createElement("label"),
      title = document.createElement("span"),
      input = document.createElement("input"),
      output = document.createElement("output");
    write(title, label);
    Object.assign(input, { type: "range", min: low, max: high, step, name });
    input.value = numberOf(this.own, name);
    write(output, number(numberOf(this.own, name)));
    const take = (value) => {
      this.own = changed(this.own, name, value);
      this.drawSoon();
    };
    // A finger that goes on to scroll the page has moved the slider as it touched it.  The number may
    // be one that the slider itself cannot have.
    let before = numberOf(this.own, name);
    input.addEventListener("pointerdown", () => {
      before = numberOf(this.own, name);
    });
    input.addEventListener("pointercancel", () => {
      input.value = before;
      take(before);
    });
    input.addEventListener("input", () => take(Number(input.value)));
    row.append(title, input, output);
    return row;
  }
}

customElements.define("relu-network", Network);
