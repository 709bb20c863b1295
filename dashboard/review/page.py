"""What the pages of the review show."""

from pathlib import Path
from typing import Any, get_args

from markupsafe import Markup

from corpus.adding.kinds import KINDS, MOST_BYTES
from corpus.date_words import format_edtf
from corpus.exports.scope import Scope
from corpus.records import TOPICS, KeyDateKind
from corpus.reviewing.reviews import Review, list_reviews
from corpus.suggesting.suggestions import Decision
from dashboard.library import MAP_SCRIPTS, MAP_STYLES, Library
from dashboard.one_file import make_map_json
from dashboard.templating import dump_json, render
from geodata.exports.extract import make_map_extract

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_STYLES = ("alone.css", "review.css", "review_parts.css")
_SCRIPTS = (
    *MAP_SCRIPTS,
    "map_alone.js",
    "review_text.js",
    "review_card.js",
    "review_list.js",
    "review_map.js",
    "review.js",
)


def write_review_page(review: Review, library: Library) -> str:
    """Return the page on which an article's suggestions are reviewed."""
    article = review.article
    start, end = article.text_span
    known = {
        "article": article.id,
        "text": article.body[start:end],
        "start": start,
        "zones": [{"id": zone.id, "name": zone.name} for zone in library.atlas.zones],
        "topics": TOPICS,
        "key_dates": [
            {"date": each.date, "label": each.label} for each in library.corpus.key_dates
        ],
        "kinds": get_args(KeyDateKind),
        "state": describe_state(review),
    }
    return render(
        "review.html",
        title=article.cited_title,
        article=article,
        published=format_edtf(article.published),
        styles=(*MAP_STYLES, *_STYLES),
        scripts=_SCRIPTS,
        decisions=get_args(Decision),
        zones=library.atlas.zones,
        known=dump_json(known),
        map_json=Markup(make_map_json(make_map_extract(library.atlas, library.corpus, Scope()))),
    )


def write_list_page(folder: Path, library: Library) -> str:
    """Return the page that lists the articles with suggestions, and takes new ones."""
    reviews = list(list_reviews(folder))
    return render(
        "review_list.html",
        title=library.atlas.title,
        styles=_STYLES,
        reviews=[
            (each.article, format_edtf(each.article.published), count_undecided(each))
            for each in reviews
            if isinstance(each, Review)
        ],
        problems=[each for each in reviews if isinstance(each, str)],
        endings=",".join(ending for kind in KINDS for ending in kind.endings if ending),
        most_bytes=MOST_BYTES,
    )


def count_undecided(review: Review) -> int:
    """Return how many suggestions wait for a decision."""
    return sum(each.decision == "undecided" for each in review.suggestions.all)


def describe_state(review: Review) -> list[dict[str, Any]]:
    """Return the suggestions in the order of their words, each with the digest it was read with."""
    return [
        {
            "list": item.kind,
            "index": item.index,
            "seen": item.digest,
            "span": item.span,
            **item.suggestion.model_dump(),
        }
        for item in review.items
    ]
