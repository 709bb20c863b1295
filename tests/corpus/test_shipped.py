"""Every shipped record, one by one, so that a failure names it."""

from datetime import date

import pytest

from corpus import edtf
from corpus.records import TOPICS, Article, KeyDate, Passage, Question
from corpus.zone_ids import ZONE_IDS
from tests.loops import each
from tests.shipped import load_corpus

CORPUS = load_corpus()
IN_KEY_DATES = {passage_id for key_date in CORPUS.key_dates for passage_id in key_date.passages}
IN_QUESTIONS = {
    passage_id
    for question in CORPUS.questions
    for answer in question.answers
    for passage_id in answer.passages
}

each_article = pytest.mark.parametrize("article", CORPUS.articles, ids=lambda each: each.id)
each_passage = each("passage", CORPUS.passages, ids=lambda each: each.id)
each_key_date = pytest.mark.parametrize("key_date", CORPUS.key_dates, ids=lambda each: each.id)
each_question = pytest.mark.parametrize("question", CORPUS.questions, ids=lambda each: each.id)


def test_nothing_shipped_has_a_fault() -> None:
    assert [str(fault) for fault in CORPUS.faults] == []


def test_the_five_articles_stand_in_order_of_publication() -> None:
    assert [article.id for article in CORPUS.articles] == [
        "vestnik-kavkaza-2017-05-02",
        "newcoldwar-2017-05-03",
        "tabnak-2017-05-03",
        "tass-2017-05-05",
        "transatlantic-magazine-2017-05-13",
    ]


@each_article
def test_an_article_is_shown_without_the_site_s_boilerplate(article: Article) -> None:
    for boilerplate in (
        "All news",
        "in Instagram",
        "Related news:",
        "EDITOR’S NOTE",
        "Powered by",
    ):
        assert boilerplate not in article.text
    assert article.text == article.text.strip()
    assert edtf.parse(article.published).first_named.isoformat() == article.id[-10:]


@each_passage
def test_a_passage_stands_where_it_says(passage: Passage) -> None:
    article = CORPUS.article(passage.article)
    assert article is not None
    assert article.body[passage.start : passage.end] == passage.quote
    assert passage.quote == passage.quote.strip()
    before, quote, after = CORPUS.context(passage)
    assert quote == passage.quote
    assert before + quote + after in article.text
    assert "\n" not in before + quote + after


@each_passage
def test_a_passage_on_no_zone_is_there_for_a_key_date_or_a_question(passage: Passage) -> None:
    assert passage.zones or passage.id in IN_KEY_DATES | IN_QUESTIONS


@each_passage
def test_no_two_passages_quote_the_same_words(passage: Passage) -> None:
    twins = [
        other.id
        for other in CORPUS.passages_of_article(passage.article)
        if (other.start, other.end) == (passage.start, passage.end)
    ]
    assert twins == [passage.id]


def test_passages_on_the_zones_are_neither_few_nor_everything() -> None:
    assert 35 <= sum(bool(passage.zones) for passage in CORPUS.passages) <= 60


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_a_passage(topic: str) -> None:
    assert any(passage.topic == topic for passage in CORPUS.passages)


@pytest.mark.parametrize("zone_id", ZONE_IDS)
def test_every_zone_is_named_by_the_sentence_that_lists_the_areas(zone_id: str) -> None:
    passage = CORPUS.passage(f"tass-zones-{zone_id}")
    whole = CORPUS.passage("tass-zones-all")
    assert passage is not None
    assert whole is not None
    assert passage.zones == (zone_id,)
    assert whole.start <= passage.start < passage.end <= whole.end


@pytest.mark.parametrize(
    ("article_id", "words", "zones"),
    [
        # Sentences that name a province or a city without speaking of a zone.
        ("vestnik-kavkaza-2017-05-02", "armed groups were withdrawn from Aleppo", ()),
        ("newcoldwar-2017-05-03", "the Syrian airbase at Al-Shairat", ()),
        ("newcoldwar-2017-05-03", "the rebel-held Idlib province", ("idlib",)),
    ],
)
def test_a_place_is_linked_only_where_the_sentence_speaks_of_the_zone(
    article_id: str, words: str, zones: tuple[str, ...] | None
) -> None:
    article = CORPUS.article(article_id)
    assert article is not None
    place = article.body.index(words)
    linked = {
        passage.zones
        for passage in CORPUS.passages_of_article(article_id)
        if passage.start <= place and passage.end >= place + len(words)
    }
    assert (zones in linked) if zones is not None else not linked
    assert all(set(found) <= {"idlib"} for found in linked)


@each_key_date
def test_a_key_date_lies_in_the_time_the_articles_speak_of(key_date: KeyDate) -> None:
    span = key_date.span
    assert date(2016, 12, 30) <= span.first_named <= span.last_named <= date(2018, 5, 6)
    assert span.approximate == ("~" in key_date.date)
    # A day printed with its year is the only date that needs no working out, and there is none.
    assert key_date.derivation


@each_key_date
def test_a_key_date_speaks_of_no_zone_that_its_passages_leave_out(key_date: KeyDate) -> None:
    spoken_of = {
        zone
        for passage_id in key_date.passages
        if (passage := CORPUS.passage(passage_id)) is not None
        for zone in passage.zones
    }
    assert set(key_date.zones) <= spoken_of


@pytest.mark.parametrize(
    ("key_date_id", "text"),
    [
        ("putin-trump-call", "2017-05-02"),
        ("astana-4-opens", "2017-05-03"),
        ("memorandum-signed", "2017-05-04"),
        ("zones-ceasefire", "2017-05-06"),
        ("working-group", "2017-05-14~"),
        ("expert-meeting", "2017-05-02~"),
        ("plenary-session", "2017-05-04~"),
        ("maps-late-may", "../2017-05-31~"),
        ("geneva-talks", "../2017-05-31~"),
        ("areas-agreed", "../2017-06-04"),
        ("first-term-ends", "[2017-11-04,2017-11-06]"),
        ("extension-ends", "[2018-05-04,2018-05-06]"),
        ("astana-1", "2017-01-23/2017-01-24"),
        ("shairat-strike", "2017-04-07"),
        ("ceasefire-2016", "2016-12-30"),
    ],
)
def test_a_relative_or_wrong_date_is_worked_out(key_date_id: str, text: str) -> None:
    assert [each.date for each in CORPUS.key_dates if each.id == key_date_id] == [text]


def test_key_dates_stand_in_order() -> None:
    days = [(key_date.span.first_named, key_date.span.last_named) for key_date in CORPUS.key_dates]
    assert [day for day, _ in days] == sorted(day for day, _ in days)


@each_question
def test_a_question_has_the_answer_or_the_silence_of_every_article(question: Question) -> None:
    assert [answer.article for answer in question.answers] == [
        article.id for article in CORPUS.articles
    ]
    assert question.question.endswith("?")
    assert any(answer.answer for answer in question.answers)
