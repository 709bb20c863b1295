"""Making the suggestions for an article, from the data folder's terms and names."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from corpus.anchoring import anchor
from corpus.faults import Fault
from corpus.records import Article, Passage
from corpus.suggesting.dates import find_dates
from corpus.suggesting.gazetteer import Gazetteer, load_gazetteer
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
    speakers = [each.speaker for each in sources.passages if each.article != article.id]
    reader = Reader(sources.terms, sources.gazetteer)
    return Suggestions(
        article=article.id,
        passages=tuple(_make_passages(article, reader, speakers)),
        dates=tuple(_make_dates(article, sources)),
        places=tuple(_make_places(article, sources.gazetteer)),
    )


def _make_passages(
    article: Article, reader: Reader, speakers: Iterable[str]
) -> Iterable[SuggestedPassage]:
    for found in find_passages(article, reader, speakers)[:_MOST_PASSAGES]:
        anchored = anchor(article.body, found.start, found.end)
        if anchored is not None:
            quote, prefix = anchored
            yield SuggestedPassage(
                quote=quote,
                prefix=prefix,
                zones=found.zones,
                topic=found.topic,
                speaker=found.speaker,
                score=found.score,
                reasons=found.reasons,
            )


def _make_dates(article: Article, sources: Sources) -> Iterable[SuggestedDate]:
    for found in find_dates(article.body, article.text_span, article.published, sources.terms):
        anchored = anchor(article.body, found.start, found.end)
        if anchored is not None:
            quote, prefix = anchored
            yield SuggestedDate(
                quote=quote,
                prefix=prefix,
                date=found.date,
                reasons=found.reasons or ("as printed",),
            )


def _make_places(article: Article, gazetteer: Gazetteer) -> Iterable[SuggestedPlace]:
    """Yield each place that is named, where it is named first."""
    start, end = article.text_span
    named: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    by_ids = {}
    for found, places in gazetteer.find(article.body):
        if start <= found.start and found.end <= end:
            ids = tuple(place.id for place in places)
            named.setdefault(ids, []).append((found.start, found.end))
            by_ids[ids] = places
    for ids, spans in named.items():
        anchored = anchor(article.body, *spans[0])
        if anchored is None:
            continue
        quote, prefix = anchored
        count = f"named {len(spans)} times" if len(spans) > 1 else "named once"
        choice = [f"{len(ids)} places have this name"] if len(ids) > 1 else []
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
                for place in by_ids[ids]
            ),
            reasons=(count, *choice),
        )
