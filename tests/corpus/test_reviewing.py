"""Deciding on suggestions: nothing else is lost, and the corpus stays sound."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import load
from corpus.__main__ import main
from corpus.anchoring import find
from corpus.errors import ReadError
from corpus.reviewing.decisions import (
    Change,
    ConflictError,
    DecisionError,
    Order,
    decide,
    make_passage,
)
from corpus.reviewing.reviews import Item, Kind, Review, list_reviews, open_review

ARTICLE = "alpha-2017-05-05"
SUGGESTIONS = """\
# Written by hand: kept.
article: alpha-2017-05-05
passages:
  # the first
  - quote: "Now it rains — in Homs."  # quoted
    zones: [north-homs]
    topic: violence
    score: 0.5
    reasons:
      - names a zone
    decision: undecided

  # the second
  - quote: it rains
    prefix: 'Now '
    zones: []
    topic: talks
    score: 0.1
    decision: undecided  # ask Ann
dates:
  - quote: rains
    prefix: "Now it "
    date: 2017-05-05
    reasons: [as printed]
    decision: undecided
places:
  - quote: Homs
    candidates:
      - {place: homs, name: Homs, lon: 36.7, lat: 34.7}
      - {place: homs-2, name: Homs, lon: 36.8, lat: 34.8}
    decision: undecided
