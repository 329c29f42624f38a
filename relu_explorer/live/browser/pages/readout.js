// What stands between the charts: the unit in hand in its own words, and the sum taken apart.

import { contribution } from "../scenes/scene.js";
import { arithmetic, say, sentences, unitFormula, unitSentence, write } from "../scenes/words.js";

// What is there already is not written again: the browser would look for styles anew.
const hide = (element, isHidden) => {
  if (element.hidden !== isHidden) element.hidden = isHidden;
};

const painted = new WeakMap(); // element -> the unit whose ink it has
const paint = (element, property, unit) => {
  if (painted.get(element) === unit) return;
  element.style.setProperty(property, unit === null ? "" : `var(--ink${unit})`);
  painted.set(element, unit);
};

export class Readout {
  constructor() {
    this.unit = null;
    this.root = null;
  }

  get element() {
    return this.root.querySelector(".readout");
  }

  // The note, and its verdict "met", "unmet" or "lost", are about what Python has seen: another
  // stands there while something is in hand.  A sum that is lost is said before the unit in hand.
  show(s, note, verdict) {
    const part = (name) => this.root.querySelector(`.${name}`);
    const isSaid = this.unit !== null && this.unit < s.w.length && verdict !== "lost";
    const i = isSaid ? this.unit : null;
    hide(part("note"), i !== null);
    hide(part("unit"), i === null);
    if (part("note").dataset.verdict !== verdict) part("note").dataset.verdict = verdict;
    if (i === null) write(part("note"), note);
    else {
      const [w, b, v] = [s.w[i], s.b[i], s.v[i]];
      paint(part("unit"), "--unit", i);
      write(part("name"), say("unit_name", { unit: i }));
      write(part("formula"), unitFormula(w, b, v, s.hasMax));
      const sentence = unitSentence(w, b, v, s.hasMax);
      write(part("sentence"), s.on[i] ? sentence : say("muted", { sentence }));
    }
    this.showSum(part("sum"), s);
  }

  // Say what is shown, once a release: not at every move.
  speak() {
    const parts = [...this.root.querySelectorAll(".readout p:not([hidden])")];
    const text = parts.map(
      (part) =>
        [...part.children].map((one) => one.textContent.trim()).join(" ") || part.textContent,
    );
    write(this.root.querySelector(".spoken"), sentences(text));
  }

  showSum(line, s) {
    const heard = s.w.map((_, i) => i).filter((i) => s.on[i]);
    const words = arithmetic(
      s.probe,
      s.c,
      heard.map((i) => contribution(s, i, s.probe)),
    );
    while (line.children.length < words.length) line.append(document.createElement("span"));
    while (line.children.length > words.length) line.lastChild.remove();
    words.forEach((word, k) => {
      const span = line.children[k],
        unit = k >= 2 && k < words.length - 1 ? heard[k - 2] : null;
      write(span, `${word} `);
      paint(span, "color", unit);
      const title = unit === null ? "" : say("unit", { unit });
      if (span.title !== title) span.title = title;
    });
  }
}
