// What Streamlit's and Plotly's pages are made of, and none of them documents: with
// `styles/structure.css` the one place to mend after an upgrade.  A test says which of these names
// finds nothing.

export const APP = ".stApp";
export const MAIN = "[data-testid=stMain]";
export const SLIDER = ".stSlider";
export const CHECKBOX = ".stCheckbox";
export const RUNNING = "[data-test-script-state=running]";
export const OPENED = "[data-testid=stPopoverBody], [data-testid=stDialog], [role=listbox]";

// Let all that a pointer does come to what it has taken hold of: to ask at every move what lies
// under it takes longer than to draw.
export const capture = ({ target, pointerId, isTrusted }) => {
  if (isTrusted) target.setPointerCapture(pointerId);
};

// What was found once is known: to look through the page at every frame takes longer than to draw.
const known = new Map();
const find = (selector) => {
  const before = known.get(selector);
  if (before?.isConnected && before.matches(selector)) return before;
  const found = document.querySelector(selector);
  if (found) known.set(selector, found);
  else known.delete(selector);
  return found;
};

export const isRunning = () => document.querySelector(RUNNING) !== null;

// The menu of a narrow screen lies over the page.
const CLOSE_MENU = "[data-testid=stSidebarCollapseButton] [aria-expanded=true]";
export const closeMenu = () => document.querySelector(CLOSE_MENU)?.click();

// A slider by its key: its input, the thumb with its number, and the track.
const parts = new WeakMap(); // input -> slider
export const slider = (key) => {
  const input = find(`.st-key-${key} input[type=range]`);
  if (!input) return null;
  const before = parts.get(input);
  if (before?.thumb?.contains(input) && before.number?.isConnected) return before;
  const thumb = input.closest("[style*='left']");
  const found = { input, thumb, track: thumb?.parentElement, number: thumb?.querySelector("p") };
  parts.set(input, found);
  return found;
};

// Let a thumb stand at a percentage of its track, though the page has put it elsewhere.  It is
// moved from there: that lays out nothing.
export const placeThumb = ({ thumb }, width, percentage) => {
  const away = percentage - Number.parseFloat(thumb.style.left);
  const translate = Math.abs(away) < 1e-6 ? "" : `${((away / 100) * width).toFixed(2)}px`;
  if (thumb.style.translate !== translate) thumb.style.translate = translate;
};

export const REPORTING = -18; // the pointer that nobody holds

// Let a slider take a value and report it: its thumb is pressed, its input changed, and let go.
export const report = ({ input, thumb }, value) => {
  const pointer = (type) => {
    const options = { bubbles: true, cancelable: true, pointerId: REPORTING, button: 0 };
    thumb.dispatchEvent(new PointerEvent(type, { ...options, pointerType: "mouse" }));
  };
  pointer("pointerdown");
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, value);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  pointer("pointerup");
};

// --- Plotly

export const SURFACE = ".main-svg";

// The chart in a box, if there is one.
const GRAPH = ".js-plotly-plot";
export const graphIn = (box) => box?.querySelector(GRAPH) ?? null;
export const graphOf = (key) => find(`.st-key-${key} ${GRAPH}`);
export const isReady = (graph) => Boolean(graph?._fullLayout?.xaxis?.p2d && graph.data);

// What a chart was configured by: with any other, Plotly makes it anew.
export const configOf = (graph) => graph._context;

// The axis of a name, such as "x" or "y2", and what it knows: pixels count from its start.
export const axisOf = (graph, name) => graph._fullLayout[name.replace(/^([xy])/, "$1axis")];
export const toPixel = (axis, value) => axis.d2p(value);
export const toValue = (axis, pixel) => axis.p2d(pixel);
export const roomOf = (graph) => graph._fullLayout._size; // what the margins leave
export const lengthOf = (axis) => axis._length;

// Where a pointer is on a chart, in pixels of its axes.
export const pointerOn = (graph, { clientX, clientY }) => {
  const box = graph.getBoundingClientRect();
  return [
    clientX - box.left - axisOf(graph, "x")._offset,
    clientY - box.top - axisOf(graph, "y")._offset,
  ];
};

export const showCursor = (box, cursor) => {
  for (const layer of box?.querySelectorAll(".nsewdrag") ?? []) layer.style.cursor = cursor;
};

// The box around a chart that has its name for those who listen.
const FIGURE = "[role=figure]";
export const figureOf = (key) => document.querySelector(`.st-key-${key} ${FIGURE}`);

// The trace as Plotly took it, with numbers unpacked that came packed.
export const fullTrace = (graph, index) => graph._fullData[index];

// Plotly puts a text's place into x and y.  It is moved from there by a transform, which does not
// lay it out anew.
export const moveText = (node, place) => {
  const [x, y] = ["x", "y"].map((axis, k) =>
    (Number(place[k]) - Number(node.getAttribute(axis))).toFixed(2),
  );
  const transform = `translate(${x},${y})`;
  if (node.getAttribute("transform") !== transform) node.setAttribute("transform", transform);
};

// What is drawn of every trace: its group, line, points and texts.
export const nodesOf = (graph) => {
  const groups = [...graph.querySelectorAll(".scatterlayer > .trace")];
  return graph.data.map((_, index) => {
    const group = groups.find((one) =>
      one.classList.contains(`trace${fullTrace(graph, index).uid}`),
    );
    return (
      group && {
        group,
        line: group.querySelector("path.js-line"),
        points: [...group.querySelectorAll("path.point")],
        texts: [...group.querySelectorAll("text")],
      }
    );
  });
};
