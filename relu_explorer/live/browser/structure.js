// What Streamlit's and Plotly's pages are made of, and none of them documents: with
// `styles/structure.css` the one place to mend after an upgrade.  A test says which of these names
// finds nothing.

export const APP = ".stApp";
export const MAIN = "[data-testid=stMain]";
export const SLIDER = ".stSlider";
export const CHECKBOX = ".stCheckbox";
export const FORMULA = ".katex-display";
export const RUNNING = "[data-test-script-state=running]";
export const OPENED = "[data-testid=stPopoverBody], [data-testid=stDialog], [role=listbox]";

export const isRunning = () => document.querySelector(RUNNING) !== null;

// A slider by its key: its input, the thumb with its number, and the track.
export const slider = (key) => {
  const input = document.querySelector(`.st-key-${key} input[type=range]`);
  if (!input) return null;
  const thumb = input.closest("[style*='left']");
  return { input, thumb, track: thumb?.parentElement, number: thumb?.querySelector("p") };
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
export const graphIn = (box) => box?.querySelector(".js-plotly-plot") ?? null;
export const graphOf = (key) => graphIn(document.querySelector(`.st-key-${key}`));
export const isReady = (graph) => Boolean(graph?._fullLayout?.xaxis?.p2d && graph.data);

// The axis of a name, such as "x" or "y2", and what it knows: pixels count from its start.
export const axisOf = (graph, name) => graph._fullLayout[name.replace(/^([xy])/, "$1axis")];
export const toPixel = (axis, value) => axis.d2p(value);
export const toValue = (axis, pixel) => axis.p2d(pixel);
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