"""
Decide = Callable[..., Review]


@pytest.fixture
def reviewed(folder: Path) -> Path:
    """The small corpus with suggestions for one of its articles."""
    (folder / "suggestions").mkdir()
    path = folder / "suggestions" / f"{ARTICLE}.yaml"
    path.write_text(SUGGESTIONS, encoding="utf-8")
    return folder


def item_of(folder: Path, kind: Kind, index: int) -> Item:
    item = open_review(folder, ARTICLE).find(kind, index)
    assert item is not None
    return item


@pytest.fixture
def change(reviewed: Path) -> Decide:
    """What decides on a suggestion as it is now, and holds that the corpus has no fault."""

    def change(kind: Kind, index: int, /, **values: object) -> Review:
        seen = item_of(reviewed, kind, index).digest
        order = Order(list=kind, index=index, seen=seen, change=Change.model_validate(values))
        review = decide(reviewed, ARTICLE, order, load(reviewed).articles)
        assert main(["check", "--folder", str(reviewed)]) == 0
        return review

    return change


def read_all(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")}


def test_accepted_suggestions_are_in_the_corpus_and_go_with_their_decision(
    reviewed: Path, change: Decide
) -> None:
    before = read_all(reviewed)
    change("passages", 0, decision="accepted", speaker='a farmer: "rain" # he', zones="all")
    corpus = load(reviewed)
    passage = corpus.passage(f"{ARTICLE}-p1")
    assert passage is not None
    assert (passage.quote, passage.topic) == ("Now it rains — in Homs.", "violence")
    assert (passage.speaker, passage.specific) == ('a farmer: "rain" # he', False)
    change("dates", 0, decision="accepted")
    (date,) = (each for each in load(reviewed).key_dates if each.id == f"{ARTICLE}-d1")
    assert (date.date, date.kind, date.passages) == ("2017-05-05", "happened", (passage.id,))
    assert date.label == "Now it rains — in Homs"
    with pytest.raises(DecisionError, match=r"key_dates\.yaml names it"):
        change("passages", 0, decision="undecided")
    change("dates", 0, date="2017-05", label="Rain", kind="in force")
    (date,) = (each for each in load(reviewed).key_dates if each.id == f"{ARTICLE}-d1")
    assert (date.date, date.kind, date.label) == ("2017-05", "in force", "Rain")
    change("dates", 0, decision="undecided", date="2017-05-05")
    change("passages", 0, decision="undecided")
    after = read_all(reviewed)
    for name in ("passages.yaml", "key_dates.yaml", "questions.yaml"):
        assert after[name] == before[name]
    text = after[f"{ARTICLE}.yaml"]
    for kept in (
        "# Written by hand: kept.",
        "# the first",
        "# the second",
        "# quoted",
        "# ask Ann",
    ):
        assert kept in text
    assert "{place: homs, name: Homs, lon: 36.7, lat: 34.7}" in text


def test_a_date_is_added_to_a_key_date_that_is_there_and_taken_from_it(
    reviewed: Path, change: Decide
) -> None:
    before = read_all(reviewed)["key_dates.yaml"]
    change("passages", 0, decision="accepted", zones="all")
    change("dates", 0, decision="accepted")
    change("dates", 0, date="2017-05-04", label="Zones agreed")
    (date,) = (each for each in load(reviewed).key_dates if f"{ARTICLE}-p1" in each.passages)
    assert (date.id, date.passages) == ("agreed", ("beta-agreed", f"{ARTICLE}-p1"))
    assert item_of(reviewed, "dates", 0).suggestion.record == "agreed"
    change("dates", 0, label="Another")
    change("dates", 0, label="Zones agreed")
    change("dates", 0, decision="rejected")
    after = read_all(reviewed)["key_dates.yaml"]
    assert after.split() == before.replace("[beta-agreed]", "- beta-agreed").split()
    change("passages", 0, decision="undecided")


def test_a_passage_is_made_of_selected_words_and_goes_with_undo(
    reviewed: Path, change: Decide
) -> None:
    before = read_all(reviewed)
    body = open_review(reviewed, ARTICLE).article.body
    start, end = find(body, "rains — in Homs")
    review = make_passage(reviewed, ARTICLE, start, end + 1)
    made = review.suggestions.passages[2]
    assert (made.quote, made.zones, made.topic) == ("rains — in Homs.", ("north-homs",), "violence")
    assert (made.decision, made.reasons) == ("undecided", ("selected by hand",))
    with pytest.raises(DecisionError, match="already"):
        make_passage(reviewed, ARTICLE, start, end + 1)
    with pytest.raises(DecisionError, match="select some words"):
        make_passage(reviewed, ARTICLE, 0, 5)
    change("passages", 2, decision="accepted", topic="talks")
    passage = load(reviewed).passage(f"{ARTICLE}-p1")
    assert passage is not None
    assert (passage.quote, passage.topic) == ("rains — in Homs.", "talks")
    make_passage(reviewed, ARTICLE, *find(body, "Homs"))
    # Another was made after it.
    change("passages", 2, gone=True)
    assert item_of(reviewed, "passages", 2).suggestion.decision == "rejected"
    change("passages", 3, gone=True)
    change("passages", 2, gone=True)
    change("passages", 1, gone=True)
    change("passages", 1, decision="undecided")
    after = read_all(reviewed)
    assert after == before


def test_the_extent_of_an_accepted_passage_can_be_changed(reviewed: Path, change: Decide) -> None:
    change("passages", 1, decision="accepted")
    body = open_review(reviewed, ARTICLE).article.body
    start, end = find(body, "Homs")
    review = change("passages", 1, span=(start - 4, end + 1))
    assert review.suggestions.passages[1].quote == "in Homs."
    passage = load(reviewed).passage(f"{ARTICLE}-p1")
    assert passage is not None
    assert (passage.quote, passage.prefix) == ("in Homs.", "")
    with pytest.raises(DecisionError, match="select some words"):
        change("passages", 1, span=(0, 5))


def test_what_cannot_be_carried_out_is_said_and_changes_nothing(
    reviewed: Path, change: Decide
) -> None:
    before = read_all(reviewed)
    for message, kind, index, values in (
        ("a date rests on a passage", "dates", 0, {"decision": "accepted"}),
        ("Choose which of the places", "places", 0, {"decision": "accepted"}),
        ("none of the candidates", "places", 0, {"chosen": "paris"}),
        ("kind", "passages", 0, {"kind": "planned"}),
        ("zones", "dates", 0, {"zones": ()}),
    ):
        with pytest.raises(DecisionError, match=message):
            change(kind, index, **values)
    for article_id in ("../alpha", "beta-2017-05-13", "", "alpha"):
        with pytest.raises(ReadError, match="no suggestions"):
            open_review(reviewed, article_id)
    assert read_all(reviewed) == before
    change("places", 0, decision="accepted", chosen="homs-2")
    assert open_review(reviewed, ARTICLE).suggestions.places[0].chosen == "homs-2"


def test_words_that_a_hand_has_linked_are_not_linked_twice(reviewed: Path, change: Decide) -> None:
    body = open_review(reviewed, ARTICLE).article.body
    with pytest.raises(DecisionError, match="linked already, as the passage alpha-four"):
        change("passages", 0, decision="accepted", span=find(body, "The zones are four."))


def test_a_decision_that_was_cut_off_in_the_middle_comes_to_the_same_when_repeated(
    reviewed: Path, change: Decide
) -> None:
    path = reviewed / "suggestions" / f"{ARTICLE}.yaml"
    change("passages", 0, decision="accepted")
    done = read_all(reviewed)
    path.write_text(SUGGESTIONS, encoding="utf-8")
    change("passages", 0, decision="accepted")
    assert read_all(reviewed) == done


def test_of_two_who_decide_on_one_suggestion_the_second_is_told(
    reviewed: Path, change: Decide
) -> None:
    seen = item_of(reviewed, "passages", 0).digest
    change("passages", 0, decision="rejected")
    order = Order(list="passages", index=0, seen=seen, change=Change(decision="accepted"))
    with pytest.raises(ConflictError, match="Somebody else"):
        decide(reviewed, ARTICLE, order)
    assert item_of(reviewed, "passages", 0).suggestion.decision == "rejected"


def test_of_many_who_decide_at_once_none_is_lost(reviewed: Path) -> None:
    rejected = Change(decision="rejected")
    orders = [
        Order(list=each.kind, index=each.index, seen=each.digest, change=rejected)
        for each in open_review(reviewed, ARTICLE).items
    ]
    threads = [threading.Thread(target=decide, args=(reviewed, ARTICLE, order)) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    decided = [each.decision for each in open_review(reviewed, ARTICLE).suggestions.all]
    assert decided == ["rejected"] * 4


def test_what_can_be_reviewed_is_listed_and_what_cannot_says_why(reviewed: Path) -> None:
    (reviewed / "suggestions" / "odd.yaml").write_text("- nothing", encoding="utf-8")
    first, second = list_reviews(reviewed)
    assert isinstance(first, Review)
    assert isinstance(second, str)
    assert "articles/odd.md" in second
