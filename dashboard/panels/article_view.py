"""An article in full, its linked passages marked in the text."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from corpus.collection import Corpus
from corpus.records import Article, Passage
from corpus.zone_ids import ZoneId
from dashboard.selection import LinkTo, Selection


@dataclass(frozen=True)
class Segment:
    """A run of text under the same passages.

    Attributes
    ----------
    is_linked : bool
        Whether a passage covers it.
    address : str
        Chooses that passage; empty where there is none, or no word to click.
    anchors : tuple of str
        Ids of the passages that begin here.
    passages : tuple of str
        Ids of the passages that cover it, the one it leads to first.
    chosen, related : bool
        Whether the chosen passage covers it; whether one on the chosen zone does.
    """

    text: str
    is_linked: bool = False
    address: str = ""
    anchors: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    chosen: bool = False
    related: bool = False


@dataclass(frozen=True)
class Stepper:
    """Where the chosen passage stands among its like, with the addresses next to it."""

    position: int
    total: int
    among: str
    previous: str
    following: str


class Fellow(NamedTuple):
    """An article that shares text with another, how, and where to read it."""

    outlet: str
    note: str
    address: str


def list_fellows(
    article: Article, corpus: Corpus, address_of: Callable[[Article], str]
) -> tuple[Fellow, ...]:
    """Return the articles that an article is not independent of."""
    return tuple(
        Fellow(other.outlet, shared.note, address_of(other))
        for shared in article.shares_with
        if (other := corpus.article(shared.article))
    )


def mark_paragraphs(
    article: Article,
    corpus: Corpus,
    link_to: LinkTo,
    chosen: str | None = None,
    zone: ZoneId | None = None,
) -> tuple[tuple[Segment, ...], ...]:
    """Return the article's own text as paragraphs of segments.

    A segment ends wherever a passage begins or ends. Where passages overlap, it leads to the
    chosen one, else to the shortest. ``chosen`` is that passage's id, ``zone`` the chosen zone's.
    """
    passages = corpus.passages_of_article(article.id)
    start, end = article.text_span
    paragraphs = []
    position = start
    for line in article.body[start:end].split("\n"):
        if line.strip():
            cuts = _cuts(position, position + len(line), passages)
            paragraphs.append(
                tuple(
                    _segment(article.body, first, last, passages, link_to, chosen, zone)
                    for first, last in pairwise(cuts)
                )
            )
        position += len(line) + 1
    return tuple(paragraphs)


def _cuts(start: int, end: int, passages: tuple[Passage, ...]) -> list[int]:
    edges = {edge for passage in passages for edge in (passage.start, passage.end)}
    return sorted({start, end} | {edge for edge in edges if start < edge < end})


def _segment(
    body: str,
    start: int,
    end: int,
    passages: tuple[Passage, ...],
    link_to: LinkTo,
    chosen: str | None,
    zone: ZoneId | None,
) -> Segment:
    covering = [passage for passage in passages if passage.start <= start and end <= passage.end]
    if not covering:
        return Segment(text=body[start:end])
    text = body[start:end]
    covering.sort(key=lambda one: (one.id != chosen, one.end - one.start))
    first = covering[0]
    return Segment(
        text=text,
        # A full stop on its own is no link that anybody could follow.
        address=link_to(first) if any(map(str.isalnum, text)) else "",
        is_linked=True,
        anchors=tuple(passage.id for passage in covering if passage.start == start),
        passages=tuple(passage.id for passage in covering),
        chosen=first.id == chosen,
        related=any(zone in passage.zones for passage in covering),
    )


def step_through(corpus: Corpus, selection: Selection, zone_name: str) -> Stepper | None:
    """Return the way to the passages before and after the chosen one.

    They are those of the chosen zone, or else those of the open article. None where no passage is
    chosen.
    """
    passage = corpus.passage(selection.passage) if selection.passage else None
    if passage is None:
        return None
    if selection.zone:
        fellows, among = corpus.passages_of_zone(selection.zone), f"on {zone_name}"
    else:
        fellows, among = corpus.passages_of_article(passage.article), "in this article"
    place = fellows.index(passage)
    return Stepper(
        position=place + 1,
        total=len(fellows),
        among=among,
        previous=selection.link_to(fellows[place - 1]) if place else "",
        following=(selection.link_to(fellows[place + 1]) if place + 1 < len(fellows) else ""),
    )
