// The light page without a class: the network of its link, or the one that was put into the file.

const { texts, grids, most, app, state } = JSON.parse(document.getElementById("data").textContent);

const LISTS = { w: 0, b: 0, v: 1 }; // what a unit has that the link says nothing of

// The state that a link names, and what of it cannot be.
const ofLink = (search, opening) => {
  const s = structuredClone(opening),
    unread = [];
  const read = (name, text, [low, high]) => {
    const value = text.trim() ? Number(text) : Number.NaN;
    if (value >= low && value <= high) return value;
    unread.push(name);
    return null;
  };
  const parameters = new URLSearchParams(search),
    given = new Map(parameters);
  const n = given.has("n") ? (read("n", given.get("n"), [1, most]) ?? s.w.length) : s.w.length;
  for (const [symbol, absent] of Object.entries(LISTS))
    s[symbol] = Array.from({ length: Math.floor(n) }, (_, i) => {
      const name = symbol + i,
        before = s[symbol][i] ?? absent;
      return given.has(name) ? (read(name, given.get(name), grids[symbol]) ?? before) : before;
    });
  for (const name of ["c", "probe"])
    if (given.has(name)) s[name] = read(name, given.get(name), grids[name]) ?? s[name];
  s.on = s.w.map((_, i) => given.get(`on${i}`) !== "false");
  for (const name of ["window", "height"]) {
    const [low, high] = parameters.getAll(name).map(Number);
    if (low < high) s[name] = [low, high];
    else if (given.has(name)) unread.push(name);
  }
  return [s, unread];
};

const network = document.querySelector("relu-network"),
  link = document.querySelector("#end a");

const [given, unread] = state ? [state, []] : ofLink(location.search, network.shown);
network.shown = given;
network.free(true);
if (unread.length)
  document.querySelector("#status").textContent = texts.unread.replace(
    "{names}",
    unread.join(", "),
  );

const point = () => {
  link.href = `${app}${network.link}`;
};
const button = document.querySelector("#own button");
button.textContent = texts.again;
button.addEventListener("click", () => {
  network.free(true, true);
  point();
});
network.addEventListener("learned", point);
link.textContent = texts.keep;
document.querySelector("#sliders").addEventListener("change", point);
point();
