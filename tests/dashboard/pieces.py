"""The page's pieces of HTML, all of them, for tests to look through."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.zone_ids import ZONE_IDS
from dashboard.first_view.page import write_body
from dashboard.library import Library
from dashboard.panels import markup
from dashboard.selection import Selection


def reading(library: Library, selection: Selection) -> str:
    """Return the whole reading panel."""
    return "".join(markup.reading_panel(library, selection))


def every_panel(library: Library) -> Iterator[tuple[str, str]]:
    """Yield each piece of HTML that the page can show of a library, with a name."""
    for zone_id in (None, *ZONE_IDS):
        selection = Selection(zone=zone_id)
        yield f"reading of {zone_id}", reading(library, selection)
        yield f"dates of {zone_id}", markup.dates(library, selection)
        yield f"questions of {zone_id}", markup.questions(library, selection)
        yield f"sources of {zone_id}", markup.sources(library, selection)
        yield f"first view of {zone_id}", write_body(library, selection)
    for article in library.corpus.articles:
        yield article.id, reading(library, Selection(article=article.id))
        passage = library.corpus.passages_of_article(article.id)[-1]
        yield passage.id, reading(library, Selection().with_passage(passage))
        yield f"first view of {passage.id}", write_body(library, Selection().with_passage(passage))
    yield "title", markup.title(library)
