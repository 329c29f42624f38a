// One's own points on a chart: drag one, click where there is none to add one, double-click one
// to take it away.  The preview is drawn here; Python gets the points when the pointer is let go.

import { distance } from "../charts/charts.js";
import { REACH } from "./grips.js";
import { begin, meaning } from "./touches.js";
import {
  axisOf,
  graphIn,
  isReady,
  lengthOf,
  pointerOn,
  showCursor,
  toValue,
} from "../structure.js";

const MOST = 40;
const boards = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  let board = boards.get(parentElement);
  if (!board) {
    board = new Board();
    boards.set(parentElement, board);
  }
  [board.data, board.send] = [data, setTriggerValue];
  return () => board.closing.abort();
}

class Board {
  constructor() {
    this.held = null; // {id, index, points, graph}
    this.sent = []; // the points that were sent last, and
    this.number = 0; // their number: Python answers with it
    this.closing = new AbortController();
    const on = (type, handler) =>
      window.addEventListener(type, (event) => handler.call(this, event), {
        capture: true,
        passive: false,
        signal: this.closing.signal,
      });
    on("pointerdown", this.press);
    on("pointermove", this.move);
    on("pointerup", this.release);
    on("pointercancel", this.release);
    on("dblclick", this.remove);
    on("touchmove", this.keepFromScrolling);
  }

  // Until Python has answered, those that were sent: an older answer may come before.
  get points() {
    return this.number > this.data.answered ? this.sent : this.data.points;
  }

  tell(points) {
    [this.sent, this.number] = [points, Math.max(this.number, this.data.answered) + 1];
    this.send("points", { points, number: this.number });
  }

  graphAt(event) {
    const graph = graphIn(event.target.closest?.(".st-key-own_chart"));
    return isReady(graph) && this.data.points.length ? graph : null;
  }

  // Place of the pointer in data, inside of the frame; null beside the plot.
  place(graph, event, isClamped) {
    const pointer = pointerOn(graph, event);
    const [x, y] = ["x", "y"].map((name, k) => {
      const axis = axisOf(graph, name),
        [at, length] = [pointer[k], lengthOf(axis)];
      if (!isClamped && (at < 0 || at > length)) return null;
      const value = toValue(axis, Math.min(Math.max(at, 0), length));
      const step = 10 ** Math.floor(Math.log10(Math.abs(axis.range[1] - axis.range[0]) / 100));
      return Number((Math.round(value / step) * step).toPrecision(12));
    });
    return x === null || y === null ? null : [x, y];
  }

  nearest(graph, event) {
    const away = this.points.map(([x, y]) => distance(graph, event, x, y));
    const index = away.indexOf(Math.min(...away));
    return away[index] <= (REACH[event.pointerType] ?? REACH.touch) ? index : -1;
  }

  press(event) {
    const graph = event.button === 0 && !this.held && this.graphAt(event);
    if (!graph) return;
    let index = this.nearest(graph, event);
    const points = this.points.map((point) => [...point]),
      place = this.place(graph, event, false);
    if (index < 0 && (place === null || points.length >= MOST)) return;
    if (index < 0) index = points.push(place) - 1;
    const touch = begin(event);
    this.held = {
      id: event.pointerId,
      touch,
      index,
      points,
      graph,
      hasChanged: points.length > this.points.length,
    };
    if (!touch.isDecided) return;
    this.preview();
    event.preventDefault();
  }

  move(event) {
    const { held } = this;
    if (!held) {
      const graph = this.graphAt(event);
      if (graph) showCursor(graph, this.nearest(graph, event) < 0 ? "copy" : "grab");
    } else if (held.id === event.pointerId) {
      if (event.pointerType === "mouse" && !event.buttons) return this.drop(true); // unheard
      const meant = meaning(held.touch, event, true);
      if (meant === "wait") return;
      if (meant === "scroll") return this.drop(false);
      const [x, y] = this.place(held.graph, event, true);
      const isTaken = held.points.some(([other], k) => k !== held.index && other === x);
      held.points[held.index] = [isTaken ? held.points[held.index][0] : x, y];
      held.hasChanged = true;
      this.wanted ??= requestAnimationFrame(() => this.preview());
    }
  }

  preview() {
    this.wanted = null;
    if (this.held) this.draw(this.held.graph, this.held.points);
  }

  draw(graph, points) {
    const sorted = [...points].sort((a, b) => a[0] - b[0]);
    const [x, y] = [0, 1].map((part) => sorted.map((point) => point[part]));
    const drawn = graph.data
      .map(({ name }, k) => (this.data.drawn.includes(name) ? k : -1))
      .filter((k) => k >= 0);
    window.Plotly?.restyle(graph, { x: drawn.map(() => x), y: drawn.map(() => y) }, drawn);
  }

  release(event) {
    if (this.held?.id === event.pointerId) this.drop(event.type === "pointerup");
  }

  drop(isWanted) {
    const { hasChanged, graph, points } = this.held;
    this.held = null;
    if (!hasChanged) return;
    if (isWanted) this.tell(points);
    else this.draw(graph, this.points);
  }

  remove(event) {
    const graph = this.graphAt(event),
      index = graph ? this.nearest(graph, event) : -1;
    if (index >= 0 && this.points.length > 2) this.tell(this.points.filter((_, k) => k !== index));
  }

  keepFromScrolling(event) {
    if (this.held?.touch.isDecided && event.cancelable) event.preventDefault();
  }
}
