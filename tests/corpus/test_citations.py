"""What is cited, and that every format of reference managers holds it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus import Corpus
from corpus.exports import bibtex, csl, ris
from corpus.exports.citations import DATASET_ID, cite_in_words, list_citations
from corpus.exports.dataset import RIGHTS, load_dataset
from corpus.exports.scope import Scope
from corpus.provenance import Author
from tests.corpus.citations import (
    SHIPPED,
    read_bibtex,
    read_csl,
    read_ris,
    shipped_bibtex,
    shipped_csl,
    shipped_ris,
)
from tests.corpus.exports import BASE, export, extract_from
from tests.loops import each


def test_everything_there_is_can_be_cited_once() -> None:
    ids = [
        DATASET_ID,
        *(article.id for article in SHIPPED.articles),
        *(passage.id for passage in SHIPPED.passages),
    ]
    assert len({*ids}) == len(ids)
    assert [*shipped_csl()] == [*shipped_bibtex()] == [*shipped_ris()] == ids


@each("passage", SHIPPED.passages, ids=lambda each: each.id)
def test_a_passage_is_cited_with_its_words_and_who_speaks(passage: Any) -> None:
    article = SHIPPED.article(passage.article)
    assert article is not None
    item = shipped_csl()[passage.id]
    assert item["abstract"] == passage.quote
    assert (item["title"], item["container-title"]) == (article.cited_title, article.outlet)
    assert f"Passage: {passage.id}, of the article {article.id}\n" in item["note"]
    assert f"View: {BASE}/?passage={passage.id}\n" in item["note"]
    assert (f"Speaker: {passage.speaker}\n" in item["note"]) == bool(passage.speaker)


def test_the_data_set_is_cited_with_its_version_licence_and_address() -> None:
    dataset = load_dataset()
    item, entry, record = (
        shipped_csl()[DATASET_ID],
        shipped_bibtex()[DATASET_ID],
        shipped_ris()[DATASET_ID],
    )
    assert item["type"] == "dataset"
    assert item["version"] == entry["version"] == record["edition"] == dataset.version
    assert item["URL"] == entry["url"] == record["urls"][0] == f"{BASE}/"
    for notes in (item["note"], entry["annote"], "\n".join(record["notes"])):
        lines = notes.splitlines()
        assert f"Licence: {dataset.licence} {dataset.licence_url}" in lines
        assert f"Rights: {RIGHTS}" in lines
        assert f"Method: {dataset.method}" in lines
        assert f"Citation: {dataset.citation}" in lines
        assert f"Data released: {dataset.released}" in lines
        assert f"View: {BASE}/" in lines
        assert "Filters: none: all the data" in lines


def test_an_address_without_a_host_is_not_given_as_one() -> None:
    dataset = next(list_citations(extract_from(SHIPPED, base="")))
    assert dataset.url == ""
    assert "View: /" in dataset.notes


def test_the_filters_choose_what_is_cited_and_are_said() -> None:
    scope = Scope(zones=("south",), outlets=("TASS",), as_of=date(2017, 5, 6))
    items = read_csl(export(csl.write, SHIPPED, scope))
    dataset = items.pop(DATASET_ID)
    assert dataset["URL"] == f"{BASE}/?zone=south&asof=2017-05-06"
    assert "Filters: zone south; outlet TASS; asof 2017-05-06" in dataset["note"].splitlines()
    assert "Status: the memorandum signed (tass-signing" in dataset["note"]
    assert {item["container-title"] for item in items.values()} == {"TASS"}
    assert len(items) < len(SHIPPED.passages)


def test_a_passage_that_is_asked_for_is_cited_alone() -> None:
    scope = Scope(passages=("tass-signing",))
    assert [*read_bibtex(export(bibtex.write, SHIPPED, scope))] == ["tass-signing"]
    assert [*read_ris(export(ris.write, SHIPPED, scope))] == ["tass-signing"]


def test_a_quotation_in_words_has_its_source() -> None:
    article = SHIPPED.articles[0].model_copy(
        update={"title": "A title", "title_supplied": False, "published": "2017-05-05"}
    )
    words = cite_in_words("It ends.", "A person, in a paper", article)
    assert words == f"“It ends.”\nA person, in a paper: A title, 5 May 2017\n{article.url}"
    # Quotation marks of its own are kept, and told apart from ours.
    assert cite_in_words("He said “no”.", "X", article).startswith("‘He said “no”.’\n")


@pytest.mark.parametrize(
    ("published", "issued", "in_ris"),
    [
        ("2017-05-02", {"date-parts": [[2017, 5, 2]]}, "2017/05/02/"),
        (
            "2017-05-02~",
            {"date-parts": [[2017, 5, 2]], "circa": True},
            "2017/05/02/about 2 May 2017",
        ),
        ("2017-05", {"date-parts": [[2017, 5]]}, "2017/05//"),
        ("2017", {"date-parts": [[2017]]}, "2017///"),
        ("2017~", {"date-parts": [[2017]], "circa": True}, "2017///about 2017"),
        (
            "2017-05-21/2017-05-31~",
            {"date-parts": [[2017, 5, 21], [2017, 5, 31]], "circa": True},
            "2017/05/21/late May 2017",
        ),
        (
            "2017-05-03/2017-05-04",
            {"date-parts": [[2017, 5, 3], [2017, 5, 4]]},
            "2017/05/03/3–4 May 2017",
        ),
        (
            "[2017-05-04,2017-05-06]",
            {"literal": "4 or 6 May 2017"},
            "2017///4 or 6 May 2017",
        ),
        ("../2017-06-04", {"literal": "by 4 June 2017"}, "2017///by 4 June 2017"),
        ("../2017-05-31~", {"literal": "by late May 2017"}, "2017///by late May 2017"),
        ("2017-05-31/..", {"literal": "from 31 May 2017 on"}, "2017///from 31 May 2017 on"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(
    published: str, issued: dict[str, Any], in_ris: str
) -> None:
    article = SHIPPED.articles[0].model_copy(update={"published": published})
    corpus = Corpus(articles=(article,))
    assert read_csl(export(csl.write, corpus))[article.id]["issued"] == issued
    entry = read_bibtex(export(bibtex.write, corpus))[article.id]
    assert entry["year"] == "2017"
    # biblatex reads no sets: they are in words.
    is_set = published.startswith("[")
    assert entry.get("date", "") == ("" if is_set else published)
    assert entry.get("note", "") == (issued["literal"] if is_set else "")
    assert read_ris(export(ris.write, corpus))[article.id]["date"] == in_ris


def test_the_articles_without_a_printed_date_are_cited_with_about() -> None:
    undated = ["vestnik-kavkaza-2017-05-02", "tabnak-2017-05-03"]
    assert sorted(
        key for key, item in shipped_csl().items() if "circa" in item["issued"]
    ) == sorted(
        undated + [passage.id for passage in SHIPPED.passages if passage.article in undated]
    )


def make_corpus(text: str) -> Corpus:
    """Return a corpus whose one article and passage say nothing but these words."""
    article = SHIPPED.articles[0].model_copy(
        update={
            "title": text,
            "outlet": text,
            "reprints": text,
            "author": Author(organisation=text),
            "notes": "",
            "title_supplied": False,
        }
    )
    passage = next(each for each in SHIPPED.passages if each.article == article.id)
    return Corpus(
        articles=(article,), passages=(passage.model_copy(update={"quote": text, "speaker": text}),)
    )


words = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1).map(
    # RIS holds no space at the edges of a line.
    lambda text: text.strip() or "x"
)


@settings(max_examples=40)
@given(words)
@example("إدلب وريفها: «مناطق خفض التصعيد» – الغوطة الشرقية")
@example("Maʿarrat an-Nuʿmān, Ḥalab, Qalʿat al-Maḍīq; Çavuşoğlu, Жайнаков")
@example(r"50 % of \alpha & #1_2 costs $5, or $6 {or} }{ ~ ^ < > | -- --- '' ``" + ' " @misc{x,')
@example("!` ?` ,, ``` ,,,")
@example("TY  - JOUR")
@example("ER  - ")
def test_any_words_survive_in_every_format(text: str) -> None:
    text = text.strip()
    corpus = make_corpus(text)
    article, passage = corpus.articles[0].id, corpus.passages[0].id
    items = read_csl(export(csl.write, corpus))
    entries = read_bibtex(export(bibtex.write, corpus))
    records = read_ris(export(ris.write, corpus))
    assert [*items] == [*entries] == [*records] == [DATASET_ID, article, passage]
    assert items[article]["title"] == items[passage]["abstract"] == text
    assert items[article]["author"] == [{"literal": text}]
    assert entries[article]["title"] == entries[passage]["abstract"] == text
    assert entries[article]["author"] == entries[article]["howpublished"] == text
    assert records[article]["title"] == records[passage]["abstract"] == text
    assert records[article]["authors"] == [text]
    for notes in (items[passage]["note"], entries[passage]["annote"]):
        assert f"Speaker: {text}\n" in notes
    assert f"Speaker: {text}" in records[passage]["notes"]


def test_lines_of_a_text_begin_no_field_and_no_record() -> None:
    corpus = make_corpus("one\nER  - \r\nTY  - JOUR\nTI  - two")
    records = read_ris(export(ris.write, corpus))
    assert [*records] == [DATASET_ID, corpus.articles[0].id, corpus.passages[0].id]
    assert records[corpus.articles[0].id]["title"] == "one ER  -  TY  - JOUR TI  - two"


def test_an_address_cannot_end_its_field() -> None:
    article = SHIPPED.articles[0].model_copy(update={"url": "https://example.org/a_b%20{c}?d&e"})
    entries = read_bibtex(export(bibtex.write, Corpus(articles=(article,))))
    assert entries[article.id]["url"] == "https://example.org/a_b%20%7Bc%7D?d&e"
