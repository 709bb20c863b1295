"""The parts of records in the Linked Places Format: names, times, shapes and citations."""

from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from corpus import edtf
from corpus.agreement import AGREEMENT
from corpus.exports.dataset import Dataset
from corpus.records import Article, Passage, attribute
from geodata.exports.rounding import DECIMALS, tidy
from geodata.records import Place, Zone
from geodata.records.country import COUNTRY
from geodata.records.posts import Post

BASE = AGREEMENT.urn


def name_record(identifier: str, title: str) -> dict[str, Any]:
    """Return the properties that each record has."""
    # Zones are clipped to the country's border, and the gazetteer is of places in it.
    return {"title": title, "ccodes": [COUNTRY.iso_a2], "identifier": identifier}


def list_names(record: Zone | Place | Post, dataset: Dataset) -> list[dict[str, Any]]:
    """Return the names that a record has, in their languages."""
    others = () if isinstance(record, Post) else record.alt_names
    citation = {"@id": f"{BASE}dataset", "label": dataset.citation}
    names: list[dict[str, Any]] = [
        {"toponym": record.name, "lang": "en", "citations": [citation]},
        *({"toponym": name} for name in others),
    ]
    if record.name_ar:
        names.append({"toponym": record.name_ar, "lang": "ar", "citations": [citation]})
    return names


def make_type(label: str) -> dict[str, Any]:
    """Return a type in our own words."""
    # No published vocabulary has a concept that is surely the same.
    return {"label": label, "sourceLabels": [{"label": label, "lang": "en"}]}


def make_timespan(date: str) -> dict[str, dict[str, str]]:
    """Return a time of EDTF as the format has it."""
    # The format leaves out EDTF's mark of what is approximate, and has no sets.
    span = edtf.parse(date)
    if span.choices or span.is_open:
        end = {"latest": span.latest.isoformat()} if span.latest else {}
        # A start is required: an open one is no later than the end.
        start = {"earliest": span.earliest.isoformat()} if span.earliest else end
        return {"start": start} | ({"end": end} if end else {})
    first, _, last = date.replace("~", "").partition("/")
    return {"start": {"in": first}} | ({"end": {"in": last}} if last else {})


def make_stay(set_up: str, given_up: str) -> dict[str, dict[str, str]]:
    """Return from when to when something stood, each a time of EDTF; an unknown end is empty."""
    return {"start": _make_moment(set_up)} | ({"end": _make_moment(given_up)} if given_up else {})


def _make_moment(date: str) -> dict[str, str]:
    span = edtf.parse(date)
    if span.earliest is not None and span.earliest == span.latest:
        return {"in": span.earliest.isoformat()}
    # Of an open start the last day is known.
    earliest = {"earliest": span.earliest.isoformat()} if span.earliest else {}
    return earliest | {"latest": span.last_named.isoformat()}


def make_geometry(geometry: BaseGeometry, tolerance_km: float | None = None) -> dict[str, Any]:
    """Return a shape; with a tolerance, one that lies anywhere within so many kilometres of it."""
    [tidied] = tidy([geometry])
    return {
        **mapping(tidied),
        "geowkt": shapely.to_wkt(tidied, rounding_precision=DECIMALS),
        **(
            {"approximation": {"type": "gvp:approximateLocation", "tolerance": tolerance_km}}
            if tolerance_km
            else {}
        ),
    }


def cite_evidence(zone: Zone) -> list[dict[str, Any]]:
    """Return what the stretches of a zone rest on, each once."""
    return [
        cite_passage(found.passage, found.article)
        if found.passage and found.article
        else {"@id": found.source, "label": found.link.label if found.link else found.source}
        for found in dict.fromkeys(one for stretch in zone.stretches for one in stretch.rests_on)
    ]


def cite_article(article: Article) -> dict[str, Any]:
    """Return an article as a citation."""
    return {
        "@id": article.url,
        "label": f"{article.outlet}: {article.cited_title} ({article.published})",
    }


def cite_passage(passage: Passage, article: Article) -> dict[str, Any]:
    """Return a passage as a citation."""
    return {
        "@id": f"{BASE}passage:{passage.id}",
        "label": f"{article.outlet} ({article.published}): “{passage.quote}”",
        "source": article.url,
    }


def quote_passage(passage: Passage, article: Article) -> dict[str, Any]:
    """Return a passage as a description."""
    return {
        "@id": f"{BASE}passage:{passage.id}",
        "value": passage.quote,
        "lang": "en",
        "source": article.url,
        "label": attribute(passage, article),
    }
