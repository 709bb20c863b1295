"""The search index in SQLite's FTS5: the words of articles and passages, and what is said of them.

Beside its words a text has labels: one for each value that a filter can name. A filter so costs no
more than one word more.

It is made from the article files, which stay authoritative: in memory, or in a cache file. Such a
file ends in a seal, the digest of all its bytes and of what it was made from. Where the seal is not
right, the data has changed or the file is damaged, and it is made anew.
"""

import json
import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from corpus import edtf
from corpus.collection import Corpus
from corpus.errors import SearchError
from corpus.faults import Fault
from corpus.loading import load
from corpus.records import Article, Passage
from corpus.search import postings
from corpus.search.labels import join_labels, label_article, label_passage, name_speaker
from corpus.search.seal import APPLICATION_ID, append_seal, check_kind, digest_folder, is_sealed
from corpus.search.sentences import split_paragraphs
from corpus.search.statements import FINISH, SCHEMA, Statement, add_statements, list_statements
from corpus.writing import explaining, replacing

Document = tuple[Article, Sequence[Passage]]

_VERSION = "7"  # of the schema below: another version is another digest

_SCHEMA = """
CREATE TABLE fault (file TEXT, record TEXT, message TEXT);
CREATE TABLE article (
    number INTEGER PRIMARY KEY, id TEXT, title TEXT, outlet TEXT, kind TEXT, published TEXT
);
-- The days it may have been published: one row, or one for each date of a set. An open end is null.
CREATE TABLE publication (article INTEGER, earliest TEXT, latest TEXT);
CREATE TABLE paragraph (
    number INTEGER PRIMARY KEY, article INTEGER, start INTEGER, text TEXT, labels TEXT
);
CREATE TABLE passage (
    number INTEGER PRIMARY KEY, article INTEGER, start INTEGER, end INTEGER, text TEXT, labels TEXT,
    id TEXT, speaker TEXT
);
CREATE VIRTUAL TABLE paragraph_words USING fts5(
    text, labels, content='paragraph', content_rowid='number', prefix='2 3',
    tokenize='unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE passage_words USING fts5(
    text, labels, content='passage', content_rowid='number', prefix='2 3',
    tokenize='unicode61 remove_diacritics 2'
);
-- A label says nothing of how well a text fits.
INSERT INTO paragraph_words(paragraph_words, rank) VALUES ('rank', 'bm25(1.0, 0.0)');
INSERT INTO passage_words(passage_words, rank) VALUES ('rank', 'bm25(1.0, 0.0)');
CREATE TABLE word (term TEXT PRIMARY KEY, length INTEGER, paragraphs INTEGER) WITHOUT ROWID;
"""
_FINISH = """
INSERT INTO paragraph_words(paragraph_words) VALUES ('rebuild');
INSERT INTO passage_words(passage_words) VALUES ('rebuild');
-- In one piece instead of many, a word is found in half the time.
INSERT INTO paragraph_words(paragraph_words) VALUES ('optimize');
CREATE INDEX paragraph_article ON paragraph(article);
CREATE INDEX passage_article ON passage(article);
CREATE INDEX publication_article ON publication(article);
-- Asked for them each time, SQLite would read all articles.
CREATE TABLE value AS
    SELECT DISTINCT 'outlet' AS name, outlet AS value FROM article
    UNION SELECT DISTINCT 'kind', kind FROM article
    UNION SELECT DISTINCT 'speaker', speaker FROM passage;
-- Asked for the number of paragraphs each time, the vocabulary would read the whole index.
CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, paragraph_words, 'col');
INSERT INTO word SELECT term, length(term), doc FROM temp.vocabulary WHERE col = 'text';
DROP TABLE temp.vocabulary;
CREATE INDEX word_length ON word(length);
"""
_CACHE_KIBIBYTES = 64 * 1024


