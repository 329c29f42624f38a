// Where what had the focus goes away (an answered prediction, the last hint), the focus goes to the
// next thing beside it, not back to the top of the page.

const FOCUSABLE = "button:not(:disabled), a[href], input:not(:disabled), [tabindex='0']";

// The focus goes from the way on to what a new question asks first.  True once that is there.
export const askFirst = () => {
  const active = document.activeElement,
    first = document.querySelector(".st-key-predict button");
  const isOnWay = active === document.body || active.closest(".st-key-panel");
  if (first && isOnWay) first.focus({ preventScroll: true });
  return Boolean(first);
};

export const keepFocus = (signal) => {
  let last = null,
    around = [];
  const remember = ({ target }) => {
    last = target;
    around = [];
    for (
      let box = target.closest("[class*=st-key-]");
      box;
      box = box.parentElement.closest("[class*=st-key-]")
    )
      around.push(box);
  };
  const restore = () => {
    if (!last || last.isConnected || document.activeElement !== document.body) return;
    last = null;
    const next = around
      .filter((box) => box.isConnected)
      .map((box) => box.querySelector(FOCUSABLE))
      .find(Boolean);
    next?.focus({ preventScroll: true });
  };
  document.addEventListener("focusin", remember, { signal });
  const observer = new MutationObserver(() => requestAnimationFrame(restore));
  observer.observe(document.body, { childList: true, subtree: true });
  signal.addEventListener("abort", () => observer.disconnect());
};
