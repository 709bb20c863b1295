"""The page: arranges what the other modules make. Run anew by Streamlit on every choice."""

from functools import cache

import streamlit as st
from streamlit_folium import st_folium

from corpus.agreement import ALL_IN_SHORT
from dashboard.asking import show_answer, show_place, show_search
from dashboard.exporting import show_export, show_figure
from dashboard.first_view.description import describe_view
from dashboard.library import PAGE_STYLES, Library, open_library, read_assets
from dashboard.navigation import (
    choose,
    is_browser_choosing,
    is_map_drawn,
    read_address,
    show_reading,
    show_timeline,
)
from dashboard.panels import answers, markup, sections
from dashboard.panels.own_points import describe_table
from dashboard.panels.timeline import LAST_YEAR, is_drawn
from dashboard.review.access import is_review_allowed
from dashboard.selection import Selection, find_zone_id
from dashboard.templating import escape_markdown, render
from dashboard.uploading import current_upload, show_result, show_upload
from dashboard.zone_map import Marks, build_map, mark

ALL_ZONES = "all"


def show_page() -> None:
    """Draw the page for the selection in its address."""
    library = open_library()
    st.set_page_config(page_icon="🗺️", layout="wide")
    st.html(_read_styles())
    st.html(markup.title(library, is_review_allowed()))
    _show_choice(library)
    # What lies below the map can wait for it.
    if is_map_drawn():
        # The same whatever is chosen: a choice leaves it as it is.
        _show_timeline(library)
        _show_questions(library)
        _show_sources(library)
        _show_data(library)


@cache
def _read_styles() -> str:
    return f"<style>{read_assets(*PAGE_STYLES)}</style>"


@st.fragment
def _show_choice(library: Library) -> None:
    """Draw what follows a choice; Streamlit runs this part alone when one is made."""
    selection, complaints = read_address(library)
    st.set_page_config(page_title=describe_view(library, selection).title)
    # Its place is kept also where nothing is wrong: what stood lower would else be drawn twice.
    notices = st.empty()
    if complaints or library.faults:
        notices.html(markup.notices(complaints, library.faults))
    left, right = st.columns([11, 9], gap="medium")
    with left:
        _show_map_side(library, selection)
    with right, st.container(key="reading"):
        show_answer(library, selection)
        show_result(library)
        show_reading(library)


def _read(library: Library) -> Selection:
    selection, _ = read_address(library)
    return selection


def _show_map_side(library: Library, selection: Selection) -> None:
    _show_zone_list(library, selection)
    st.html(markup.skip())
    show_place(library, selection)
    # Filled by the panel's script.
    st.html(render("day_place.html"))
    _show_map(library, selection)
    show_figure(library, selection)


def _show_zone_list(library: Library, selection: Selection) -> None:
    names = {zone.id: escape_markdown(zone.name) for zone in library.atlas.zones}
    st.session_state["zone"] = selection.zone or ALL_ZONES
    st.radio(
        "Zone",
        [ALL_ZONES, *names],
        format_func=lambda option: names.get(option, ALL_IN_SHORT),
        key="zone",
        horizontal=True,
        label_visibility="collapsed",
        on_change=lambda: _take_zone(library),
    )


def _take_zone(library: Library) -> None:
    # The browser tells of every choice itself, those in the list too: one that was made right after
    # this one must not be undone by it.
    if not is_browser_choosing():
        choose(_read(library).with_zone(find_zone_id(st.session_state["zone"])))


def _show_map(library: Library, selection: Selection) -> None:
    with st.container(key="map"):
        st_folium(
            build_map(library.map_script_version),
            key="zone-map",
            height=600,
            use_container_width=True,
            returned_objects=[],
            # Without this the whole map would be put into words twice.
            render=False,
            feature_group_to_add=mark(_find_marks(library, selection)),
        )


def _find_marks(library: Library, selection: Selection) -> Marks:
    upload = current_upload()
    located = upload.located if upload else None
    return Marks(
        table=describe_table(located.table, located.shown) if located else None,
        answer=answers.describe_answer(selection.asked, selection.asof, library),
    )


def _show_timeline(library: Library) -> None:
    st.html(
        markup.heading(
            sections.DATES,
            "Click a date to read the words it rests on; a background date opens its source, "
            f"outside this page.{_describe_end(library)}",
        )
    )
    if library.corpus.months:
        with st.container(key="timeline"):
            show_timeline()
    with st.expander("The same as a list"):
        st.html(markup.dates(library))


def _describe_end(library: Library) -> str:
    corpus = library.corpus
    is_whole = all(is_drawn(one) for one in (*corpus.key_dates, *corpus.background_dates))
    return "" if is_whole else f" Drawn to {LAST_YEAR}; what came later is in the list."


def _show_questions(library: Library) -> None:
    st.html(markup.heading(sections.ASK))
    words, table = st.tabs(["Who wrote that?", "Which of my events lie in a zone?"])
    with words:
        show_search(library)
    with table:
        show_upload(library)


def _show_sources(library: Library) -> None:
    st.html(markup.heading(sections.DIFFERENCES, markup.describe_outcomes(library)))
    st.html(markup.questions(library))
    st.html(markup.heading(sections.ARTICLES))
    words, number = _ask_for_articles(library)
    st.html(markup.sources(library, words, number))


def _ask_for_articles(library: Library) -> tuple[str, int]:
    """Draw what narrows and turns the list of articles, where there are many of them."""
    if len(library.corpus.articles) <= markup.PAGE_LENGTH:
        return "", 1
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input("Title, outlet or date", key="article-words", max_chars=100)
        found = len(markup.list_articles(library, words))
        last = max(1, -(-found // markup.PAGE_LENGTH))
        st.session_state["article-page"] = min(st.session_state.get("article-page", 1), last)
        number = st.number_input(
            f"Page of {last:,} ({found:,} articles)", 1, last, key="article-page", width=240
        )
    return words, number


def _show_data(library: Library) -> None:
    st.html(markup.heading(sections.DATA))
    show_export(library)
    if about := markup.about(library):
        st.html(markup.heading(sections.ABOUT))
        st.html(about)


show_page()
