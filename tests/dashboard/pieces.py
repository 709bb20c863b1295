"""The page's pieces of HTML, all of them, for tests to look through."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from corpus.zone_ids import ZONE_IDS
from dashboard.document import open_document
from dashboard.first_view.page import write_body
from dashboard.library import Library, open_library
from dashboard.panels import markup
from dashboard.selection import Selection
from tests.dashboard.markup import Element, read_html


def document(library: Library) -> str:
    """Return the reading document."""
    return open_document(library).html.decode()


@cache
def shipped_document() -> list[Element]:
    """Return the elements of the shipped reading document."""
    return read_html(document(open_library()))


def find(id_: str) -> Element:
    """Return the element of the shipped document with this id."""
    (found,) = (one for one in shipped_document() if one.attributes.get("id") == id_)
    return found


def inside(*ids: str) -> list[Element]:
    """Return the elements of the shipped document within those with these ids, in order."""
    return [
        one
        for one in shipped_document()
        if any(outer.attributes.get("id") in ids for outer in one.within)
    ]


def every_panel(library: Library) -> Iterator[tuple[str, str]]:
    """Yield each piece of HTML that the page shows of a library alone, with a name.

    What answers a question or a table is made in the tests of those.
    """
    yield "document", document(library)
    for zone_id in (None, *ZONE_IDS):
        yield f"first view of {zone_id}", write_body(library, Selection(zone=zone_id))
    for article in library.corpus.articles:
        passage = library.corpus.passages_of_article(article.id)[-1]
        yield f"first view of {passage.id}", write_body(library, Selection().with_passage(passage))
    yield "dates", markup.dates(library)
    yield "questions", markup.questions(library)
    yield "sources", markup.sources(library)
    yield "title", markup.title(library)
    yield "about", markup.about(library)
