"""What an export says of itself, and of the data set it is taken from."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import ReadError
from corpus.exports import dataset
from corpus.exports.dataset import RIGHTS, Dataset, load_dataset
from corpus.exports.extract import make_extract
from corpus.exports.scope import Scope, limit
from corpus.provenance import Author
from tests.corpus.scopes import IN_FORCE, SHIPPED, each_scope, ids

WHOLE = (Path(dataset.__file__).parents[2] / "CITATION.cff").read_bytes()


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
