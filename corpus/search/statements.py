"""What is said of the articles, which a search looks into beside their words: in the index.

Statements are answers to questions and key dates: summaries of the passages that they rest on.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from corpus.collection import Corpus
from corpus.date_words import format_edtf
from corpus.records import Passage
from corpus.search.labels import join_labels, label_article, label_passage

StatementKind = Literal["answer", "key date"]


class Statement(NamedTuple):
    """An answer to a question, or a key date.

    Attributes
    ----------
    id : str
        The question's or the key date's.
    heading, text : str
        The question and what an article answers; or when and what, and how the date was worked out.
    context : str
        Questions that a key date answers, too.
    articles, passages : tuple of str
        Ids of what it rests on.
    labels : str
        Those of its articles and passages.
    """

    kind: StatementKind
    id: str
    heading: str
    text: str
    context: str
    articles: tuple[str, ...]
    passages: tuple[str, ...]
    labels: str


SCHEMA = """
CREATE TABLE {schema}.statement (
    number INTEGER PRIMARY KEY, kind TEXT, id TEXT, heading TEXT, text TEXT, context TEXT,
    labels TEXT, articles TEXT, passages TEXT
);
-- The articles that it rests on, by their numbers.
CREATE TABLE {schema}.source (statement INTEGER, article INTEGER);
CREATE VIRTUAL TABLE {schema}.statement_words USING fts5(
    heading, text, context, labels, content='statement', content_rowid='number', prefix='2 3',
    tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO statement_words(statement_words, rank) VALUES ('rank', 'bm25(2.0, 1.0, 0.5, 0.0)');
"""
FINISH = """
INSERT INTO statement_words(statement_words) VALUES ('rebuild');
CREATE INDEX {schema}.source_statement ON source(statement);
"""


def list_statements(corpus: Corpus) -> Iterator[Statement]:
    """Return every answer and every key date of a corpus, in the order of their files."""
    questions: dict[frozenset[str], list[str]] = {}
    for question in corpus.questions:
        for answer in question.given:
            questions.setdefault(frozenset(answer.passages), []).append(question.question)
            used = [*filter(None, map(corpus.passage, answer.passages))]
            yield Statement(
                "answer",
                question.id,
                question.question,
                answer.answer,
                "",
                (answer.article,),
                answer.passages,
                _label(used, corpus),
            )
    for key_date in corpus.key_dates:
        used = [*filter(None, map(corpus.passage, key_date.passages))]
        # An answer that needs more than this date's passages is about more than this date.
        answered = (asked for rest, asked in questions.items() if rest <= {*key_date.passages})
        yield Statement(
            "key date",
            key_date.id,
            f"{format_edtf(key_date.date)}: {key_date.label}",
            key_date.derivation,
            " ".join(dict.fromkeys(each for asked in answered for each in asked)),
            tuple(dict.fromkeys(passage.article for passage in used)),
            key_date.passages,
            _label(used, corpus),
        )


def _label(passages: Iterable[Passage], corpus: Corpus) -> str:
    articles = [(passage, corpus.article_of(passage)) for passage in passages]
    return join_labels(
        label
        for passage, article in articles
        for label in (*label_article(article), *label_passage(passage, article))
    )


def add_statements(connection: sqlite3.Connection, statements: Iterable[Statement]) -> None:
    """Add statements to an index that has their articles."""
    numbers = dict(connection.execute("SELECT id, number FROM article"))
    for number, one in enumerate(statements):
        connection.execute(
            "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                one.kind,
                one.id,
                one.heading,
                one.text,
                one.context,
                one.labels,
                json.dumps(one.articles),
                json.dumps(one.passages),
            ),
        )
        connection.executemany(
            "INSERT INTO source VALUES (?, ?)",
            ((number, numbers[article]) for article in one.articles),
        )
