// What is said of two layers while they move: the same as words/two_layers.py's, which a test holds
// against these.

import { forward, LETTERS, layersOf, outputOf } from "./deep_scene.js";
import { equals, factor, number, say, signed } from "./words.js";

const SUBSCRIPTS = "₀₁₂";

const line = (name, bias, weights, values, total, hasMax) => {
  const terms = weights.map((weight, k) => `${signed(weight)}·${factor(values[k])}`);
  const inner = [number(bias), ...terms].join(" ");
  const shown = hasMax ? `max(0, ${inner})` : inner;
  return `${name} = ${shown} ${equals(bias, ...weights, ...values, total)} ${number(total)}`;
};

// The output at the probe, taken apart: a line a unit, then the sum.
export const probeLines = (s) => {
  const layers = layersOf(s),
    [first, second, output] = layers,
    [below, above] = forward(layers, s.probe);
  const top = s.hasMax ? above.h : above.z,
    total = output.weight[0].reduce((sum, weight, j) => sum + weight * top[j], output.bias[0]);
  const lines = [
    ...first.bias.map((bias, i) =>
      line(`h${SUBSCRIPTS[i]}`, bias, first.weight[i], [s.probe], below.h[i], true),
    ),
    ...second.bias.map((bias, j) =>
      line(`h${LETTERS[j]}`, bias, second.weight[j], below.h, top[j], s.hasMax),
    ),
    line(`y(${number(s.probe)})`, output.bias[0], output.weight[0], top, total, false),
  ];
  if (s.further) {
    const y = outputOf(s, s.probe);
    lines[lines.length - 1] +=
      `; ${say(`further${s.further}`, { y: (equals(y) === "=" ? "" : "≈") + number(y) })}`;
  }
  return lines;
};
