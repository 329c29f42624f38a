// The script of every component: hands what Python sends to the module that the app serves.

const loading = import(new URL("MODULE", location.href)).then(async (module) => {
  await module.ready; // what the module waits for before its first call
  return module.default;
});
const closed = new WeakSet(); // components that were taken away before their module had come

export default function (component) {
  let close = () => {};
  loading.then((run) => {
    if (!closed.has(component.parentElement)) close = run(component) ?? close;
  });
  return () => {
    closed.add(component.parentElement);
    close();
  };
}
