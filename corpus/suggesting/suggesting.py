"""Making the suggestions for an article, from the data folder's terms and names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from corpus.anchoring import anchor
from corpus.faults import Fault
from corpus.records import Article, Passage
from corpus.suggesting.dates import find_dates
from corpus.suggesting.gazetteer import Gazetteer, Place, load_gazetteer
from corpus.suggesting.matching import Found
from corpus.suggesting.passages import find_passages
from corpus.suggesting.readings import Reader
from corpus.suggesting.suggestions import (
    Candidate,
    SuggestedDate,
    SuggestedPassage,
    SuggestedPlace,
    Suggestions,
)
from corpus.suggesting.terms import Term, load_terms

_MOST_PASSAGES = 1_000


@dataclass(frozen=True)
class Sources:
    """What suggestions are made from: terms, places, and the passages of other articles."""

    terms: tuple[Term, ...] = ()
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    passages: tuple[Passage, ...] = ()


def load_sources(folder: Path, passages: Iterable[Passage] = ()) -> tuple[Sources, list[Fault]]:
    """Return the sources that lie in and beside a corpus's folder, and the faults of its terms.

    Raises
    ------
    ReadError
        If the table of places cannot be read.
    """
    terms, faults = load_terms(folder / "terms.yaml")
    gazetteer = load_gazetteer(folder.parent / "geodata" / "places.csv")
    return Sources(terms, gazetteer, tuple(passages)), faults


def suggest(article: Article, sources: Sources) -> Suggestions:
    """Return what is suggested for an article.

    Of its own passages nothing is learnt, of those of others only who speaks.
    """
    return Suggestions(
        article=article.id,
        passages=tuple(_make_passages(article, sources)),
        dates=tuple(_make_dates(article, sources)),
        places=tuple(_make_places(article, sources.gazetteer)),
    )


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Spanned)


def _quote(article: Article, found: Iterable[S]) -> Iterator[tuple[S, str, str]]:
    """Yield what was found with its quote and prefix, where these tell its words from others."""
    for each in found:
        anchored = anchor(article.body, each.start, each.end)
        if anchored is not None:
            yield each, *anchored


def _make_passages(article: Article, sources: Sources) -> Iterator[SuggestedPassage]:
    speakers = [each.speaker for each in sources.passages if each.article != article.id]
    passages = find_passages(article, Reader(sources.terms, sources.gazetteer), speakers)
    for found, quote, prefix in _quote(article, passages[:_MOST_PASSAGES]):
        yield SuggestedPassage(
            quote=quote,
            prefix=prefix,
            zones=found.zones,
            topic=found.topic,
            speaker=found.speaker,
            score=found.score,
            reasons=found.reasons,
        )


def _make_dates(article: Article, sources: Sources) -> Iterator[SuggestedDate]:
    dates = find_dates(article.body, article.text_span, article.published, sources.terms)
    for found, quote, prefix in _quote(article, dates):
        reasons = found.reasons or ("as printed",)
        yield SuggestedDate(quote=quote, prefix=prefix, date=found.date, reasons=reasons)


def _make_places(article: Article, gazetteer: Gazetteer) -> Iterator[SuggestedPlace]:
    """Yield each place that is named, where it is named first."""
    start, end = article.text_span
    named: dict[tuple[Place, ...], list[Found[Place]]] = {}
    for found, places in gazetteer.find(article.body):
        if start <= found.start and found.end <= end:
            named.setdefault(places, []).append(found)
    places_of = {spans[0]: places for places, spans in named.items()}
    for found, quote, prefix in _quote(article, places_of):
        places = places_of[found]
        count = len(named[places])
        yield SuggestedPlace(
            quote=quote,
            prefix=prefix,
            candidates=tuple(
                Candidate(
                    place=place.id,
                    name=place.name,
                    zone=place.zone,
                    relation=place.relation,
                    lon=place.lon,
                    lat=place.lat,
                )
                for place in places
            ),
            reasons=(
                f"named {count} times" if count > 1 else "named once",
                *([f"{len(places)} places have this name"] if len(places) > 1 else []),
            ),
        )
