"""What is suggested for articles: the shipped ones, each left out, and made-up ones."""

from collections.abc import Callable
from pathlib import Path

import pytest

import corpus
from corpus.__main__ import main
from corpus.edtf import parse
from corpus.loading import FOLDER
from corpus.records import Article
from corpus.suggesting.dates import find_dates
from corpus.suggesting.gazetteer import Gazetteer, Place
from corpus.suggesting.matching import Matcher
from corpus.suggesting.readings import Reader
from corpus.suggesting.speakers import name_speakers
from corpus.suggesting.suggesting import Sources, load_sources, suggest
from corpus.suggesting.suggestions import Suggestions
from corpus.suggesting.terms import load_terms
from tests.bench_suggestions import add_up, measure
from tests.corpus.adding import make_page
from tests.corpus.unseen import UNSEEN, Zones

SOURCES, TERM_FAULTS = load_sources(FOLDER, corpus.load().passages)
LEAST = {
    "passages suggested": 0.9,
    "zones right": 0.85,
    "precision": 0.5,
    "dates right": 0.9,
}  # fmt: skip


def make_article(text: str, published: str = "2017-05-12") -> Article:
    return Article(
        id="made-up",
        title="A title",
        outlet="Example News",
        outlet_type="website",
        published=published,
        url="https://example.org/",
        sha256="0" * 64,
        text_begins=text[:1],
        text_ends=text[-1:],
        kept_body=text,
        text_span=(0, len(text)),
    )


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    return {tally.name: tally.share for tally in add_up(measure(corpus.load()))}


def test_the_terms_are_sound() -> None:
    assert not TERM_FAULTS


@pytest.mark.parametrize("name", LEAST)
def test_each_shipped_article_left_out_is_found_again(name: str, figures: dict[str, float]) -> None:
    assert figures[name] >= LEAST[name]


@pytest.mark.parametrize("name", UNSEEN)
def test_unseen_articles_get_the_zones_they_speak_of(name: str) -> None:
    unseen = UNSEEN[name]
    suggestions = suggest(make_article(unseen.text, unseen.published), SOURCES)

    def zones_of(words: str) -> set[Zones]:
        return {each.zones for each in suggestions.passages if each.quote == words} or {None}

    wrong = {}
    for words, zones in (sentence for each in unseen.paragraphs for sentence in each):
        found = zones_of(words)
        if not found & ({None, ()} if zones is None else {zones}):
            wrong[words] = found
    assert wrong == {}
    assert set(unseen.dates) <= {each.date for each in suggestions.dates}
    assert all(each.reasons for each in suggestions.all)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Thursday they met", "2017-05-11"),
        ("They will meet on Thursday.", "2017-05-18"),
        ("On Thursday, May 4, they met.", "2017-05-04"),
        ("last December", "2016-12"),
        ("within two weeks of the signing", "../2017-05-18"),
        ("no later than ten days after the signing", "../2017-05-14"),
        ("ten days after signing the memorandum", "2017-05-14~"),
        ("By June 4th", "../2017-06-04"),
        ("by late May", "../2017-05-31~"),
        ("before May 6", "../2017-05-05"),
        ("before the end of June", "../2017-06-30~"),
        ("mid-July", "2017-07-11~/2017-07-20~"),
        ("the middle of the month", "2017-05-11~/2017-05-20~"),
        ("the second half of June", "2017-06-16~/2017-06-30~"),
        ("January 23-24", "2017-01-23/2017-01-24"),
        ("May 3rd and 4th", "2017-05-03/2017-05-04"),
        ("from 30 April to 2 May 2017", "2017-04-30/2017-05-02"),
        ("May 4 or 5", "[2017-05-04,2017-05-05]"),
        ("4/5/2017", "[2017-04-05,2017-05-04]"),
        ("04.05.2017", "2017-05-04"),
        ("since December 30", "2016-12-30"),
        ("in 2014-16", "2014/2016"),
        ("last week", "2017-05-01~/2017-05-07~"),
        ("two weeks ago", "2017-04-28~"),
        ("the memorandum is in force for six months", "[2017-11-04,2017-11-06]"),
        ("Saturday (May 13)", "2017-05-13"),
        ("between May and November 2017", "2017-05/2017-11"),
        ("in the first week of June", "2017-06-01~/2017-06-07~"),
        ("3-4 мая 2017 года", "2017-05-03/2017-05-04"),
        ("к концу мая", "../2017-05-31~"),
        ("في منتصف يوليو", "2017-07-11~/2017-07-20~"),
        ("٤ أيار ٢٠١٧", "2017-05-04"),
        ("since the fall of Aleppo", "2016-12-22"),
        ("the night before last", "2017-05-10"),
        ("в ночь с 8 на 9 мая", "2017-05-08/2017-05-09"),
        ("на прошлой неделе", "2017-05-01~/2017-05-07~"),
        ("الشهر الماضي", "2017-04"),
        ("قبل ثلاثة أيام", "2017-05-09"),
        ("وقد وقعت المذكرة يوم الخميس لمدة ستة أعوام", "2017-05-11"),
        ("سيطرت عليها الخميس", "2017-05-11"),
        ("خلال أسبوعين من توقيع المذكرة", "../2017-05-18"),
    ],
)  # fmt: skip
def test_dates_are_read_as_articles_write_them(words: str, expected: str) -> None:
    (found,) = find_dates(words, (0, len(words)), "2017-05-12", SOURCES.terms)
    assert found.date == expected
    assert parse(found.date)


