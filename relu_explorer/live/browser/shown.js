// What the charts show at every frame, for those on the page who pass it on.

const listeners = new Set();
let last = null;

export const onShown = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const lastShown = () => last;

export const tellShown = (state, task) => {
  last = state;
  for (const listener of listeners) listener(state, task);
};