class Index:
    """A search index that is open for reading, from any thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIBIBYTES}")
        self._connection = connection
        weakref.finalize(self, connection.close)
        self._lock = Lock()
        self._words: dict[int, dict[str, int]] = {}

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[Any]:
        """Return the rows that an SQL query of ours finds.

        Raises
        ------
        SearchError
            If the index cannot be read.
        """
        with self.connected() as connection:
            return connection.execute(sql, values or {}).fetchall()

    @contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection, which no other thread uses meanwhile.

        Raises
        ------
        SearchError
            If the index cannot be read.
        """
        try:
            with self._lock:
                yield self._connection
        except sqlite3.DatabaseError as error:
            raise SearchError(f"The search index cannot be read: {error}.") from error

    def count_paragraphs(self, words: Iterable[str]) -> dict[str, int]:
        """Return in how many paragraphs each of these folded words stands, where it does in any."""
        sql = (
            "SELECT term, paragraphs FROM word WHERE term IN (SELECT value FROM json_each(:words))"
        )
        return dict(self.rows(sql, {"words": json.dumps(list(words))}))

    def list_words(self, length: int) -> dict[str, int]:
        """Return every word of so many letters with the number of its paragraphs; it is kept."""
        if length in self._words:
            return self._words[length]
        words = dict(
            self.rows(
                "SELECT term, paragraphs FROM word WHERE length = :length", {"length": length}
            )
        )
        if words:
            self._words[length] = words
        return words

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults of what was left out when the index was made."""
        return tuple(Fault(*row) for row in self.rows("SELECT * FROM fault"))

    def close(self) -> None:
        """Close the index, and free its memory or its file."""
        self._connection.close()


def build_index(corpus: Corpus) -> Index:
    """Return an index in memory.

    Raises
    ------
    SearchError
        If this Python's SQLite cannot build one.
    """
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    try:
        _fill(connection, _group_passages(corpus), corpus.faults, list_statements(corpus))
    except sqlite3.DatabaseError as error:
        connection.close()
        raise SearchError(f"The search index cannot be built: {error}.") from error
    return Index(connection)


def open_index(folder: Path, cache: Path) -> Index:
    """Return the index in a cache file, which is made first where it is missing, stale or damaged.

    Raises
    ------
    SearchError
        If the file is of another kind, which is then left alone, or cannot be read.
    OutputError
        If the file cannot be written.
    """
    digest = digest_folder(folder, _VERSION)
    if not is_sealed(cache, digest):
        corpus = load(folder)
        statements = list_statements(corpus)
        write_index(cache, _group_passages(corpus), corpus.faults, digest, statements)
    try:
        # The seal proves these bytes: a log or journal beside the file says nothing about them.
        address = f"{cache.resolve().as_uri()}?mode=ro&immutable=1"
        return Index(sqlite3.connect(address, uri=True, check_same_thread=False))
    except sqlite3.DatabaseError as error:
        raise SearchError(f"Cannot read {cache}: {error}.") from error


def write_index(
    path: Path,
    documents: Iterable[Document],
    faults: Iterable[Fault] = (),
    digest: str = "",
    statements: Iterable[Statement] = (),
) -> None:
    """Write an index to a file, which afterwards holds either all of it or what it held before.

    Documents are taken one at a time and not kept.

    Raises
    ------
    SearchError
        If the path is taken by a file of another kind, or SQLite cannot write to it.
    OutputError
        If the path is a folder, or cannot be written to.
    """
    try:
        check_kind(path)
        with replacing(path) as part, explaining(path):
            # SQLite's own error would not say what is wrong with the folder.
            part.open("xb").close()
            with closing(sqlite3.connect(part)) as connection:
                # No other process opens this file, and after a crash it is made anew.
                connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                _fill(connection, documents, faults, statements)
            append_seal(part, digest)
    except sqlite3.DatabaseError as error:
        raise SearchError(f"Cannot write {path}: {error}.") from error


def _group_passages(corpus: Corpus) -> Iterator[Document]:
    passages: dict[str, list[Passage]] = {article.id: [] for article in corpus.articles}
    for passage in corpus.passages:
        passages[passage.article].append(passage)
    for article in corpus.articles:
        yield article, passages[article.id]


def _fill(
    connection: sqlite3.Connection,
    documents: Iterable[Document],
    faults: Iterable[Fault],
    statements: Iterable[Statement],
) -> None:
    connection.executescript(_SCHEMA + SCHEMA + postings.SCHEMA)
    with connection:
        connection.executemany(
            "INSERT INTO fault VALUES (?, ?, ?)",
            ((fault.file, fault.record, fault.message) for fault in faults),
        )
        for number, (article, passages) in enumerate(documents):
            _add(connection, number, article, passages)
        add_statements(connection, statements)
        connection.executescript(f"BEGIN; {_FINISH} {FINISH} COMMIT;")
        postings.add_postings(connection)


def _add(
    connection: sqlite3.Connection, number: int, article: Article, passages: Sequence[Passage]
) -> None:
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
    labels = label_article(article)
    connection.executemany(
        "INSERT INTO paragraph VALUES (NULL, ?, ?, ?, ?)",
        (
            (number, start, body[start:end], join_labels(labels))
            for start, end in split_paragraphs(body, article.text_span)
        ),
    )
    for passage in sorted(passages, key=lambda each: (each.start, each.end)):
        connection.execute(
            "INSERT INTO passage VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                passage.start,
                passage.end,
                body[passage.start : passage.end],
                join_labels((*labels, *label_passage(passage, article))),
                passage.id,
                name_speaker(passage, article),
            ),
        )
