"""What is drawn, as files: pictures, a handout, the curves; made in the browser, as it is now."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from relu_explorer.language import tr

_component = st.components.v2.component(
    "relu_explorer.pictures",
    html="""<span></span>
<button type="button" value="html"></button> <button type="button" value="png">PNG</button>
<button type="button" value="svg">SVG</button> <button type="button" value="csv"></button>""",
    css="""span, button { color: var(--st-text-color); font: 0.95rem var(--st-font); }
button {
  min-height: 2.3rem;
  margin-left: 0.4rem;
  padding: 0.1rem 0.9rem;
  border: 1px solid var(--st-border-color);
  border-radius: var(--st-button-radius, 0.5rem);
  background: transparent;
  cursor: pointer;
}
button:hover { border-color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); }
@media (pointer: coarse) { button { min-height: 44px; } }""",
    js=(Path(__file__).parent / "pictures.js").read_text(encoding="utf-8"),
)


def offer_pictures(charts: tuple[str, ...]) -> None:
    """Offer the charts with these keys as files."""
    names = {"html": tr("Handout (HTML)"), "csv": tr("Curves (CSV)")}
    label = tr("What is drawn now:")
    data = {"charts": charts, "label": label, "names": names, "title": "ReLU Explorer"}
    _component(key="pictures", data=data)


def offer_handout(charts: tuple[str, ...]) -> None:
    """Offer the same, folded away."""
    with st.expander(tr("Take it along")):
        offer_pictures(charts)
