// Charts as files: what is on the page now, drawn once more by Plotly.

export default function ({ parentElement, data }) {
  for (const button of parentElement.querySelectorAll("button"))
    button.onclick = () => data.charts.forEach((key) => save(key, button.value));
}

const save = (key, format) => {
  const graph = document.querySelector(`.st-key-${key} .js-plotly-plot`);
  if (!graph || !window.Plotly) return;
  const { width, height } = graph.getBoundingClientRect(), ground = getComputedStyle(document.querySelector(".stApp")).backgroundColor;
  // Dots are lines of no length on the page; as markers they are dots in every program.
  const dotted = (trace) =>
    trace.name === "data" ? { ...trace, mode: "markers", marker: { size: trace.line.width, color: trace.line.color } } : trace;
  const layout = { ...graph.layout, width, height, paper_bgcolor: ground, plot_bgcolor: ground };
  window.Plotly.downloadImage({ data: graph.data.map(dotted), layout }, { format, width, height, scale: 2, filename: key });
};
