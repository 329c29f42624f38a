"""What tells the units apart: a colour, a marker, a number. One of each a unit, everywhere.

The colours follow Okabe and Ito, "Color Universal Design" (2008), darkened or lightened
until each has a contrast of at least 3 : 1 on a white and on a dark ground.
"""

MAX_UNITS = 8

COLOURS = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#C2649A",
    "#A87900",
    "#1193B5",
    "#7B61D1",
    "#9A6A4B",
)
# The same, for text: at least 4.5 : 1 on the grounds of the light and of the dark theme.
LIGHT_INKS = (
    "#0072B2",
    "#B34F00",
    "#007B5A",
    "#A15380",
    "#8D6600",
    "#0E7691",
    "#745BC4",
    "#8F6346",
)
DARK_INKS = (
    "#4598C7",
    "#DB7524",
    "#0DA37A",
    "#C975A5",
    "#B38A21",
    "#249CBB",
    "#9782DB",
    "#AE886F",
)
SYMBOLS = (
    "circle",
    "square",
    "diamond",
    "triangle-up",
    "pentagon",
    "star",
    "hexagon",
    "triangle-down",
)
