"""How a zone stood on a day: before the memorandum, signed, in force as agreed, after that, ended.

All is worked out from the corpus: the key dates that ``zones.yaml`` names, and the background dates
that ended a zone, with the word each rests on.
"""

from bisect import bisect_right
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from corpus.agreement import AGREEMENT
from corpus.collection import Corpus
from corpus.edtf import Span
from corpus.zone_ids import ZoneId


class Term(NamedTuple):
    """A state of a zone from a day on, as ``2017-05-04``, to the eve of the next term's."""

    first: str
    status: str


IN_FORCE = "in force as agreed"
AFTER_TERM = "after the first term; no text that extends it was found"
NOT_FOLLOWED = "not known: no end was found, and the background ends before"
Terms = tuple[Term, ...]


def list_terms(
    zone: ZoneId, corpus: Corpus, agreed_on: str, in_force_from: str = "", term_ends: str = ""
) -> Terms:
    """Return the terms of a zone, the earliest first; none where its signing is not known.

    ``agreed_on``, ``in_force_from`` and ``term_ends`` are ids of key dates, the last that of the
    end of what was agreed at first. Where two sides name two days of the zone's end, or one is
    known only between two, it is ending from the first of them and has ended after the last.
    """
    signed, in_force = corpus.key_date(agreed_on), corpus.key_date(in_force_from)
    term_end = corpus.key_date(term_ends)
    if signed is None:
        return ()
    terms = [
        Term("0001-01-01", f"before {AGREEMENT.document}"),
        Term(signed.span.first_named.isoformat(), "signed"),
    ]
    if in_force is not None:
        terms.append(Term(in_force.span.first_named.isoformat(), IN_FORCE))
    ends = [each for each in corpus.background_dates if each.ends and zone in each.zones]
    if term_end is not None and all(
        term_end.span.first_named < end.span.first_named for end in ends
    ):
        terms.append(Term(term_end.span.first_named.isoformat(), AFTER_TERM))
    if ends:
        word = f"by the word of {' and of '.join(end.by for end in ends)}"
        last = max(end.span.last_named for end in ends)
        terms.append(Term(min(end.span.first_named for end in ends).isoformat(), f"ending {word}"))
        terms.append(Term((last + timedelta(days=1)).isoformat(), f"ended {word}"))
    elif corpus.background_dates:
        # Where no end was found, the background says nothing of what came after its own last day.
        last = max(each.span.last_named for each in corpus.background_dates)
        terms.append(Term((last + timedelta(days=1)).isoformat(), NOT_FOLLOWED))
    return tuple(terms)


def find_status(terms: Terms, day: str) -> str:
    """Return a zone's status on a day, or in a month; empty where it is not known or not the same.

    ``day`` is ``2017-05-05``, ``2017-05`` or empty.
    """
    if not day or not terms:
        return ""
    first, last = day, day
    if len(day) == len("2017-05"):
        year, month = map(int, day.split("-"))
        first, last = f"{day}-01", f"{day}-{monthrange(year, month)[1]}"
    starts = [term.first for term in terms]
    status = terms[bisect_right(starts, first) - 1].status
    return status if status == terms[bisect_right(starts, last) - 1].status else ""


def find_in_force(terms: Terms) -> Span | None:
    """Return the days on which what was agreed was in force in a zone, where that is known.

    It has no last day where nothing was found of an end.
    """
    for place, term in enumerate(terms):
        if term.status == IN_FORCE:
            ends = (other for other in terms[place + 1 :] if other.status != NOT_FOLLOWED)
            later = [date.fromisoformat(other.first) for other in ends]
            last = min(later) - timedelta(days=1) if later else None
            return Span(date.fromisoformat(term.first), last, approximate=False)
    return None
