"""The map, and everything it rests on, in one HTML file that fetches nothing."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from corpus.date_words import format_day
from dashboard.document import Kept, describe_document, link_to_kept
from dashboard.library import (
    MAP_SCRIPTS,
    READING_STYLES,
    read_assets,
    read_leaflet,
    read_map_styles,
)
from dashboard.map_data import map_data
from dashboard.panels.about import list_facts, list_limits
from dashboard.panels.answers import describe_status
from dashboard.public_address import find_public_page
from dashboard.templating import dump_json, hash_inline, render
from geodata.basemap import load_basemap
from geodata.exports.extract import MapExtract

MEDIA_TYPE = "text/html; charset=utf-8"

STYLES = (
    "alone.css",
    "one_file.css",
    "one_file_parts.css",
    *READING_STYLES,
    "one_file_media.css",
)
# Draws the map on a page without Streamlit.
_ALONE = ("attributes.js", "map_alone.js")


def write(extract: MapExtract, layer: str) -> Iterable[bytes]:
    """Return the file in UTF-8; it holds what the extract keeps, whatever the layer is called.

    Raises
    ------
    ReadError
        If the base map cannot be read.
    """
    style, script = read_styles(*STYLES), read_scripts("citing.js", "one_file.js")
    page = render(
        "one_file.html",
        policy=f"{write_policy(style, script)}; img-src data:",
        style=style,
        script=script,
        **describe_page(extract),
    )
    yield page.encode()


def describe_page(extract: MapExtract) -> dict[str, object]:
    """Return what the page's template is filled with, beside its styles and scripts.

    Raises
    ------
    ReadError
        If the base map cannot be read.
    """
    kept = Kept(
        extract.corpus, extract.atlas, extract.whole, extract.whole_atlas, extract.scope.as_of
    )
    return {
        "map_json": Markup(make_map_json(extract)),
        "about": extract.about,
        "facts": [*list_facts(extract.about), *list_limits(extract.about)],
        "title": extract.atlas.title,
        "introduction": extract.atlas.introduction,
        "status": _describe_status(extract, kept),
        "ended": extract.ended,
        "page_address": find_public_page(extract.about.view),
        **describe_document(kept, page=extract.about.view),
    }


def write_policy(style: str, script: str = "") -> str:
    """Return the policy of a page that holds this style and script, and loads no other."""
    script_source = hash_inline(script) if script else "'none'"
    return (
        f"default-src 'none'; script-src {script_source}; style-src {hash_inline(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _describe_status(extract: MapExtract, kept: Kept) -> dict[str, object] | None:
    day = extract.scope.as_of
    if day is None:
        return None
    ended = [zone.name for zone in extract.atlas.zones if zone.id in extract.ended]
    held = describe_status(day, extract.whole, partial(link_to_kept, kept))
    return {"day": format_day(day), "ended": ended, **held}


def make_map_json(extract: MapExtract) -> str:
    """Return what the map is drawn from as JSON that can stand in a script element."""
    # Towns around the zones are named wherever they are.
    atlas = replace(extract.atlas, places=extract.whole_atlas.places)
    return dump_json(map_data(atlas, load_basemap()), sort_keys=True)


def read_scripts(*names: str) -> Markup:
    """Return Leaflet, the map's code and further scripts, as the text of one."""
    return Markup("\n".join((read_leaflet(), read_assets(*MAP_SCRIPTS, *_ALONE, *names))))


def read_styles(*names: str) -> Markup:
    """Return Leaflet's styles, the map's and further ones, as the text of one."""
    return Markup("\n".join((read_map_styles(), read_assets(*names))))
