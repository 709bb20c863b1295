"""Questions a reader asks of the map: of a place or a point, and of words in the articles."""

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from corpus.records import TOPICS
from corpus.search.filters import Filters, list_values
from corpus.search.searching import search
from dashboard.library import Library
from dashboard.navigation import choose, read_address
from dashboard.panels import answers
from dashboard.selection import Selection, find_zone_id
from geodata.points.lookup import PLACE, PLACE_ID

_ANY = "any"
# In pixels: all in a row on a wide screen, two beside each other on a narrow one.
_FILTER_WIDTH = 165


def show_place(library: Library, selection: Selection) -> None:
    """Draw the field for a place's name, and why it has no answer, where it has none."""
    name = dict(selection.asked).get(PLACE.name, "")
    number = st.session_state.get("place-number", 0)
    # Of a field that is emptied here the browser may still tell what stood in it, which would be
    # asked again. So it is another field then, and what is told of the old one is not heard.
    if st.session_state.get(f"place-{number}", "").strip() != name:
        number += 1
        st.session_state[f"place-{number}"] = name
    st.session_state["place-number"] = number
    with st.container(key="place"):
        st.text_input(
            "Was this place inside a zone?",
            key=f"place-{number}",
            placeholder="Was this place inside? A name, coordinates, or a click on the map",
            max_chars=PLACE.longest,
            label_visibility="collapsed",
            on_change=_take_field,
            args=(library, number),
        )
    # Its place is kept also without an answer: what stands lower would else be drawn anew.
    below = st.empty()
    why = answers.unplaced(selection.asked, library)
    if not why:
        return
    with below.container(gap="xsmall"):
        st.html(why)
        with st.container(horizontal=True, gap="small"):
            for place in answers.find_candidates(selection.asked, library):
                st.button(
                    f"{place.name}, {place.governorate}",
                    key=f"candidate-{place.id}",
                    on_click=_ask,
                    args=(library, {PLACE_ID.name: place.id}),
                )


def show_answer(library: Library, selection: Selection) -> None:
    """Draw where the place lies that is asked about."""
    answer = st.empty()
    if html := answers.location(library, selection):
        answer.html(html)


def _take_field(library: Library, number: int) -> None:
    if number == st.session_state["place-number"]:
        _ask(library, {PLACE.name: st.session_state[f"place-{number}"].strip()})


def _ask(library: Library, question: dict[str, str]) -> None:
    # Read anew: the browser may have told of another choice since.
    selection, _ = read_address(library)
    asked = tuple((name, value) for name, value in question.items() if value)
    choose(replace(selection, asked=asked))


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


def show_search(library: Library) -> None:
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
    st.html(answers.hits(search(index, words, filters), library))
