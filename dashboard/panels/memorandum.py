"""The memorandum's own text as background: its points, and where the articles differ from it."""

from collections.abc import Iterable
from typing import NamedTuple

from corpus.agreement import AGREEMENT
from corpus.background_records import Clause, Difference, Link
from corpus.collection import Corpus
from dashboard.panels.comparison import Reply, list_replies
from dashboard.selection import LinkTo
from geodata.records import Atlas


class Point(NamedTuple):
    """A point of the memorandum with its clauses; the heading is ours."""

    number: int
    heading: str
    clauses: tuple[Clause, ...]


class DifferenceLine(NamedTuple):
    """A difference, the pages that the text is taken from, and what the articles say."""

    difference: Difference
    links: tuple[Link, ...]
    replies: tuple[Reply, ...]


def describe_publication(atlas: Atlas) -> str:
    """Return what is known of published boundaries, without what the page's introduction says."""
    if not atlas.publication:
        return ""
    said, _, rest = (part.strip() for part in atlas.publication.text.partition(";"))
    if not rest or said not in atlas.introduction:
        return atlas.publication.text
    return f"{rest[0].upper()}{rest[1:]}"


def list_points(corpus: Corpus) -> tuple[Point, ...]:
    """Return the points of the memorandum that the corpus has clauses of."""
    points = (
        Point(number, heading, tuple(each for each in corpus.clauses if each.point == number))
        for number, heading in AGREEMENT.points.items()
    )
    return tuple(point for point in points if point.clauses)


def list_differences(corpus: Corpus, link_to: LinkTo) -> tuple[DifferenceLine, ...]:
    """Return where the articles of a corpus differ from the memorandum's text."""
    return tuple(
        DifferenceLine(
            difference,
            tuple(_list_links(corpus.clauses_of(difference))),
            _list_replies(difference, corpus, link_to),
        )
        for difference in corpus.differences
    )


def _list_replies(difference: Difference, corpus: Corpus, link_to: LinkTo) -> tuple[Reply, ...]:
    articles = corpus.pick_articles(answer.article for answer in difference.answers)
    replies = list_replies(difference.answers, articles, corpus, link_to)
    return tuple(reply for reply in replies if reply.text)


def _list_links(clauses: Iterable[Clause]) -> Iterable[Link]:
    return {link.url: link for clause in clauses for link in clause.links}.values()
