"""How often each frequent word stands in which paragraphs, kept ready for ranking.

FTS5 ranks by going through all paragraphs of every word once more. For rare words that is quick.
"""

import sqlite3

import numpy as np
import numpy.typing as npt

# A word in as many paragraphs is frequent.
FREQUENT = 2_000

SCHEMA = """
-- 32 bits for each number of a paragraph, in order, and 8 for how often, at most 255.
CREATE TABLE posting (term TEXT, numbers BLOB, counts BLOB);
-- 32 bits for each paragraph: the number of its words and labels.
CREATE TABLE paragraph_sizes (sizes BLOB);
"""
# Each place of each word, from the index itself.
PLACES = "CREATE VIRTUAL TABLE temp.place USING fts5vocab(main, paragraph_words, 'instance')"

Numbers = npt.NDArray[np.uint32]
Counts = npt.NDArray[np.uint8]


def add_postings(connection: sqlite3.Connection) -> None:
    """Add the frequent words' postings and the paragraphs' sizes to an index that has its words."""
    connection.execute(PLACES)
    frequent = connection.execute("SELECT term FROM word WHERE paragraphs >= ?", (FREQUENT,))
    connection.executemany(
        "INSERT INTO posting VALUES (?, ?, ?)",
        (
            (term, numbers.tobytes(), counts.tobytes())
            for (term,) in frequent.fetchall()
            for numbers, counts in [count_places(_read_places(connection, term))]
        ),
    )
    connection.execute("CREATE INDEX posting_term ON posting(term)")
    sizes = connection.execute("SELECT sz FROM paragraph_words_docsize ORDER BY id")
    summed = np.fromiter((_sum_varints(size) for (size,) in sizes), np.uint32)
    connection.execute("INSERT INTO paragraph_sizes VALUES (?)", (summed.tobytes(),))
    connection.execute("DROP TABLE temp.place")


def count_places(paragraphs: Numbers) -> tuple[Numbers, Counts]:
    """Return each paragraph once, in order, and how often it is among these."""
    numbers, counts = np.unique(paragraphs, return_counts=True)
    return numbers, np.minimum(counts, 255).astype(np.uint8)


def _read_places(connection: sqlite3.Connection, term: str) -> Numbers:
    places = connection.execute("SELECT doc FROM temp.place WHERE term = ?", (term,))
    return np.fromiter((number for (number,) in places), np.uint32)


def _sum_varints(data: bytes) -> int:
    """Return the sum of SQLite's variable-length integers, of sizes far below 8 bytes."""
    total = value = 0
    for byte in data:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            total += value
            value = 0
    return total
