"""Answers to a reader's questions as HTML: where a place lies, who wrote what, what held when."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from corpus.collection import Corpus
from corpus.date_words import format_day, format_edtf
from corpus.search.searching import Results
from corpus.search.statement_hits import StatementHit
from corpus.status import status_on
from dashboard.library import Library
from dashboard.panels import citing
from dashboard.panels.excerpts import describe_passage
from dashboard.selection import LinkTo, Selection
from dashboard.templating import render
from geodata.errors import GazetteerError, LocationError
from geodata.points.location_answer import (
    CandidateAnswer,
    CandidatesAnswer,
    LocationAnswer,
    StretchAnswer,
)
from geodata.points.lookup import answer
from geodata.records.zone_terms import find_status

# What follows in a zone's status, where the browser ends it too (assets/choices.js).
_WHO_SAYS_SO = re.compile(r" by the word of |[:;] ")

# A question's names and values, as `Selection.asked` has them.
Asked = tuple[tuple[str, str], ...]


def unplaced(asked: Asked, library: Library) -> str:
    """Return why what is asked has no place; empty where it has one, or nothing is asked."""
    found = _find(asked, library) if asked else None
    match found:
        case str():
            return render("sentence.html", text=found)
        case CandidatesAnswer():
            return render("candidates.html", answer=found)
    return ""


def location(library: Library, selection: Selection) -> str:
    """Return where a place lies, how sure that is and on whose word; empty without a place."""
    found = _find(selection.asked, library) if selection.asked else None
    if not isinstance(found, LocationAnswer):
        return ""
    given = found.stretch.passages if found.stretch else ()
    passages = filter(None, (library.corpus.passage(one.id) for one in given))
    addresses = {passage.id: selection.link_to(passage) for passage in passages}
    return render(
        "location.html",
        answer=found,
        name=_name(found),
        verdict=_split_verdict(found),
        line=_describe_line(found.stretch),
        status=_describe_day(found, selection.asof, library),
        addresses=addresses,
        question=urlencode(selection.asked),
        dismissed=replace(selection, asked=()).address(),
    )


def describe_answer(asked: Asked, asof: date | None, library: Library) -> dict[str, Any] | None:
    """Return what the map says beside the place that is asked about, or None without a place.

    ``lon`` and ``lat`` are in degrees; ``question`` is what was asked, by its names; ``grade`` are
    the first words of the sentence, which says how the zone stood on the chosen day, too; ``brief``
    is what a narrow map has space for, beside these words; ``line_km`` is how far from the place
    the line of the zone it lies in, or else is nearest to, may run; 0 far from all.
    """
    found = _find(asked, library) if asked else None
    if not isinstance(found, LocationAnswer):
        return None
    # How the line of a zone was drawn is no news to a place that is beyond it.
    place, stretch = found.place, found.stretch if found.zone else None
    grade, sentence = _split_verdict(found)
    return {
        "question": dict(asked),
        "lon": found.lon,
        "lat": found.lat,
        "name": _name(found),
        "name_ar": place.name_ar if place else "",
        "where": f"in the governorate {place.governorate}" if place else "",
        "certainty": found.certainty,
        "grade": grade,
        "sentence": f"{sentence} {_describe_day(found, asof, library)}".strip(),
        "brief": _describe_briefly(found, asof, library),
        "line": _describe_line(stretch),
        "line_km": _find_reach(found),
        "note": place.note if place else "",
    }


def _split_verdict(answer: LocationAnswer) -> tuple[str, str]:
    """Return the words of an answer's sentence that say how sure it is, and the rest of it."""
    end = len(answer.certainty)
    return answer.sentence[:end], answer.sentence[end:].strip()


def _describe_day(answer: LocationAnswer, asof: date | None, library: Library) -> str:
    """Return how the zone of a place stood on a day; nothing where that is not known."""
    zone = library.atlas.zone(answer.zone) if answer.zone else None
    status = _find_status(answer, asof, library)
    return f"{zone.name} on {format_day(asof)}: {status}." if zone and asof and status else ""


def _find_status(answer: LocationAnswer, asof: date | None, library: Library) -> str:
    if answer.zone is None or asof is None:
        return ""
    return find_status(library.atlas.terms.get(answer.zone, ()), asof.isoformat())


def _name(answer: LocationAnswer) -> str:
    if answer.place:
        return answer.place.name
    return f"{answer.lat:.3f}° N, {answer.lon:.3f}° E"


def _describe_briefly(answer: LocationAnswer, asof: date | None, library: Library) -> str:
    """Return the zone, or else the nearest, and how far its line is; nothing far from all.

    Where a day is chosen, the zone's status on it follows, without who says so.
    """
    near = answer.zone or answer.nearest_zone
    zone = library.atlas.zone(near) if near else None
    if zone is None:
        return ""
    nearest = "" if answer.zone else "nearest zone: "
    where = f"{nearest}{zone.name}, {answer.distance_km:.1f} km from its line"
    status, *_ = _WHO_SAYS_SO.split(_find_status(answer, asof, library))
    return f"{where}. {format_day(asof)}: {status}." if asof and status else where


def _find_reach(answer: LocationAnswer) -> float:
    if answer.distance_km is None or answer.stretch is None:
        return 0
    return answer.distance_km + answer.stretch.uncertainty_km


def _describe_line(stretch: StretchAnswer | None) -> str:
    return f"{stretch.kind.capitalize()}, ± {stretch.uncertainty_km:g} km." if stretch else ""


def find_candidates(asked: Asked, library: Library) -> tuple[CandidateAnswer, ...]:
    """Return the places that may be meant, where what is asked is not surely one place."""
    found = _find(asked, library) if asked else None
    return found.candidates if isinstance(found, CandidatesAnswer) else ()


@lru_cache(maxsize=256)
def _find(asked: Asked, library: Library) -> LocationAnswer | CandidatesAnswer | str:
    try:
        return answer(dict(asked), library.atlas)
    except (LocationError, GazetteerError) as error:
        return str(error)


def hits(results: Results, library: Library) -> str:
    """Return what a search found, its words marked; each hit opens its article there."""
    shown = []
    for hit in results.hits:
        article = library.corpus.article(hit.article)
        if article is None:
            continue
        passage = library.corpus.passage(hit.passages[0]) if hit.passages else None
        target = Selection().with_passage(passage) if passage else Selection(article=hit.article)
        shown.append(
            {
                "segments": hit.segments,
                "outlet": hit.outlet,
                "kind": hit.kind,
                "published": format_edtf(hit.published),
                "address": target.address(),
                "url": article.url,
                "citing": citing.offer_hit(hit, passage, article),
            }
        )
    statements = [_describe_statement(hit, library) for hit in results.statements]
    return render("hits.html", results=results, hits=shown, statements=statements)


def _describe_statement(hit: StatementHit, library: Library) -> dict[str, object]:
    corpus = library.corpus
    passages = filter(None, map(corpus.passage, hit.passages))
    sources = [
        (
            describe_passage(passage, corpus, Selection().link_to),
            citing.offer(passage, corpus.article_of(passage)),
        )
        for passage in passages
    ]
    return {"hit": hit, "sources": sources}


def describe_status(day: date, corpus: Corpus, link_to: LinkTo) -> dict[str, object]:
    """Return what held on a day, every clause with the address of the passage it rests on."""
    found = status_on(day, corpus)
    clauses = []
    for clause in found.clauses:
        passage = corpus.passage(clause.passages[0])
        if passage:
            clauses.append(
                {"text": clause.text, "separator": clause.separator, "address": link_to(passage)}
            )
    return {"clauses": clauses, "notice": found.notice}
