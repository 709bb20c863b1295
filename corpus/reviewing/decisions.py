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
from corpus.records import TOPICS, Article, KeyDateKind, Topic
from corpus.reviewing.items import append_item, remove_item, update_item
from corpus.reviewing.linking import link, unlink
from corpus.reviewing.reviews import Item, Kind, Review, open_review
from corpus.suggesting.suggestions import (
    Decision,
    SuggestedDate,
    SuggestedPassage,
    SuggestedPlace,
    Suggestion,
    list_values,
)
from corpus.writing import explaining, replacing, taking_turns

# The reason of a passage that no rule suggests.
_SELECTED = "selected by hand"
_SELECT = "This was not changed: select some words of the article's text."


class ConflictError(ShownError):
    """A suggestion was changed by somebody else since it was read."""


class DecisionError(ShownError):
    """A decision cannot be carried out; the message says why."""


class Change(Record):
    """What a reviewer changes of a suggestion: what is None stays as it is.

    ``span`` is where its words begin and end in the article's body. ``gone`` takes out a passage
    that was made by hand; where others were made after it, it is rejected instead.
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
    gone: bool = False


class Order(Record):
    """A change of the suggestion that stands at a place of the file; ``seen`` is its digest."""

    list: Kind
    index: int
    seen: str
    change: Change


class Words(Record):
    """Where words begin and end in an article's body."""

    span: tuple[int, int]


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
        is_last = item.index == len(getattr(review.suggestions, item.kind)) - 1
        if order.change.gone and is_last and item.suggestion.reasons == (_SELECTED,):
            _take_out(review, item)
            return open_review(folder, article_id)
        changed = _change(item, order.change, review.article)
        try:
            record = _carry_over(review, item.suggestion, changed, articles)
            changed = changed.model_copy(update={"record": record})
            _write_suggestion(review, item, changed)
        except ReadError as error:
            raise DecisionError(f"This was not changed: {error}.") from error
        return open_review(folder, article_id)


def make_passage(folder: Path, article_id: str, start: int, end: int) -> Review:
    """Add a passage of words that a hand selected to the suggestions, at the end of their list.

    It is undecided, with the zones, topic and speaker of the passage that it overlaps most. Returns
    the review with it; errors as in `decide`.
    """
    with taking_turns(folder):
        review = open_review(folder, article_id)
        start, end = _trim(review.article, start, end)
        if any(item.kind == "passages" and item.span == (start, end) for item in review.items):
            raise DecisionError("These words are a passage of the list already.")
        near = _find_overlapping(review, start, end)
        passage = SuggestedPassage.model_validate(
            {
                "zones": near.zones if near else (),
                "topic": near.topic if near else TOPICS[-1],
                "speaker": near.speaker if near else "",
                "score": 1,
                "reasons": (_SELECTED,),
                **_anchor(review.article, start, end),
            }
        )
        try:
            text = append_item(read_text(review.path), list_values(passage), "passages")
        except ReadError as error:
            raise DecisionError(f"No passage was made: {error}.") from error
        _write(review, text)
        return open_review(folder, article_id)


def _find_overlapping(review: Review, start: int, end: int) -> SuggestedPassage | None:
    shared: list[tuple[int, SuggestedPassage]] = []
    for item in review.items:
        if isinstance(item.suggestion, SuggestedPassage) and item.span is not None:
            length = min(item.span[1], end) - max(item.span[0], start)
            shared.append((length, item.suggestion))
    length, found = max(shared, key=lambda pair: pair[0], default=(0, None))
    return found if length > 0 else None


def _take_out(review: Review, item: Item) -> None:
    """Take a passage that was made by hand out of the list again, with its record."""
    assert isinstance(item.suggestion, SuggestedPassage)
    try:
        if item.suggestion.record:
            unlink(review, item.suggestion)
        text = remove_item(read_text(review.path), item.index, item.kind)
    except ReadError as error:
        raise DecisionError(f"This was not changed: {error}.") from error
    _write(review, text)


def _change(item: Item, change: Change, article: Article) -> Suggestion:
    """Return the suggestion with what a reviewer changed; everything is checked anew."""
    before = item.suggestion
    wanted = change.model_dump(exclude_none=True, exclude={"span", "gone"})
    if change.gone:
        wanted["decision"] = "rejected"
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
    found = anchor(article.body, *_trim(article, start, end))
    if found is None:
        raise DecisionError(_SELECT)
    return {"quote": found[0], "prefix": found[1]}


def _trim(article: Article, start: int, end: int) -> tuple[int, int]:
    """Return where words begin and end: a selection by hand takes a blank too many."""
    first, last = article.text_span
    words = article.body[start:end] if first <= start < end <= last else ""
    if not words.strip():
        raise DecisionError(_SELECT)
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


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
    _write(review, update_item(read_text(review.path), item.kind, item.index, changes))


def _write(review: Review, text: str) -> None:
    with replacing(review.path) as part, explaining(review.path):
        part.write_bytes(text.encode())
