// The sentences that follow a drag: the same words as explain.py, which a test holds against these.

const MINUS = "\u2212", LARGE = 1e9, NUDGE = 1e-9;

export const number = (value) => {
  let text, tail = "";
  if (Math.abs(value) >= LARGE) {
    const [mantissa, exponent] = value.toExponential(3).split("e");
    [text, tail] = [mantissa, `e${Number(exponent)}`];
  } else text = (value + (value < 0 ? -NUDGE : NUDGE)).toFixed(3);
  text = text.replace(/\.?0+$/, "");
  return (text === "-0" ? "0" : text).replace("-", MINUS) + tail;
};

export const equals = (...values) =>
  values.every((x) => Math.abs(Math.round(x * 1000) / 1000 - x) <= 1e-9) ? "=" : "≈";

const about = (value) => (equals(value) === "=" ? "" : "≈") + number(value);

const signed = (value) => {
  const text = number(value);
  return text.startsWith(MINUS) ? `${MINUS} ${text.slice(1)}` : `+ ${text}`;
};

// In parts, so that each can take its unit's colour: [start, term of c, terms of the units…, end].
export const arithmetic = (x, constant, parts) => {
  const total = parts.reduce((a, b) => a + b, constant);
  return [
    `y(${number(x)}) ${equals(x, constant, ...parts)}`,
    number(constant),
    ...parts.map(signed),
    `${equals(constant, ...parts, total)} ${number(total)}`,
  ];
};

export const unitSentence = (w, b, v, hasMax) => {
  const slope = `slope ${about(v * w)}`;
  if (!hasMax) return `v·z is a straight line of ${slope}`;
  if (w === 0) return `no corner, since w = 0: adds ${about(v * Math.max(0, b))} everywhere`;
  const corner = -b / w, place = `corner at x ${equals(corner)} ${number(corner)}`;
  if (v === 0) return `${place}, but v = 0: adds 0 everywhere`;
  const [left, right] = w < 0 ? [slope, "slope 0"] : ["slope 0", slope];
  return `${place}; v·h has ${left} on its left, ${right} on its right`;
};

// A size, 0 or more, to three significant digits.
export const size = (value) => {
  if (value === 0 || (value >= 1e-3 && value < 1e5)) return String(Number(value.toPrecision(3)));
  return value.toExponential(2).replace("e+", "e").replace("-", MINUS);
};

// What keeps a unit from bending the curve on the data; mostly nothing.
export const unitNotes = ({ w, b }, ends) => w.map((_, i) => {
  const levels = ends.map((x) => w[i] * x + b[i]);
  const isAlike = (k) => w[k] * w[i] > 0 && Math.abs(w[k] * b[i] - w[i] * b[k]) <= 1e-3 * Math.abs(w[k] * w[i]);
  if (Math.max(...levels) <= 0) return "dead";
  if (Math.min(...levels) >= 0) return "outside";
  const twin = w.findIndex((_, k) => k < i && isAlike(k));
  return twin < 0 ? "" : `like unit ${twin}`;
});

export const counted = (notes) => {
  const count = (start) => notes.filter((note) => note.startsWith(start)).length;
  const parts = [["dead", "dead"], ["outside", "with the corner outside the data"], ["like", "like another"]];
  const found = parts.filter(([start]) => count(start)).map(([start, text]) => `${count(start)} ${text}`).join(", ");
  return found && `Units: ${found}.`;
};
