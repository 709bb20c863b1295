from datetime import date
from pathlib import Path

import pytest

from corpus import Corpus, load
from corpus.edtf import Span


def test_articles_stand_in_order_of_publication_and_answers_with_them(folder: Path) -> None:
    corpus = load(folder)
    assert [article.id for article in corpus.articles] == ["alpha-2017-05-05", "beta-2017-05-13"]
    (question,) = corpus.questions
    assert [answer.article for answer in question.answers] == [
        "alpha-2017-05-05",
        "beta-2017-05-13",
    ]
    assert [answer.answer for answer in question.answers] == ["Four.", ""]


def test_a_zone_s_own_passages_come_before_those_on_all_zones(folder: Path) -> None:
    corpus = load(folder)
    assert [(p.id, p.specific) for p in corpus.passages_of_zone("idlib")] == [
        ("alpha-rain", True),
        ("beta-agreed", True),
        ("alpha-four", False),
    ]
    assert [p.id for p in corpus.passages_of_zone("east-ghouta")] == ["alpha-four"]


def test_passages_of_an_article_stand_by_position(folder: Path) -> None:
    passages = load(folder).passages_of_article("alpha-2017-05-05")
    assert [(p.id, p.start) for p in passages] == [("alpha-four", 10), ("alpha-rain", 39)]
    assert load(folder).passages_of_article("nobody") == ()


def test_zones_stand_in_one_order_and_all_means_all_four(folder: Path) -> None:
    corpus = load(folder)
    assert [p.zones for p in corpus.passages] == [
        ("idlib", "north-homs", "east-ghouta", "south"),
        ("idlib",),
        ("idlib", "south"),
    ]


def test_the_context_of_a_quote_is_its_paragraph(folder: Path) -> None:
    corpus = load(folder)
    contexts = [corpus.context(passage) for passage in corpus.passages]
    assert contexts == [
        ("", "The zones are four.", ""),
        ("In Idlib ", "it rains", ". Now it rains — in Homs."),
        ("", "Zones were agreed on May 4th.", "\r"),
    ]


def test_the_text_of_an_article_is_without_the_site_s_furniture(folder: Path) -> None:
    alpha, beta = load(folder).articles
    assert alpha.body.startswith("All news")
    assert alpha.text == "The zones are four.\nIn Idlib it rains. Now it rains — in Homs."
    assert beta.text == beta.body == "Zones were agreed on May 4th.\r\nNobody drew them."


def test_what_is_not_there_is_none(folder: Path) -> None:
    corpus = load(folder)
    assert corpus.article("nobody") is None
    assert corpus.passage("nobody") is None
    with pytest.raises(KeyError):
        Corpus().context(corpus.passages[0])


def test_records_cannot_be_changed(folder: Path) -> None:
    with pytest.raises(ValueError, match="frozen"):
        load(folder).passages[0].quote = "other words"  # type: ignore[misc]


def test_a_key_date_is_a_span_of_calendar_days(folder: Path) -> None:
    rain = load(folder).key_dates[1]
    assert rain.span == Span(date(2017, 5, 1), date(2017, 5, 4), True)


def test_the_months_of_its_dates_are_whole(folder: Path) -> None:
    corpus = load(folder)
    assert [day.date for day in corpus.key_dates] == ["2017-05-04", "2017-05-01/2017-05-04~"]
    assert corpus.months == (date(2017, 5, 1), date(2017, 5, 31))
    assert Corpus().months is None