def test_dates_are_counted_from_the_one_before() -> None:
    words = "Talks are in mid-July, and experts meet two weeks before that."
    dates = find_dates(words, (0, len(words)), "2017-05-05")
    assert [each.date for each in dates] == ["2017-07-11~/2017-07-20~", "2017-06-27~/2017-07-06~"]
    words = "They met on Monday.\n\nThe road had opened two days earlier."
    dates = find_dates(words, (0, len(words)), "2017-05-16")
    assert [each.date for each in dates] == ["2017-05-15", "2017-05-13"]


@pytest.mark.parametrize(
    "words",
    [
        "It collapsed within three weeks.",
        "We may march on.",
        "Sat in the hall",
        "Russia Today notes",
        "On 32 May",
        "a 2016 report",
    ],
)
def test_words_that_only_look_like_dates_are_none(words: str) -> None:
    assert not find_dates(f"{words} it.", (0, len(words)), "2017-05-12")


@pytest.mark.parametrize(
    ("words", "speakers"),
    [
        (
            "“Yes,” said Abu Ali al-Hourani. “No,” a doctor in Daraa said.",
            ["Abu Ali al-Hourani", "a doctor in Daraa"],
        ),
        ("Minister Ali Sample said it. Sample added that it is so.", ["Minister Ali Sample"] * 2),
        ("Решено. Об этом сообщил в пятницу глава МИД Иван Попов.", ["Иван Попов"] * 2),
        ("وقال علي الأحمد إن سوريا وافقت. وأضاف أن القصف توقف.", ["علي الأحمد"] * 2),
    ],
)
def test_speakers_are_named_as_the_article_does(words: str, speakers: list[str]) -> None:
    reader = Reader(SOURCES.terms, SOURCES.gazetteer)
    assert name_speakers(reader.read(make_article(words))) == speakers


def test_a_passage_begins_after_its_dateline() -> None:
    for lead in ("BEIRUT, May 9 (Example) - ", "GENEVA: ", "- ", "12) "):
        found = suggest(make_article(f"{lead}Fighting went on in Idlib, Syria."), SOURCES).passages
        assert [each.quote for each in found] == ["Fighting went on in Idlib, Syria."]


