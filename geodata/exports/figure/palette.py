"""The figure's colours and lines: those of the map on the page, on paper."""

from dataclasses import dataclass

from geodata.records import Kind

# By the names they have in the page's style sheet.
COLOURS = {
    "sea": "#dde7ea",
    "neighbour": "#ebe8e1",
    "land": "#f8f5ee",
    "line": "#b9b1a2",
    "admin": "#cfc7b8",
    "river": "#a9c6d3",
    "ink": "#2b2722",
    "muted": "#6b6459",
    "post": "#1f4a5a",
    "zone": "#6b3a78",
    "zone-deep": "#4a2055",
}


@dataclass(frozen=True)
class LineStyle:
    """How a line is drawn: its width, and its dashes and the gaps between them, in points."""

    colour: str
    width: float
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True)
class Fill:
    """How an area is filled: how much of the zones' colour it takes, and whether it is hatched."""

    opacity: float
    is_hatched: bool = False


_DEEP = COLOURS["zone-deep"]

# A line's kind shows in its dashes and width, never in its colour alone.
LINE_STYLES: dict[Kind, LineStyle] = {
    "front line": LineStyle(_DEEP, 1.1),
    "assumed": LineStyle(_DEEP, 1.1, (4, 2.2)),
    "ceasefire line": LineStyle(_DEEP, 1.5, (1.1, 1.5)),
    "administrative line": LineStyle(_DEEP, 1.1, (6, 2, 1.2, 2)),
    "international border": LineStyle(_DEEP, 0.5),
}
POSSIBLE = LineStyle(COLOURS["zone"], 0.6, (0.6, 1.5))
GOVERNORATE = LineStyle(COLOURS["line"], 0.6, (3.4, 1.6, 0.8, 1.6))
COUNTRY = LineStyle(COLOURS["line"], 1.0)
COAST = LineStyle(COLOURS["line"], 0.4)
RIVER = LineStyle(COLOURS["river"], 0.8)
GRATICULE = LineStyle(COLOURS["muted"], 0.2)
EDGE = LineStyle(COLOURS["ink"], 0.6)
LINK = LineStyle(COLOURS["ink"], 0.35)
POST = LineStyle(COLOURS["post"], 0.7)
POST_CIRCLE = LineStyle(COLOURS["post"], 0.35, (2, 1.4))
POST_FILL, HOLLOW_POST_FILL = COLOURS["post"], COLOURS["land"]

# What is least sure is hatched. The core lies over what is drawn.
POSSIBLE_FILL = Fill(0.08, is_hatched=True)
DRAWN_FILL = Fill(0.20)
CORE_FILL = Fill(0.24)
