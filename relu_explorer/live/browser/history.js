// One step of the browser's history a page, and a question.  Streamlit makes a step of every number
// that Python changes: then Back would show the next question over the last one's numbers.  And when
// a page is left, it first takes the numbers out of that page's address.

import { closeMenu } from "./structure.js";

const taskOf = (url) => new URL(url).searchParams.get("task");

// Whether an address is that of the same page and question; a page that has just been opened
// names its question a moment later, and one that is left names none.
const isHere = (url) =>
  url.pathname === location.pathname &&
  (!url.search || [taskOf(url), null].includes(taskOf(location)));

export const push = history.pushState.bind(history); // a step, wherever it leads
const replace = history.replaceState.bind(history);

// From what address a page's numbers were taken out, since the last press.  One press does both
// acts of leaving a page; who starts over presses once more before the page is left.
let emptied = null;
addEventListener("click", () => (emptied = null), true);

history.pushState = (state, unused, url) => {
  const next = new URL(url ?? "", location);
  if (isHere(next)) {
    if (location.search && !next.search) emptied = location.href;
    return replace(state, unused, url);
  }
  if (emptied) replace(history.state, unused, emptied);
  emptied = null;
  push(state, unused, url);
  closeMenu();
};
