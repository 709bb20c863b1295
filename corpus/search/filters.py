"""What a search can be limited to, and its form in SQL."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from corpus.agreement import Topic
from corpus.search.index import Index
from corpus.search.labels import make_label
from corpus.search.query import fold
from corpus.zone_ids import ZoneId

ValueName = Literal["outlet", "kind", "speaker"]

_IS_ON_DAYS = "coalesce(latest, :since) >= :since AND coalesce(earliest, :until) <= :until"
_NOUNS: dict[ValueName, str] = {"outlet": "outlet", "kind": "kind of source", "speaker": "speaker"}


@dataclass(frozen=True)
class Filters:
    """What hits are limited to; an empty value limits nothing.

    Zone, topic and speaker are those of passages: with any of them only the words of passages are
    searched. Outlet, kind of source and speaker are matched whole or, where none is the same, in
    part, capitals and accents aside; where a passage names no speaker it is the outlet. The days
    limit the article's publication, both included: it is kept where it may have been on one of
    them.
    """

    outlet: str = ""
    kind: str = ""
    zone: ZoneId | None = None
    topic: Topic | None = None
    speaker: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def on_passages(self) -> bool:
        """Whether only passages can fulfil them."""
        return bool(self.zone or self.topic or self.speaker)


def list_values(index: Index, name: ValueName) -> tuple[str, ...]:
    """Return every outlet, kind of source or speaker that a filter can name, sorted."""
    rows = index.rows("SELECT value FROM value WHERE name = :name ORDER BY value", {"name": name})
    return tuple(value for (value,) in rows)


def describe_unknown(index: Index, filters: Filters) -> str:
    """Return which filter names nothing that is there, in words; empty where all do."""
    for name, noun in _NOUNS.items():
        wanted: str = getattr(filters, name)
        if wanted and not _resolve(index, name, wanted):
            return f"no {noun} is called '{wanted}'"
    return ""


def write_labels(index: Index, filters: Filters) -> str:
    """Return the filters but for the days in FTS5's query language; empty where there are none."""
    wanted = [
        [make_label(name, value) for value in _resolve(index, name, getattr(filters, name))]
        for name in _NOUNS
        if getattr(filters, name)
    ]
    wanted += [
        [make_label(name, value)]
        for name, value in (("zone", filters.zone), ("topic", filters.topic))
        if value is not None
    ]
    return " AND ".join(f"labels : ({' OR '.join(map(_quote, labels))})" for labels in wanted)


def write_days(index: Index, filters: Filters) -> tuple[str, dict[str, Any]]:
    """Return the days as an SQL condition on the number and article of a text, and its values.

    Articles are numbered in order of publication: most days are a range of numbers, which FTS5
    skips to. Only where others lie between them is each asked for its days.
    """
    if not (filters.since or filters.until):
        return "", {}
    values = _name_days(filters)
    ((values["first"], values["last"], count),) = index.rows(
        "SELECT min(article), max(article), count(DISTINCT article) FROM publication"
        f" WHERE {_IS_ON_DAYS}",
        values,
    )
    table = "passage" if filters.on_passages else "paragraph"
    condition = (
        f" AND words.rowid >= (SELECT number FROM {table} WHERE article >= :first"
        " ORDER BY article, number LIMIT 1)"
        f" AND words.rowid <= (SELECT number FROM {table} WHERE article <= :last"
        " ORDER BY article DESC, number DESC LIMIT 1)"
    )
    if count and count <= values["last"] - values["first"]:
        condition += (
            f" AND (SELECT article FROM {table} WHERE number = words.rowid) IN"
            f" (SELECT article FROM publication WHERE {_IS_ON_DAYS})"
        )
    return condition, values


def write_source_days(filters: Filters) -> tuple[str, dict[str, Any]]:
    """Return the days as an SQL condition on the articles of a statement, and its values."""
    if not (filters.since or filters.until):
        return "", {}
    return (
        " AND words.rowid IN (SELECT statement FROM source WHERE article IN"
        f" (SELECT article FROM publication WHERE {_IS_ON_DAYS}))"
    ), _name_days(filters)


def _name_days(filters: Filters) -> dict[str, Any]:
    return {
        "since": (filters.since or date.min).isoformat(),
        "until": (filters.until or date.max).isoformat(),
    }


def _quote(label: str) -> str:
    return f'"{label}"'


def _resolve(index: Index, name: ValueName, wanted: str) -> list[str]:
    known = list_values(index, name)
    folded = fold(wanted)
    same = [value for value in known if fold(value) == folded]
    return same or [value for value in known if folded in fold(value)]
