"""Words found in the articles: where, as what, in which order, and whatever is typed."""

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Corpus, load
from corpus.errors import SearchError
from corpus.search.index import build_index
from corpus.search.searching import MOST_COUNTED, MOST_RANKED, search
from tests.corpus.conftest import article_file
from tests.corpus.searches import CORPUS, INDEX, assert_verbatim, found, marked, words_of
from tests.loops import each


@pytest.mark.parametrize("word", ["Idlib", "zones", "the", "Lavrentyev", "de"])
def test_a_word_is_found_in_every_paragraph_that_has_it(word: str) -> None:
    results = found(word)
    expected = [
        article.id
        for article in CORPUS.articles
        for line in article.text.splitlines()
        if word.lower() in words_of(line)
    ]
    assert sorted(expected) == sorted(hit.article for hit in results.hits)
    assert results.total == len(expected)
    assert_verbatim(results)
    assert all({words.lower() for words in marked(hit)} == {word.lower()} for hit in results.hits)


def test_a_hit_says_where_it_is_from_and_which_passages_it_touches() -> None:
    (hit,) = found('maps "late may"').hits
    assert (hit.article, hit.outlet, hit.published) == ("tass-2017-05-05", "TASS", "2017-05-05")
    assert hit.kind == "news agency (Russia, state)"
    assert hit.passages == ("tass-maps",)
    assert marked(hit) == ["late May", "maps"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("escalat*", {"escalation", "escalate"}),
        ('"safe zone*"', {"safe zones"}),
        ('"safe zone"*', {"safe zones"}),
        ("“safe zones”", {"safe zones"}),
        ("«safe zones»", {"safe zones"}),
        ("de-escalation", {"de-escalation"}),
        ("U.S.", {"u.s"}),
        ("SAFE ZONES", {"safe", "zones"}),
        ("sáfe zönes", {"safe", "zones"}),
        ("fulsome,call", {"fulsome call"}),
    ],
)
def test_ways_of_asking(text: str, words: set[str]) -> None:
    results = found(text)
    assert results.hits
    assert_verbatim(results)
    assert {word.lower() for hit in results.hits for word in marked(hit)} == words


def test_a_phrase_is_found_across_sentences() -> None:
    (hit,) = found('"arranged there"').hits
    assert hit.passages == ("tass-monitoring-points",)
    (hit,) = found('"humanitarian assistance. Points of monitoring"').hits
    assert hit.passages == ("tass-security-areas", "tass-aid", "tass-monitoring-points")


def test_words_far_apart_are_shown_with_all_that_is_between() -> None:
    (hit,) = found("observers unanimously").hits
    assert marked(hit) == ["observers", "unanimously"]
    assert hit.passages == ("tass-observers", "tass-third-states", "tass-unanimity")


@each("passage", CORPUS.passages, ids=lambda each: each.id)
def test_every_passage_is_found_by_its_own_words(passage: object) -> None:
    quote, passage_id = passage.quote, passage.id  # type: ignore[attr-defined]
    inner = quote.replace('"', " ").replace("“", " ").replace("”", " ")
    hits = found(f'"{inner}"').hits
    assert any(passage_id in hit.passages for hit in hits)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Lavrentiv", "lavrentyev"),
        ("Lavrentyew", "lavrentyev"),
        ("Ghuta", "ghouta"),
        ("ceasfire Idlb", "ceasefire idlib"),
        ("escaltion zones", "escalation zones"),
        ("quneitera*", "quneitra*"),
        ('"memorandun', '"memorandum"'),
        ('memorandun "', "memorandum"),
        ("“sekurity areas", "“security areas”"),
    ],
)
def test_a_misspelt_word_is_offered_as_it_is_spelt(text: str, suggestion: str) -> None:
    results = found(text)
    assert results.total == 0
    assert results.message.startswith("Nothing found: no article has '")
    assert "Nearest spelling: " in results.message
    if text != "ceasfire Idlb":  # never in one paragraph
        assert suggestion in results.suggestions
    assert results.suggestions
    assert all(found(each).total for each in results.suggestions)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "There is no word to search for."),
        ("!!! * \" ''", "There is no word to search for."),
        ("qqqqqqqqqqq", "Nothing found: no article has 'qqqqqqqqqqq'."),
        ("ankara fulsome", "Nothing found: no paragraph has all of this together."),
        ('"zones safe"', "Nothing found: no paragraph has all of this together."),
        ("word " * 300, "Nothing found: no article has 'word'."),
        (" ".join(map(str, range(300))), "Search for at most 256 words at once."),
    ],
)
def test_nothing_found_is_said_in_words(text: str, message: str) -> None:
    results = found(text)
    assert (results.hits, results.total) == ((), 0)
    assert results.message.startswith(message.removesuffix(".")), results.message


