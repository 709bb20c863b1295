"""The memorandum's text as background, and where the articles differ from it."""

from pathlib import Path

import pytest

from corpus import load
from corpus.__main__ import main
from corpus.background_records import Clause, Difference
from corpus.exports.scope import Scope, limit
from tests.loops import each
from tests.shipped import load_corpus

CORPUS = load_corpus()
CLAUSES = """\
- id: one
  point: 1
  text: There are areas.
  topic: boundaries
  links: [{url: https://example.org/one, kind: primary document, publisher: One}]

- id: two
  point: 6
  text: There are maps.
  topic: working group and maps
  links: [{url: https://example.org/two, kind: agency, publisher: Two}]
"""
DIFFERENCES = """\
- id: number
  question: How many?
  text: Three.
  clauses: [one]
  answers:
    - article: alpha-2017-05-05
      answer: Four.
      passages: [alpha-four]
"""


@pytest.fixture
def memorandum(folder: Path) -> Path:
    """The small corpus with a memorandum."""
    (folder / "memorandum.yaml").write_text(CLAUSES, encoding="utf-8")
    (folder / "memorandum_differences.yaml").write_text(DIFFERENCES, encoding="utf-8")
    return folder


def test_the_six_points_stand_in_order() -> None:
    points = [clause.point for clause in CORPUS.clauses]
    assert points == sorted(points)
    assert set(points) == {1, 2, 3, 4, 5, 6}


@each("clause", CORPUS.clauses, ids=lambda clause: clause.id)
def test_a_clause_is_a_sentence_with_its_sources(clause: Clause) -> None:
    assert clause.text.endswith(".")
    assert clause.links


@each("difference", CORPUS.differences, ids=lambda difference: difference.id)
def test_a_difference_names_the_text_and_the_articles_words(difference: Difference) -> None:
    assert len(CORPUS.clauses_of(difference)) == len(difference.clauses)
    assert all(answer.passages for answer in difference.answers)
    assert bool(difference.note) >= bool(difference.links)


@pytest.mark.parametrize(
    ("difference", "text", "articles"),
    [
        ("working-group", "two weeks", ["Ten days"]),
        ("maps", "4 June", ["late May", "4 June"]),
        ("in-force", "5 May", ["6 May"]),
        ("extension", "consensus", ["same period"]),
        ("who-mans-the-posts", "consensus", ["observers"]),
    ],
)
def test_the_differences_are_these(difference: str, text: str, articles: list[str]) -> None:
    (found,) = (each for each in CORPUS.differences if each.id == difference)
    assert text in found.text
    for words, answer in zip(articles, found.answers, strict=True):
        assert words in answer.answer


def test_a_sound_memorandum_has_no_fault(memorandum: Path) -> None:
    corpus = load(memorandum)
    assert corpus.faults == ()
    assert [clause.id for clause in corpus.clauses] == ["one", "two"]
    assert corpus.clauses_of(corpus.differences[0]) == corpus.clauses[:1]


def test_a_corpus_can_do_without(folder: Path) -> None:
    corpus = load(folder)
    assert (corpus.clauses, corpus.differences, corpus.faults) == ((), (), ())


FAULTS = {
    "no kind": ("memorandum.yaml", "kind: agency, ", "", "two: the key 'links.0.kind' is missing"),
    "no such point": ("memorandum.yaml", "point: 6", "point: 7", "two: point: "),
    "unknown topic": ("memorandum.yaml", "topic: working", "topic: no", "two: topic: "),
    "no text": ("memorandum.yaml", "  text: There are maps.\n", "", "two: the key 'text' is"),
    "unknown clause": (
        "memorandum_differences.yaml", "[one]", "[three]", "number: clause 'three' is unknown",
    ),
    "unknown passage": (
        "memorandum_differences.yaml", "[alpha-four]", "[x]", "number: passage 'x' is unknown",
    ),
    "another's passage": (
        "memorandum_differences.yaml", "[alpha-four]", "[beta-agreed]",
        "number: passage 'beta-agreed' is from 'beta-2017-05-13', not this article",
    ),
    "unknown article": (
        "memorandum_differences.yaml", "alpha-2017-05-05", "gamma", "number: article 'gamma' is",
    ),
    "silent article": (
        "memorandum_differences.yaml",
        "\n      answer: Four.\n      passages: [alpha-four]", "",
        "number: article 'alpha-2017-05-05' gives no answer",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_is_named(kind: str, memorandum: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, old, new, message = FAULTS[kind]
    path = memorandum / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert main(["check", "--folder", str(memorandum)]) == 1
    assert f"{file}: {message}" in capsys.readouterr().out


def test_a_topic_keeps_its_clauses_and_those_of_kept_differences() -> None:
    kept = limit(CORPUS, Scope(topics=("duration",)))
    assert {difference.id for difference in kept.differences} == {"extension"}
    assert {clause.id for clause in kept.clauses} == {"term", "entry-into-force"}
    kept = limit(CORPUS, Scope(outlets=("TransAtlantic Magazine",)))
    assert {difference.id for difference in kept.differences} == {"maps"}
    assert kept.clauses == CORPUS.clauses
