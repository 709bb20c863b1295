"""What accepted suggestions become: records in ``passages.yaml`` and ``key_dates.yaml``.

A review changes and takes out only records that it made itself, which their ids tell.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from corpus import edtf
from corpus.anchoring import find
from corpus.claims import Sources, check_key_date
from corpus.entries import Entry, Model, validate
from corpus.errors import AnchorError, ReadError
from corpus.reading import read_text
from corpus.records import Article, KeyDate, Passage, PassageEntry
from corpus.reviewing.items import append_item, read_items, remove_item, update_item
from corpus.reviewing.reviews import Review
from corpus.suggesting.suggestions import SuggestedDate, SuggestedPassage
from corpus.writing import explaining, replacing
from corpus.zone_ids import ALL, ZONE_IDS

_PASSAGES, _KEY_DATES = "passages.yaml", "key_dates.yaml"
_LONGEST_LABEL = 90
# What follows the article's id in those of records that a review made.
_LETTERS = {_PASSAGES: "p", _KEY_DATES: "d"}
# What a record made by a review says of a suggestion that is still the same.
_SAME = {_PASSAGES: ("article", "quote", "prefix"), _KEY_DATES: ("date", "label")}
Decidable = SuggestedPassage | SuggestedDate


def link(
    review: Review, before: Decidable, after: Decidable, articles: Sequence[Article] = ()
) -> str:
    """Write the record of an accepted suggestion, or what changed of it, and return its id.

    Raises
    ------
    ReadError
        If the record would have a fault, or a file cannot be read.
    OutputError
        If it cannot be written.
    """
    file = _name_file(after)
    entries = read_items(_read(review.folder / file))
    if isinstance(after, SuggestedPassage):
        values = _make_passage(review, after, entries)
    else:
        values = _make_key_date(review, after, articles)
        shared = _find_shared(review, entries, date=values["date"], label=values["label"])
        # What an accepted date was is no longer right where it belongs to another record now.
        if before.record and (
            shared is not None or _find_shared(review, entries, id=before.record)
        ):
            unlink(review, before)
            entries = read_items(_read(review.folder / file))
        if shared is not None:
            _rest(review, shared, add=values["passages"])
            return str(shared["id"])
    index = _find_own(review, before.record, values, entries, _SAME[file])
    if index is not None:
        values = {"id": entries[index]["id"], **values}
        _check_mentions(review.folder, file, entries[index], values)
        old = entries[index]
        changes = {key: each for key, each in values.items() if old.get(key) != each}
        changes |= {key: None for key in ("prefix", "speaker") if key in old and key not in values}
        _edit(review.folder / file, lambda text: update_item(text, "", index, changes))
    else:
        values = {"id": _choose_id(f"{review.article.id}-{_LETTERS[file]}", entries), **values}
        _edit(review.folder / file, lambda text: append_item(text, values))
    return str(values["id"])


def unlink(review: Review, before: Decidable) -> None:
    """Take out the record that a suggestion became; errors as in `link`."""
    file = _name_file(before)
    entries = read_items(_read(review.folder / file))
    index = _find_own(review, before.record, {}, entries, ())
    if index is None:
        shared = _find_shared(review, entries, id=before.record)
        if isinstance(before, SuggestedDate) and shared is not None:
            _rest(review, shared, remove=[each.id for each in _find_holding(review, before)])
        return
    _check_mentions(review.folder, file, entries[index], {})
    _edit(review.folder / file, lambda text: remove_item(text, index))


def _find_shared(review: Review, entries: Sequence[Any], **values: str) -> dict[str, Any] | None:
    """Return the record with these values that a hand, or the review of another article, made."""
    others = (each for each in entries if isinstance(each, dict) and not _is_own(review, each))
    return next(
        (each for each in others if all(each.get(key) == value for key, value in values.items())),
        None,
    )


def _rest(
    review: Review, key_date: dict[str, Any], add: Sequence[str] = (), remove: Sequence[str] = ()
) -> None:
    """Have a key date of others rest on passages of this review too, or no longer."""
    before = key_date.get("passages")
    if not isinstance(before, list):
        raise ReadError(f"the key date {key_date.get('id')} has no list of passages")
    gone = {each for each in remove if _is_own(review, {"id": each})}
    passages = [each for each in dict.fromkeys([*before, *add]) if each not in gone]
    if passages == before or not passages:
        return

    def edit(text: str) -> str:
        ids = [entry.get("id") for entry in read_items(text) if isinstance(entry, dict)]
        return update_item(text, "", ids.index(key_date["id"]), {"passages": passages})

    _edit(review.folder / _KEY_DATES, edit)


def _name_file(suggestion: Decidable) -> str:
    return _PASSAGES if isinstance(suggestion, SuggestedPassage) else _KEY_DATES


def _read(path: Path) -> str:
    return read_text(path) if path.exists() and path.stat().st_size else ""


def _edit(path: Path, edit: Callable[[str], str]) -> None:
    text = edit(_read(path))
    with replacing(path) as part, explaining(path):
        part.write_bytes(text.encode())


def _find_own(
    review: Review,
    record: str,
    values: dict[str, Any],
    entries: Sequence[Any],
    same: Sequence[str],
) -> int | None:
    """Return where a suggestion's record stands; one that a killed process left counts, too."""
    others = {each.record for each in review.suggestions.all} - {""}
    for index, entry in enumerate(entries):
        if not isinstance(entry, dict) or not _is_own(review, entry):
            continue
        if entry["id"] == record:
            return index
        is_left = not record and entry["id"] not in others
        if same and is_left and all(entry.get(key) == values.get(key) for key in same):
            return index
    return None


