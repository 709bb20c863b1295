"""What an export keeps and what it leaves out, and the words that choose."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import product

import pytest

from corpus import Corpus
from corpus.errors import ScopeError
from corpus.exports.rows import list_rows
from corpus.exports.scope import Scope, limit, read_scope
from corpus.quoting import shorten
from corpus.records import TOPICS, KeyDate, Passage
from corpus.zone_ids import ZONE_IDS, ZoneId
from tests.corpus.exports import extract_from
from tests.corpus.scopes import IN_FORCE, OUTLETS, SCOPES, SHIPPED, each_scope, ids
from tests.loops import each

PASSAGES = tuple(passage.id for passage in SHIPPED.passages)
OUTLET_OF = {article.id: article.outlet for article in SHIPPED.articles}

each_passage = each("passage", SHIPPED.passages, ids=lambda each: each.id)
each_key_date = pytest.mark.parametrize("key_date", SHIPPED.key_dates, ids=lambda each: each.id)


def passages_named(corpus: Corpus) -> Iterator[str]:
    for key_date in corpus.key_dates:
        yield from key_date.passages
    for question in corpus.questions:
        for answer in question.answers:
            yield from answer.passages


def test_no_limit_keeps_everything() -> None:
    assert limit(SHIPPED, Scope()) == SHIPPED


@each_scope
def test_nothing_kept_refers_to_what_is_not(scope: Scope) -> None:
    kept = limit(SHIPPED, scope)
    assert {*passages_named(kept)} <= ids(kept.passages)
    articles = {article.id for article in kept.articles}
    assert {passage.article for passage in kept.passages} <= articles
    assert all(key_date.passages for key_date in kept.key_dates)


@each_scope
def test_what_is_kept_is_as_it_was_and_in_its_order(scope: Scope) -> None:
    kept = limit(SHIPPED, scope)
    for name in ("articles", "passages", "background_dates"):
        left = [record for record in getattr(SHIPPED, name) if record in getattr(kept, name)]
        assert left == [*getattr(kept, name)]
    order = [key_date.id for key_date in SHIPPED.key_dates]
    assert [each.id for each in kept.key_dates] == [
        each for each in order if each in ids(kept.key_dates)
    ]


@each_scope
def test_an_answer_kept_has_a_passage_and_one_left_out_is_silent(scope: Scope) -> None:
    for question in limit(SHIPPED, scope).questions:
        assert any(answer.answer for answer in question.answers)
        for answer in question.answers:
            assert bool(answer.answer) == bool(answer.passages)


@each_scope
def test_limiting_twice_changes_nothing_more(scope: Scope) -> None:
    kept = limit(SHIPPED, scope)
    assert limit(kept, scope) == kept


@cache
def limit_shipped(scope: Scope) -> Corpus:
    """Return what is kept of the shipped corpus: many passages are asked for in the same scope."""
    return limit(SHIPPED, scope)


@each_passage
def test_a_passage_is_kept_by_its_zones_topic_and_outlet(passage: Passage) -> None:
    outlet = OUTLET_OF[passage.article]
    zones: tuple[ZoneId, ...]
    for zones, topics, outlets in product(
        ((), passage.zones), ((), (passage.topic,)), ((), (outlet,))
    ):
        assert passage in limit_shipped(Scope(zones, topics, outlets)).passages
    other_topics = tuple(topic for topic in TOPICS if topic != passage.topic)
    other_outlets = tuple(other for other in OUTLETS if other != outlet)
    assert passage not in limit_shipped(Scope(topics=other_topics)).passages
    assert passage not in limit_shipped(Scope(outlets=other_outlets)).passages
    assert passage not in limit_shipped(Scope(passage.zones, other_topics)).passages
    assert passage not in limit_shipped(Scope(passage.zones, (), other_outlets)).passages


@pytest.mark.parametrize("zone", ZONE_IDS)
def test_a_passage_that_names_no_kept_zone_is_there_for_a_kept_date(zone: ZoneId) -> None:
    kept = limit_shipped(Scope(zones=(zone,)))
    used = {passage for key_date in kept.key_dates for passage in key_date.passages}
    for passage in SHIPPED.passages:
        assert (passage in kept.passages) == (zone in passage.zones or passage.id in used)


@each_key_date
def test_a_key_date_is_kept_from_the_day_it_may_begin(key_date: KeyDate) -> None:
    first = key_date.span.first_named
    before = first - timedelta(days=1)
    assert key_date in limit(SHIPPED, Scope(as_of=first)).key_dates
    assert key_date not in limit(SHIPPED, Scope(as_of=before)).key_dates


@pytest.mark.parametrize(
    ("written", "first", "earliest", "latest"),
    [
        ("2017-06-04~", "2017-06-04", "2017-06-04", "2017-06-04"),
        ("[2017-06-04,2017-06-06]", "2017-06-04", "2017-06-04", "2017-06-06"),
        # Ahead until its last day, and no earliest day is made up.
        ("../2017-06-04", "2017-06-04", "", "2017-06-04"),
        ("2017-06-04/..", "2017-06-04", "2017-06-04", ""),
    ],
)
def test_every_form_of_date_is_kept_from_its_day_and_stands_in_a_row(
    written: str, first: str, earliest: str, latest: str
) -> None:
    key_date = SHIPPED.key_dates[0].model_copy(update={"date": written})
    corpus = replace(SHIPPED, key_dates=(key_date,))
    day = date.fromisoformat(first)
    assert limit(corpus, Scope(as_of=day)).key_dates == (key_date,)
    assert limit(corpus, Scope(as_of=day - timedelta(days=1))).key_dates == ()
    (row,) = list_rows("dates", extract_from(corpus))
    assert (row["date"], row["earliest"], row["latest"]) == (written, earliest, latest)


@each_key_date
def test_a_key_date_is_kept_by_its_zones_and_the_outlets_it_rests_on(key_date: KeyDate) -> None:
    for zone in ZONE_IDS:
        kept = limit_shipped(Scope(zones=(zone,)))
        assert (key_date.id in ids(kept.key_dates)) == (zone in key_date.zones)
    for outlet in OUTLETS:
        by_outlet = {each.id: each for each in limit_shipped(Scope(outlets=(outlet,))).key_dates}
        resting = tuple(
            passage.id
            for passage_id in key_date.passages
            if (passage := SHIPPED.passage(passage_id)) is not None
            and OUTLET_OF[passage.article] == outlet
        )
        left = by_outlet[key_date.id].passages if key_date.id in by_outlet else ()
        assert left == resting


@pytest.mark.parametrize("scope", SCOPES[1:], ids=lambda scope: repr(scope.filters))
def test_two_filters_keep_no_more_than_either(scope: Scope) -> None:
    combined = Scope(
        scope.zones or ("idlib",), scope.topics or ("ceasefire",), scope.outlets, scope.as_of
    )
    both = ids(limit(SHIPPED, combined).passages)
    assert both <= ids(limit(SHIPPED, Scope(topics=combined.topics)).passages)
    assert both <= ids(limit(SHIPPED, Scope(zones=combined.zones)).passages)


def test_words_become_a_scope_in_the_order_of_the_data() -> None:
    scope = read_scope(
        SHIPPED,
        zones=["south", "idlib", "south"],
        topics=["aid", "boundaries"],
        outlets=[OUTLETS[2], OUTLETS[0]],
        as_of="2017-05-06",
        passages=["tass-signing"],
    )
    assert scope == Scope(
        ("idlib", "south"),
        ("boundaries", "aid"),
        (OUTLETS[0], OUTLETS[2]),
        IN_FORCE,
        ("tass-signing",),
    )
    assert scope.filters == {
        "zone": ["idlib", "south"],
        "topic": ["boundaries", "aid"],
        "outlet": [OUTLETS[0], OUTLETS[2]],
        "passage": ["tass-signing"],
        "asof": ["2017-05-06"],
    }
    assert read_scope(SHIPPED) == Scope()
    assert Scope().filters == {}


@pytest.mark.parametrize("word", ["", "Idlib", "aleppo", "a\nb", "<script>", "\ud800", "x" * 5000])
@pytest.mark.parametrize(
    ("noun", "known"),
    [("zone", ZONE_IDS), ("topic", TOPICS), ("outlet", OUTLETS), ("passage", PASSAGES)],
)
def test_an_unknown_word_lists_what_there_is(noun: str, known: tuple[str, ...], word: str) -> None:
    with pytest.raises(ScopeError) as caught:
        read_scope(SHIPPED, **{f"{noun}s": [known[0], word]})  # type: ignore[arg-type]
    sentence = str(caught.value)
    assert sentence.startswith(f"There is no {noun} '")
    assert sentence.endswith(f"there are: {shorten(', '.join(known), 300)}.")
    assert len(sentence) < 400
    assert "\n" not in sentence


@pytest.mark.parametrize(
    "word",
    ["tomorrow", "2017-13-01", "2017-02-29", "2017-05", "6 May 2017", "20170506", "2017-W18-6",
     "2017-05-06\n", "٢٠١٧-٠٥-٠٦", "9" * 5000],
)  # fmt: skip
def test_what_is_no_day_says_how_a_day_is_written(word: str) -> None:
    with pytest.raises(ScopeError, match=r"is not a date like 2017-05-06\.$") as caught:
        read_scope(SHIPPED, as_of=word)
    assert len(str(caught.value)) < 120
    assert "\n" not in str(caught.value)
