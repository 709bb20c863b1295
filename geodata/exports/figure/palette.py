"""The figure's colours and lines: those of the map on the page, in both its themes."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from corpus.exports.scope import THEMES, Theme
from geodata.records import Kind

# By the names they have in the page's style sheet, but for the first three: the sheet itself, the
# sea's name, and a zone's hatch: its colour half mixed with the land's, since browsers make a
# hatch of half opacity too faint.
COLOURS: dict[Theme, dict[str, str]] = {
    "light": {
        "paper": "#ffffff",
        "hatch": "#b197b3",
        "sea-name": "#5f7f8c",
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
    },
    "dark": {
        "paper": "#17181b",
        "hatch": "#786280",
        "sea-name": "#8fadba",
        "sea": "#15191d",
        "neighbour": "#1d1f22",
        "land": "#282a2e",
        "line": "#5c5f66",
        "admin": "#43464c",
        "river": "#3b5563",
        "ink": "#eeeae2",
        "muted": "#aaa59b",
        "post": "#a9d3df",
        "zone": "#c79ad3",
        "zone-deep": "#e6c9ee",
    },
}
_theme: ContextVar[Theme] = ContextVar("theme", default=THEMES[0])


@contextmanager
def using(theme: Theme) -> Iterator[None]:
    """Draw in the colours of a theme."""
    before = _theme.set(theme)
    try:
        yield
    finally:
        _theme.reset(before)


def find_colour(name: str) -> str:
    """Return a colour by its name, in the theme that is drawn in."""
    return COLOURS[_theme.get()][name]


@dataclass(frozen=True)
class LineStyle:
    """How a line is drawn: the name of its colour, its width, its dashes and gaps, in points."""

    colour: str
    width: float
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True)
class Fill:
    """How an area is filled: how much of the zones' colour it takes, and whether it is hatched."""

    opacity: float
    is_hatched: bool = False


_DEEP = "zone-deep"

# A line's kind shows in its dashes and width, never in its colour alone.
LINE_STYLES: dict[Kind, LineStyle] = {
    "front line": LineStyle(_DEEP, 1.1),
    "assumed": LineStyle(_DEEP, 1.1, (4, 2.2)),
    "ceasefire line": LineStyle(_DEEP, 1.5, (1.1, 1.5)),
    "administrative line": LineStyle(_DEEP, 1.1, (6, 2, 1.2, 2)),
    "international border": LineStyle(_DEEP, 0.5),
}
POSSIBLE = LineStyle("zone", 0.6, (0.6, 1.5))
GOVERNORATE = LineStyle("line", 0.6, (3.4, 1.6, 0.8, 1.6))
COUNTRY = LineStyle("line", 1.0)
COAST = LineStyle("line", 0.4)
RIVER = LineStyle("river", 0.8)
GRATICULE = LineStyle("muted", 0.2)
EDGE = LineStyle("ink", 0.6)
LINK = LineStyle("ink", 0.35)
POST = LineStyle("post", 0.7)
POST_CIRCLE = LineStyle("post", 0.35, (2, 1.4))
POST_FILL, HOLLOW_POST_FILL = "post", "land"

# What is least sure is hatched. The core lies over what is drawn.
POSSIBLE_FILL = Fill(0.08, is_hatched=True)
DRAWN_FILL = Fill(0.20)
CORE_FILL = Fill(0.24)
