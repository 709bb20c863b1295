"""Searching the words of the articles, and what is said of them: who wrote that, and where."""

import json
import secrets
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from corpus.search.compounds import add_spellings
from corpus.search.filters import Filters, describe_unknown, write_days, write_labels
from corpus.search.highlighting import highlight
from corpus.search.index import Index
from corpus.search.query import Group, QueryError, close_phrase, parse, replace_word
from corpus.search.ranking import find_paragraphs, rank_paragraphs
from corpus.search.snippets import Segment, find_snippet
from corpus.search.statement_hits import StatementHit, find_statements
from corpus.search.suggestions import find_nearest

MOST_COUNTED = 20_000
# Ranking more than these takes longer than a reader should wait, and such ranks say little.
MOST_RANKED = 5_000

_ANYTHING = Filters()


@dataclass(frozen=True)
class Hit:
    """Sentences that hold what was searched for, as they stand in an article.

    ``start`` and ``end`` count code points in the article's body; ``passages`` are the ids of those
    that share words with the sentences, by position.
    """

    article: str
    title: str
    outlet: str
    kind: str
    published: str
    start: int
    end: int
    segments: tuple[Segment, ...]
    passages: tuple[str, ...]


@dataclass(frozen=True)
class Results:
    """What a search found.

    ``total`` counts all hits, of which ``hits`` are some. Where it is not exact there are more.
    Where there are too many to rank, hits stand in order of publication. ``message`` says this in a
    sentence or two, and ``suggestions`` are searches spelt otherwise that do find something.
    ``statements`` are the answers to questions and key dates found beside these, no more than were
    asked for, and ``also`` says how many.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    is_total_exact: bool = True
    message: str = ""
    suggestions: tuple[str, ...] = ()
    statements: tuple[StatementHit, ...] = ()
    also: str = ""

    @property
    def said(self) -> str:
        """What was found in the articles, in a sentence that is true of the statements too."""
        if not self.statements:
            return self.message
        return self.message.replace("Nothing found", "Nothing found in the articles", 1)


class _Request(NamedTuple):
    """The part of an SQL query that finds, the kind of text it looks in, and its values."""

    sql: str
    table: str
    values: dict[str, Any]


def search(
    index: Index, text: str, filters: Filters = _ANYTHING, limit: int = 20, offset: int = 0
) -> Results:
    """Return the paragraphs or passages that hold what a person typed, the best first.

    Of each, the shortest run of sentences with all the words is shown. Beside them stand the
    answers to questions and the key dates that hold it. Whatever the text is, it finds something or
    says in words that it does not.

    Raises
    ------
    SearchError
        If the index cannot be read.
    """
    try:
        query = parse(text)
    except QueryError as error:
        return Results(message=str(error))
    if not query.clauses:
        return Results(message="There is no word to search for.")
    if unknown := describe_unknown(index, filters):
        return Results(message=f"Nothing found: {unknown}.")
    spelt = add_spellings(index, query)
    request = _make_request(index, spelt, filters)
    found = find_paragraphs(index, spelt, MOST_COUNTED) if filters == _ANYTHING else None
    numbers = _list_numbers(index, request) if found is None else found
    total = len(numbers)
    if found is None and total > MOST_RANKED:
        total += _count(index, request, MOST_COUNTED - total, after=numbers[-1])
    statements, also = find_statements(index, spelt, filters, limit)
    if not total:
        explained = _explain_no_hits(index, text, query, filters)
        return replace(explained, statements=statements, also=also)
    return Results(
        hits=_choose_hits(index, request, spelt, numbers, max(0, limit), max(0, offset)),
        total=min(total, MOST_COUNTED),
        is_total_exact=total <= MOST_COUNTED,
        message=_describe_total(total),
        statements=statements,
        also=also,
    )


def _choose_hits(
    index: Index, request: _Request, query: Group, numbers: list[int], limit: int, offset: int
) -> tuple[Hit, ...]:
    """Return some of the hits, by rank where they are few enough, else in order of publication.

    ``numbers`` are those of the hits in order, or of one more than are ranked, or more.
    """
    is_ranked = len(numbers) <= MOST_RANKED
    chosen: list[int] | None = None
    if request.table == "paragraph" and offset + limit <= MOST_RANKED:
        chosen = rank_paragraphs(index, query, numbers) if is_ranked else numbers
    if chosen is None:
        order = "rank" if is_ranked else "words.rowid"
        return _find(index, request, query, order, limit, offset)
    return _find_these(index, query, chosen[offset : offset + limit])


def _make_request(index: Index, query: Group, filters: Filters) -> _Request:
    table = "passage" if filters.on_passages else "paragraph"
    condition, values = write_days(index, filters)
    labels = write_labels(index, filters)
    expression = f"{labels} AND {query.expression}" if labels else query.expression
    sql = f"FROM {table}_words AS words WHERE {table}_words MATCH :query {condition}"
    return _Request(sql, table, {**values, "query": expression})


def _count(
    index: Index, request: _Request, most: int = MOST_COUNTED, after: int | None = None
) -> int:
    """Return the number of hits, or of those after one of them.

    One more than the most stands for any greater number.
    """
    later = "" if after is None else " AND words.rowid > :after"
    sql = f"SELECT count(*) FROM (SELECT 1 {request.sql}{later} LIMIT {most + 1})"
    ((count,),) = index.rows(sql, {**request.values, "after": after})
    return int(count)


def _list_numbers(index: Index, request: _Request) -> list[int]:
    """Return the numbers of the hits in order; one more than are ranked stands for any more."""
    rows = index.rows(f"SELECT rowid {request.sql} LIMIT {MOST_RANKED + 1}", request.values)
    return [number for (number,) in rows]


def _find_these(index: Index, query: Group, numbers: list[int]) -> tuple[Hit, ...]:
    """Return the hits in these paragraphs in this order."""
    delimiter = secrets.token_hex(16)
    rows = index.rows(
        """
        SELECT unit.number, unit.text, article.number, article.id, article.title, article.outlet,
            article.kind, article.published, unit.start
        FROM paragraph AS unit CROSS JOIN article ON article.number = unit.article
        WHERE unit.number IN (SELECT value FROM json_each(:numbers))
        """,
        {"numbers": json.dumps(numbers)},
    )
    delimited = highlight(index, (row[:2] for row in rows), query.expression, delimiter)
    found = {number: (*about, delimited[number]) for number, _, *about in rows}
    return tuple(_make_hit(index, found[number], delimiter, query) for number in numbers)


def _find(
    index: Index, request: _Request, query: Group, order: str, limit: int, offset: int
) -> tuple[Hit, ...]:
    # FTS5 puts a random delimiter around each match, so that no text can hold it by itself.
    delimiter = secrets.token_hex(16)
    rows = index.rows(
        f"""
        SELECT article.number, article.id, article.title, article.outlet, article.kind,
            article.published, unit.start, delimited
        FROM (
            SELECT rowid, highlight({request.table}_words, 0, :delimiter, :delimiter) AS delimited
            {request.sql} ORDER BY {order} LIMIT :limit OFFSET :offset
        ) AS found
        CROSS JOIN {request.table} AS unit ON unit.number = found.rowid
        CROSS JOIN article ON article.number = unit.article
        """,
        {
            **request.values,
            "delimiter": delimiter,
            "limit": max(0, limit),
            "offset": max(0, offset),
        },
    )
    return tuple(_make_hit(index, row, delimiter, query) for row in rows)


def _make_hit(index: Index, row: Any, delimiter: str, query: Group) -> Hit:
    number, article, title, outlet, kind, published, unit_start, delimited = row
    offset, segments = find_snippet(delimited.split(delimiter), query)
    start = unit_start + offset
    end = start + sum(len(segment.text) for segment in segments)
    passages = index.rows(
        "SELECT id FROM passage WHERE article = :article AND start < :end AND end > :start "
        "ORDER BY start, end",
        {"article": number, "start": start, "end": end},
    )
    ids = tuple(passage_id for (passage_id,) in passages)
    return Hit(article, title, outlet, kind, published, start, end, segments, ids)


def _describe_total(total: int) -> str:
    if total > MOST_COUNTED:
        return f"More than {MOST_COUNTED:,} hits, too many to rank: in order of publication."
    if total > MOST_RANKED:
        return f"{total:,} hits, too many to rank: in order of publication."
    return f"{total:,} {'hit' if total == 1 else 'hits'}."


def _explain_no_hits(index: Index, text: str, query: Group, filters: Filters) -> Results:
    if filters != _ANYTHING:
        elsewhere = _count(index, _make_request(index, add_spellings(index, query), _ANYTHING))
        if elsewhere:
            count = f"{elsewhere:,}" if elsewhere <= MOST_COUNTED else f"more than {MOST_COUNTED:,}"
            return Results(message=f"No hits with these filters; {count} without them.")
    unknown = [word for word in dict.fromkeys(query.words) if not _is_known(index, word, query)]
    if unknown:
        quoted = ", ".join(f"'{word}'" for word in unknown)
        message = f"Nothing found: no article has {quoted}."
        suggestions = _suggest_searches(index, text, unknown, filters)
        if suggestions:
            message += f" Nearest spelling: {' or '.join(suggestions)}."
        return Results(message=message, suggestions=suggestions)
    return Results(message="Nothing found: no paragraph has all of this together.")


def _is_known(index: Index, word: str, query: Group) -> bool:
    is_prefix = any(term.is_prefix and term.words[-1] == word for term in query.terms)
    expression = f'"{word}"' + ("*" if is_prefix else "")
    sql = "SELECT 1 FROM paragraph_words WHERE paragraph_words MATCH :query LIMIT 1"
    return bool(index.rows(sql, {"query": expression}))


def _suggest_searches(
    index: Index, text: str, unknown: list[str], filters: Filters
) -> tuple[str, ...]:
    """Return searches with the unknown words spelt as known ones, of those that find something."""
    nearest = [find_nearest(index, word) for word in unknown]
    whole = []
    for place in range(max(map(len, nearest)) if all(nearest) else 0):
        other = close_phrase(text)
        for word, words in zip(unknown, nearest, strict=True):
            other = replace_word(other, word, words[min(place, len(words) - 1)])
        whole.append(other)
    single = [words[0] for words in nearest if words]
    return _keep_with_hits(index, whole, filters) or _keep_with_hits(index, single, filters)


def _keep_with_hits(index: Index, texts: list[str], filters: Filters) -> tuple[str, ...]:
    return tuple(
        text
        for text in dict.fromkeys(texts)
        if _count(index, _make_request(index, parse(text), filters), 0)
    )
