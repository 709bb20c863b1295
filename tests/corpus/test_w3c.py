"""The W3C Web Annotations, read as JSON-LD by PyLD: properties by their IRI, not by our names."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from corpus import Corpus, load
from corpus.exports import w3c
from corpus.exports.dataset import RIGHTS, load_dataset
from corpus.exports.scope import Scope
from corpus.records import Passage
from tests.corpus.exports import BASE, export
from tests.loops import each
from tests.shipped import load_corpus

CONTEXT_ADDRESS = "http://www.w3.org/ns/anno.jsonld"
CONTEXT = json.loads(
    (Path(__file__).parent / "published" / "anno.jsonld").read_text(encoding="utf-8")
)
ARTICLES = Path(w3c.__file__).parents[1] / "articles"
AS = "http://www.w3.org/ns/activitystreams#"
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SCHEMA = "http://schema.org/"


def read_context(address: str, options: dict[str, Any]) -> dict[str, Any]:
    assert address == CONTEXT_ADDRESS
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": CONTEXT,
    }


def expand(document: Any) -> dict[str, Any]:
    (node,) = jsonld.expand(document, {"documentLoader": read_context})
    assert isinstance(node, dict)
    return node


def values(node: dict[str, Any], iri: str) -> list[Any]:
    """Return the plain values of a property: literals, and what is named by an IRI."""
    return [each.get("@value", each.get("@id")) for each in node.get(iri, [])]


def items_of(collection: dict[str, Any]) -> list[dict[str, Any]]:
    (page,) = collection[f"{AS}first"]
    (items,) = page[f"{AS}items"]
    listed = items["@list"]
    assert isinstance(listed, list)
    return listed


def bodies(item: dict[str, Any], purpose: str) -> list[str]:
    return [
        value
        for body in item[f"{OA}hasBody"]
        if values(body, f"{OA}hasPurpose") == [f"{OA}{purpose}"]
        for value in values(body, f"{RDF}value")
    ]


def names_in(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            yield name
            yield from names_in(value)
    elif isinstance(part, list):
        for value in part:
            yield from names_in(value)


SHIPPED = load_corpus()
DAY = Scope(zones=("idlib",), as_of=date(2017, 5, 6))
COMPACT = json.loads(export(w3c.write, SHIPPED, DAY))


# Expanded by those who look at them: every worker imports this module.
@cache
def read_collection() -> dict[str, Any]:
    return expand(json.loads(export(w3c.write, SHIPPED)))


@cache
def read_limited() -> dict[str, Any]:
    return expand(COMPACT)


@cache
def read_items() -> dict[str, dict[str, Any]]:
    return {item["@id"].rpartition(":")[2]: item for item in items_of(read_collection())}


each_passage = each("passage", SHIPPED.passages, ids=lambda each: each.id)


def test_the_collection_is_one_of_the_data_model() -> None:
    assert COMPACT["@context"] == CONTEXT_ADDRESS
    assert read_collection()["@type"] == [f"{AS}OrderedCollection"]
    (page,) = read_collection()[f"{AS}first"]
    assert page["@type"] == [f"{AS}OrderedCollectionPage"]
    assert values(page, f"{AS}partOf") == [read_collection()["@id"]]
    assert values(page, f"{AS}startIndex") == [0]


@pytest.mark.parametrize("name", sorted({*names_in(COMPACT)} - {"@context", "id", "type"}))
def test_every_property_has_an_iri(name: str) -> None:
    node = expand({"@context": CONTEXT_ADDRESS, name: {"id": "urn:something"}})
    (iri,) = node
    assert iri.startswith("http")


@pytest.mark.parametrize("scope", [Scope(), DAY, Scope(topics=("aid",)), Scope(outlets=("TASS",))])
def test_the_total_is_that_of_the_passages_kept(scope: Scope) -> None:
    collection = expand(json.loads(export(w3c.write, SHIPPED, scope)))
    assert values(collection, f"{AS}totalItems") == [len(items_of(collection))]
    assert (len(items_of(collection)) == len(SHIPPED.passages)) == (scope == Scope())


def test_there_is_an_annotation_for_each_passage() -> None:
    assert list(read_items()) == [passage.id for passage in SHIPPED.passages]


@each_passage
def test_an_annotation_says_what_the_passage_is_about(passage: Passage) -> None:
    item = read_items()[passage.id]
    article = SHIPPED.article(passage.article)
    assert article is not None
    assert item["@type"] == [f"{OA}Annotation"]
    assert bodies(item, "tagging") == list(passage.zones)
    assert bodies(item, "classifying") == [passage.topic]
    (target,) = item[f"{OA}hasTarget"]
    (page,) = target[f"{SCHEMA}isPartOf"]
    assert values(page, f"{SCHEMA}url") == [article.url]
    assert values(page, f"{SCHEMA}publisher") == [article.outlet]
    assert values(page, f"{SCHEMA}datePublished") == [article.published]


@pytest.mark.parametrize("published", ["[2017-05-04,2017-05-06]", "../2017-06-04", "2017-05/.."])
def test_a_date_of_any_form_is_the_record_s(published: str) -> None:
    passage = SHIPPED.passages[0]
    article = SHIPPED.article_of(passage).model_copy(update={"published": published})
    corpus = Corpus(articles=(article,), passages=(passage,))
    (item,) = items_of(expand(json.loads(export(w3c.write, corpus))))
    (target,) = item[f"{OA}hasTarget"]
    (page,) = target[f"{SCHEMA}isPartOf"]
    assert values(page, f"{SCHEMA}datePublished") == [published]


@each_passage
def test_both_selectors_find_the_same_words_in_the_article_s_file(passage: Passage) -> None:
    (target,) = read_items()[passage.id][f"{OA}hasTarget"]
    (source,) = values(target, f"{OA}hasSource")
    file = ARTICLES / f"{source.rpartition(':')[2]}.md"
    body = file.read_bytes().decode().split("\n---\n", 1)[1]
    selectors = {each["@type"][0].removeprefix(OA): each for each in target[f"{OA}hasSelector"]}
    quote, position = selectors["TextQuoteSelector"], selectors["TextPositionSelector"]
    prefix, exact, suffix = (
        values(quote, f"{OA}{part}")[0] for part in ("prefix", "exact", "suffix")
    )
    before, found, after = body.partition(prefix + exact + suffix)
    assert found
    assert prefix + exact + suffix not in found[1:] + after
    (start,), (end,) = values(position, f"{OA}start"), values(position, f"{OA}end")
    assert start == len(before) + len(prefix)
    assert body[start:end] == exact == passage.quote
    assert len(prefix) <= 32
    assert len(suffix) <= 32


def test_the_collection_says_whose_it_is_and_how_to_cite_it() -> None:
    dataset = load_dataset()
    names = [values(creator, "http://xmlns.com/foaf/0.1/name") for creator in
             read_collection()[f"{DCTERMS}creator"]]  # fmt: skip
    assert names == [[name] for name in dataset.author_names]
    for iri, value in {
        f"{DCTERMS}title": dataset.title,
        f"{DCTERMS}rights": dataset.licence_url,
        f"{DCTERMS}bibliographicCitation": dataset.citation,
        "http://purl.org/dc/elements/1.1/rights": RIGHTS,
        f"{SCHEMA}version": dataset.version,
        f"{SCHEMA}dateCreated": dataset.released,
        f"{SCHEMA}measurementTechnique": dataset.method,
        f"{SCHEMA}url": f"{BASE}/",
    }.items():
        assert values(read_collection(), iri) == [value]


def test_the_collection_says_what_it_was_limited_to_and_what_held_then() -> None:
    limits = {
        values(each, f"{SCHEMA}name")[0]: values(each, f"{SCHEMA}value")
        for each in read_limited()[f"{SCHEMA}additionalProperty"]
    }
    assert limits == {"zone": ["idlib"], "asof": ["2017-05-06"]}
    assert values(read_limited(), f"{SCHEMA}url") == [f"{BASE}/?zone=idlib&asof=2017-05-06"]
    clauses = read_limited()[f"{SCHEMA}hasPart"]
    texts = [values(clause, f"{SCHEMA}text") for clause in clauses[:2]]
    assert texts == [
        ["a nationwide ceasefire established on 30 December 2016"],
        ["the memorandum signed"],
    ]
    for clause in clauses:
        sources = [name.rpartition(":")[2] for name in values(clause, f"{SCHEMA}isBasedOn")]
        assert sources
        assert {*sources} <= {*read_items()}
    assert (
        read_collection()[f"{SCHEMA}additionalProperty"]
        == read_collection()[f"{SCHEMA}hasPart"]
        == []
    )


def test_the_same_corpus_gives_the_same_bytes() -> None:
    assert export(w3c.write, load()) == export(w3c.write, SHIPPED)


def test_speaker_and_note_are_kept_in_words(folder: Path) -> None:
    items = items_of(expand(json.loads(export(w3c.write, load(folder)))))
    assert bodies(items[1], "describing") == ["Speaker: a passer-by", "Note: Weather."]
    assert bodies(items[0], "describing") == []


def test_an_empty_corpus_gives_an_empty_collection() -> None:
    collection = expand(json.loads(export(w3c.write, Corpus())))
    assert values(collection, f"{AS}totalItems") == [0]
    assert items_of(collection) == []