def _is_own(review: Review, entry: dict[str, Any]) -> bool:
    pattern = rf"{re.escape(review.article.id)}-[pd]\d+"
    return re.fullmatch(pattern, str(entry.get("id"))) is not None


def _choose_id(stem: str, entries: Sequence[Any]) -> str:
    taken = {entry.get("id") for entry in entries if isinstance(entry, dict)}
    number = 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


def _make_passage(
    review: Review, suggestion: SuggestedPassage, entries: Sequence[Any]
) -> dict[str, Any]:
    article = review.article
    span = find_span(review, suggestion.quote, suggestion.prefix)
    for passage in _list_passages(review, entries):
        if (passage.start, passage.end) == span and not _is_own(review, {"id": passage.id}):
            raise ReadError(f"these words are linked already, as the passage {passage.id}")
    is_all = suggestion.zones == ZONE_IDS
    return {
        "article": article.id,
        **({"prefix": suggestion.prefix} if suggestion.prefix else {}),
        "quote": suggestion.quote,
        "zones": ALL if is_all else list(suggestion.zones),
        "topic": suggestion.topic,
        **({"speaker": suggestion.speaker} if suggestion.speaker else {}),
    }


def _make_key_date(
    review: Review, suggestion: SuggestedDate, articles: Sequence[Article]
) -> dict[str, Any]:
    article = review.article
    passages = _find_holding(review, suggestion)
    if not passages:
        raise ReadError("a date rests on a passage: first accept one with these words in it")
    zones = [zone for zone in ZONE_IDS if any(zone in passage.zones for passage in passages)]
    is_late = edtf.parse(suggestion.date).first_named > edtf.parse(article.published).last_named
    reasons = "; ".join(each for each in suggestion.reasons if each != "as printed")
    values = {
        "date": suggestion.date,
        "label": suggestion.label or propose_label(passages[0].quote),
        "zones": ALL if zones == list(ZONE_IDS) else zones,
        "kind": suggestion.kind or ("planned" if is_late else "happened"),
        "passages": [passage.id for passage in passages],
        **({"derivation": reasons[:1].upper() + reasons[1:] + "."} if reasons else {}),
    }
    key_date = _validate(KeyDate, {"id": "new", **values})
    others = [each for each in articles if each.id != article.id]
    if problems := check_key_date(key_date, Sources([*others, article], passages)):
        raise ReadError(problems[0])
    return values


def _find_holding(review: Review, suggestion: SuggestedDate) -> list[Passage]:
    """Return the linked passages that a date's words stand in."""
    start, end = find_span(review, suggestion.quote, suggestion.prefix)
    linked = _list_passages(review, read_items(_read(review.folder / _PASSAGES)))
    return [each for each in linked if each.start <= start and end <= each.end]


def propose_label(words: str) -> str:
    """Return a passage's words as what a key date is called, until a hand writes better ones."""
    plain = " ".join(words.replace('"', "").split()).rstrip(".")
    if len(plain) <= _LONGEST_LABEL:
        return plain
    return plain[:_LONGEST_LABEL].rpartition(" ")[0] + " ..."


def find_span(review: Review, quote: str, prefix: str) -> tuple[int, int]:
    """Return where words stand in the article's own text; a ReadError where they do not."""
    try:
        start, end = find(review.article.body, quote, prefix)
    except AnchorError as error:
        raise ReadError(str(error)) from error
    first, last = review.article.text_span
    if start < first or end > last:
        raise ReadError("the quote is not in the article's own text")
    return start, end


def _list_passages(review: Review, entries: Sequence[Any]) -> list[Passage]:
    """Return the sound passages of the article that is reviewed."""
    passages = []
    for entry in entries:
        if isinstance(entry, dict) and entry.get("article") == review.article.id:
            with suppress(ReadError):
                draft = _validate(PassageEntry, entry)
                start, end = find_span(review, draft.quote, draft.prefix)
                passages.append(Passage(**draft.model_dump(), start=start, end=end))
    return passages


def _validate(model: type[Model], values: dict[str, Any]) -> Model:
    record, faults = validate(model, Entry(0, values), "")
    if record is None:
        raise ReadError(faults[0].message)
    return record


def _check_mentions(folder: Path, file: str, entry: dict[str, Any], values: dict[str, Any]) -> None:
    """Refuse to take out or move a record that another one rests on."""
    if values and all(entry.get(key) == values.get(key) for key in ("quote", "prefix", "zones")):
        return
    name = re.compile(rf"(?<![\w-]){re.escape(entry['id'])}(?![\w-])")
    for path in (*folder.glob("*.yaml"), *(folder.parent / "geodata").glob("*.yaml")):
        if path.name != file and name.search(_read(path)):
            raise ReadError(f"{path.name} names it, as {entry['id']}: take that back first")
