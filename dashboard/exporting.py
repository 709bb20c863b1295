"""The panel from which a reader downloads the data, in any format and limited in any way."""

from dataclasses import replace
from functools import cache
from urllib.parse import urlencode

import streamlit as st

from corpus.agreement import ALL_ZONES
from corpus.date_words import format_day
from corpus.exports.formats import Format, list_layers
from corpus.exports.scope import THEME, Scope, Theme, read_scope
from corpus.records import TOPICS
from dashboard.api.downloads import FORMATS, Download, name_file
from dashboard.library import Library
from dashboard.navigation import FOLLOWS_DAY, read_address
from dashboard.selection import Selection
from dashboard.templating import escape_markdown, render
from geodata.exports.extract import MapExtract
from geodata.wording import LAYERS

_FIGURE = THEME.of


@st.fragment
def show_export(library: Library) -> None:
    """Draw the choice of what to download, the link that saves it, and its address.

    The server makes the file apart from the page, as for everybody who asks for the address.
    """
    with st.container(key="downloads"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            layer = st.selectbox(
                "What",
                list_layers(FORMATS),
                format_func=lambda name: LAYERS[name].title,
                key="layer",
            )
            wanted = st.selectbox(
                "Format",
                [known for known in FORMATS if layer in known.layers],
                format_func=_name_format,
                key=f"format-{layer}",
            )
        scope = _ask_scope(library)
        if layer == _FIGURE and find_theme() == "dark":
            is_dark = st.checkbox("In dark colours, as this page", value=True, key="export-dark")
            scope = replace(scope, theme="dark" if is_dark else "light")
        download = Download(wanted, layer)
        st.html(
            render(
                "export.html",
                name=name_file(download, scope),
                use=wanted.use,
                address=address_of(download, scope),
                licence=library.atlas.licence,
                description=LAYERS[layer].description,
            )
        )
        st.html(_list_formats())


def show_figure(library: Library, selection: Selection) -> None:
    """Draw the links to a figure of what the map shows: zone, day and theme."""
    theme = find_theme()
    day = selection.asof.isoformat() if selection.asof else None
    zones = [selection.zone] if selection.zone else []
    scope = read_scope(library.corpus, zones, as_of=day, theme=[theme])
    names = [zone.name for zone in library.atlas.zones if zone.id == selection.zone]
    downloads = [Download(known, _FIGURE) for known in FORMATS if _FIGURE in known.layers]
    st.html(
        render(
            "figure.html",
            subject=names[0] if names else ALL_ZONES,
            day=format_day(selection.asof) if selection.asof else "",
            is_dark=theme == "dark",
            links={one.format.extension.upper(): address_of(one, scope) for one in downloads},
        )
    )


def find_theme() -> Theme:
    """Return the theme in which the page is shown."""
    return "dark" if st.context.theme.type == "dark" else "light"


def address_of(download: Download, scope: Scope) -> str:
    """Return the address, relative to the page's, at which a download can be had."""
    query = urlencode(scope.filters, doseq=True)
    return f"api/{download.path}" + (f"?{query}" if query else "")


@cache
def _list_formats() -> str:
    """Return which format is for which program, each with the address of its first layer."""
    return render(
        "formats.html",
        formats=[(known, f"api/{Download(known, known.layers[0]).path}") for known in FORMATS],
    )


def _name_format(wanted: Format[MapExtract]) -> str:
    return f"{wanted.title} (.{wanted.extension})"


def _ask_scope(library: Library) -> Scope:
    names = {zone.id: escape_markdown(zone.name) for zone in library.atlas.zones}
    with st.expander("Filter by zone, topic, outlet or day"):
        zones = st.multiselect(
            "Zones",
            names,
            format_func=names.__getitem__,
            key="export-zones",
            placeholder="All",
        )
        topics = st.multiselect("Topics", TOPICS, key="export-topics", placeholder="All")
        outlets = st.multiselect(
            "Outlets", library.corpus.outlets, key="export-outlets", placeholder="All"
        )
        is_dated = st.checkbox("Leave out key dates after the day chosen above", key=FOLLOWS_DAY)
    day = read_address(library)[0].asof if is_dated else None
    return read_scope(library.corpus, zones, topics, outlets, day.isoformat() if day else None)
