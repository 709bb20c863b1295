"""The reading document: all that can be read, as one HTML document of addressable parts.

The page's panel shows the part of it that is chosen, the one-file HTML all of it. Its links are
fragments, which lead on within it wherever it stands.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

from corpus.background_records import BackgroundDate
from corpus.collection import Corpus
from corpus.date_words import format_day, format_edtf
from corpus.records import Article, Passage, Question, attribute
from dashboard.chosen_day import list_stages
from dashboard.library import Library
from dashboard.panels import citing
from dashboard.panels.article_view import Fellow, Segment, list_fellows, mark_paragraphs
from dashboard.panels.comparison import TITLE, Comparison, Reply, compare_articles
from dashboard.panels.excerpts import Excerpt, describe_passage, list_excerpts
from dashboard.panels.groups import (
    DatedEntry,
    Group,
    dated_entries,
    later_lines,
    provision_groups,
)
from dashboard.panels.memorandum import describe_publication, list_differences, list_points
from dashboard.panels.timeline import find_days, make_timeline
from dashboard.templating import render
from geodata.records import Atlas, Zone
from geodata.records.posts import Post
from geodata.records.zone_terms import find_status
from geodata.wording import describe_areas, find_side

# Of a zone's own files on the page, those that most readers want; it offers all of them elsewhere.
ZONE_DOWNLOADS = {
    "zones.geojson": "GeoJSON",
    "atlas.gpkg": "GeoPackage",
    "figure.pdf": "figure",
    "atlas.html": "one-file HTML",
}


class Kept(NamedTuple):
    """What a document holds, all that it was taken from, and the day it is of, if of one."""

    corpus: Corpus
    atlas: Atlas
    whole: Corpus
    whole_atlas: Atlas
    day: date | None = None


class PageDocument(NamedTuple):
    """The page's document in UTF-8, and a digest for an address that may be cached for good."""

    html: bytes
    version: str


class _ZonePart(NamedTuple):
    """What is said of one zone.

    ``method`` leaves out what the page says of published boundaries elsewhere; ``terms`` are its
    states from the first day on, as JSON, and ``status`` the one of the day that the document is
    of; ``ends`` the background dates on which it ended by somebody's word; ``left_out`` the words
    its stretches rest on that it has nowhere else, and ``sides`` where in the zone they lie.
    """

    zone: Zone
    method: str
    stands_for: str
    areas: str
    terms: str
    status: str
    ends: tuple[BackgroundDate, ...]
    excerpts: tuple[Excerpt, ...]
    left_out: tuple[Excerpt, ...]
    posts: tuple[Post, ...]
    sides: tuple[str, ...]


class _QuestionPart(NamedTuple):
    """A question, who answers it, who is silent, and whose answer the filters leave out.

    ``whole`` compares all the articles, those left out too, and ``others`` is the number of further
    articles, which answer no question.
    """

    question: Question
    whole: Comparison
    given: tuple[Reply, ...]
    dependence: tuple[str, ...]
    silent: tuple[str, ...]
    left_out: tuple[str, ...]
    others: int


class _ArticlePart(NamedTuple):
    """An article, those it shares text with, its passages, and its own text in segments."""

    article: Article
    published: str
    fellows: tuple[Fellow, ...]
    passages: tuple[Passage, ...]
    paragraphs: tuple[tuple[Segment, ...], ...]


@lru_cache(maxsize=2)
def open_document(library: Library) -> PageDocument:
    """Return the document that the page shows."""
    everything = Kept(library.corpus, library.atlas, library.corpus, library.atlas)
    stages = list_stages(library.corpus, library.atlas, _link_to)
    filling = describe_document(everything, ZONE_DOWNLOADS)
    html = render("document.html", **filling, stages=stages, agreed_on=library.agreed_on).encode()
    return PageDocument(html, hashlib.sha256(html).hexdigest()[:12])


def describe_document(
    kept: Kept, downloads: dict[str, str] | None = None, page: str = ""
) -> dict[str, object]:
    """Return what the template of the document is filled with.

    Parameters
    ----------
    kept : Kept
        What the document holds.
    downloads : dict of str to str, optional
        Names of the files that a zone's part offers, by their paths, where there is a server.
    page : str
        The page's address, which is told to whoever cites a file that has no server.
    """
    corpus = kept.corpus
    groups = provision_groups(corpus, _link_to)
    zones = [_describe_zone(zone, kept) for zone in kept.atlas.zones]
    dates = dated_entries(corpus.key_dates, kept.whole, partial(link_to_kept, kept))
    afterwards = later_lines(corpus)
    questions = [_describe_question(question, kept) for question in corpus.questions]
    return {
        "downloads": downloads or {},
        "groups": groups,
        "publication": kept.atlas.publication,
        "publication_text": describe_publication(kept.atlas),
        "points": list_points(corpus),
        "differences": list_differences(corpus, _link_to),
        "total": sum(len(group.excerpts) for group in groups),
        "zones": zones,
        "dates": dates,
        "afterwards": afterwards,
        "timeline": make_timeline(find_days(corpus), dates, afterwards),
        "questions": questions,
        "questions_title": TITLE,
        "articles": [_describe_article(article, kept) for article in corpus.articles_in_full],
        "articles_left": len(corpus.articles) - len(corpus.articles_in_full),
        "shown_at": _find_mentions(groups, zones, dates, questions),
        "zones_of": {passage.id: passage.zones for passage in corpus.passages},
        "zone_names": {zone.id: zone.name for zone in kept.whole_atlas.zones},
        "link_to": partial(link_to_kept, kept),
        "attribute": attribute,
        "offer": citing.offer if downloads else citing.offer_in_file,
        "offer_whole": citing.offer if downloads else partial(citing.embed, page=page),
    }


