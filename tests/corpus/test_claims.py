"""What is said of passages rests on them: quoted words, outlets, zones and days."""

from collections.abc import Callable
from pathlib import Path

import pytest

import corpus
from corpus import load

Replace = Callable[[str, str, str], None]

ALPHA = "articles/alpha-2017-05-05.md"
BETA = "articles/beta-2017-05-13.md"

# What becomes of words in a file, and the fault of the record, or no fault.
CASES = {
    "words quoted as they stand": (
        "questions.yaml", "answer: Four.", """answer: 'There "are FOUR.", it says'""", "",
    ),
    "words quoted with other marks inside": (
        "questions.yaml", "answer: Four.", """answer: '"The ‘zones’ are four"'""", "",
    ),
    "words that an answer has from nowhere": (
        "questions.yaml", "answer: Four.", """answer: '"four" or "five"'""",
        "how-many: the words 'five' are in none of the passages of 'alpha-2017-05-05'",
    ),
    "words of another passage of the article": (
        "questions.yaml", "answer: Four.", """answer: '"it rains"'""",
        "how-many: the words 'it rains' are in none of the passages",
    ),
    "words that a derivation has from its article": (
        "key_dates.yaml", "The year is the article's.", 'The text says "May 4th".', "",
    ),
    "words that a derivation has from another article": (
        "key_dates.yaml", "The year is the article's.", 'The text says "In Idlib".',
        "agreed: the words 'In Idlib' are in no article that its passages are from",
    ),
    "words that a label has from nowhere": (
        "key_dates.yaml", "label: Zones agreed", 'label: Zones "decreed"',
        "agreed: the words 'decreed' are in no article",
    ),
    "an outlet that is a source": (
        "key_dates.yaml", "label: Zones agreed", "label: Zones agreed (Beta)", "",
    ),
    "an outlet that is no source": (
        "key_dates.yaml", "label: Zones agreed", "label: Zones agreed (Alpha)",
        "agreed: Alpha is named, but no passage of 'alpha-2017-05-05'",
    ),
    "an outlet's name within another word": (
        "key_dates.yaml", "label: Zones agreed", "label: Zones agreed (Alphabetic)", "",
    ),
    "a zone that no passage speaks of": (
        "key_dates.yaml", "zones: [idlib, south]", "zones: [idlib, north-homs]",
        "agreed: the zone 'north-homs' is in none of its passages",
    ),
    "what happened after its article": (
        "key_dates.yaml", "date: 2017-05-04", "date: 2017-05-14",
        "agreed: the kind is 'happened', but its articles are from before: write 'planned'",
    ),
    "what happened on the day of its article": (
        "key_dates.yaml", "date: 2017-05-04", "date: 2017-05-13", "",
    ),
    "a day printed in an article of no certain date": (
        BETA, "published: 2017-05-13", "published: 2017-05-13~", "",
    ),
    "the day of an article of no certain date": (
        BETA, "published: 2017-05-13", "published: 2017-05-04~",
        "agreed: its article has no certain date of its own: write the date with ~",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_said_of_a_passage_rests_on_it(name: str, folder: Path, replace: Replace) -> None:
    replace(ALPHA, "outlet: An outlet", "outlet: Alpha")
    replace(BETA, "outlet: An outlet", "outlet: Beta")
    file, old, new, fault = CASES[name]
    replace(file, old, new)
    loaded = load(folder)
    if not fault:
        assert loaded.faults == ()
        return
    assert len(loaded.faults) == 1
    assert fault in str(loaded.faults[0])
    record = fault.partition(":")[0]
    assert record not in {each.id for each in loaded.key_dates}
    assert record not in {each.id for each in loaded.questions}


def test_what_was_foreseen_when_the_articles_were_printed_is_not_in_force() -> None:
    shipped = corpus.load()
    kinds = {key_date.id: key_date.kind for key_date in shipped.key_dates}
    assert kinds["zones-ceasefire"] == "planned"
    assert kinds["ceasefire-2016"] == "in force"


@pytest.mark.parametrize(
    ("comparison", "fault"),
    [
        ("complement\n  comparison_note: Beta adds its own.", ""),
        ('differ\n  comparison_note: \'Alpha has "are four", Beta "agreed".\'', ""),
        (
            "agree\n  comparison_note: 'Both have \"five\".'",
            "comparison_note: the words 'five' are in none of the passages of the answers",
        ),
        (
            "alone\n  comparison_note: Gamma alone.",
            "comparison_note: Gamma is named, but does not answer",
        ),
    ],
    ids=["each adds", "sound", "words from nowhere", "an outlet that does not answer"],
)
def test_a_comparison_of_answers_rests_on_them(
    comparison: str, fault: str, folder: Path, replace: Replace
) -> None:
    gamma = (folder / ALPHA).read_text(encoding="utf-8").replace("alpha-", "gamma-")
    (folder / "articles" / "gamma-2017-05-05.md").write_text(gamma, encoding="utf-8")
    for article, outlet in (
        (ALPHA, "Alpha"),
        (BETA, "Beta"),
        (ALPHA.replace("alpha", "gamma"), "Gamma"),
    ):
        replace(article, "outlet: An outlet", f"outlet: {outlet}")
    answer = "\n      answer: Agreed.\n      passages: [beta-agreed]"
    replace("questions.yaml", "beta-2017-05-13", f"beta-2017-05-13{answer}")
    replace("questions.yaml", "  answers:", f"  comparison: {comparison}\n  answers:")
    loaded = load(folder)
    assert [one.message for one in loaded.faults] == ([fault] if fault else [])
    outcome = comparison.splitlines()[0]
    assert [one.outcome for one in loaded.questions] == ([] if fault else [outcome])
