// A page whose charts are its own SVG: of several layers, or of two inputs.

import { Grips, REACH } from "../gestures/grips.js";
import { Page } from "./page.js";
import { tellShown } from "./shown.js";
import { sentences, write } from "../scenes/words.js";
import "../charts/svg.js";

// The note, and the output taken apart, a line a unit in the unit's colour.
class Lines {
  constructor() {
    this.root = null;
    this.unit = null; // none has words of its own here
  }

  get element() {
    return this.root.querySelector(".readout");
  }

  show(lines, note, verdict) {
    const paragraph = this.root.querySelector(".note");
    if (paragraph.dataset.verdict !== verdict) paragraph.dataset.verdict = verdict;
    write(paragraph, note);
    const list = this.root.querySelector(".lines");
    while (list.children.length < lines.length) list.append(document.createElement("p"));
    while (list.children.length > lines.length) list.lastChild.remove();
    lines.forEach(([unit, text], k) => {
      const line = list.children[k],
        name = unit === null ? "" : `of${unit}`;
      if (line.className !== name) line.className = name;
      write(line, text);
    });
  }

  // Say what is shown, once a release.
  speak() {
    const parts = [...this.root.querySelectorAll(".readout p")].map((part) => part.textContent);
    write(this.root.querySelector(".spoken"), sentences(parts));
  }
}

// What can be taken hold of on the charts: the page lists it, {kind, unit, x, y, cursor,
// movesUp, isLast}; where y is null, the whole vertical line.  What is last is behind all others.
class ChartGrips extends Grips {
  at(event) {
    const chart = event.target.closest?.(this.page.surfaces);
    if (!chart || !this.page.shown) return null;
    const reach = REACH[event.pointerType] ?? REACH.touch;
    const away = ({ x, y }) => {
      const [left, top] = chart.onScreen(x, y ?? 0);
      return Math.hypot(event.clientX - left, y === null ? 0 : event.clientY - top);
    };
    const near = this.page
      .grips(chart, event)
      .map((grip) => ({ ...grip, chart, away: away(grip) }))
      .filter((grip) => grip.away <= reach);
    const first = (one, other) =>
      Number(one.isLast ?? false) - Number(other.isLast ?? false) || one.away - other.away;
    return near.sort(first)[0] ?? null;
  }

  showCursor(event, cursor) {
    const chart = event.target.closest?.(this.page.surfaces);
    for (const one of chart ? [chart] : this.page.charts)
      if (one.style.cursor !== cursor) one.style.cursor = cursor;
  }

  move(event) {
    this.page.drag(this.grab, this.grab.chart.inData(event));
  }
}

// A kind of page gives its `scenes`, the `axes` of each chart, `lines` and `grips`, and what a `drag`
// makes of a grip.
export class Drawn extends Page {
  constructor() {
    super();
    this.readout = new Lines();
    this.handles = new ChartGrips(this);
  }

  attach(root) {
    if (!super.attach(root)) return;
    this.charts = [...root.querySelectorAll(this.surfaces)];
    for (const chart of this.charts) chart.addEventListener("measured", () => this.change());
  }

  // There are more texts here.
  get readable() {
    return 150;
  }

  // Names of the elements that draw.
  get surfaces() {
    return "relu-chart";
  }

  // True while Python's numbers are what is shown.
  get isIdle() {
    return this.wanted.isMet;
  }

  take() {
    for (const [name, text] of Object.entries(this.data.headings))
      write(this.root.querySelector(`#${name}-name`), text);
    for (const chart of this.charts) {
      chart.svg.removeAttribute("aria-labelledby");
      chart.svg.setAttribute("aria-label", this.data.spoken[chart.id]);
    }
  }

  exact(key) {
    return this.data.state.values[key];
  }

  state() {
    const { state } = this.data,
      names = Object.keys(state.values);
    const values = Object.fromEntries(names.map((name) => [name, this.value(name)]));
    return { ...state, values };
  }

  // Names of the sliders are not all of a unit of the first layer.
  unitOf() {
    return null;
  }

  present(s, isWritten) {
    const { isIdle } = this;
    tellShown(s, this.data.task);
    this.shown = isIdle ? this.data.scene : this.scenes(s);
    for (const chart of this.charts) chart.draw(this.shown[chart.id], this.axes(s, chart.id));
    const { note, verdict } = isIdle ? this.data : { note: "", verdict: "" };
    if (isWritten) this.readout.show(this.lines(s), note, verdict);
  }

  isDisturbed() {
    return false;
  }
}
