// What the charts show at every frame, for those on the page who pass it on.

const listeners = new Set();
let last = null; // state and task

// Who comes late is told what is shown already.
export const onShown = (listener) => {
  listeners.add(listener);
  if (last) listener(...last);
  return () => listeners.delete(listener);
};

export const lastShown = () => last?.[0] ?? null;

export const tellShown = (state, task) => {
  last = [state, task];
  for (const listener of listeners) listener(state, task);
};
