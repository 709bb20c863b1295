"""Every kind of fault of a record, made in a small corpus and found by the command line."""

from pathlib import Path

import pytest

from corpus import load
from corpus.__main__ import main
from tests.corpus.faults import SOUND, Replace, assert_fault, ids_of

# file, words in it, what they become; then the fault's record, its message, and the ids that are
# lost with it. The file of the fault is the one that was changed.
RECORD_FAULTS = {
    "quote not in its article": (
        "passages.yaml", "quote: Zones were agreed", "quote: Zones were drawn",
        "beta-agreed", "the quote is not in the text", {"beta-agreed", "agreed"},
    ),
    "quote that stands twice": (
        "passages.yaml", '  prefix: "In Idlib "\n', "",
        "alpha-rain", "more than once: give a prefix", {"alpha-rain", "rain"},
    ),
    "prefix that is not before the quote": (
        "passages.yaml", '"In Idlib "', '"In Hama "',
        "alpha-rain", "nowhere after this prefix", {"alpha-rain", "rain"},
    ),
    "quote from the site's boilerplate": (
        "passages.yaml", "quote: The zones are four.", "quote: All news",
        "alpha-four", "not in the article's own text", {"alpha-four", "how-many"},
    ),
    "empty quote": (
        "passages.yaml", "quote: it rains", 'quote: ""',
        "alpha-rain", "quote: string should have at least 1 character", {"alpha-rain", "rain"},
    ),
    "unknown article": (
        "passages.yaml", "article: beta-2017-05-13", "article: gamma",
        "beta-agreed", "article 'gamma' is unknown", {"beta-agreed", "agreed"},
    ),
    "unknown zone": (
        "passages.yaml", "zones: [idlib]", "zones: [hama]",
        "alpha-rain", r"zones.0: .*'idlib'.*not 'hama'", {"alpha-rain", "rain"},
    ),
    "zone named twice": (
        "passages.yaml", "zones: [south, idlib]", "zones: [idlib, idlib]",
        "beta-agreed", "zones: a zone is named twice", {"beta-agreed", "agreed"},
    ),
    "unknown topic": (
        "passages.yaml", "topic: violence", "topic: weather",
        "alpha-rain", "topic: .*not 'weather'", {"alpha-rain", "rain"},
    ),
    "position kept by hand": (
        "passages.yaml", "  note: Weather.", "  start: 3",
        "alpha-rain", "unknown key 'start'", {"alpha-rain", "rain"},
    ),
    "key that is missing": (
        "passages.yaml", "  topic: talks\n", "",
        "beta-agreed", "the key 'topic' is missing", {"beta-agreed", "agreed"},
    ),
    "key that stands twice": (
        "passages.yaml", "  note: Weather.", "  topic: talks",
        "alpha-rain", "the key 'topic' stands twice, again on line 14", {"alpha-rain", "rain"},
    ),
    "id that stands twice": (
        "passages.yaml", "id: beta-agreed", "id: alpha-four",
        "alpha-four", "the id stands twice, on lines 1 and 16", {"beta-agreed", "agreed"},
    ),
    "id with a space": (
        "passages.yaml", "id: alpha-rain", "id: alpha rain",
        "alpha rain", "id: .*pattern", {"alpha-rain", "rain"},
    ),
    "record without an id": (
        "passages.yaml", "- id: alpha-rain\n  article", "- article",
        "line 7", "the key 'id' is missing", {"alpha-rain", "rain"},
    ),
    "alias": (
        "passages.yaml", "zones: [south, idlib]", "zones: &loop [*loop]",
        "beta-agreed", "is used twice, through an alias", {"beta-agreed", "agreed"},
    ),
    "key that is a list": (
        "passages.yaml", "  note: Weather.", "  ? [a, b]\n  : c",
        "alpha-rain", "the key on line 14 is not a word", {"alpha-rain", "rain"},
    ),
    "record that is a word": (
        "key_dates.yaml", "- id: rain", "- rain\n- id: rain",
        "line 9", "not a record of keys and values", set(),
    ),
    "date that is no date": (
        "key_dates.yaml", "date: 2017-05-04", "date: 2017-05-34",
        "agreed", "date: '2017-05-34' is not in the calendar", {"agreed"},
    ),
    "set without quotation marks": (
        "key_dates.yaml", "date: 2017-05-04", "date: [2017-05-04,2017-05-06]",
        "agreed", "date: a set of dates stands in quotation marks", {"agreed"},
    ),
    "set of one day twice": (
        "key_dates.yaml", "date: 2017-05-04", "date: '[2017-05-04,2017-05-04]'",
        "agreed", "do not come one after the other", {"agreed"},
    ),
    "date in words": (
        "key_dates.yaml", "date: 2017-05-04", "date: next week",
        "agreed", "date: 'next week' is no date", {"agreed"},
    ),
    "span that ends before it begins": (
        "key_dates.yaml", "2017-05-01/2017-05-04~", "2017-05-04/2017-05-01~",
        "rain", "ends before it begins", {"rain"},
    ),
    "unknown kind": (
        "key_dates.yaml", "kind: happened\n  passages: [alpha-rain]",
        "kind: dreamt\n  passages: [alpha-rain]",
        "rain", "kind: .*not 'dreamt'", {"rain"},
    ),
    "unknown passage": (
        "key_dates.yaml", "[alpha-rain]", "[alpha-rain, nobody]",
        "rain", "passage 'nobody' is unknown", {"rain"},
    ),
    "key date without a passage": (
        "key_dates.yaml", "[alpha-rain]", "[]",
        "rain", "passages: at least 1 must", {"rain"},
    ),
    "passage named twice": (
        "key_dates.yaml", "[alpha-rain]", "[alpha-rain, alpha-rain]",
        "rain", "passages: a passage is named twice", {"rain"},
    ),
    "answer without a passage": (
        "questions.yaml", "      passages: [alpha-four]\n", "",
        "how-many", "answers.1: an answer needs a passage", {"how-many"},
    ),
    "passage without an answer": (
        "questions.yaml", "      answer: Four.\n", "",
        "how-many", "answers.1: a passage is named but there is no answer", {"how-many"},
    ),
    "answer from another article": (
        "questions.yaml", "[alpha-four]", "[beta-agreed]",
        "how-many", "passage 'beta-agreed' is from 'beta-2017-05-13'", {"how-many"},
    ),
    "article that answers twice": (
        "questions.yaml", "beta-2017-05-13", "alpha-2017-05-05",
        "how-many", "article 'alpha-2017-05-05' answers twice", {"how-many"},
    ),
    "answer with an unknown passage": (
        "questions.yaml", "[alpha-four]", "[nobody]",
        "how-many", "passage 'nobody' is unknown", {"how-many"},
    ),
    "answer of an unknown article": (
        "questions.yaml", "beta-2017-05-13", "gamma",
        "how-many", "article 'gamma' is unknown", {"how-many"},
    ),
    "comparison where one answers": (
        "questions.yaml", "  answers:\n", "  comparison: alone\n  comparison_note: x\n  answers:\n",
        "how-many", "a comparison is of two articles or more that answer", {"how-many"},
    ),
    "comparison that says nothing more": (
        "questions.yaml", "  answers:\n", "  comparison: differ\n  answers:\n",
        "how-many", "a comparison and its comparison_note need one another", {"how-many"},
    ),
    "comparison of no kind that there is": (
        "questions.yaml", "  answers:\n", "  comparison: alike\n  comparison_note: x\n  answers:\n",
        "how-many", "comparison: .*'differ', 'complement', 'agree' or 'alone'", {"how-many"},
    ),
}  # fmt: skip