@lru_cache(maxsize=256)
def write_article(library: Library, article_id: str) -> str | None:
    """Return the part of an article, as it stands in the document or would; None without it."""
    article = library.corpus.article(article_id)
    if article is None:
        return None
    everything = Kept(library.corpus, library.atlas, library.corpus, library.atlas)
    return render(
        "article.html",
        part=_describe_article(article, everything),
        zones_of={},
        shown_at={},
        offer_whole=citing.offer,
    )


def _describe_article(article: Article, kept: Kept) -> _ArticlePart:
    return _ArticlePart(
        article,
        format_edtf(article.published),
        list_fellows(article, kept.whole, partial(_address_of, kept)),
        kept.corpus.passages_of_article(article.id),
        mark_paragraphs(article, kept.corpus, _link_to),
    )


def link_to_kept(kept: Kept, passage: Passage) -> str:
    """Return the address of a passage's words; the original's where the filters leave it out."""
    if kept.corpus.passage(passage.id):
        return _link_to(passage)
    return kept.whole.article_of(passage).url


def _describe_zone(zone: Zone, kept: Kept) -> _ZonePart:
    corpus = kept.corpus
    day = kept.day
    publication = kept.atlas.publication
    terms = kept.whole_atlas.terms.get(zone.id, ())
    status = find_status(terms, day.isoformat()) if day else ""
    own = (passage for passage in corpus.passages_of_zone(zone.id) if passage.specific)
    named = {one.id: None for stretch in zone.stretches for one, _ in stretch.passages}
    link = partial(link_to_kept, kept)
    return _ZonePart(
        zone=zone,
        method=zone.method.removesuffix(publication.text if publication else "").rstrip(),
        stands_for=format_edtf(zone.as_of),
        areas=describe_areas(zone),
        terms=json.dumps(terms, ensure_ascii=False, separators=(",", ":")),
        status=f"As on {format_day(day)}: {status}" if day and status else "",
        ends=tuple(
            each for each in kept.whole.background_dates if each.ends and zone.id in each.zones
        ),
        excerpts=list_excerpts(own, corpus, _link_to),
        left_out=tuple(
            describe_passage(passage, kept.whole, link)
            for passage in map(kept.whole.passage, named)
            if passage and not corpus.passage(passage.id)
        ),
        posts=tuple(post for post in kept.atlas.posts if post.zone == zone.id),
        sides=tuple(find_side(zone, stretch) for stretch in zone.stretches),
    )


def _address_of(kept: Kept, article: Article) -> str:
    """Return the address of an article's part; nothing where the filters leave it out."""
    return f"#article-{article.id}" if kept.corpus.article(article.id) else ""


def _link_to(passage: Passage) -> str:
    """Return the address of a passage's words in its article."""
    return f"#passage-{passage.id}"


def _describe_question(question: Question, kept: Kept) -> _QuestionPart:
    same = next(one for one in kept.whole.questions if one.id == question.id)
    whole = compare_articles(same, kept.whole, _link_to)
    compared = compare_articles(question, kept.whole, _link_to)
    return _QuestionPart(
        question,
        whole,
        given=compared.given,
        dependence=compared.dependence,
        silent=tuple(article.outlet for article in whole.silent),
        left_out=tuple(
            article.outlet for article in compared.silent if article not in whole.silent
        ),
        others=len(kept.whole.articles) - len(kept.whole.articles_compared),
    )


def _find_mentions(
    groups: Iterable[Group],
    zones: Iterable[_ZonePart],
    dates: Iterable[DatedEntry],
    questions: Iterable[_QuestionPart],
) -> dict[str, str]:
    """Return the fragment at which the document first shows each passage, by its id."""
    places: dict[str, str] = {}
    for group in groups:
        for excerpt in group.excerpts:
            places.setdefault(excerpt.passage.id, f"#excerpt-{excerpt.passage.id}")
    for part in zones:
        for excerpt in part.excerpts:
            places.setdefault(excerpt.passage.id, f"#{part.zone.id}-excerpt-{excerpt.passage.id}")
    for entry in dates:
        for passage_id in entry.date.passages:
            places.setdefault(passage_id, f"#date-{entry.date.id}")
    for question_part in questions:
        for answer in question_part.question.answers:
            for passage_id in answer.passages:
                places.setdefault(passage_id, f"#question-{question_part.question.id}")
    return places