def test_pages_of_hits_follow_one_another() -> None:
    everything = found("the").hits
    pages = [search(INDEX, "the", limit=7, offset=start).hits for start in range(0, 90, 7)]
    assert tuple(hit for page in pages for hit in page) == everything
    assert search(INDEX, "the", limit=0).hits == ()
    assert search(INDEX, "the", limit=0).total == len(everything)


def test_site_furniture_is_not_searched() -> None:
    for words in ('"All news"', "Facebook", '"EDITOR S NOTE"', "Instagram", "asap"):
        assert found(words).total == 0


def test_accents_and_odd_signs_in_the_articles_do_no_harm(folder: Path) -> None:
    body = "All news\n\nMa’arrat an-Nu‘mān and e\u0301te\u0301, 😀 İdlib.\r\n“ready.\nAd"
    text = article_file("alpha-2017-05-05", body)
    text = text.replace("text_begins: The zones are four.", "text_begins: Ma’arrat")
    text = text.replace("text_ends: — in Homs.", "text_ends: ready.")
    (folder / "articles" / "alpha-2017-05-05.md").write_bytes(text.encode())
    (folder / "passages.yaml").write_text(
        "- id: a\n  article: alpha-2017-05-05\n  quote: '😀 İdlib'\n  zones: []\n  topic: talks\n",
        encoding="utf-8",
    )
    corpus = load(folder)
    index = build_index(corpus)
    for words, mark in (("Numan", "Nu‘mān"), ("nu'man", "Nu‘mān"), ("été", "e\u0301te\u0301")):
        for hit in search(index, words).hits:
            assert marked(hit) == [mark]
    (hit,) = search(index, "idlib").hits
    body_again = corpus.articles[0].body
    shown = "".join(segment.text for segment in hit.segments)
    assert shown == body_again[hit.start : hit.end]
    assert hit.passages == ("a",)


def test_an_empty_corpus_has_no_hits() -> None:
    index = build_index(Corpus())
    assert search(index, "Idlib").message == "Nothing found: no article has 'Idlib'."
    index.close()
    with pytest.raises(SearchError, match="cannot be read"):
        search(index, "Idlib")


def test_many_threads_may_ask_at_once() -> None:
    totals = []
    threads = [threading.Thread(target=lambda: totals.append(found("the").total)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert totals == [found("the").total] * 8


@pytest.mark.parametrize(
    ("count", "message", "is_exact"),
    [
        (MOST_RANKED, "5,000 hits.", True),
        (MOST_RANKED + 1, "5,001 hits, too many to rank: in order of publication.", True),
        (
            MOST_COUNTED + 1,
            "More than 20,000 hits, too many to rank: in order of publication.",
            False,
        ),
    ],
)
def test_too_many_hits_stand_in_order_of_publication(
    count: int, message: str, is_exact: bool
) -> None:
    (article,) = (each for each in CORPUS.articles if each.id == "tabnak-2017-05-03")
    lines = "\n".join(["Rain again."] * count)
    long = article.model_copy(update={"kept_body": lines, "text_span": (0, len(lines))})
    index = build_index(Corpus(articles=(long,)))
    results = search(index, "rain", limit=3)
    assert (results.total, results.is_total_exact) == (min(count, MOST_COUNTED), is_exact)
    assert results.message == message
    assert [hit.start for hit in results.hits] == [0, 12, 24]


SYNTAX = st.sampled_from(
    [
        *("AND", "OR", "NOT", "NEAR(", "idlib", '"', "'", "*", "^", "(", ")", ":", "{", "}", "-"),
        *("+", "text:", "\0", "\ud800", "%", ";", "--", "zone*", "“", "”", "\u0301", " ", "de-"),
        "\n",
    ]
)


@given(st.one_of(st.text(), st.lists(SYNTAX, max_size=12).map(" ".join)))
def test_whatever_is_typed_finds_something_or_nothing(text: str) -> None:
    results = found(text)
    assert results.message
    assert bool(results.hits) == bool(results.total)
    assert_verbatim(results)
