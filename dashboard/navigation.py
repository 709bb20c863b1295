"""What is chosen, and the panel that shows it.

The browser answers a choice by itself: it has the whole reading document, and writes the address.
The server is told after. Where it makes the choice itself, it counts, and the browser follows.
"""

from collections.abc import Mapping

import streamlit as st

from corpus.collection import Corpus
from dashboard.document import open_document
from dashboard.library import Library, read_assets
from dashboard.messages import Choice, read_choice
from dashboard.selection import Selection, parse_address, read_selection
from dashboard.templating import render

# In the order in which they need one another.
_SCRIPTS = (
    "attributes.js",
    "citing.js",
    "asking.js",
    "choices.js",
    "days.js",
    "links.js",
    "map_marking.js",
    "reading.js",
    "panel.js",
    "arrival.js",
    "navigation.js",
)
_KEY = "document"
# The box with which the downloads, drawn apart from a choice, follow the chosen day.
FOLLOWS_DAY = "export-asof"
_ARTICLES = "assets/articles/"

_component = st.components.v2.component(
    "reading",
    html=render("panel.html"),
    js=read_assets(*_SCRIPTS),
    isolate_styles=False,
)
_day_fields = st.components.v2.component(
    "day",
    html=render("day_fields.html"),
    js="export default ({ parentElement }) => window.reading.attachDay(parentElement);",
    isolate_styles=False,
)


def is_map_drawn() -> bool:
    """Return whether nothing need wait for the map: it is drawn, or no browser is there to draw."""
    return is_browser_choosing() or "User-Agent" not in st.context.headers


def is_browser_choosing() -> bool:
    """Return whether the panel's script has told that it is there, and takes every choice."""
    return "is_map_drawn" in st.session_state or _find_told() is not None


def read_address(library: Library) -> tuple[Selection, tuple[str, ...]]:
    """Return what is chosen, and a sentence for each value that had to be dropped."""
    _hear()
    told = st.session_state.get("address")
    parameters = st.query_params.to_dict() if told is None else told
    return read_selection(parameters, library.corpus)


def show_reading(library: Library) -> None:
    """Show the reading panel.

    It also has the whole page run once more when the map is drawn, and when what stands below it
    follows the day.
    """
    heard = _component(
        key=_KEY,
        data={
            "document": f"assets/reading.html?v={open_document(library).version}",
            # Where the document leaves articles out, they are asked for by themselves.
            "articles": _ARTICLES if _is_partial(library.corpus) else "",
            "zones": [zone.id for zone in library.atlas.zones],
            "heard": st.session_state.get("heard", 0),
            "moves": st.session_state.get("moves", 0),
            "waiting": not is_map_drawn(),
        },
        on_choice_change=_hear,
        on_drawn_change=_note_drawn,
    )
    is_day_changed = st.session_state.pop("is_day_changed", False)
    if heard.drawn or (is_day_changed and st.session_state.get(FOLLOWS_DAY)):
        st.rerun()


def _is_partial(corpus: Corpus) -> bool:
    return len(corpus.articles_in_full) < len(corpus.articles)


def show_timeline() -> None:
    """Draw the fields for a day above the timeline, which the panel's script fills."""
    _day_fields(key="day")


def choose(selection: Selection) -> None:
    """Make a selection the page's own: its address becomes an entry in the history."""
    parameters = selection.parameters()
    st.session_state["address"] = parameters
    st.session_state["moves"] = st.session_state.get("moves", 0) + 1
    st.query_params.from_dict(parameters)


def _find_told() -> Choice | None:
    """Return what the browser told last, heard or not."""
    sent = st.session_state.get(_KEY)
    return read_choice(sent.get("choice")) if isinstance(sent, Mapping) else None


def _hear() -> None:
    """Take over what the browser told last, unless it has been.

    Several changes may arrive at once, and be called back for in any order: whoever goes by what is
    chosen hears of it first.
    """
    told = _find_told()
    if told and told.number != st.session_state.get("heard", 0):
        day = _read_day(st.session_state.get("address"))
        st.session_state["address"] = parse_address(told.address)
        st.session_state["is_day_changed"] = day != _read_day(st.session_state["address"])
        st.session_state["heard"] = told.number


def _read_day(address: Mapping[str, str] | None) -> str | None:
    known = st.query_params if address is None else address
    return known.get("asof")


def _note_drawn() -> None:
    st.session_state["is_map_drawn"] = True
