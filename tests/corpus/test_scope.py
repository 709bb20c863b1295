"""What an export keeps, what it leaves out, and what it says of itself."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from corpus import Corpus, load
from corpus.errors import ReadError, ScopeError
from corpus.exports import dataset
from corpus.exports.dataset import RIGHTS, Dataset, load_dataset
from corpus.exports.extract import make_extract
from corpus.exports.rows import list_rows
from corpus.exports.scope import Scope, limit, list_outlets, read_scope
from corpus.provenance import Author
from corpus.records import TOPICS, KeyDate, Passage
from corpus.zone_ids import ZONE_IDS, ZoneId
from tests.corpus.exports import extract_from
from tests.loops import each

SHIPPED = load()
OUTLETS = list_outlets(SHIPPED)
OUTLET_OF = {article.id: article.outlet for article in SHIPPED.articles}
WHOLE = (Path(dataset.__file__).parents[2] / "CITATION.cff").read_bytes()
SIGNED, IN_FORCE = date(2017, 5, 4), date(2017, 5, 6)

SCOPES = [
    Scope(),
    *(Scope(zones=(zone,)) for zone in ZONE_IDS),
    *(Scope(topics=(topic,)) for topic in TOPICS),
    *(Scope(outlets=(outlet,)) for outlet in OUTLETS),
    *(Scope(as_of=day) for day in (date(2016, 1, 1), SIGNED, IN_FORCE, date(2030, 1, 1))),
    Scope(("idlib", "south"), ("ceasefire", "aid"), OUTLETS[:2], IN_FORCE),
]

each_scope = pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: repr(scope.filters))
each_passage = each("passage", SHIPPED.passages, ids=lambda each: each.id)
each_key_date = pytest.mark.parametrize("key_date", SHIPPED.key_dates, ids=lambda each: each.id)


def ids(records: tuple[Passage, ...] | tuple[KeyDate, ...]) -> set[str]:
    return {record.id for record in records}


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


@each_passage
def test_a_passage_is_kept_by_its_zones_topic_and_outlet(passage: Passage) -> None:
    outlet = OUTLET_OF[passage.article]
    zones: tuple[ZoneId, ...]
    for zones, topics, outlets in product(
        ((), passage.zones), ((), (passage.topic,)), ((), (outlet,))
    ):
        assert passage in limit(SHIPPED, Scope(zones, topics, outlets)).passages
    other_topics = tuple(topic for topic in TOPICS if topic != passage.topic)
    other_outlets = tuple(other for other in OUTLETS if other != outlet)
    assert passage not in limit(SHIPPED, Scope(topics=other_topics)).passages
    assert passage not in limit(SHIPPED, Scope(outlets=other_outlets)).passages
    assert passage not in limit(SHIPPED, Scope(passage.zones, other_topics)).passages
    assert passage not in limit(SHIPPED, Scope(passage.zones, (), other_outlets)).passages


@pytest.mark.parametrize("zone", ZONE_IDS)
def test_a_passage_that_names_no_kept_zone_is_there_for_a_kept_date(zone: ZoneId) -> None:
    kept = limit(SHIPPED, Scope(zones=(zone,)))
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
        kept = limit(SHIPPED, Scope(zones=(zone,)))
        assert (key_date.id in ids(kept.key_dates)) == (zone in key_date.zones)
    for outlet in OUTLETS:
        by_outlet = {each.id: each for each in limit(SHIPPED, Scope(outlets=(outlet,))).key_dates}
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
    )
    assert scope == Scope(
        ("idlib", "south"), ("boundaries", "aid"), (OUTLETS[0], OUTLETS[2]), IN_FORCE
    )
    assert scope.filters == {
        "zone": ["idlib", "south"],
        "topic": ["boundaries", "aid"],
        "outlet": [OUTLETS[0], OUTLETS[2]],
        "asof": ["2017-05-06"],
    }
    assert read_scope(SHIPPED) == Scope()
    assert Scope().filters == {}


@pytest.mark.parametrize("word", ["", "Idlib", "aleppo", "a\nb", "<script>", "\ud800", "x" * 5000])
@pytest.mark.parametrize(
    ("noun", "known"), [("zone", ZONE_IDS), ("topic", TOPICS), ("outlet", OUTLETS)]
)
def test_an_unknown_word_lists_what_there_is(noun: str, known: tuple[str, ...], word: str) -> None:
    with pytest.raises(ScopeError) as caught:
        read_scope(SHIPPED, **{f"{noun}s": [known[0], word]})  # type: ignore[arg-type]
    sentence = str(caught.value)
    assert sentence.startswith(f"There is no {noun} '")
    assert sentence.endswith(f"there are: {', '.join(known)}.")
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


@each_scope
def test_an_export_says_what_it_is_and_what_it_was_limited_to(scope: Scope) -> None:
    about = make_extract(SHIPPED, scope, "https://example.org").about
    described = json.loads(json.dumps(about.describe()))
    assert described["filters"] == scope.filters
    assert about.name_values().items() <= described.items()
    assert all(about.name_values().values())
    assert described["rights"] == RIGHTS
    assert described["view"].startswith("https://example.org/")
    for values in scope.filters.values():
        assert ", ".join(values) in about.format_filters()
    assert ("status" in described) == (scope.as_of is not None)
    known = ids(SHIPPED.passages)
    for clause in described.get("status", []):
        assert {*clause["passages"]} <= known


def test_the_whole_says_that_it_is() -> None:
    assert make_extract(SHIPPED, Scope()).about.format_filters() == "none: all the data"


@pytest.mark.parametrize(
    ("scope", "view"),
    [
        (Scope(), "https://example.org/"),
        (Scope(zones=("south",)), "https://example.org/?zone=south"),
        (Scope(zones=("idlib", "south")), "https://example.org/"),
        (Scope(("south",), as_of=IN_FORCE), "https://example.org/?zone=south&asof=2017-05-06"),
        (Scope(topics=("aid",), outlets=("TASS",)), "https://example.org/"),
    ],
)
def test_the_view_is_the_page_that_shows_the_same(scope: Scope, view: str) -> None:
    assert make_extract(SHIPPED, scope, "https://example.org").about.view == view


def test_an_export_names_the_day_of_release_unless_it_is_to_name_the_moment() -> None:
    assert make_extract(SHIPPED, Scope()).about.made == load_dataset().released
    stamped = make_extract(SHIPPED, Scope(), is_stamped=True).about.made
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", stamped)


def test_an_extract_keeps_the_whole_to_look_things_up() -> None:
    scope = Scope(zones=("idlib",))
    extract = make_extract(SHIPPED, scope)
    assert extract.whole is SHIPPED
    assert extract.corpus == limit(SHIPPED, scope)
    assert extract.scope == scope


_AUTHORS = (Author(organisation="One"), Author(family="Two", given="Ann"))


def test_the_citation_names_who_when_what_and_under_which_licence() -> None:
    entry = Dataset("A title", "2.1", "2026-01-31", "CC0-1.0", "https://a", _AUTHORS, "So.")
    assert entry.citation == "One; Ann Two (2026): A title. Version 2.1. CC0-1.0."


def test_the_data_set_is_described_in_one_line_each() -> None:
    entry = load_dataset()
    assert date.fromisoformat(entry.released)
    assert entry.authors
    for value in (entry.title, entry.version, entry.licence, entry.method, entry.citation):
        assert value
        assert value == " ".join(value.split())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (None, "the file is missing"),
        (b"", "the file is empty"),
        (b"title: [", "bad YAML on line 1"),
        (b"title: A title\n", "the key 'version' is missing"),
        (
            re.sub(rb"date-released: .*", b"date-released: ../2017-06-04", WHOLE),
            "date-released: .* is not a date like 2017-05-06",
        ),
        (b"just words", "not a record of keys and values"),
        (b"title: \xff", "line 1 is not UTF-8"),
        (
            WHOLE.replace(b"abstract: >-", b"abstract: [a]\nmessage-2: >-"),
            "abstract: .*valid string",
        ),
        (b'title: "\\UFFFFFFFF"\n', "bad YAML"),
        (WHOLE.replace(b"title: ", b'title: "\\ud83d"\n# ', 1), "bad YAML on line .*character"),
        (b"title: " + b"[" * 5000, "bad YAML: nested too deeply"),
    ],
)
def test_a_faulty_description_is_one_sentence(
    data: bytes | None, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "CITATION.cff"
    if data is not None:
        file.write_bytes(data)
    monkeypatch.setattr(dataset, "_FILE", file)
    load_dataset.cache_clear()
    try:
        with pytest.raises(ReadError, match=reason) as caught:
            load_dataset()
    finally:
        load_dataset.cache_clear()
    assert str(caught.value).startswith("CITATION.cff: ")
    assert "\n" not in str(caught.value)
