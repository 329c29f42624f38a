const loading = import(new URL("MODULE", location.href)).then(async (module) => {
  await module.ready; // what the module waits for before its first call
  return module.default;
});
const ended = new WeakMap(); // element -> number of the last call that was taken back
let calls = 0;

export default function (component) {
  const { parentElement } = component;
  calls += 1;
  const number = calls;
  let close = () => {};
  loading.then((run) => {
    if (number > (ended.get(parentElement) ?? 0)) close = run(component) ?? close;
  });
  return () => {
    ended.set(parentElement, number);
    close();
  };
}
