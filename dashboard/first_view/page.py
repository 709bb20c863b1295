"""The HTML that an address is answered with: Streamlit's, with a head and a first view of ours.

The first view covers what Streamlit draws until the map is drawn there, and is all that there is
where no script runs.
"""

import re
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files

from markupsafe import Markup

from corpus.background import ended_zones
from corpus.date_words import format_edtf
from corpus.records import attribute
from corpus.zone_ids import ZoneId
from dashboard.api.revalidation import Page, make_page
from dashboard.first_view.description import describe_head, describe_view
from dashboard.first_view.outlines import Picture, draw_picture
from dashboard.library import ASSETS, MAP_STYLES, PAGE_STYLES, READING_STYLES, Library
from dashboard.panels.memorandum import describe_publication, list_points
from dashboard.panels.sections import CONTENTS
from dashboard.selection import Selection
from dashboard.templating import render
from geodata.wording import describe_areas

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_FONT = re.compile(r'href="([^"]+/SourceSansVF-Upright[^"]+)"')
_STYLESHEET = re.compile(r'<link rel="stylesheet"[^>]*>')
_SCRIPTS = ("first_view.js", "contents.js", "landmarks.js", "paper.js", "embed_snippet.js")
_STYLES = (MAP_STYLES[0], PAGE_STYLES[0], *READING_STYLES, "first_view.css")


def find_page(library: Library, selection: Selection, base: str) -> Page:
    """Return the page for what an address asks for, which is made once.

    ``base`` is the page's public address, without a slash at its end; empty where none is known.
    """
    ended = ended_zones(selection.asof, library.corpus) if selection.asof else ()
    return _make_page(library, replace(selection, asof=None, asked=()), ended, base)


def list_inline_scripts() -> list[str]:
    """Return the text of each script that stands in the page, for the policy that allows it."""
    return [*_INLINE_SCRIPT.findall(_read_index()), *map(_read_asset, _SCRIPTS)]


# There is one for each zone, article and passage.
@lru_cache(maxsize=256)
def _make_page(
    library: Library, selection: Selection, ended: tuple[ZoneId, ...], base: str
) -> Page:
    head = write_head(library, selection, base)
    return make_page(_fill(_read_index(), head, write_body(library, selection, ended)))


def write_head(library: Library, selection: Selection, base: str) -> str:
    """Return what the page says of itself to other programs, and its first styles."""
    return render(
        "first_view_head.html",
        **describe_head(library, describe_view(library, selection), base),
        fonts=_FONT.findall(_read_index()),
        style=Markup("".join(map(_read_asset, _STYLES))),
    )


def write_body(library: Library, selection: Selection, ended: tuple[ZoneId, ...] = ()) -> str:
    """Return the first view itself; ``ended`` are the zones to be drawn hollow."""
    return render(
        "first_view.html",
        atlas=library.atlas,
        sections=CONTENTS,
        chosen=selection.zone,
        ended=ended,
        picture=_draw(library),
        scripts=[Markup(_read_asset(name)) for name in _SCRIPTS],
        **_find_words(library, selection),
    )


def _find_words(library: Library, selection: Selection) -> dict[str, object]:
    """Return what the words beside the map are made of: an article's, a zone's or none's."""
    corpus = library.corpus
    zone = library.atlas.zone(selection.zone) if selection.zone else None
    article = corpus.article(selection.article) if selection.article else None
    passage = corpus.passage(selection.passage) if selection.passage else None
    return {
        "zone": zone,
        "areas": describe_areas(zone) if zone else "",
        "article": article,
        "published": format_edtf(article.published) if article else "",
        "passage": passage,
        "said_by": attribute(passage, corpus.article_of(passage)) if passage else "",
        "publication": describe_publication(library.atlas),
        "points": list_points(corpus),
    }


def _fill(index: str, head: str, body: str) -> str:
    """Return Streamlit's index page with our head, and with our body above its own."""
    sheets = "".join(_STYLESHEET.findall(index))
    # Below the first view, which need not wait for it.
    index = _STYLESHEET.sub("", index)
    index = _TITLE.sub(lambda _: head, index, count=1)
    return _NOSCRIPT.sub(lambda _: body + sheets, index, count=1)


@lru_cache(maxsize=2)
def _draw(library: Library) -> Picture:
    return draw_picture(library.atlas, library.basemap)


@cache
def _read_index() -> str:
    return files("streamlit").joinpath("static", "index.html").read_text(encoding="utf-8")


@cache
def _read_asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")
