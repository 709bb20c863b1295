"""Zones, places and posts in the Linked Places Format 1.2: GeoJSON that is also linked data.

See https://github.com/LinkedPasts/linked-places-format. From later versions of it comes
``approximation``: a line or a post lies within ``tolerance`` kilometres of where it is drawn. The
media type here is that of JSON-LD, which is registered for the extension ``jsonld``; a program for
GeoJSON reads it all the same.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from corpus.agreement import AGREEMENT
from corpus.background_records import Link
from corpus.collection import Corpus
from corpus.identifiers import find_address
from geodata import wording
from geodata.exports.extract import MapExtract
from geodata.exports.layers import Feature, list_features
from geodata.exports.linked_parts import (
    BASE,
    cite_article,
    cite_evidence,
    cite_passage,
    list_names,
    make_geometry,
    make_stay,
    make_timespan,
    make_type,
    name_record,
    quote_passage,
)
from geodata.records import Place, Relation, Zone
from geodata.records.country import COUNTRY
from geodata.records.posts import Post

MEDIA_TYPE = "application/ld+json"

_CONTEXT = [
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld",
    # What the format's text has and its context lacks, and what an export says of itself.
    {
        "geowkt": "http://www.opengis.net/ont/geosparql#asWKT",
        "source": {"@id": "http://purl.org/dc/terms/source", "@type": "@id"},
        "metadata": {"@id": "http://purl.org/dc/terms/provenance", "@type": "@json"},
        "approximation": f"{BASE}approximation",
        "tolerance": f"{BASE}tolerance-km",
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
    """Return the zones, the places or the posts as a FeatureCollection in UTF-8, a feature a piece.

    A feature is the agreement's URN and ``zone:``, ``place:`` or ``post:`` and its id; a passage
    in a zone's descriptions has the same name as among the Web Annotations.

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
        "@id": f"{BASE}zone:{zone.id}",
        "type": "Feature",
        "properties": name_record(zone.id, zone.name) | facts,
        "when": {
            "timespans": [make_timespan(zone.as_of)],
            "label": "the time that the outline stands for",
        },
        "names": list_names(zone, extract.about.dataset),
        "types": [make_type(AGREEMENT.zone_type)],
        "geometry": {
            "type": "GeometryCollection",
            "geometries": [
                make_geometry(
                    getattr(zone, extent), zone.uncertainty_km_max if extent == "drawn" else None
                )
                | {"label": wording.describe_extent(extent), "certainty": certainty}
                | ({"citations": cite_evidence(zone)} if extent == "drawn" else {})
                for extent, certainty in _EXTENTS.items()
            ],
        },
        "links": [
            *({"type": "subjectOf", "identifier": article.url} for article in sources),
            *_link_agreements(whole.list_identifiers(zone.id)),
            *({"type": "seeAlso", "identifier": url} for url in _list_background(zone, whole)),
        ],
        "descriptions": [
            {
                "value": zone.description,
                "lang": "en",
                "citations": [
                    cite_passage(passage, whole.article_of(passage))
                    for passage in described_by
                    if passage is not None
                ],
            },
            *({"value": text, "lang": "en"} for text in (zone.name_note, zone.method) if text),
            *(
                quote_passage(passage, whole.article_of(passage))
                for passage in extract.corpus.passages_of_zone(zone.id)
            ),
        ],
        "citations": [cite_article(article) for article in sources],
    }


def _list_background(zone: Zone, whole: Corpus) -> Iterable[str]:
    """Return the addresses of a zone's background, each once."""
    links = [link for fact in zone.background for link in fact.links]
    for event in whole.background_dates:
        if zone.id in event.zones:
            links += event.links
    return dict.fromkeys(link.url for link in links)


def _make_places(extract: MapExtract) -> Iterator[dict[str, Any]]:
    for place in extract.atlas.places:
        yield _make_place(place, extract)


def _make_place(place: Place, extract: MapExtract) -> dict[str, Any]:
    record = _GEONAMES_ID.match(place.coordinate_source)
    geonames = {"@id": f"https://sws.geonames.org/{record[1]}/"} if record else {}
    zone = extract.whole_atlas.zone(place.zone)
    feature: dict[str, Any] = {
        "@id": f"{BASE}place:{place.id}",
        "type": "Feature",
        "properties": name_record(place.id, place.name),
        "when": {
            "timespans": [make_timespan(COUNTRY.status_year)],
            "label": "the year that the gazetteer is of",
        },
        "names": list_names(place, extract.about.dataset),
        "types": [make_type(_RANKS[place.rank])],
        "geometry": make_geometry(place.point)
        | {"citations": [geonames | {"label": place.coordinate_source}]},
    }
    if geonames:
        feature["links"] = [{"type": "closeMatch", "identifier": geonames["@id"]}]
    if zone:
        feature["relations"] = [_relate(place, zone, extract.atlas.status_links(place))]
    return feature


def _make_posts(extract: MapExtract) -> Iterator[dict[str, Any]]:
    for post in extract.atlas.posts:
        yield _make_post(post, extract)


def _make_post(post: Post, extract: MapExtract) -> dict[str, Any]:
    zone = extract.whole_atlas.zone(post.zone)
    pages = [{"@id": link.url, "label": link.label} for link in post.links]
    agreements = extract.whole.list_identifiers(post.zone, post.set_up_by)
    return {
        "@id": f"{BASE}post:{post.id}",
        "type": "Feature",
        "properties": name_record(post.id, post.name) | {"by": post.by},
        "when": {
            "timespans": [make_stay(post.set_up, post.given_up)],
            "label": wording.describe_post_days(post),
        },
        "names": list_names(post, extract.about.dataset),
        "types": [make_type(post.kind)],
        "geometry": make_geometry(post.point, post.precision_km)
        | {"certainty": "less-certain", "citations": [{"label": post.located_by}]},
        "relations": [
            {
                "relationType": "gvp:tgn3000_related_to",
                "relationTo": f"{BASE}zone:{zone.id}",
                "label": zone.name,
                "citations": pages,
            }
        ]
        if zone
        else [],
        "links": [
            *({"type": "subjectOf", "identifier": link.url} for link in post.links),
            *_link_agreements(agreements),
        ],
        "descriptions": [{"value": post.note, "lang": "en"}] if post.note else [],
        "citations": pages,
    }


def _link_agreements(identifiers: Iterable[str]) -> Iterator[dict[str, str]]:
    """Yield links to what other collections hold of agreements."""
    for address in dict.fromkeys(map(find_address, identifiers)):
        yield {"type": "subjectOf", "identifier": address}


def _relate(place: Place, zone: Zone, links: Iterable[Link]) -> dict[str, Any]:
    assert place.relation  # a place that has a zone has a relation to it
    relation: dict[str, Any] = {
        "relationType": _RELATION_TYPES[place.relation],
        "relationTo": f"{BASE}zone:{zone.id}",
        "label": wording.describe_relation(place.relation, zone),
        "when": {"timespans": [make_timespan(COUNTRY.status_year)]},
        "citations": [{"@id": link.url, "label": link.label} for link in links],
    }
    # How sure the others are is not recorded.
    if place.relation == "contested_or_unknown":
        relation["certainty"] = "uncertain"
    return relation


_MAKERS: dict[str, Callable[[MapExtract], Iterable[dict[str, Any]]]] = {
    "zones": _make_zones,
    "places": _make_places,
    "posts": _make_posts,
}
LAYERS: tuple[str, ...] = tuple(_MAKERS)


def _encode(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
