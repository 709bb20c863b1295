"""Terms: the words by which sentences are suggested, as ``terms.yaml`` holds them."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from corpus.entries import read_records
from corpus.faults import Fault
from corpus.fields import EdtfDate, Id, Text, Zones
from corpus.reading import Record
from corpus.records import Topic

TermKind = Literal[
    "subject",
    "zone",
    "listed",
    "zones",
    "ambiguous",
    "agreement",
    "recalling",
    "referring",
    "term",
    "guarantor",
    "talks",
    "stand",
    "party",
    "violence",
    "outside",
    "elsewhere",
    "before",
    "unrelated",
    "moving",
    "event",
    "earlier",
]
# What a sentence gains towards 1 by words of a kind, once for each kind.
WEIGHTS: dict[TermKind, float] = {
    "subject": 0.1,
    "zone": 0.6,
    "zones": 0.6,
    "ambiguous": 0.6,
    "agreement": 0.5,
    "guarantor": 0.4,
    "talks": 0.4,
    "recalling": 0.3,
    "referring": 0.2,
    "term": 0.3,
    "party": 0.2,
    "stand": 0.2,
    "violence": 0.2,
    "before": 0.2,
}


class Term(Record):
    """Words that speak of one thing, in all languages; ``*`` in them is any ending of a word."""

    id: Id
    kind: TermKind
    words: Annotated[tuple[Text, ...], Field(min_length=1)]
    zones: Zones = ()
    topic: Topic | None = None
    date: EdtfDate | None = None

    @model_validator(mode="after")
    def _check_whole(self) -> "Term":
        for kinds, field in ((("zone", "listed"), "zones"), (("event", "earlier"), "date")):
            if (self.kind in kinds) != bool(getattr(self, field)):
                named = "' or '".join(kinds)
                raise ValueError(f"a term of kind '{named}', and no other, has '{field}'")
        if self.kind == "term" and not self.topic:
            raise ValueError("a term of kind 'term' has a topic")
        return self


def load_terms(path: Path) -> tuple[tuple[Term, ...], list[Fault]]:
    """Return the sound terms of a file, and the faults of the others; none where there is none."""
    if not path.exists():
        return (), []
    terms, faults = read_records(path, Term)
    return tuple(terms), faults
