"""The chosen day on the map: how the zones stood, and what the strip above it says."""

from datetime import date
from typing import Literal

from corpus.background import ended_zones
from corpus.date_words import format_day
from dashboard.library import Library
from dashboard.panels.answers import describe_status
from dashboard.selection import Selection
from dashboard.templating import render

# How all zones stood on a day: not yet agreed, agreed and not yet in force, or neither.
Phase = Literal["unsigned", "signed", ""]


def find_phase(day: date | None, library: Library) -> Phase:
    """Return how the zones stood on a day; empty for none, and once they were in force."""
    agreed, in_force = (
        library.corpus.key_date(name or "")
        for name in (library.atlas.agreed_on, library.atlas.in_force_from)
    )
    if day and agreed and day < agreed.span.first_named:
        return "unsigned"
    if day and in_force and day < in_force.span.first_named:
        return "signed"
    return ""


def write_strip(library: Library, selection: Selection) -> str:
    """Return the strip above the map: the chosen day, what held on it, and the way back."""
    day = selection.asof
    if day is None:
        return ""
    ended = ended_zones(day, library.corpus)
    names = [zone.name for zone in library.atlas.zones if zone.id in ended]
    # The same while an article is open: a strip drawn anew would lose the focus of its links.
    without = Selection(zone=selection.zone).address()
    return render(
        "day_strip.html",
        **describe_status(day, library.corpus, names, selection.link_to)
        | {"day": format_day(day), "without": without},
    )
