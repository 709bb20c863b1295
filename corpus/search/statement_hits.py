"""Finding answers to questions and key dates: those that hold the words, and fulfil the filters."""

import json
import secrets
from dataclasses import dataclass
from typing import Any, NamedTuple

from corpus.search.filters import Filters, write_labels, write_source_days
from corpus.search.index import Index
from corpus.search.query import Group
from corpus.search.snippets import Segment, mark_pieces
from corpus.search.statements import StatementKind

# What a hit is called wherever it is shown, and what several are.
NAMES: dict[StatementKind, tuple[str, str]] = {
    "answer": ("Answer to a question", "answers to questions"),
    "key date": ("Key date", "key dates"),
}


@dataclass(frozen=True)
class StatementHit:
    """An answer to a question or a key date that holds what was searched for.

    Each text is in segments: the question or what happened when; the answer or how the date was
    worked out; the questions that a key date answers, too. ``id`` is the question's or the key
    date's; ``articles`` and ``passages`` are the ids of what it rests on.
    """

    kind: StatementKind
    id: str
    heading: tuple[Segment, ...]
    text: tuple[Segment, ...]
    context: tuple[Segment, ...]
    articles: tuple[str, ...]
    passages: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is, in words."""
        return NAMES[self.kind][0]


class Found(NamedTuple):
    """Answers and key dates that were found, and how many in words; empty where none was."""

    hits: tuple[StatementHit, ...]
    message: str


def find_statements(index: Index, query: Group, filters: Filters, limit: int) -> Found:
    """Return the answers and key dates that hold all the words, answers first, the best first.

    There are no more of either than ``limit``. A filter on passages is fulfilled by any of those
    that a statement rests on, one on articles by any of theirs.
    """
    condition, values = write_source_days(filters)
    labels = write_labels(index, filters)
    delimiter = secrets.token_hex(16)
    columns = ", ".join(
        f"highlight(statement_words, {column}, :delimiter, :delimiter)" for column in range(3)
    )
    source = (
        "FROM statement_words AS words CROSS JOIN statement ON statement.number = words.rowid "
        f"WHERE statement_words MATCH :query AND kind = :kind {condition}"
    )
    hits: list[StatementHit] = []
    counts = []
    for kind, (one, several) in NAMES.items():
        rows = index.rows(
            f"SELECT kind, id, {columns}, articles, passages {source} "
            "ORDER BY rank, statement.number LIMIT :limit",
            {
                **values,
                "kind": kind,
                "query": f"{labels} AND {query.expression}" if labels else query.expression,
                "delimiter": delimiter,
                # One more tells whether there are more.
                "limit": max(0, limit) + 1,
            },
        )
        hits += [_make_hit(row, delimiter) for row in rows[: max(0, limit)]]
        if rows:
            count = f"{len(rows)}" if len(rows) <= limit else f"more than {limit}"
            counts.append(f"{count} {(one if count == '1' else several).lower()}")
    return Found(
        tuple(hits), f"Beside the articles' own words: {', '.join(counts)}." if counts else ""
    )


def _make_hit(row: Any, delimiter: str) -> StatementHit:
    kind, record, heading, text, context, articles, passages = row
    return StatementHit(
        kind,
        record,
        heading=mark_pieces(heading.split(delimiter)),
        text=mark_pieces(text.split(delimiter)),
        context=mark_pieces(context.split(delimiter)),
        articles=tuple(json.loads(articles)),
        passages=tuple(json.loads(passages)),
    )
