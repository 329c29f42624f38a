// Every answer of Python's comes in here.  What takes it up, live.js with its modules, is much
// larger, and is sent once, in a component of its own that may come earlier or later.

const engine = (globalThis.reluExplorer ??= new EventTarget());

export default function (component) {
  if (engine.receive) return engine.receive(component);
  let close = () => {};
  const start = () => (close = engine.receive(component));
  engine.addEventListener("ready", start, { once: true });
  return () => {
    engine.removeEventListener("ready", start);
    close();
  };
}
