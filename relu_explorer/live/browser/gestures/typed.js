// A number typed where it stands.

import { APP } from "../structure.js";

// What was typed, with a comma or a printed minus, too; NaN if it is no number.
const read = (text) => {
  const plain = text.trim().replace("−", "-").replace(",", ".");
  return plain && Number.isFinite(Number(plain)) ? Number(plain) : Number.NaN;
};

// Lay a field over a slider's number; `use` hears of another number that was typed, but not after
// Escape.  What is shown may be rounded: left as it is, it says nothing.
export const typeOver = ({ input, number }, use) => {
  const field = document.createElement("input");
  const { left, top, width, height } = number.getBoundingClientRect();
  field.className = "typed";
  field.value = number.textContent;
  field.ariaLabel = input.ariaLabel;
  field.style.cssText = `left: ${left + width / 2}px; top: ${top + height / 2}px`;
  field.style.color = getComputedStyle(number).color;
  const close = () => {
    field.onblur = null;
    removeEventListener("scroll", close, true);
    removeEventListener("pointerdown", press, true);
    if (field.contains(document.activeElement)) input.focus({ preventScroll: true });
    field.remove();
  };
  const take = () => {
    const value = read(field.value);
    const isNew = !Number.isNaN(value) && field.value !== number.textContent;
    close();
    if (isNew) use(value);
  };
  // A chart that is pressed keeps the focus where it is.
  const press = ({ target }) => target === field || take();
  field.oninput = () => {
    field.ariaInvalid = String(Number.isNaN(read(field.value)));
  };
  field.onkeydown = (event) => {
    event.stopPropagation();
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && !Number.isNaN(read(field.value))) take();
  };
  field.onblur = take;
  document.querySelector(APP).append(field);
  addEventListener("scroll", close, true);
  addEventListener("pointerdown", press, true);
  field.focus({ preventScroll: true });
  field.select();
};
