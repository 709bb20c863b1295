"""Where each frequent word stands, kept ready for ranking and for phrases.

FTS5 ranks by going through all paragraphs of every word once more, and finds a phrase by comparing
places paragraph by paragraph. For rare words that is quick.
"""

import sqlite3
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

# A word in as many paragraphs is frequent.
FREQUENT = 2_000

SCHEMA = """
-- 32 bits for each number of a paragraph, in order, and 8 for how often, at most 255; and 32 for
-- each place of the word among those of all paragraphs.
CREATE TABLE posting (term TEXT, numbers BLOB, counts BLOB, places BLOB);
-- 32 bits for each paragraph: the number of its words and labels.
CREATE TABLE paragraph_sizes (sizes BLOB);
"""
# Each place of each word, from the index itself.
PLACES = "CREATE VIRTUAL TABLE temp.place USING fts5vocab(main, paragraph_words, 'instance')"
PLACES_OF_WORD = "SELECT doc, offset FROM temp.place WHERE term = :word"

Numbers = npt.NDArray[np.uint32]
Counts = npt.NDArray[np.uint8]


def add_postings(connection: sqlite3.Connection) -> None:
    """Add the frequent words' postings and the paragraphs' sizes to an index that has its words."""
    sizes = connection.execute("SELECT sz FROM paragraph_words_docsize ORDER BY id")
    summed = np.fromiter((_sum_varints(size) for (size,) in sizes), np.uint32)
    connection.execute("INSERT INTO paragraph_sizes VALUES (?)", (summed.tobytes(),))
    starts = start_paragraphs(summed)
    connection.execute(PLACES)
    frequent = connection.execute("SELECT term FROM word WHERE paragraphs >= ?", (FREQUENT,))
    for (term,) in frequent.fetchall():
        rows = connection.execute(PLACES_OF_WORD, {"word": term})
        numbers, counts, places = gather_places(rows, starts)
        connection.execute(
            "INSERT INTO posting VALUES (?, ?, ?, ?)",
            (term, numbers.tobytes(), counts.tobytes(), places.tobytes()),
        )
    connection.execute("CREATE INDEX posting_term ON posting(term)")
    connection.execute("DROP TABLE temp.place")


def start_paragraphs(sizes: Numbers) -> Numbers:
    """Return the place at which each paragraph starts among those of all, a gap between two."""
    starts = np.zeros(len(sizes), np.uint32)
    np.cumsum(sizes[:-1] + 1, out=starts[1:])
    return starts


def gather_places(
    rows: Iterable[tuple[int, int]], starts: Numbers
) -> tuple[Numbers, Counts, Numbers]:
    """Return a word's paragraphs, each once and in order, how often it stands there, and where.

    ``rows`` are the number of a paragraph and the place in it, in order.
    """
    pairs = np.fromiter(rows, [("number", np.uint32), ("offset", np.uint32)])
    numbers, counts = np.unique(pairs["number"], return_counts=True)
    places = starts[pairs["number"] - 1] + pairs["offset"]
    return numbers, np.minimum(counts, 255).astype(np.uint8), places


def _sum_varints(data: bytes) -> int:
    """Return the sum of SQLite's variable-length integers, of sizes far below 8 bytes."""
    total = value = 0
    for byte in data:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            total += value
            value = 0
    return total
