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
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from corpus.collection import Corpus
from corpus.errors import SearchError
from corpus.faults import Fault
from corpus.loading import load
from corpus.records import Passage
from corpus.search.filling import Document, begin_records, fill, fill_articles, finish_records
from corpus.search.passages import add_passages
from corpus.search.seal import (
    APPLICATION_ID,
    append_seal,
    check_kind,
    digest_articles,
    digest_folder,
    is_sealed,
)
from corpus.search.statements import Statement, list_statements
from corpus.writing import explaining, replacing

_VERSION = "7"  # of the schema: another version is another digest
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
        fill(connection, _group_passages(corpus), corpus.faults, list_statements(corpus))
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
    return Index(_connect(cache))


def open_large_index(corpus: Corpus, cache: Path) -> Index:
    """Return the index of a corpus with its articles in a cache file, and all else in memory.

    The file is made first where it is missing, stale or damaged.

    Raises
    ------
    SearchError
        If the file is of another kind, which is then left alone, or cannot be read.
    OutputError
        If the file cannot be written.
    """
    digest = digest_articles(corpus.articles, _VERSION)
    if not is_sealed(cache, digest):
        documents: Iterator[Document] = ((article, ()) for article in corpus.articles)
        _write(cache, digest, partial(fill_articles, documents=documents))
    connection = _connect(cache)
    try:
        with connection:
            begin_records(connection, "temp", corpus.faults)
            for number, (article, passages) in enumerate(_group_passages(corpus)):
                add_passages(connection, number, article, passages)
            finish_records(connection, "temp", list_statements(corpus))
    except sqlite3.DatabaseError as error:
        connection.close()
        raise SearchError(f"Cannot read {cache}: {error}.") from error
    return Index(connection)


def _connect(cache: Path) -> sqlite3.Connection:
    # The seal proves these bytes: a log or journal beside the file says nothing about them.
    address = f"{cache.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        return sqlite3.connect(address, uri=True, check_same_thread=False)
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
    write = partial(fill, documents=documents, faults=faults, statements=statements)
    _write(path, digest, write)


def _write(path: Path, digest: str, write: Callable[[sqlite3.Connection], None]) -> None:
    try:
        check_kind(path)
        with replacing(path) as part, explaining(path):
            # SQLite's own error would not say what is wrong with the folder.
            part.open("xb").close()
            with closing(sqlite3.connect(part)) as connection:
                # No other process opens this file, and after a crash it is made anew.
                connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                write(connection)
            append_seal(part, digest)
    except sqlite3.DatabaseError as error:
        raise SearchError(f"Cannot write {path}: {error}.") from error


def _group_passages(corpus: Corpus) -> Iterator[Document]:
    passages: dict[str, list[Passage]] = {article.id: [] for article in corpus.articles}
    for passage in corpus.passages:
        passages[passage.article].append(passage)
    for article in corpus.articles:
        yield article, passages[article.id]
