"""Marking what a query finds in a few texts.

FTS5 would go through its whole index once more for each text. Read into a table of their own, texts
are marked by the same rules, and the table is empty again after it.
"""

from collections.abc import Iterable

from corpus.search.index import Index

_TABLE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.shown"
    " USING fts5(text, tokenize='unicode61 remove_diacritics 2')"
)


def highlight(
    index: Index, texts: Iterable[tuple[int, str]], expression: str, delimiter: str
) -> dict[int, str]:
    """Return numbered texts with the delimiter around each match of an expression of FTS5."""
    with index.connected() as connection:
        connection.execute(_TABLE)
        connection.executemany("INSERT INTO temp.shown(rowid, text) VALUES (?, ?)", texts)
        rows = connection.execute(
            "SELECT rowid, highlight(shown, 0, :delimiter, :delimiter) FROM temp.shown"
            " WHERE shown MATCH :expression",
            {"delimiter": delimiter, "expression": expression},
        ).fetchall()
        connection.rollback()
    return dict(rows)
