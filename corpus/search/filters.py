"""What a search can be limited to, and its form in SQL."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from corpus.records import Topic
from corpus.search.index import Index
from corpus.search.query import fold
from corpus.zone_ids import ZoneId

ValueName = Literal["outlet", "kind", "speaker"]

_COLUMNS: dict[ValueName, str] = {
    "outlet": "article.outlet",
    "kind": "article.kind",
    "speaker": "unit.speaker",
}
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
    table = "passage" if name == "speaker" else "article"
    rows = index.rows(f"SELECT DISTINCT {name} FROM {table} ORDER BY {name}")
    return tuple(value for (value,) in rows)


def describe_unknown(index: Index, filters: Filters) -> str:
    """Return which filter names nothing that is there, in words; empty where all do."""
    for name, noun in _NOUNS.items():
        wanted: str = getattr(filters, name)
        if wanted and not _resolve(index, name, wanted):
            return f"no {noun} is called '{wanted}'"
    return ""


def write_conditions(index: Index, filters: Filters) -> tuple[str, dict[str, Any]]:
    """Return the filters as SQL conditions on an article and a unit of text, and their values."""
    conditions = []
    values: dict[str, Any] = {}
    for name, column in _COLUMNS.items():
        if wanted := getattr(filters, name):
            values[name] = json.dumps(_resolve(index, name, wanted))
            conditions.append(f"{column} IN (SELECT value FROM json_each(:{name}))")
    for key, value, condition in (
        ("topic", filters.topic, "unit.topic = :topic"),
        (
            "zone",
            filters.zone,
            "EXISTS (SELECT 1 FROM passage_zone WHERE passage = unit.number AND zone = :zone)",
        ),
    ):
        if value is not None:
            values[key] = str(value)
            conditions.append(condition)
    if filters.since or filters.until:
        values["since"] = (filters.since or date.min).isoformat()
        values["until"] = (filters.until or date.max).isoformat()
        conditions.append(
            "EXISTS (SELECT 1 FROM publication AS days WHERE days.article = article.number"
            " AND coalesce(days.latest, :since) >= :since"
            " AND coalesce(days.earliest, :until) <= :until)"
        )
    return "".join(f" AND {condition}" for condition in conditions), values


def _resolve(index: Index, name: ValueName, wanted: str) -> list[str]:
    known = list_values(index, name)
    folded = fold(wanted)
    same = [value for value in known if fold(value) == folded]
    return same or [value for value in known if folded in fold(value)]
