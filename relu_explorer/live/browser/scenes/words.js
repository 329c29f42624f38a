// The sentences that follow a drag: the same as explain.py's, which a test holds against these.
// Their words come from Python (live/words.py), in the visitor's language.

const MINUS = "\u2212",
  LARGE = 1e9,
  NUDGE = 1e-9;
const texts = {};

// Settles once the texts are there: the pages wait for them.
let settle;
export const learned = new Promise((resolve) => {
  settle = resolve;
});

export const learn = (given) => {
  Object.assign(texts, given);
  settle();
};

export default ({ data }) => learn(data.texts);

// The text of this name, with its values in the places in braces.
export const say = (name, values = {}) =>
  (texts[name] ?? name).replace(/\{(\w+)\}/g, (place, key) => values[key] ?? place);

export const number = (value) => {
  let text,
    tail = "";
  if (Math.abs(value) >= LARGE) {
    const [mantissa, exponent] = value.toExponential(3).split("e");
    [text, tail] = [mantissa, `e${Number(exponent)}`];
  } else text = (value + (value < 0 ? -NUDGE : NUDGE)).toFixed(3);
  text = text.replace(/\.?0+$/, "");
  return (text === "-0" ? "0" : text).replace("-", MINUS) + tail;
};

const isWrittenWhole = (x) =>
  Math.abs(x) >= LARGE
    ? Number(x.toExponential(3)) === x
    : Math.abs(Math.round(x * 1000) / 1000 - x) <= 1e-9;

export const equals = (...values) => (values.every(isWrittenWhole) ? "=" : "≈");

const about = (value) => (equals(value) === "=" ? "" : "≈") + number(value);

export const signed = (value) => {
  const text = number(value);
  return text.startsWith(MINUS) ? `${MINUS} ${text.slice(1)}` : `+ ${text}`;
};

// As a factor: in brackets if it is below 0.
export const factor = (value) => {
  const text = number(value);
  return value < 0 && text !== "0" ? `(${text})` : text;
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
  const slope = about(v * w);
  if (!hasMax) return say("line", { slope });
  if (w === 0) return say("level", { constant: about(v * Math.max(0, b)) });
  const at = -b / w,
    corner = `x ${equals(at)} ${number(at)}`;
  if (v === 0) return say("unweighted", { corner });
  const [left, right] = w < 0 ? [slope, "0"] : ["0", slope];
  return say("bend", { corner, left, right });
};

// What a unit adds to the sum, with its numbers: v·h = 2·max(0, −1·x + 3).
export const unitFormula = (w, b, v, hasMax) => {
  const z = `${number(w)}·x ${signed(b)}`;
  const [name, inner] = hasMax ? ["v·h", `max(0, ${z})`] : ["v·z", `(${z})`];
  return `${name} ${equals(w, b, v)} ${number(v)}·${inner}`;
};

// A size, 0 or more, to three significant digits.
export const size = (value) => {
  if (value === 0 || (value >= 1e-3 && value < 1e5)) return String(Number(value.toPrecision(3)));
  return value.toExponential(2).replace("e+", "e").replace("-", MINUS);
};

// A whole number with its thousands told apart.
export const grouped = (count) => {
  const text = String(count);
  return text.length < Number(say("grouped_from"))
    ? text
    : text.replace(/\B(?=(\d{3})+$)/g, say("separator"));
};

// What keeps a unit from bending the curve on the data, {kind, unit}; mostly nothing.
export const unitNotes = ({ w, b }, ends) =>
  w.map((_, i) => {
    const levels = ends.map((x) => w[i] * x + b[i]);
    const isAlike = (k) =>
      w[k] * w[i] > 0 && Math.abs(w[k] * b[i] - w[i] * b[k]) <= 1e-3 * Math.abs(w[k] * w[i]);
    if (Math.max(...levels) <= 0) return { kind: "dead" };
    if (Math.min(...levels) >= 0) return { kind: "straight" };
    const twin = w.findIndex((_, k) => k < i && isAlike(k));
    return twin < 0 ? { kind: "" } : { kind: "like", unit: twin };
  });

export const noteText = ({ kind, unit }) => (kind ? say(kind, { unit }) : "");

export const counted = (notes) => {
  const count = (kind) => notes.filter((note) => note.kind === kind).length;
  const found = ["dead", "straight", "like"]
    .filter(count)
    .map((kind) => say(`${kind}${count(kind)}`));
  return found.length ? say("notes", { notes: found.join(", ") }) : "";
};

// Texts as sentences, one after the other; some have their full stop.
export const sentences = (texts) =>
  texts
    .map((text) => text.trim().replace(/\.$/, ""))
    .filter(Boolean)
    .join(". ");

// Put a text into an element, if it is another one.
// A text is changed in place: a new one would let the browser look for styles all over the page.
export const write = (element, text) => {
  const node = element.firstChild;
  if (!node || node.nodeType !== Node.TEXT_NODE || node.nextSibling) element.textContent = text;
  else if (node.data !== text) node.data = text;
};
