"""An article in full, its linked passages marked in the text."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from corpus.collection import Corpus
from corpus.records import Article, Passage
from dashboard.selection import LinkTo


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
    """

    text: str
    is_linked: bool = False
    address: str = ""
    anchors: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()


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
    article: Article, corpus: Corpus, link_to: LinkTo
) -> tuple[tuple[Segment, ...], ...]:
    """Return the article's own text as paragraphs of segments.

    A segment ends wherever a passage begins or ends. Where passages overlap, it leads to the
    shortest.
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
                    _segment(article.body, first, last, passages, link_to)
                    for first, last in pairwise(cuts)
                )
            )
        position += len(line) + 1
    return tuple(paragraphs)


def _cuts(start: int, end: int, passages: tuple[Passage, ...]) -> list[int]:
    edges = {edge for passage in passages for edge in (passage.start, passage.end)}
    return sorted({start, end} | {edge for edge in edges if start < edge < end})


def _segment(
    body: str, start: int, end: int, passages: tuple[Passage, ...], link_to: LinkTo
) -> Segment:
    covering = [passage for passage in passages if passage.start <= start and end <= passage.end]
    if not covering:
        return Segment(text=body[start:end])
    text = body[start:end]
    covering.sort(key=lambda one: one.end - one.start)
    first = covering[0]
    return Segment(
        text=text,
        # A full stop on its own is no link that anybody could follow.
        address=link_to(first) if any(map(str.isalnum, text)) else "",
        is_linked=True,
        anchors=tuple(passage.id for passage in covering if passage.start == start),
        passages=tuple(passage.id for passage in covering),
    )
