"""What operators and compounds find among a few small articles."""

import pytest

from corpus import Corpus
from corpus.search.index import Index, build_index
from corpus.search.searching import search
from tests.corpus.searches import CORPUS, marked

TEXTS = {
    "apart": "A cease fire held in Homs; the safe zone was calm.",
    "hyphen": "The cease-fire in Idlib and its de-escalation.",
    "closed": "No ceasefire in Idlib and Homs, no deescalation.",
    "plain": "A safezone of ten, not able to fire or cease.",
}


@pytest.fixture(scope="module")
def small() -> Index:
    """An index of an article for each of the texts."""
    article = CORPUS.articles[0]
    return build_index(
        Corpus(
            articles=tuple(
                article.model_copy(
                    update={"id": name, "kept_body": body, "text_span": (0, len(body))}
                )
                for name, body in TEXTS.items()
            )
        )
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Idlib NOT Homs)", "hyphen"),
        ("((Idlib -Homs))", "hyphen"),
        ("ceasefire", "apart hyphen closed"),
        ("Cease-Fire", "apart hyphen closed"),
        ("cease‑fire", "apart hyphen closed"),
        ("cease fire", "apart hyphen closed plain"),
        ('"ceasefire"', "closed"),
        ('"cease fire"', "apart hyphen"),
        ("ceasefir*", "apart hyphen closed"),
        ("cease-fir*", "apart hyphen closed"),
        ("deescalation", "hyphen closed"),
        ("de-escalation", "hyphen closed"),
        ("safezone", "apart plain"),
        ("safe-zone", "apart plain"),
        ("safe zone", "apart plain"),
        ("often", ""),
        ("notable", ""),
        ("ceasefire Idlib", "hyphen closed"),
        ("Homs -ceasefire", ""),
        ("safezone -cease-fire", "plain"),
        ("ceasefire -Idlib", "apart"),
        ("-Idlib ceasefire", "apart"),
        ("ceasefire NOT Idlib", "apart"),
        ("ceasefire AND NOT Idlib", "apart"),
        ("ceasefire AND Idlib", "hyphen closed"),
        ('Idlib -"ceasefire"', "hyphen"),
        ("Idlib -de*", ""),
        ("Idlib OR Homs", "apart hyphen closed"),
        ("ten OR calm safezone", "apart plain"),
        ("calm OR Homs Idlib", "closed"),
        ("calm OR (Homs Idlib)", "apart closed"),
        ("ceasefire -(calm OR Homs)", "hyphen"),
        ('"Idlib and" OR ten', "hyphen closed plain"),
        ("Idlib or Homs", ""),
        ("Idlib OR", "hyphen closed"),
        ("OR Idlib)", "hyphen closed"),
        ("((AND Idlib", "hyphen closed"),
        ("Idlib () - !", "hyphen closed"),
        ('"OR" ten', "plain"),
        ("Idlib - Homs", "closed"),
        ("--Idlib Homs", "closed"),
    ],
)
def test_operators_and_compounds(text: str, expected: str, small: Index) -> None:
    results = search(small, text)
    assert sorted(hit.article for hit in results.hits) == sorted(expected.split())
    assert all(marked(hit) for hit in results.hits)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("-Idlib", "Say what to search for, beside what to leave out."),
        ("Homs (NOT Idlib)", "Say what to search for, beside what to leave out."),
        ("Idlib OR -Homs", "OR cannot stand beside a word to leave out: put that word last."),
        ("NOT Homs OR Idlib", "OR cannot stand beside a word to leave out: put that word last."),
        ("(" * 100_000, "Nest brackets at most 8 deep."),
        ("OR AND NOT", "There is no word to search for."),
        ("x -" + " -".join(map(str, range(300))), "Search for at most 256 words at once."),
        ("Idlibb OR Holms", "Nothing found: no article has 'Idlibb', 'Holms'. Nearest spelling: "),
        ("Idlib -qqqqqq calm", "Nothing found: no paragraph has all of this together."),
    ],
)
def test_a_query_without_meaning_is_said_to_be(text: str, message: str, small: Index) -> None:
    assert search(small, text).message.startswith(message)


def test_the_longest_queries_are_answered(small: Index) -> None:
    for words in (
        "idlib " * 100_000,
        "ceasefire" * 10_000,
        "-".join(["cease"] * 250),
        " OR ".join(f"(ceasefire{number} -homs{number})" for number in range(128)),
        " ".join(f"cease fire{number}" for number in range(128)),
    ):
        assert search(small, words).message
