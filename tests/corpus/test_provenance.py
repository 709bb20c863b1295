"""What is said of an article's source: known or unknown, the same points for each."""

import pytest

from corpus.provenance import Author, describe_copy, describe_outlet, join_words, name_kind
from corpus.records import Article
from tests.shipped import load_corpus

SHIPPED = load_corpus()
each_article = pytest.mark.parametrize("article", SHIPPED.articles, ids=lambda each: each.id)


def test_an_outlet_is_described_by_the_same_points_known_or_not() -> None:
    assert describe_outlet("news agency", "Utopia", "the state", "state", "no other outlet") == (
        "news agency; country: Utopia; owner: the state; control: state; "
        "reprints or quotes no other outlet"
    )
    assert describe_outlet("magazine", "", "", "not known", "") == (
        "magazine; country, owner, control and what it reprints not known"
    )


def test_what_kind_of_source_it_is_has_the_same_points_known_or_not() -> None:
    assert name_kind("news agency", "Utopia", "state") == "news agency (Utopia, state)"
    assert name_kind("news site", "Utopia", "not known") == "news site (Utopia, control not known)"
    assert name_kind("website", "", "private") == "website (country not known, private)"
    assert name_kind("magazine", "", "not known") == "magazine (country and control not known)"


@each_article
def test_every_point_stands_in_what_is_said_of_an_outlet(article: Article) -> None:
    for point in ("country", "owner", "control", "reprints"):
        assert article.about_outlet.count(point) == 1
    assert article.about_outlet.startswith(f"{article.outlet}: {article.outlet_type}; ")
    assert article.kind.startswith(f"{article.outlet_type} (")


@each_article
def test_a_background_note_on_an_outlet_has_its_links(article: Article) -> None:
    assert bool(article.outlet_note) == bool(article.outlet_urls)


@each_article
def test_no_copy_is_claimed(article: Article) -> None:
    assert article.copy_note == (
        "No archived copy is known; the day of retrieval was not recorded."
    )


def test_what_is_known_of_a_copy_is_said() -> None:
    assert describe_copy("", "2017-05-20") == (
        "No archived copy is known; retrieved on 20 May 2017."
    )
    assert describe_copy("https://example.org/a", "") == (
        "An archived copy: https://example.org/a; the day of retrieval was not recorded."
    )


def test_an_author_has_a_name_to_print_and_one_to_sort() -> None:
    person, organisation = Author(family="Doe", given="Ann"), Author(organisation="A, B")
    assert (person.name, person.sorted_name) == ("Ann Doe", "Doe, Ann")
    assert (organisation.name, organisation.sorted_name) == ("A, B", "A, B")
    assert (Author(family="Doe").name, Author(family="Doe").sorted_name) == ("Doe", "Doe")


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_are_joined_as_in_a_sentence(words: list[str], said: str) -> None:
    assert join_words(words) == said
