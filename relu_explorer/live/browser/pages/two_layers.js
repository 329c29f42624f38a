// The page of two layers: what the second layer takes from the first, cuts at 0, and adds up.

import {
  deepLook,
  deepScenes,
  FIRST_LETTER,
  forward,
  LETTERS,
  layersOf,
} from "../scenes/deep_scene.js";
import { probeLines } from "../scenes/deep_words.js";
import { drawDiagram } from "../charts/diagram.js";
import { roundish } from "../gestures/grips.js";
import { serve } from "./page.js";
import { takenApart } from "../scenes/scene.js";
import { Drawn } from "./several.js";
import { snapped } from "../gestures/sliders.js";
import { learned } from "../scenes/words.js";

const CURSORS = { fold: "ew-resize", cross: "ew-resize", probe: "col-resize" };

class TwoLayers extends Drawn {
  state() {
    const s = super.state();
    return { ...s, probe: s.values.probe };
  }

  scenes(s) {
    return deepScenes(s);
  }

  lines(s) {
    return probeLines(s);
  }

  axes(s, chart) {
    return deepLook(s, chart);
  }

  present(s, isWritten) {
    super.present(s, isWritten);
    if (isWritten) drawDiagram(this.root.querySelector(".diagram"), s);
  }

  corners() {
    const { output } = this.shown;
    return Object.entries(output).flatMap(([name, [x]]) => (/^(fold|cross)/.test(name) ? x : []));
  }

  // What is drawn of a chart that can be taken hold of.
  grips({ id }) {
    return Object.entries(this.shown[id]).flatMap(([name, [x, y]]) => {
      const [kind, unit] = takenApart(name);
      const isLocked = unit < FIRST_LETTER && this.data.locked.includes(unit);
      if (!(kind in CURSORS) || !x.length || isLocked) return [];
      const grip = { kind, unit, cursor: CURSORS[kind], movesUp: false };
      if (kind === "probe") return [{ ...grip, x: x[0], y: null, isLast: true }];
      return x.map((at, k) => ({ ...grip, x: at, y: y[k] }));
    });
  }

  // A corner goes where it is dragged to by its unit's bias.
  drag({ kind, unit, values, chart }, [x]) {
    const s = this.state(),
      isOuter = chart.id === "cut" && "q" in s.values,
      [low, high] = isOuter ? s.height : s.window,
      inside = Math.min(Math.max(x, low), high);
    if (kind === "probe") {
      values.set("probe", snapped(inside, this.grid("probe")));
      return;
    }
    const layers = layersOf(s),
      at = roundish(inside, high - low);
    const isFirst = unit < FIRST_LETTER,
      name = isFirst ? `b${unit}` : `b${LETTERS[unit - FIRST_LETTER]}`;
    const [, second] = forward(layers, at);
    const straight = isFirst ? `w${unit}` : `a${LETTERS[unit - FIRST_LETTER]}`;
    const level =
      isFirst || isOuter ? s.values[straight] * at : second.z[unit - FIRST_LETTER] - s.values[name];
    const [least, most] = this.grid(name);
    values.set(name, Number(Math.min(Math.max(-level + 0, least), most).toFixed(10)));
  }
}

export const ready = learned;

export default serve(TwoLayers);
