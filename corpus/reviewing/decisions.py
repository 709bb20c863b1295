"""Deciding on a suggestion: on disk at once, with the record that comes of it or goes with it.

The record is written first, then the suggestion that names it. Whoever ends the process in between
loses a decision that was not confirmed yet, and nothing else: decided again, it comes to the same.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from corpus.anchoring import anchor
from corpus.errors import ReadError, ShownError
from corpus.fields import EdtfDate, Zones
from corpus.reading import Record, read_text
from corpus.records import Article, KeyDateKind, Topic
from corpus.reviewing.items import update_item
from corpus.reviewing.linking import link, unlink
from corpus.reviewing.reviews import Item, Kind, Review, open_review
from corpus.suggesting.suggestions import (
    Decision,
    SuggestedDate,
    SuggestedPassage,
    SuggestedPlace,
    Suggestion,
)
from corpus.writing import explaining, replacing, taking_turns


class ConflictError(ShownError):
    """A suggestion was changed by somebody else since it was read."""


class DecisionError(ShownError):
    """A decision cannot be carried out; the message says why."""


class Change(Record):
    """What a reviewer changes of a suggestion: what is None stays as it is.

    ``span`` is where its words begin and end in the article's body.
    """

    decision: Decision | None = None
    span: tuple[int, int] | None = None
    zones: Zones | None = None
    topic: Topic | None = None
    speaker: str | None = None
    date: EdtfDate | None = None
    label: str | None = None
    kind: KeyDateKind | None = None
    chosen: str | None = None


class Order(Record):
    """A change of the suggestion that stands at a place of the file; ``seen`` is its digest."""

    list: Kind
    index: int
    seen: str
    change: Change


def decide(folder: Path, article_id: str, order: Order, articles: Sequence[Article] = ()) -> Review:
    """Carry out an order, and return the review as it is afterwards.

    ``articles`` are those of the corpus: what a key date says is held against their outlets.

    Raises
    ------
    ConflictError
        If the suggestion is not what it was when the order was made.
    DecisionError
        If the order makes no sense, or the record would have a fault; nothing is then changed.
    ReadError
        If a file cannot be read.
    OutputError
        If one cannot be written.
    """
    with taking_turns(folder):
        review = open_review(folder, article_id)
        item = review.find(order.list, order.index)
        if item is None or item.digest != order.seen:
            raise ConflictError("Somebody else has changed this suggestion; it is shown as it is.")
        changed = _change(item, order.change, review.article)
        try:
            record = _carry_over(review, item.suggestion, changed, articles)
            changed = changed.model_copy(update={"record": record})
            _write_suggestion(review, item, changed)
        except ReadError as error:
            raise DecisionError(f"This was not changed: {error}.") from error
        return open_review(folder, article_id)


def _change(item: Item, change: Change, article: Article) -> Suggestion:
    """Return the suggestion with what a reviewer changed; everything is checked anew."""
    before = item.suggestion
    wanted = change.model_dump(exclude_none=True, exclude={"span"})
    if change.span is not None and change.span != item.span:
        wanted |= _anchor(article, *change.span)
    try:
        after = type(before).model_validate({**before.model_dump(), **wanted})
    except ValidationError as error:
        problem = error.errors()[0]
        field = ".".join(map(str, problem["loc"]))
        raise DecisionError(f"This was not changed: {field}: {problem['msg']}.") from error
    if isinstance(after, SuggestedPlace):
        names = [candidate.place for candidate in after.candidates]
        if after.chosen not in ("", *names):
            raise DecisionError("This was not changed: the place is none of the candidates.")
        if after.decision == "accepted" and not after.chosen:
            if len(names) > 1:
                raise DecisionError("Choose which of the places is meant, then accept it.")
            after = after.model_copy(update={"chosen": names[0]})
    return after


def _anchor(article: Article, start: int, end: int) -> dict[str, str]:
    body = article.body
    first, last = article.text_span
    if first <= start < end <= last:
        # A selection by hand takes a blank too many.
        start += len(body[start:end]) - len(body[start:end].lstrip())
        end -= len(body[start:end]) - len(body[start:end].rstrip())
        found = anchor(body, start, end) if start < end else None
        if found is not None:
            return {"quote": found[0], "prefix": found[1]}
    raise DecisionError("This was not changed: select some words of the article's text.")


def _carry_over(
    review: Review, before: Suggestion, after: Suggestion, articles: Sequence[Article]
) -> str:
    """Write, change or take out the record of a suggestion; return its id now."""
    if isinstance(after, SuggestedPlace):
        return ""
    assert isinstance(before, SuggestedPassage | SuggestedDate)
    assert isinstance(after, SuggestedPassage | SuggestedDate)
    if after.decision == "accepted":
        return link(review, before, after, articles)
    if before.record:
        unlink(review, before)
    return ""


def _write_suggestion(review: Review, item: Item, changed: Suggestion) -> None:
    changes: dict[str, Any] = {}
    for name in type(changed).model_fields:
        value = getattr(changed, name)
        if value != getattr(item.suggestion, name):
            changes[name] = list(value) if isinstance(value, tuple) else value or None
    if not changes:
        return
    text = update_item(read_text(review.path), item.kind, item.index, changes)
    with replacing(review.path) as part, explaining(review.path):
        part.write_bytes(text.encode())
