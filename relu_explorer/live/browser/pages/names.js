// Names: the keys of sliders and curves, and what those hear who listen.  Streamlit gives a slider
// its label as it is written, asterisks and all, and twice; and all units' buttons are called the
// same.

import { CHECKBOX, figureOf, SLIDER, SURFACE } from "../structure.js";
import { say } from "../scenes/words.js";

const plain = (text) => text.replaceAll("**", "");

// What is said by a button of one letter or one word, to those who rest on it.
const ABOUT = ["stages", "hold", "solo"],
  KEYED = "[class*=st-key-]";

const tellAbout = (name) => {
  for (const box of document.querySelectorAll(`${KEYED}[class*=${name}]:not(:has(${KEYED}))`))
    for (const [k, button] of [...box.querySelectorAll("button")].entries()) {
      const about = say(`about_${name}${k}`);
      if (button.title !== about) button.title = about;
    }
};

// Of what slider a text tells more than its name: those of the sum.
const TOLD = /st-key-(?:\w+_)?(probe|scale|c)\b/;

const tellSlider = (group) => {
  const [, symbol] = TOLD.exec(group.closest(KEYED).className) ?? [],
    label = group.closest(SLIDER).querySelector("label");
  if (symbol && label) label.title = say(`about_${symbol}`);
};

// True once for each element and language, and when Streamlit has written its label anew.
const isUnnamed = (element) => {
  const isRaw = element.querySelector("input")?.getAttribute("aria-label").includes("**");
  const isNew = isRaw || element.dataset.named !== say("unit_name");
  if (isNew) element.dataset.named = say("unit_name");
  return isNew;
};

// A slider's name is its own and its group's: "w₀ weight", "Unit 0".
export const nameControls = () => {
  const groups = document.querySelectorAll(`${SLIDER} [role=group]`);
  for (const group of [...groups].filter(isUnnamed)) {
    const input = group.querySelector("input"),
      unit = unitOf(group);
    input.setAttribute("aria-label", plain(input.getAttribute("aria-label")));
    tellSlider(group);
    if (unit === null) input.removeAttribute("aria-labelledby");
    group.setAttribute(
      "aria-label",
      unit === null ? plain(group.getAttribute("aria-label")) : say("unit_name", { unit }),
    );
  }
  for (const input of document.querySelectorAll(`${CHECKBOX} input[aria-label*="**"]`)) {
    input.setAttribute("aria-label", plain(input.getAttribute("aria-label")));
  }
  const solos = document.querySelectorAll("[class*=solo] button");
  for (const button of [...solos].filter(isUnnamed)) {
    button.setAttribute(
      "aria-label",
      `${button.textContent} ${say("unit", { unit: unitOf(button) })}`,
    );
  }
  for (const name of ABOUT) tellAbout(name);
};

// A table that is wider than the screen is scrolled with the keys, too.
export const letScroll = () => {
  for (const box of document.querySelectorAll(".st-key-words > :first-child")) {
    const isWide = box.scrollWidth > box.clientWidth + 1;
    if (isWide !== (box.tabIndex === 0)) box.tabIndex = isWide ? 0 : -1;
  }
};

// A hint that has just come is seen whole, where what is asked has a place of its own to scroll in.
let hinted = 0;
export const showHints = () => {
  const height = document.querySelector(".st-key-hints")?.scrollHeight ?? 0;
  if (height > hinted) {
    const panel = document.querySelector(".st-key-panel");
    panel.scrollTop = panel.scrollHeight;
  }
  hinted = height;
};

const unitOf = (element) =>
  /st-key-card-?([A-C]\b|\d)/.exec(element.closest("[class*=st-key-card]")?.className)?.[1] ?? null;

// What Plotly draws is but a heap of numbers to a screen reader.
export const describeCharts = (texts) => {
  for (const [key, text] of Object.entries(texts)) {
    const figure = figureOf(key);
    if (figure && figure.getAttribute("aria-label") !== text)
      figure.setAttribute("aria-label", text);
    for (const svg of figure?.querySelectorAll(`${SURFACE}:not([aria-hidden])`) ?? [])
      svg.setAttribute("aria-hidden", "true");
  }
};
