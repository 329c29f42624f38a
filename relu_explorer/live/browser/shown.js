// What the charts show at every frame, for those on the page who pass it on.

const listeners = new Set();

export const onShown = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const tellShown = (state, task) => {
  for (const listener of listeners) listener(state, task);
};
