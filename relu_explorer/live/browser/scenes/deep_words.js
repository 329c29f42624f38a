// What is said of two layers while they move: the same as words/two_layers.py's, which a test holds
// against these.

import { chainOf, FIRST_LETTER, forward, LETTERS, layersOf, outputOf } from "./deep_scene.js";
import { equals, factor, number, say, signed } from "./words.js";

const SUBSCRIPTS = "₀₁₂";

const line = (name, bias, weights, values, total, hasMax) => {
  const terms = weights.map((weight, k) => `${signed(weight)}·${factor(values[k])}`);
  const inner = [number(bias), ...terms].join(" ");
  const shown = hasMax ? `max(0, ${inner})` : inner;
  return `${name} = ${shown} ${equals(bias, ...weights, ...values, total)} ${number(total)}`;
};

// The output at the probe, taken apart: the number of each line's unit, null where it has none, and
// the line; a line a unit, then the sum.
export const probeLines = (s) => {
  const [first, second, output] = layersOf(s),
    chain = chainOf(s),
    [below, above] = forward([first, second, output], s.probe);
  const top = s.hasMax ? above.h : above.z,
    total = output.weight[0].reduce((sum, weight, j) => sum + weight * top[j], output.bias[0]);
  const units = first.bias.map((bias, i) => [
    i,
    line(`h${SUBSCRIPTS[i]}`, bias, first.weight[i], [s.probe], below.h[i], true),
  ]);
  const letters = (layer, taken) =>
    layer.bias.map((bias, j) => [
      FIRST_LETTER + j,
      line(`h${LETTERS[j]}`, bias, layer.weight[j], taken, top[j], s.hasMax),
    ]);
  const last = line(`y(${number(s.probe)})`, output.bias[0], output.weight[0], top, total, false);
  const y = outputOf(s, s.probe);
  const further = s.further
    ? `; ${say(`further${s.further}`, { y: (equals(y) === "=" ? "" : "≈") + number(y) })}`
    : "";
  const sum = [null, last + further];
  if (!chain) return [...units, ...letters(second, below.h), sum];
  const [, { weight, bias }] = chain.inner,
    inner = weight[0].reduce((all, one, i) => all + one * below.h[i], bias[0]);
  const between = [null, line("y₁", bias[0], weight[0], below.h, inner, false)];
  return [...units, between, ...letters(chain.outer[0], [inner]), sum];
};
