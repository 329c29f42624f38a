// Streamlit's sliders, seen from outside: what they show now, and where a held one will be.

export const slider = (key) => {
  const input = document.querySelector(`.st-key-${key} input[type=range]`);
  if (!input) return null;
  const thumb = input.closest("[style*='left']");
  return { input, thumb, track: thumb?.parentElement };
};

export const keyOf = (target) => {
  const box = target.closest?.(".stSlider")?.closest("[class*='st-key-']");
  return box ? /st-key-([\w-]+)/.exec(box.className)[1] : null;
};

export const snapped = (value, [low, high, step]) => {
  const clamped = Math.min(Math.max(value, low), high);
  const steps = Math.round((clamped - low) / step);
  return Math.min(Number((low + steps * step).toFixed(10)) + 0, high);
};

const grid = ({ input }) => [Number(input.min), Number(input.max), Number(input.step)];

// A slider reports to React, which redraws it a frame later.  The pointer's own way gives the
// value now, by the slider's own rule: fraction at the start plus distance over the track.
export const hold = (key, event) => {
  const found = slider(key);
  if (!found?.track?.contains(event.target) || found.input.disabled) return null;
  const [low, high, step] = grid(found),
    box = found.track.getBoundingClientRect();
  const onThumb = found.thumb.contains(event.target);
  const start = onThumb
    ? found.input.valueAsNumber
    : snapped(low + ((event.clientX - box.left) / box.width) * (high - low), [low, high, step]);
  const from = { x: event.clientX, fraction: (start - low) / (high - low) };
  const valueAt = (x) => {
    const fraction = from.fraction + (x - from.x) / box.width;
    return snapped(low + fraction * (high - low), [low, high, step]);
  };
  return { valueAt, isOnThumb: onThumb };
};

// What a key makes of a slider's value, by the slider's own rule; null if it is none of its keys.
export const afterKey = ({ key, shiftKey }, value, [low, high, step]) => {
  const page = Math.max(snapped((high - low) / 10, [0, (high - low) / 10 + step, step]), step);
  const by = {
    ArrowRight: shiftKey ? page : step,
    ArrowUp: shiftKey ? page : step,
    ArrowLeft: shiftKey ? -page : -step,
    ArrowDown: shiftKey ? -page : -step,
    PageUp: page,
    PageDown: -page,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  }[key];
  return by === undefined ? null : snapped(value + by, [low, high, step]);
};

// Show a value that follows from something else (a bias that holds its corner, a corner dragged
// on the chart): move the thumb and its number.  React redraws both once the value is its own.
export const follow = (key, value) => {
  const found = slider(key);
  if (!found?.thumb) return;
  const [low, high] = grid(found);
  found.thumb.style.left = `${((value - low) / (high - low)) * 100}%`;
  const text = found.thumb.querySelector("p")?.firstChild;
  const decimals = (text?.nodeValue.split(".")[1] ?? "").length;
  if (text) text.nodeValue = (value + 0).toFixed(decimals).replace(/^-(0(\.0*)?)$/, "$1");
};
