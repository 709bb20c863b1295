"""What is made differently where there are many articles: the same comes out of it."""

from pathlib import Path

import pytest

from corpus import kept_texts, load
from corpus.entries import parse_entry, quote_values
from corpus.errors import ReadError
from corpus.kept_texts import KeptText
from corpus.loading import Known
from corpus.plain_lines import read_plain
from corpus.search import postings
from corpus.search.index import build_index
from corpus.search.query import parse
from corpus.search.ranking import find_paragraphs, rank_paragraphs

FIND = "SELECT rowid FROM paragraph_words WHERE paragraph_words MATCH :query"

FRONT_MATTERS = (
    "title: a plain one\nid: x\n",
    'title: "one: with a colon"\nid: x\n',
    "title: it goes on\n  below\nid: x\n",
    "title: one: two # three\nid: x\n",
    "title: >-\n  folded\n  lines\nid: x\nauthor:\n  family: Surname\n",
    "title: |+\n  kept\n\nid: x\n",
    "title: 'open\nid: x'\n",
    '"open\nid: x": y\n',
    "title: [a,\nid: b]\n",
    'title: "a\\tb"\nid: x\n',
    "urls:\n- http://a\n- http://b\nid: x\n",
    "title: a\n...\nid: x\n",
    "title: a\ntitle: b\nid: x\n",
    "id: x\ntitle: a\x85b\n",
    "id: x # said\ntitle: a #b\n",
)


@pytest.mark.parametrize("text", FRONT_MATTERS)
def test_plain_lines_are_read_as_yaml_reads_them(text: str) -> None:
    try:
        wanted = parse_entry(quote_values(f"\n{text}")).values
    except ReadError:
        wanted = None
    assert read_plain(f"\n{text}") in (None, wanted)


def test_the_first_of_these_are_read_without_yaml() -> None:
    assert all(read_plain(f"\n{text}") for text in FRONT_MATTERS[:5])


def test_texts_in_a_file_are_read_as_those_in_memory(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_memory = load(folder)
    monkeypatch.setattr(kept_texts, "_MOST_IN_MEMORY", 0)
    in_file = load(folder)
    assert all(isinstance(article.kept_body, KeptText) for article in in_file.articles)
    assert [each.body for each in in_file.articles] == [each.body for each in in_memory.articles]
    for article in in_memory.articles:
        (folder / "articles" / f"{article.id}.md").unlink()
    assert [each.text for each in in_file.articles] == [each.text for each in in_memory.articles]
    assert in_file.passages == in_memory.passages


@pytest.mark.parametrize("frequent", [1, 2_000])
def test_words_and_phrases_are_found_and_ranked_as_fts5_does(
    frequent: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "FREQUENT", frequent)
    index = build_index(load())
    for words in ("zones", '"of the"', '"the the"', '"de-escalation zones"', '"in the city of"'):
        query = parse(words)
        found, ranked = (
            [number for (number,) in index.rows(f"{FIND} {order}", {"query": query.expression})]
            for order in ("", "ORDER BY rank")
        )
        assert find_paragraphs(index, query, 10_000) == found
        assert rank_paragraphs(index, query, found) == ranked


def test_a_file_is_read_anew_only_where_it_was_written_to(folder: Path) -> None:
    known: Known = {}
    first = load(folder, known)
    path = folder / "articles" / "beta-2017-05-13.md"
    whole = path.read_bytes()
    path.write_bytes(whole + b"x")
    broken = load(folder, known)
    assert broken.articles == (first.articles[0],)
    assert broken.articles[0] is first.articles[0]
    assert broken.faults == load(folder).faults != ()
    path.write_bytes(whole)
    assert load(folder, known) == first
    path.unlink()
    assert load(folder, known).faults == load(folder).faults != ()
