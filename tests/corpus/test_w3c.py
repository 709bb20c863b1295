import json
from pathlib import Path
from typing import Any

import pytest

from corpus import Corpus, load
from corpus.w3c import annotations, encode

SHIPPED = load()
COLLECTION = json.loads(encode(annotations(SHIPPED)))
PAGE = COLLECTION["first"]
ITEMS = {item["id"].rpartition(":")[2]: item for item in PAGE["items"]}


def values(item: dict[str, Any], purpose: str) -> list[str]:
    return [body["value"] for body in item["body"] if body["purpose"] == purpose]


def test_the_collection_is_one_of_the_data_model() -> None:
    assert COLLECTION["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert COLLECTION["type"] == "AnnotationCollection"
    assert PAGE["type"] == "AnnotationPage"
    assert PAGE["partOf"] == COLLECTION["id"]
    assert COLLECTION["total"] == len(PAGE["items"]) == len(SHIPPED.passages)


def test_there_is_an_annotation_for_each_passage() -> None:
    assert list(ITEMS) == [passage.id for passage in SHIPPED.passages]


@pytest.mark.parametrize("passage", SHIPPED.passages, ids=lambda passage: passage.id)
def test_an_annotation_leads_back_to_its_words(passage: Any) -> None:
    item = ITEMS[passage.id]
    article = SHIPPED.article(passage.article)
    assert article is not None
    assert item["type"] == "Annotation"
    assert values(item, "tagging") == list(passage.zones)
    assert values(item, "classifying") == [passage.topic]
    target = item["target"]
    assert target["source"].endswith(passage.article)
    assert target["schema:isPartOf"]["schema:url"] == article.url
    quote, position = target["selector"]
    assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    body = article.body
    assert body[position["start"] : position["end"]] == quote["exact"] == passage.quote
    around = quote["prefix"] + quote["exact"] + quote["suffix"]
    assert body.count(around) == 1
    assert body.index(around) + len(quote["prefix"]) == position["start"]
    assert len(quote["prefix"]) <= 32
    assert len(quote["suffix"]) <= 32


def test_the_same_corpus_gives_the_same_bytes() -> None:
    assert encode(annotations(load())) == encode(annotations(SHIPPED))


def test_speaker_and_note_are_kept_in_words(folder: Path) -> None:
    items = annotations(load(folder))["first"]["items"]
    assert values(items[1], "describing") == ["Speaker: a passer-by", "Note: Weather."]
    assert values(items[0], "describing") == []


def test_an_empty_corpus_gives_an_empty_collection() -> None:
    assert annotations(Corpus())["total"] == 0
