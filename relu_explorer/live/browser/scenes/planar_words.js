// What is said of two inputs while they move: the same as words/two_inputs.py's, which a test holds
// against these.

import { outputAt, preactivation, unitsOf } from "./planar_scene.js";
import { equals, factor, number, signed } from "./words.js";

// The output at the probe, taken apart: a line a unit, then the sum.
export const planarLines = (s) => {
  const at = [s.values.px, s.values.py],
    units = unitsOf(s);
  const h = units.map((unit) => Math.max(0, preactivation(unit, at)));
  const place = at.map(number).join(", ");
  const lines = units.map(({ w, b }, i) => {
    const terms = w.map((weight, k) => `${signed(weight)}·${factor(at[k])}`).join(" ");
    return `h${"₀₁₂₃₄"[i]} = max(0, ${number(b)} ${terms}) ${equals(b, ...w, ...at, h[i])} ${number(h[i])}`;
  });
  const terms = units.map(({ v }, i) => `${signed(v)}·${factor(h[i])}`),
    total = outputAt(s, at),
    parts = units.flatMap(({ v }, i) => [v, h[i]]);
  const inner = [number(s.values.c), ...terms].join(" ");
  return [
    ...lines,
    `y(${place}) = ${inner} ${equals(...at, s.values.c, ...parts, total)} ${number(total)}`,
  ];
};
