"""Filling the database of an index: its articles, and what is small beside them."""

import sqlite3
from collections.abc import Iterable, Sequence

from corpus import edtf
from corpus.faults import Fault
from corpus.records import Article, Passage
from corpus.search import passages as passages_index
from corpus.search import postings
from corpus.search import statements as statements_index
from corpus.search.labels import join_labels, label_article
from corpus.search.passages import add_faults, add_passages
from corpus.search.sentences import split_paragraphs
from corpus.search.statements import Statement, add_statements

Document = tuple[Article, Sequence[Passage]]

_SCHEMA = """
CREATE TABLE article (
    number INTEGER PRIMARY KEY, id TEXT, title TEXT, outlet TEXT, kind TEXT, published TEXT
);
-- The days it may have been published: one row, or one for each date of a set. An open end is null.
CREATE TABLE publication (article INTEGER, earliest TEXT, latest TEXT);
CREATE TABLE paragraph (
    number INTEGER PRIMARY KEY, article INTEGER, start INTEGER, text TEXT, labels TEXT
);
CREATE VIRTUAL TABLE paragraph_words USING fts5(
    text, labels, content='paragraph', content_rowid='number', prefix='2 3',
    tokenize='unicode61 remove_diacritics 2'
);
-- A label says nothing of how well a text fits.
INSERT INTO paragraph_words(paragraph_words, rank) VALUES ('rank', 'bm25(1.0, 0.0)');
CREATE TABLE word (term TEXT PRIMARY KEY, length INTEGER, paragraphs INTEGER) WITHOUT ROWID;
"""
_FINISH = """
INSERT INTO paragraph_words(paragraph_words) VALUES ('rebuild');
-- In one piece instead of many, a word is found in half the time.
INSERT INTO paragraph_words(paragraph_words) VALUES ('optimize');
CREATE INDEX paragraph_article ON paragraph(article);
CREATE INDEX publication_article ON publication(article);
-- Asked for the number of paragraphs each time, the vocabulary would read the whole index.
CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, paragraph_words, 'col');
INSERT INTO word SELECT term, length(term), doc FROM temp.vocabulary WHERE col = 'text';
DROP TABLE temp.vocabulary;
CREATE INDEX word_length ON word(length);
"""


def fill(
    connection: sqlite3.Connection,
    documents: Iterable[Document],
    faults: Iterable[Fault],
    statements: Iterable[Statement],
) -> None:
    """Add everything to an empty database."""
    with connection:
        begin_records(connection, "main", faults)
        fill_articles(connection, documents)
        finish_records(connection, "main", statements)


def fill_articles(connection: sqlite3.Connection, documents: Iterable[Document]) -> None:
    """Add the articles, and the passages of those that come with some."""
    connection.executescript(_SCHEMA + postings.SCHEMA)
    with connection:
        for number, (article, passages) in enumerate(documents):
            _add_article(connection, number, article)
            add_passages(connection, number, article, passages)
        connection.executescript(f"BEGIN; {_FINISH} COMMIT;")
        postings.add_postings(connection)


def begin_records(connection: sqlite3.Connection, schema: str, faults: Iterable[Fault]) -> None:
    """Make the tables of all but the articles in a schema, and add the faults."""
    for script in (passages_index.SCHEMA, statements_index.SCHEMA):
        connection.executescript(script.format(schema=schema))
    add_faults(connection, faults)


def finish_records(
    connection: sqlite3.Connection, schema: str, statements: Iterable[Statement]
) -> None:
    """Add the statements, and have the passages and them found."""
    add_statements(connection, statements)
    script = (passages_index.FINISH + statements_index.FINISH).format(schema=schema)
    connection.executescript(f"BEGIN; {script} COMMIT;")


def _add_article(connection: sqlite3.Connection, number: int, article: Article) -> None:
    connection.execute(
        "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?)",
        (
            number,
            article.id,
            article.title,
            article.outlet,
            article.kind,
            article.published,
        ),
    )
    connection.executemany(
        "INSERT INTO publication VALUES (?, ?, ?)",
        (
            (number, *(day.isoformat() if day else None for day in (part.earliest, part.latest)))
            for part in edtf.parse(article.published).parts
        ),
    )
    body = article.body
    labels = join_labels(label_article(article))
    connection.executemany(
        "INSERT INTO paragraph VALUES (NULL, ?, ?, ?, ?)",
        (
            (number, start, body[start:end], labels)
            for start, end in split_paragraphs(body, article.text_span)
        ),
    )
