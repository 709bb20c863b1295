"""Zones and places in the Linked Places Format 1.2: GeoJSON that is also linked data.

See https://github.com/LinkedPasts/linked-places-format. Its media type here is that of JSON-LD,
which is registered for the extension ``jsonld``; a program for GeoJSON reads it all the same.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from corpus import edtf
from corpus.agreement import AGREEMENT
from corpus.background_records import Link
from corpus.collection import Corpus
from corpus.exports.dataset import Dataset
from corpus.identifiers import find_address
from corpus.records import Article, Passage, attribute
from geodata import wording
from geodata.exports.extract import MapExtract
from geodata.exports.layers import Feature, list_features
from geodata.exports.rounding import DECIMALS, tidy
from geodata.records import Place, Relation, Zone
from geodata.records.country import COUNTRY

MEDIA_TYPE = "application/ld+json"

_BASE = AGREEMENT.urn
_CONTEXT = [
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld",
    # What the format's text has and its context lacks, and what an export says of itself.
    {
        "geowkt": "http://www.opengis.net/ont/geosparql#asWKT",
        "source": {"@id": "http://purl.org/dc/terms/source", "@type": "@id"},
        "metadata": {"@id": "http://purl.org/dc/terms/provenance", "@type": "@json"},
    },
]
# Of the zones' properties, those that the format has no member of its own for.
_FACTS = (
    "governorates",
    "as_of",
    "uncertainty_km_min",
    "uncertainty_km_max",
    "area_km2",
    "area_core_km2",
    "area_possible_km2",
    "ended",
    "version",
    "licence",
)
# The format's three words for certainty.
_EXTENTS: dict[wording.Extent, str] = {
    "drawn": "less-certain",
    "core": "certain",
    "possible": "uncertain",
}
_RELATION_TYPES: dict[Relation, str] = {
    "inside": "gvp:broaderPartitive",
    "outside_near": "gvp:tgn3000_related_to",
    "contested_or_unknown": "gvp:tgn3000_related_to",
}
# What the gazetteer's ranks stand for.
_RANKS = {1: "capital of a governorate", 2: "larger town", 3: "place"}
_GEONAMES_ID = re.compile(r"GeoNames (\d+)")


def write(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return the zones or the places as a FeatureCollection in UTF-8, a feature a piece.

    A feature is the agreement's URN and ``zone:`` or ``place:`` and its id; a passage in a
    zone's descriptions has the same name as among the Web Annotations.

    Raises
    ------
    KeyError
        If the format has no such layer.
    """
    dataset = extract.about.dataset
    head = {
        "type": "FeatureCollection",
        "@context": _CONTEXT,
        "title": dataset.title,
        "license": dataset.licence_url,
        "metadata": extract.about.describe(),
    }
    yield _encode(head).removesuffix("}").encode() + b',"features":['
    for number, feature in enumerate(_MAKERS[layer](extract)):
        yield f"{',' if number else ''}\n{_encode(feature)}".encode()
    yield b"\n]}\n"


def _make_zones(extract: MapExtract) -> Iterator[dict[str, Any]]:
    features = list_features("zones", extract)
    for zone, feature in zip(extract.atlas.zones, features, strict=True):
        yield _make_zone(zone, feature, extract)


def _make_zone(zone: Zone, feature: Feature, extract: MapExtract) -> dict[str, Any]:
    whole = extract.whole
    facts = {name: feature.properties[name] for name in _FACTS if name in feature.properties}
    sources = [
        article
        for source in feature.properties["sources"]
        if (article := whole.article(source["id"])) is not None
    ]
    described_by = [whole.passage(passage) for passage in zone.described_by]
    return {
        "@id": f"{_BASE}zone:{zone.id}",
        "type": "Feature",
        "properties": _name_record(zone.id, zone.name) | facts,
        "when": {
            "timespans": [_make_timespan(zone.as_of)],
            "label": "the time that the outline stands for",
        },
        "names": _list_names(zone, extract.about.dataset),
        "types": [_make_type(AGREEMENT.zone_type)],
        "geometry": {
            "type": "GeometryCollection",
            "geometries": [
                _make_geometry(getattr(zone, extent))
                | {"label": wording.describe_extent(extent), "certainty": certainty}
                | ({"citations": _cite_evidence(zone)} if extent == "drawn" else {})
                for extent, certainty in _EXTENTS.items()
            ],
        },
        "links": [
            *({"type": "subjectOf", "identifier": article.url} for article in sources),
            *({"type": "subjectOf", "identifier": url} for url in _list_agreements(zone, whole)),
            *({"type": "seeAlso", "identifier": url} for url in _list_background(zone, whole)),
        ],
        "descriptions": [
            {
                "value": zone.description,
                "lang": "en",
                "citations": [
                    _cite_passage(passage, whole.article_of(passage))
                    for passage in described_by
                    if passage is not None
                ],
            },
            *({"value": text, "lang": "en"} for text in (zone.name_note, zone.method) if text),
            *(
                _quote(passage, whole.article_of(passage))
                for passage in extract.corpus.passages_of_zone(zone.id)
            ),
        ],
        "citations": [_cite_article(article) for article in sources],
    }


def _list_background(zone: Zone, whole: Corpus) -> Iterable[str]:
    """Return the addresses of a zone's background, each once."""
    links = [link for fact in zone.background for link in fact.links]
    for event in whole.background_dates:
        if zone.id in event.zones:
            links += event.links
    return dict.fromkeys(link.url for link in links)