def test_the_small_corpus_has_no_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without this, none of the tests below would show that its own change is what is found."""
    assert main(["check", "--folder", str(folder)]) == 0
    assert "2 articles, 3 passages" in capsys.readouterr().out
    assert load(folder).faults == ()
    assert ids_of(load(folder)) == set().union(*SOUND.values())


@pytest.mark.parametrize("kind", RECORD_FAULTS)
def test_a_faulty_record_is_named_and_the_others_load(
    kind: str, folder: Path, replace: Replace, capsys: pytest.CaptureFixture[str]
) -> None:
    file, old, new, record, message, lost = RECORD_FAULTS[kind]
    replace(file, old, new)
    assert_fault(folder, capsys, (file, record, message), lost)


def test_every_fault_is_listed_not_only_the_first(folder: Path, replace: Replace) -> None:
    replace("passages.yaml", "topic: violence", "topic: weather")
    replace("passages.yaml", "zones: [south, idlib]", "zones: [hama]")
    replace("key_dates.yaml", "date: 2017-05-04", "date: soon")
    places = {(fault.file, fault.record) for fault in load(folder).faults}
    assert places == {
        ("passages.yaml", "alpha-rain"),
        ("passages.yaml", "beta-agreed"),
        ("key_dates.yaml", "agreed"),
        ("key_dates.yaml", "rain"),
    }