PLACES = tuple(
    Place(name.lower(), name, (name, *others), "south", "inside", 36.0, 32.9)
    for name, *others in (("Nawa", "نوى"), ("Jasim",), ("Duma",), ("Da'el",), ("Saida (Daraa)",))
)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Fighting near Nawa and in Jasim.", ["Nawa", "Jasim"]),
        ("The State Duma met; Jasim Mohammed spoke of nawa.", []),
        ("The Duma met.", []),
        ("Dael, Da’el and DA'EL.", ["Da'el"] * 3),
        ("قصفت بنوى والنواة", ["Nawa"]),
    ],
)
def test_names_of_places_are_told_from_like_words(words: str, names: list[str]) -> None:
    found = Gazetteer(PLACES).find(words)
    assert [places[0].name for _, places in found] == names


def test_a_name_of_two_places_offers_both() -> None:
    twins = (PLACES[0], Place("other", "Nawa", ("Nawa",), "", "", 37.0, 33.0))
    suggestions = suggest(make_article("In Nawa."), Sources((), Gazetteer(twins)))
    assert [len(each.candidates) for each in suggestions.places] == [2]


def test_any_phrase_can_be_looked_for() -> None:
    matcher = Matcher([("*", 1), ("", 2), ("a.b*", 3), ("C++", 4)])
    assert [found.key for found in matcher.find("a bc and c")] == [3, 4]
    assert not Matcher([]).find("a")


def test_suggestions_are_written_beside_the_article_and_checked(
    folder: Path,
    replace: Callable[[str, str, str], None],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (folder / "terms.yaml").write_bytes((FOLDER / "terms.yaml").read_bytes())
    (tmp_path / "page.html").write_bytes(make_page())
    assert main(["add", str(tmp_path / "page.html"), "--folder", str(folder)]) == 0
    file = "suggestions/example-news-2017-05-12.yaml"
    text = (folder / file).read_text("utf-8")
    assert text.count("decision: undecided") >= 8
    assert "quote: by early June" in text
    assert main(["check", "--folder", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "lacks passages in passages.yaml, a decision on" in said
    replace(file, "quote: by early June", "quote: by early May")
    replace(file, "date: ../2017-06-10~", "date: soon")
    assert main(["check", "--folder", str(folder)]) == 1
    assert "'soon' is no date" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("term", "fault"),
    [
        ("- {id: a, kind: zone, words: [x]}", "a term of kind 'zone'"),
        ("- {id: a, kind: term, words: [x]}", "has a topic"),
        ("- {id: a, kind: talks, words: []}", "words: "),
        ("- {id: a, kind: other, words: [x]}", "kind: "),
    ],
)
def test_faults_of_terms_are_listed(
    folder: Path, capsys: pytest.CaptureFixture[str], term: str, fault: str
) -> None:
    (folder / "terms.yaml").write_text(term, encoding="utf-8")
    assert load_terms(folder / "terms.yaml")[1]
    assert main(["check", "--folder", str(folder)]) == 1
    assert fault in capsys.readouterr().out


def test_lines_of_the_site_are_not_suggested() -> None:
    lines = (
        "Read more: De-escalation zones in Syria: the map",
        "We use cookies in Idlib.",
        "Photo: A street in Daraa, Syria, in 2016.",
        "© 2017 Example News of Syria. All rights reserved.",
        "Sign up for our briefing to get the latest on the memorandum on Syria in your inbox.",
        "More in the memorandum on Syria than meets the eye was signed in Astana, said a diplomat.",
    )
    text = "\n".join(lines)
    found = suggest(make_article(text), SOURCES).passages
    assert [each.quote for each in found] == [lines[-1]]


def test_long_and_odd_texts_come_to_an_end() -> None:
    for text in (
        "May 4 " * 4_000,
        "((((“" * 4_000,
        "Idlib" * 10_000,
        "Syria. " * 4_000,
        "1 " * 10_000,
    ):
        assert isinstance(suggest(make_article(text), SOURCES), Suggestions)
