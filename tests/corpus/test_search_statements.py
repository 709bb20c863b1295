"""Answers to questions and key dates that a search finds beside the articles' words."""

from datetime import date

import pytest

from corpus.search.filters import Filters
from corpus.search.index import build_index
from corpus.search.searching import Results, search
from corpus.search.statement_hits import StatementHit
from tests.corpus.searches import CORPUS, INDEX, found


def ids(results: Results, kind: str) -> set[tuple[str, str]]:
    """Return each hit's record and article."""
    hits = (hit for hit in results.statements if hit.kind == kind)
    return {(hit.id, article) for hit in hits for article in hit.articles}


def texts(hit: StatementHit) -> list[str]:
    parts = (hit.heading, hit.text, hit.context)
    return ["".join(segment.text for segment in part) for part in parts]


def test_maps_finds_the_date_of_an_article_that_has_no_maps() -> None:
    results = found("maps")
    magazine = "transatlantic-magazine-2017-05-13"
    assert ("maps-due", magazine) in ids(results, "answer")
    assert ("areas-agreed", magazine) in ids(results, "key date")
    assert {hit.article for hit in results.hits} == {"tass-2017-05-05"}
    assert results.also == "Beside the articles' own words: 2 answers to questions, 2 key dates."


@pytest.mark.parametrize("words", ["ceasefire", "Astana", "June", "zones"])
def test_a_statement_is_what_its_record_says_and_rests_on_its_passages(words: str) -> None:
    answers = {
        (question.id, answer.article): (question.question, answer.answer, answer.passages)
        for question in CORPUS.questions
        for answer in question.given
    }
    statements = found(words).statements
    assert statements
    for hit in statements:
        assert any(
            segment.is_match for part in (hit.heading, hit.text, hit.context) for segment in part
        )
        heading, text, _ = texts(hit)
        if hit.kind == "answer":
            assert (heading, text, hit.passages) == answers[hit.id, hit.articles[0]]
        else:
            key_date = CORPUS.key_date(hit.id)
            assert key_date is not None
            assert heading.endswith(f": {key_date.label}")
            assert (text, hit.passages) == (key_date.derivation, key_date.passages)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(outlet="TASS"), {("maps-due", "tass-2017-05-05")}),
        (Filters(since=date(2017, 5, 10)), {("maps-due", "transatlantic-magazine-2017-05-13")}),
        (Filters(until=date(2017, 5, 2)), set()),
        (Filters(speaker="Lavrentyev"), set()),
        (
            Filters(zone="idlib", kind="magazine"),
            {("maps-due", "transatlantic-magazine-2017-05-13")},
        ),
    ],
)
def test_filters_are_those_of_what_a_statement_rests_on(
    filters: Filters, expected: set[tuple[str, str]]
) -> None:
    assert ids(found("maps", filters), "answer") == expected


def test_words_that_are_in_statements_alone_are_told_from_what_is_nowhere() -> None:
    nowhere, only = found("qqqq"), found("designate borders working group established ten")
    assert (nowhere.statements, nowhere.also, nowhere.said) == ((), "", nowhere.message)
    assert only.total == 0
    assert [hit.id for hit in only.statements] == ["maps-due", "working-group"]
    assert only.said.startswith("Nothing found in the articles")


def test_there_are_no_more_of_a_kind_than_are_asked_for() -> None:
    results = search(INDEX, "Astana", limit=1)
    assert [hit.kind for hit in results.statements] == ["answer", "key date"]
    assert results.also.startswith("Beside the articles' own words: more than 1 answers")
    index = build_index(CORPUS)
    assert search(index, "Astana", limit=0).statements == ()
