"""The passages in the index, with the values of filters and the faults.

They are small beside the articles and change more often: in the index of a large collection they
are in memory while it is open, and only the articles in its file.
"""

import sqlite3
from collections.abc import Iterable, Sequence

from corpus.faults import Fault
from corpus.records import Article, Passage
from corpus.search.labels import join_labels, label_article, label_passage, name_speaker

# For either of SQLite's schemas, main or temp.
SCHEMA = """
CREATE TABLE {schema}.fault (file TEXT, record TEXT, message TEXT);
CREATE TABLE {schema}.passage (
    number INTEGER PRIMARY KEY, article INTEGER, start INTEGER, end INTEGER, text TEXT, labels TEXT,
    id TEXT, speaker TEXT
);
CREATE VIRTUAL TABLE {schema}.passage_words USING fts5(
    text, labels, content='passage', content_rowid='number', prefix='2 3',
    tokenize='unicode61 remove_diacritics 2'
);
-- A label says nothing of how well a text fits.
INSERT INTO passage_words(passage_words, rank) VALUES ('rank', 'bm25(1.0, 0.0)');
"""
FINISH = """
INSERT INTO passage_words(passage_words) VALUES ('rebuild');
CREATE INDEX {schema}.passage_article ON passage(article);
-- Asked for them each time, SQLite would read all articles.
CREATE TABLE {schema}.value AS
    SELECT DISTINCT 'outlet' AS name, outlet AS value FROM article
    UNION SELECT DISTINCT 'kind', kind FROM article
    UNION SELECT DISTINCT 'speaker', speaker FROM passage;
"""


def add_faults(connection: sqlite3.Connection, faults: Iterable[Fault]) -> None:
    """Add the faults of what was left out when the index was made."""
    connection.executemany(
        "INSERT INTO fault VALUES (?, ?, ?)",
        ((fault.file, fault.record, fault.message) for fault in faults),
    )


def add_passages(
    connection: sqlite3.Connection, number: int, article: Article, passages: Sequence[Passage]
) -> None:
    """Add the passages of an article, which has a number in the index."""
    body = article.body if passages else ""
    for passage in sorted(passages, key=lambda each: (each.start, each.end)):
        labels = (*label_article(article), *label_passage(passage, article))
        connection.execute(
            "INSERT INTO passage VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                passage.start,
                passage.end,
                body[passage.start : passage.end],
                join_labels(labels),
                passage.id,
                name_speaker(passage, article),
            ),
        )
