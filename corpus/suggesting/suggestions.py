"""Suggestions for an article: passages, dates and places, as ``suggestions/ID.yaml`` holds them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from corpus.anchoring import find
from corpus.entries import parse_entry, validate
from corpus.errors import AnchorError, ReadError
from corpus.faults import Fault, describe_missing
from corpus.fields import EdtfDate, Id, Text, Zones
from corpus.reading import Record, read_text
from corpus.records import Article, KeyDateKind, Topic

Decision = Literal["undecided", "accepted", "rejected", "not sure"]
Texts = tuple[Text, ...]


class Suggestion(Record):
    """Words of an article and why they are suggested; ``prefix`` as for a passage.

    ``record`` is the id of what became of it in ``passages.yaml`` or ``key_dates.yaml``.
    """

    quote: Text
    prefix: str = ""
    reasons: Texts = ()
    decision: Decision = "undecided"
    record: Id | Literal[""] = ""


class SuggestedPassage(Suggestion):
    """A passage to link; ``score`` says from 0 to 1 how much speaks for it."""

    zones: Zones
    topic: Topic
    speaker: str = ""
    score: Annotated[float, Field(ge=0, le=1)]


class SuggestedDate(Suggestion):
    """A date that the article names, as EDTF; ``label`` and ``kind`` are those of a key date."""

    date: EdtfDate
    label: str = ""
    kind: KeyDateKind | Literal[""] = ""


class Candidate(Record):
    """A place of the gazetteer that a name may stand for, in degrees of WGS 84."""

    place: Text
    name: Text
    zone: str = ""
    relation: str = ""
    lon: Annotated[float, Field(ge=-180, le=180)]
    lat: Annotated[float, Field(ge=-90, le=90)]


class SuggestedPlace(Suggestion):
    """A place that the article names, with all places of that name.

    ``chosen`` is the ``place`` of the candidate that is meant.
    """

    candidates: Annotated[tuple[Candidate, ...], Field(min_length=1)]
    chosen: str = ""


class Suggestions(Record):
    """All that is suggested for an article."""

    article: Id
    passages: tuple[SuggestedPassage, ...] = ()
    dates: tuple[SuggestedDate, ...] = ()
    places: tuple[SuggestedPlace, ...] = ()

    @property
    def all(self) -> Sequence[Suggestion]:
        """Passages, dates and places, in this order."""
        return (*self.passages, *self.dates, *self.places)


HEAD = """\
# Suggestions for an article, made by rules: nothing here is shown before a hand decided.
#
# decision  undecided | accepted | rejected | not sure
# score     from 0 to 1, how much speaks for a passage; reasons say what
# prefix    the words before the quote, where it stands in the text more than once
# record    what an accepted one became in passages.yaml or key_dates.yaml
"""


def list_values(record: Suggestions | Suggestion) -> dict[str, Any]:
    """Return suggestions, or one of them, as the values of their file, without what is empty."""
    values: dict[str, Any] = _trim(record.model_dump())
    return values


def _trim(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _trim(each) for key, each in value.items() if each != ""}
        # The reasons, and last what is decided by hand.
        last = {key: kept.pop(key) for key in ("reasons", "decision") if key in kept}
        return {**kept, **last}
    if isinstance(value, list | tuple):
        return [_trim(each) for each in value]
    return value


def load_suggestions(
    path: Path, articles: Sequence[Article]
) -> tuple[Suggestions | None, list[Fault]]:
    """Return the suggestions of a file, or None, and what is wrong with them."""
    file = f"{path.parent.name}/{path.name}"
    try:
        entry = parse_entry(read_text(path))
    except ReadError as error:
        return None, [Fault(file, "", str(error))]
    suggestions, faults = validate(Suggestions, entry, file)
    if suggestions is None:
        return None, faults
    article = next((each for each in articles if each.id == suggestions.article), None)
    if article is None:
        return None, [Fault(file, "", describe_missing("article", suggestions.article))]
    if path.stem != article.id:
        faults.append(Fault(file, "", f"the file is not named after its article, '{article.id}'"))
    for suggestion in suggestions.all:
        try:
            find(article.body, suggestion.quote, suggestion.prefix)
        except AnchorError as error:
            faults.append(Fault(file, suggestion.quote[:60], str(error)))
    return suggestions, faults
