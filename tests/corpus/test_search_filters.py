"""Hits limited to articles and passages of some kind, and to days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Corpus
from corpus.records import TOPICS
from corpus.search.filters import Filters, list_values
from corpus.search.index import build_index
from corpus.search.labels import make_label
from corpus.zone_ids import ZONE_IDS
from tests.corpus.searches import CORPUS, INDEX, assert_verbatim, found, words_of


def test_what_only_the_filters_keep_out_is_said() -> None:
    results = found("Idlib", Filters(outlet="tabnak"))
    assert results.message == "No hits with these filters; 2 without them."
    assert found("Idlib", Filters(kind="radio")).message == (
        "Nothing found: no kind of source is called 'radio'."
    )


@pytest.mark.parametrize(
    ("filters", "articles"),
    [
        (Filters(outlet="TASS"), {"tass-2017-05-05"}),
        (Filters(outlet="new cold"), {"newcoldwar-2017-05-03"}),
        (Filters(kind="news site"), {"tabnak-2017-05-03", "vestnik-kavkaza-2017-05-02"}),
        (Filters(since=date(2017, 5, 6)), {"transatlantic-magazine-2017-05-13"}),
        (Filters(until=date(2017, 5, 2)), {"vestnik-kavkaza-2017-05-02"}),
        (
            Filters(since=date(2017, 5, 3), until=date(2017, 5, 3)),
            {"newcoldwar-2017-05-03", "tabnak-2017-05-03"},
        ),
    ],
)
def test_filters_on_articles(filters: Filters, articles: set[str]) -> None:
    results = found("Syria", filters)
    assert {hit.article for hit in results.hits} == articles
    assert results.total == len(results.hits)


@pytest.mark.parametrize(
    ("published", "days"),
    [
        # Of the days from 3 to 9 May those that find the article, from and to each of them.
        ("2017-05-06", [6]),
        ("2017-05-06~", [6]),
        ("2017-05-05/2017-05-07", [5, 6, 7]),
        ("2017-05", [3, 4, 5, 6, 7, 8, 9]),
        ("[2017-05-05,2017-05-07]", [5, 7]),
        ("../2017-05-06", [3, 4, 5, 6]),
        ("../2017-05-06~", [3, 4, 5, 6]),
        ("2017-05-06/..", [6, 7, 8, 9]),
    ],
)
def test_an_article_is_found_on_the_days_it_may_have_been_published(
    published: str, days: list[int]
) -> None:
    article = CORPUS.articles[0].model_copy(update={"published": published})
    index = build_index(Corpus(articles=(article,)))

    def is_found(since: date | None, until: date | None) -> bool:
        return found("Syria", Filters(since=since, until=until), index).total > 0

    tried = {number: date(2017, 5, number) for number in range(3, 10)}
    assert [number for number, day in tried.items() if is_found(day, day)] == days
    assert [number for number, day in tried.items() if is_found(None, day)] == [
        number for number in tried if number >= days[0]
    ]
    assert [number for number, day in tried.items() if is_found(day, None)] == [
        number for number in tried if number <= days[-1]
    ]
    index.close()


@pytest.mark.parametrize("on_passages", [False, True])
def test_days_between_which_others_were_published(on_passages: bool) -> None:
    body, published = (
        "Rain in Homs.",
        ("2017-05", "2017-05-03", "2017-05-05", "2017-05-09", "../2017-05-20"),
    )
    articles = tuple(
        CORPUS.articles[0].model_copy(
            update={"id": day, "published": day, "kept_body": body, "text_span": (0, len(body))}
        )
        for day in published
    )
    passages = tuple(
        CORPUS.passages[0].model_copy(
            update={"id": day, "article": day, "zones": ("idlib",), "start": 0, "end": len(body)}
        )
        for day in published
    )
    index = build_index(Corpus(articles=articles, passages=passages))

    def find(since: int | None, until: int | None) -> list[str]:
        filters = Filters(
            zone="idlib" if on_passages else None,
            since=date(2017, 5, since) if since else None,
            until=date(2017, 5, until) if until else None,
        )
        results = found("rain", filters, index)
        assert results.total == len(results.hits)
        return sorted(hit.article for hit in results.hits)

    assert find(5, 5) == ["../2017-05-20", "2017-05", "2017-05-05"]
    assert find(4, None) == ["../2017-05-20", "2017-05", "2017-05-05", "2017-05-09"]
    assert find(None, 4) == ["../2017-05-20", "2017-05", "2017-05-03"]
    assert find(4, 4) == ["../2017-05-20", "2017-05"]
    for count in (3, 4):
        some = build_index(Corpus(articles=articles[1:count]))
        results = found("rain", Filters(since=date(2017, 5, 10)), some)
        assert results.message == f"No hits with these filters; {count - 1} without them."


def test_a_filter_is_said_to_keep_out_other_spellings_too() -> None:
    results = found("cease-fire OR qqqq", Filters(outlet="TASS", until=date(2017, 5, 1)))
    assert results.message == "No hits with these filters; 18 without them."


def test_a_label_is_not_found_by_what_is_typed() -> None:
    label = make_label("outlet", "TASS")
    for words in (label, f'"{label}"', label[1:], f"{label[:4]}*", "\ue000*"):
        assert not found(words).total


@pytest.mark.parametrize("zone", ZONE_IDS)
@pytest.mark.parametrize("topic", [None, *TOPICS])
def test_filters_on_passages(zone: str, topic: str | None) -> None:
    results = found("the", Filters(zone=zone, topic=topic))
    expected = {
        (passage.article, passage.start)
        for passage in CORPUS.passages
        if zone in passage.zones
        and topic in (None, passage.topic)
        and "the" in words_of(passage.quote)
    }
    assert {hit.article for hit in results.hits} == {article for article, _ in expected}
    assert results.total == len(expected)
    for hit in results.hits:
        assert any(
            zone in passage.zones and topic in (None, passage.topic)
            for passage in CORPUS.passages
            if passage.id in hit.passages
        )


def test_where_nobody_is_named_the_outlet_speaks() -> None:
    own = found("memorandum", Filters(speaker="tass"))
    assert own.hits
    assert "TASS" in list_values(INDEX, "speaker")
    lavrentyev = found("memorandum", Filters(speaker="lavrentyev"))
    assert {hit.passages[0] for hit in lavrentyev.hits} == {"tass-indefinite", "tass-third-states"}


@given(st.text(), st.text(), st.text())
def test_whatever_a_filter_says_is_no_error(outlet: str, kind: str, speaker: str) -> None:
    results = found("the", Filters(outlet=outlet, kind=kind, speaker=speaker))
    assert results.message
    assert_verbatim(results)
