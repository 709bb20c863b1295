"""The passages as W3C Web Annotations in JSON-LD.

See https://www.w3.org/TR/annotation-model/. The source of a target is the article's text as it is
stored here, because positions hold for that text and not for the page it came from; the page's
address stands beside it.
"""

import json
from collections.abc import Iterable
from typing import Any

from corpus.agreement import AGREEMENT
from corpus.exports.dataset import RIGHTS
from corpus.exports.extract import About, Extract
from corpus.provenance import Author
from corpus.records import Article, Passage

MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'

_BASE = AGREEMENT.urn
_CONTEXT_LENGTH = 32  # code points of prefix and suffix


def write(extract: Extract, layer: str) -> Iterable[bytes]:
    """Return the passages of an extract as an AnnotationCollection in JSON-LD, in UTF-8."""
    yield (json.dumps(_collect(extract), ensure_ascii=False, indent=1) + "\n").encode()


def _collect(extract: Extract) -> dict[str, Any]:
    """Return an AnnotationCollection whose one page holds an annotation for each passage.

    Passages stand in the order of their file. Of an annotation's bodies, those with the purpose
    ``tagging`` are zone ids, the one with ``classifying`` is the topic, and those with
    ``describing`` are in words. Positions count Unicode code points in the article's body.
    """
    corpus = extract.corpus
    items = [_annotate(passage, corpus.article_of(passage)) for passage in corpus.passages]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{_BASE}annotations",
        "type": "AnnotationCollection",
        "label": AGREEMENT.annotations,
        **_describe_export(extract.about),
        "total": len(items),
        "first": {
            "id": f"{_BASE}annotations:1",
            "type": "AnnotationPage",
            "partOf": f"{_BASE}annotations",
            "startIndex": 0,
            "items": items,
        },
    }


def _describe_export(about: About) -> dict[str, Any]:
    """Return what an export says of itself, in terms that the annotations' context knows."""
    dataset = about.dataset
    return {
        "creator": [
            {"type": "Organization" if author.organisation else "Person", "name": author.name}
            for author in dataset.authors
        ],
        "rights": dataset.licence_url,
        "dc:rights": RIGHTS,
        "dcterms:title": dataset.title,
        "dcterms:bibliographicCitation": dataset.citation,
        "schema:version": dataset.version,
        "schema:dateCreated": about.made,
        "schema:measurementTechnique": dataset.method,
        "schema:url": about.view,
        "schema:additionalProperty": [
            {"type": "schema:PropertyValue", "schema:name": name, "schema:value": limits}
            for name, limits in about.filters.items()
        ],
        "schema:hasPart": [
            {
                "type": "schema:CreativeWork",
                "schema:text": text,
                "schema:isBasedOn": [{"id": _name_passage(passage)} for passage in passages],
            }
            for text, passages in about.status
        ],
    }


def _annotate(passage: Passage, article: Article) -> dict[str, Any]:
    return {
        "id": _name_passage(passage.id),
        "type": "Annotation",
        "motivation": ["tagging", "classifying"] if passage.zones else "classifying",
        "body": _describe(passage),
        "target": {
            "type": "SpecificResource",
            "source": _name_article(article.id),
            "selector": _select(passage, article),
            "schema:isPartOf": {
                "type": "schema:Article",
                "schema:url": article.url,
                "schema:headline": article.cited_title,
                **({"schema:author": _describe_author(article.author)} if article.author else {}),
                "schema:publisher": article.outlet,
                "schema:datePublished": article.published,
                "schema:description": f"{article.about_outlet} {article.copy_note}",
                **({"schema:archivedAt": article.archived_url} if article.archived_url else {}),
                # Of the same text, so that the two are not independent.
                "dcterms:relation": [
                    {"id": _name_article(one.article), "schema:description": one.note}
                    for one in article.shares_with
                ],
            },
        },
    }


def _describe_author(author: Author) -> dict[str, str]:
    if author.organisation:
        return {"type": "schema:Organization", "schema:name": author.organisation}
    return {
        "type": "schema:Person",
        "schema:familyName": author.family,
        "schema:givenName": author.given,
    }


def _name_article(article_id: str) -> str:
    return f"{_BASE}article:{article_id}"


def _name_passage(passage_id: str) -> str:
    return f"{_BASE}passage:{passage_id}"


def _describe(passage: Passage) -> list[dict[str, str]]:
    bodies = [_text_body("tagging", zone) for zone in passage.zones]
    bodies.append(_text_body("classifying", passage.topic))
    if passage.speaker:
        bodies.append(_text_body("describing", f"Speaker: {passage.speaker}"))
    if passage.note:
        bodies.append(_text_body("describing", f"Note: {passage.note}"))
    return bodies


def _text_body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _select(passage: Passage, article: Article) -> list[dict[str, Any]]:
    body, start, end = article.body, passage.start, passage.end
    return [
        {
            "type": "TextQuoteSelector",
            "exact": body[start:end],
            "prefix": body[max(0, start - _CONTEXT_LENGTH) : start],
            "suffix": body[end : end + _CONTEXT_LENGTH],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]
