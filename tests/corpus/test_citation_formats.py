"""Each citation in each format: CSL-JSON and a bibliography made of it, BibTeX, RIS."""

from typing import Any

import pytest

from corpus import Corpus
from corpus.exports import bibtex, csl, ris
from corpus.exports.citations import DATASET_ID, Citation
from corpus.provenance import Author
from tests.corpus.citations import (
    SHIPPED,
    each_citation,
    read_bibtex,
    read_csl,
    read_ris,
    render,
    shipped_bibtex,
    shipped_csl,
    shipped_lines,
    shipped_ris,
)
from tests.corpus.exports import export


@each_citation
def test_a_bibliography_has_a_line_for_it(citation: Citation) -> None:
    line = shipped_lines()[citation.id]
    assert citation.title in line
    assert citation.date[:4] in line
    for part in (citation.outlet, citation.url):
        assert part in line
    for author in citation.authors:
        assert (author.organisation or f"{author.family}, {author.given[0]}.") in line
    assert "None" not in line


def rename(names: dict[str, str]) -> dict[str, str]:
    return {"organisation" if part == "literal" else part: name for part, name in names.items()}


@each_citation
def test_csl_json_keeps_it(citation: Citation) -> None:
    item = shipped_csl()[citation.id]
    assert item["title"] == citation.title
    assert [Author(**rename(author)) for author in item.get("author", [])] == [*citation.authors]
    assert item["genre"] == citation.kind
    assert item.get("container-title", "") == citation.outlet
    assert item.get("URL", "") == citation.url
    assert item.get("abstract", "") == citation.quote
    assert item.get("note", "").splitlines() == [*citation.notes]
    assert "accessed" not in item
    assert "archive_location" not in item


@each_citation
def test_bibtex_keeps_it(citation: Citation) -> None:
    entry = shipped_bibtex()[citation.id]
    assert entry["type of entry"] == "misc"
    assert entry["title"] == citation.title
    assert entry.get("author", "") == " and ".join(
        author.sorted_name for author in citation.authors
    )
    assert entry["type"] == citation.kind
    assert entry.get("howpublished", "") == citation.outlet
    assert entry.get("url", "") == citation.url
    assert entry["date"] == citation.date
    assert entry["year"] == citation.date[:4]
    assert entry.get("abstract", "") == citation.quote
    assert entry.get("annote", "").splitlines() == [*citation.notes]
    assert "urldate" not in entry


@each_citation
def test_ris_keeps_it(citation: Citation) -> None:
    record = shipped_ris()[citation.id]
    assert record["type_of_reference"] == ("DATA" if citation.id == DATASET_ID else "ELEC")
    assert record["title"] == citation.title
    assert record.get("authors", []) == [one.sorted_name for one in citation.authors]
    assert record["type_of_work"] == citation.kind
    assert record.get("secondary_title", "") == citation.outlet
    assert record.get("urls", []) == ([citation.url] if citation.url else [])
    assert record["year"] == citation.date[:4]
    assert record.get("abstract", "") == citation.quote
    assert record.get("notes", []) == [*citation.notes]
    assert "access_date" not in record
    assert "AV" not in record.get("unknown_tag", {})


def change(**changes: Any) -> Corpus:
    """Return a corpus of one article, changed."""
    return Corpus(articles=(SHIPPED.articles[0].model_copy(update=changes),))


ID = SHIPPED.articles[0].id


def test_a_title_of_ours_is_cited_in_brackets() -> None:
    ours = [article for article in SHIPPED.articles if article.title_supplied]
    assert [article.outlet for article in ours] == ["New Cold War", "Tabnak"]
    for article in SHIPPED.articles:
        title = f"[{article.title}]" if article in ours else article.title
        assert shipped_csl()[article.id]["title"] == shipped_bibtex()[article.id]["title"] == title
        assert shipped_ris()[article.id]["title"] == title
        assert title in shipped_lines()[article.id]


def test_a_title_of_ours_keeps_its_second_braces_in_bibtex() -> None:
    text = export(bibtex.write, change(title="A {b}", title_supplied=True))
    assert r"  title = {{[A {\textbraceleft}b{\textbraceright}]}}," in text


@pytest.mark.parametrize(
    ("author", "in_csl", "in_bibtex", "in_ris"),
    [
        (
            Author(family="Klein", given="John"),
            {"family": "Klein", "given": "John"},
            "Klein, John",
            "Klein, John",
        ),
        (Author(family="Dabiq"), {"family": "Dabiq"}, "Dabiq", "Dabiq"),
        (
            Author(family="Day and Night", given="Ann, Jr."),
            {"family": "Day and Night", "given": "Ann, Jr."},
            "{Day and Night}, {Ann, Jr.}",
            "Day and Night, Ann, Jr.",
        ),
        (
            Author(organisation="Rand and Partners, Inc."),
            {"literal": "Rand and Partners, Inc."},
            "{Rand and Partners, Inc.}",
            "Rand and Partners, Inc.",
        ),
    ],
)
def test_persons_are_cited_as_persons_and_organisations_as_organisations(
    author: Author, in_csl: dict[str, str], in_bibtex: str, in_ris: str
) -> None:
    corpus = change(author=author)
    items = read_csl(export(csl.write, corpus))
    assert items[ID]["author"] == [in_csl]
    assert f"  author = {{{in_bibtex}}},\n" in export(bibtex.write, corpus)
    assert read_ris(export(ris.write, corpus))[ID]["authors"] == [in_ris]
    (line,) = render([items[ID]])
    assert (author.organisation or author.family) in line


def test_the_one_author_who_is_named_is_a_person() -> None:
    items = {item["id"]: item["author"] for item in shipped_csl().values() if "author" in item}
    (dataset, *authors) = items.values()
    assert [*dataset[0]] == ["literal"]
    assert authors
    assert all(author == [{"family": "Klein", "given": "John"}] for author in authors)
    assert shipped_lines()["transatlantic-magazine-2017-05-13"].startswith("Klein, J. (2017)")


def test_a_copy_that_is_known_is_cited() -> None:
    archived = "https://archive.example.org/2017/page"
    corpus = change(retrieved="2017-05-20", archived_url=archived)
    item = read_csl(export(csl.write, corpus))[ID]
    assert item["accessed"] == {"date-parts": [[2017, 5, 20]]}
    assert item["archive_location"] == archived
    entry = read_bibtex(export(bibtex.write, corpus))[ID]
    assert entry["urldate"] == "2017-05-20"
    record = read_ris(export(ris.write, corpus))[ID]
    assert record["access_date"] == "2017/05/20/"
    assert record["unknown_tag"]["AV"] == [archived]  # rispy has no name for it
    said = f"Of the copy: An archived copy: {archived}; retrieved on 20 May 2017."
    for notes in (item["note"], entry["annote"], "\n".join(record["notes"])):
        assert said in notes.splitlines()


def test_a_copy_that_is_not_known_is_said_to_be_unknown() -> None:
    said = "Of the copy: No archived copy is known; the day of retrieval was not recorded."
    for article in SHIPPED.articles:
        assert said in shipped_csl()[article.id]["note"].splitlines()


def test_articles_that_share_text_say_so_in_their_citations() -> None:
    for one, other in (
        ("newcoldwar-2017-05-03", "tabnak-2017-05-03"),
        ("tabnak-2017-05-03", "newcoldwar-2017-05-03"),
    ):
        for notes in (
            shipped_csl()[one]["note"],
            shipped_bibtex()[one]["annote"],
            "\n".join(shipped_ris()[one]["notes"]),
        ):
            assert f"Not independent of {other}: Three sentences" in notes
