"""Questions a reader asks of the map: of a place or a point, and of words in the articles."""

from functools import lru_cache

import streamlit as st

from corpus.records import TOPICS
from corpus.search.filters import Filters, list_values
from corpus.search.searching import search
from dashboard.library import Library
from dashboard.panels import answers
from dashboard.selection import Selection, find_zone_id

_ANY = "any"
# In pixels: all in a row on a wide screen, two beside each other on a narrow one.
_FILTER_WIDTH = 165


def show_place(library: Library, selection: Selection) -> None:
    """Draw the field for a place's name, and the answer for it or for the point last clicked."""
    st.text_input(
        "Was this place inside a zone?",
        key="place",
        placeholder="A place's name in any usual spelling, coordinates, or click on the map",
        max_chars=100,
        on_change=_ask_place,
    )
    asked = asked_place()
    if asked:
        st.html(answers.location(asked, library, selection))
    if candidates := answers.find_candidates(asked, library):
        with st.container(horizontal=True):
            for place in candidates:
                st.button(
                    f"{place.name}, {place.governorate}",
                    key=f"candidate-{place.id}",
                    on_click=_ask_known,
                    args=(place.id,),
                )


def asked_place() -> dict[str, str]:
    """Return what is asked: ``place``, its ``id``, or ``lon`` and ``lat``; or nothing."""
    asked: dict[str, str] = st.session_state.get("asked", {})
    return asked


def ask_point(lon: float, lat: float) -> None:
    """Ask for a point that was clicked, in degrees, instead of a place."""
    st.session_state["asked"] = {"lon": f"{lon:.5f}", "lat": f"{lat:.5f}"}
    st.session_state["place"] = ""


def _ask_known(place_id: str) -> None:
    st.session_state["asked"] = {"id": place_id}


def _ask_place() -> None:
    name = st.session_state["place"].strip()
    st.session_state["asked"] = {"place": name} if name else {}


@lru_cache(maxsize=4)
def _list_choices(library: Library) -> dict[str, tuple[str, ...]]:
    index = library.index
    return {
        "outlet": list_values(index, "outlet"),
        "kind": list_values(index, "kind"),
        "zone": tuple(zone.id for zone in library.atlas.zones),
        "topic": TOPICS,
        "speaker": list_values(index, "speaker"),
    }


def show_search(library: Library, selection: Selection) -> None:
    """Draw the search over the articles' words, with its filters and what it finds."""
    words = st.text_input(
        "Words, a “phrase in quotes”, the beginning of a word with *, OR, -word to leave out",
        key="words",
        max_chars=200,
    )
    # The filters come with the words: until then they would weigh down every click.
    if not words.strip():
        return
    index = library.index
    chosen = {}
    with st.container(horizontal=True):
        for name, values in _list_choices(library).items():
            picked = st.selectbox(
                name.capitalize(), [_ANY, *values], key=f"search-{name}", width=_FILTER_WIDTH
            )
            chosen[name] = "" if picked == _ANY else picked
        since = st.date_input(
            "Published since", value=None, key="search-since", width=_FILTER_WIDTH
        )
        until = st.date_input(
            "Published until", value=None, key="search-until", width=_FILTER_WIDTH
        )
    filters = Filters(
        outlet=chosen["outlet"],
        kind=chosen["kind"],
        zone=find_zone_id(chosen["zone"]),
        topic=next((topic for topic in TOPICS if topic == chosen["topic"]), None),
        speaker=chosen["speaker"],
        since=since,
        until=until,
    )
    st.html(answers.hits(search(index, words, filters), library, selection))