def _list_agreements(zone: Zone, whole: Corpus) -> Iterable[str]:
    """Return what other collections hold of the agreements on a zone, each once."""
    dated = (one for one in whole.identified_dates if zone.id in one.zones)
    names = (name for one in dated for name in one.identifiers)
    return dict.fromkeys(map(find_address, names))


def _make_places(extract: MapExtract) -> Iterator[dict[str, Any]]:
    for place in extract.atlas.places:
        yield _make_place(place, extract)


def _make_place(place: Place, extract: MapExtract) -> dict[str, Any]:
    record = _GEONAMES_ID.match(place.coordinate_source)
    geonames = {"@id": f"https://sws.geonames.org/{record[1]}/"} if record else {}
    zone = extract.whole_atlas.zone(place.zone)
    feature: dict[str, Any] = {
        "@id": f"{_BASE}place:{place.id}",
        "type": "Feature",
        "properties": _name_record(place.id, place.name),
        "when": {
            "timespans": [_make_timespan(COUNTRY.status_year)],
            "label": "the year that the gazetteer is of",
        },
        "names": _list_names(place, extract.about.dataset),
        "types": [_make_type(_RANKS[place.rank])],
        "geometry": _make_geometry(place.point)
        | {"citations": [geonames | {"label": place.coordinate_source}]},
    }
    if geonames:
        feature["links"] = [{"type": "closeMatch", "identifier": geonames["@id"]}]
    if zone:
        feature["relations"] = [_relate(place, zone, extract.atlas.status_links(place))]
    return feature


def _relate(place: Place, zone: Zone, links: Iterable[Link]) -> dict[str, Any]:
    assert place.relation  # a place that has a zone has a relation to it
    relation: dict[str, Any] = {
        "relationType": _RELATION_TYPES[place.relation],
        "relationTo": f"{_BASE}zone:{zone.id}",
        "label": wording.describe_relation(place.relation, zone),
        "when": {"timespans": [_make_timespan(COUNTRY.status_year)]},
        "citations": [{"@id": link.url, "label": link.label} for link in links],
    }
    # How sure the others are is not recorded.
    if place.relation == "contested_or_unknown":
        relation["certainty"] = "uncertain"
    return relation


def _name_record(identifier: str, title: str) -> dict[str, Any]:
    # Zones are clipped to the country's border, and the gazetteer is of places in it.
    return {"title": title, "ccodes": [COUNTRY.iso_a2], "identifier": identifier}


def _list_names(record: Zone | Place, dataset: Dataset) -> list[dict[str, Any]]:
    citation = {"@id": f"{_BASE}dataset", "label": dataset.citation}
    names: list[dict[str, Any]] = [
        {"toponym": record.name, "lang": "en", "citations": [citation]},
        *({"toponym": name} for name in record.alt_names),
    ]
    if record.name_ar:
        names.append({"toponym": record.name_ar, "lang": "ar", "citations": [citation]})
    return names


def _make_type(label: str) -> dict[str, Any]:
    # No published vocabulary has a concept that is surely the same.
    return {"label": label, "sourceLabels": [{"label": label, "lang": "en"}]}


def _make_timespan(date: str) -> dict[str, dict[str, str]]:
    # The format leaves out EDTF's mark of what is approximate, and has no sets.
    span = edtf.parse(date)
    if span.choices or span.is_open:
        end = {"latest": span.latest.isoformat()} if span.latest else {}
        # A start is required: an open one is no later than the end.
        start = {"earliest": span.earliest.isoformat()} if span.earliest else end
        return {"start": start} | ({"end": end} if end else {})
    first, _, last = date.replace("~", "").partition("/")
    return {"start": {"in": first}} | ({"end": {"in": last}} if last else {})


def _make_geometry(geometry: BaseGeometry) -> dict[str, Any]:
    [tidied] = tidy([geometry])
    return {
        **mapping(tidied),
        "geowkt": shapely.to_wkt(tidied, rounding_precision=DECIMALS),
    }


def _cite_evidence(zone: Zone) -> list[dict[str, Any]]:
    """Return what the stretches of a zone rest on, each once."""
    return [
        _cite_passage(found.passage, found.article)
        if found.passage and found.article
        else {"@id": found.source, "label": found.link.label if found.link else found.source}
        for found in dict.fromkeys(one for stretch in zone.stretches for one in stretch.rests_on)
    ]


def _cite_article(article: Article) -> dict[str, Any]:
    return {
        "@id": article.url,
        "label": f"{article.outlet}: {article.cited_title} ({article.published})",
    }


def _cite_passage(passage: Passage, article: Article) -> dict[str, Any]:
    return {
        "@id": f"{_BASE}passage:{passage.id}",
        "label": f"{article.outlet} ({article.published}): “{passage.quote}”",
        "source": article.url,
    }


def _quote(passage: Passage, article: Article) -> dict[str, Any]:
    return {
        "@id": f"{_BASE}passage:{passage.id}",
        "value": passage.quote,
        "lang": "en",
        "source": article.url,
        "label": attribute(passage, article),
    }


_MAKERS: dict[str, Callable[[MapExtract], Iterable[dict[str, Any]]]] = {
    "zones": _make_zones,
    "places": _make_places,
}
LAYERS: tuple[str, ...] = tuple(_MAKERS)


def _encode(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
