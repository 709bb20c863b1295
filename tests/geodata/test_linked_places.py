"""The Linked Places Format, read as JSON-LD by PyLD and as GeoJSON by GDAL."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyogrio
import pytest
import shapely
from jsonschema import Draft202012Validator
from pyld import jsonld
from shapely.geometry import shape

from corpus import Corpus
from corpus.exports import w3c
from corpus.exports.scope import read_scope
from geodata.exports import linked_places
from geodata.exports.extract import MapExtract, make_map_extract
from geodata.exports.linked_places import LAYERS
from geodata.exports.rounding import tidy
from geodata.records import Atlas, Place, Zone
from tests.geodata.elsewhere import export_elsewhere

ROOT = Path(__file__).parents[2]
SCHEMAS = Path(__file__).parent / "schemas"
CONTEXT_ADDRESS = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)
URN = "urn:de-escalation-zones:"
CITES = "http://purl.org/spar/cito#cites"
DCT = "http://purl.org/dc/terms/"
GEOMETRY = "https://github.com/kgeographer/geojson-t/geometry"
LPO = "http://linkedpasts.org/ontology/lpo_latest.ttl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
WKT = "http://www.opengis.net/ont/geosparql#asWKT"

each_layer = pytest.mark.parametrize("layer", LAYERS)
Node = dict[str, Any]


def read_context(address: str, options: Node) -> Node:
    assert address == CONTEXT_ADDRESS
    text = (SCHEMAS / "linked-places-context.jsonld").read_text(encoding="utf-8")
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": json.loads(text),
    }


def export(extract: MapExtract, layer: str) -> bytes:
    return b"".join(linked_places.write(extract, layer))


def limit(atlas: Atlas, corpus: Corpus, **words: Any) -> MapExtract:
    scope = read_scope(corpus, **words)
    return make_map_extract(atlas, corpus, scope)


def expand(document: bytes) -> Node:
    (node,) = jsonld.expand(json.loads(document), {"documentLoader": read_context})
    assert isinstance(node, dict)
    return node


def values(node: Node, iri: str) -> list[Any]:
    """Return the plain values of a property: literals, and what is named by an IRI."""
    return [each.get("@value", each.get("@id")) for each in node.get(iri, [])]


def find_faults(document: Any) -> list[str]:
    schema = json.loads((SCHEMAS / "linked-places-1.2.json").read_text(encoding="utf-8"))
    faults = Draft202012Validator(schema).iter_errors(document)
    return [f"{fault.json_path}: {fault.message[:200]}" for fault in faults]


@pytest.fixture(scope="session")
def documents(whole: MapExtract) -> dict[str, bytes]:
    return {layer: export(whole, layer) for layer in LAYERS}


@pytest.fixture(scope="session")
def nodes(documents: dict[str, bytes]) -> dict[str, Node]:
    """Every feature of both layers by its IRI, as linked data."""
    return {
        node["@id"]: node
        for document in documents.values()
        for node in expand(document)[f"{LPO}hasFeature"]
    }


@each_layer
def test_the_document_keeps_to_the_format(layer: str, documents: dict[str, bytes]) -> None:
    assert find_faults(json.loads(documents[layer])) == []


@pytest.mark.parametrize(
    "words",
    [{"zones": ["south"], "topics": ["aid"], "as_of": "2019-06-01"}, {"outlets": ["Tabnak"]}],
    ids=str,
)
@each_layer
def test_a_limited_document_keeps_to_the_format(
    layer: str, words: Node, atlas: Atlas, corpus: Corpus
) -> None:
    assert find_faults(json.loads(export(limit(atlas, corpus, **words), layer))) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"names":', '"nouns":'),
        ('"certainty":"less-certain"', '"certainty":"probable"'),
        ('"in":"2017-05"', '"in":"2017-05~"'),
        (f'"@id":"{URN}zone:', '"@id":"'),
    ],
)
def test_the_schema_objects_to_what_is_wrong(
    old: str, new: str, documents: dict[str, bytes]
) -> None:
    broken = documents["zones"].decode().replace(old, new)
    assert find_faults(json.loads(broken))


def test_every_record_has_its_iri(nodes: dict[str, Node], atlas: Atlas) -> None:
    assert list(nodes) == [
        *(f"{URN}zone:{zone.id}" for zone in atlas.zones),
        *(f"{URN}place:{place.id}" for place in atlas.places),
    ]
    for iri, node in nodes.items():
        (properties,) = node["https://purl.org/geojson/vocab#properties"]
        assert values(properties, f"{DCT}identifier") == [iri.rpartition(":")[2]]
        assert values(properties, "http://www.geonames.org/ontology#countryCode") == ["SY"]


def test_names_have_their_language(nodes: dict[str, Node], atlas: Atlas) -> None:
    records: list[tuple[str, Zone | Place]] = [
        *((f"{URN}zone:{zone.id}", zone) for zone in atlas.zones),
        *((f"{URN}place:{place.id}", place) for place in atlas.places),
    ]
    for iri, record in records:
        names = nodes[iri][f"{LPO}name_attestation"]
        found = [
            (name, language)
            for node in names
            for name in values(node, f"{LPO}toponym")
            for language in values(node, f"{DCT}language") or [""]
        ]
        assert found == [
            (record.name, "en"),
            *((name, "") for name in record.alt_names),
            (record.name_ar, "ar"),
        ]
        assert values(names[0], CITES) == [f"{URN}dataset"]


def test_the_time_is_the_records(nodes: dict[str, Node], atlas: Atlas) -> None:
    for zone in atlas.zones:
        (when,) = nodes[f"{URN}zone:{zone.id}"][f"{LPO}when"]
        (timespan,) = when[f"{LPO}timespan"]
        (start,), (end,) = timespan[f"{LPO}has_start"], timespan[f"{LPO}has_end"]
        begins, ends = zone.as_of.split("/")
        assert (values(start, f"{LPO}in"), values(end, f"{LPO}in")) == ([begins], [ends])


@pytest.mark.parametrize(
    ("as_of", "timespan"),
    [
        (
            "[2017-05-04,2017-05-06]",
            {"start": {"earliest": "2017-05-04"}, "end": {"latest": "2017-05-06"}},
        ),
        ("../2017-06-04", {"start": {"latest": "2017-06-04"}, "end": {"latest": "2017-06-04"}}),
        ("2018-07-31/..", {"start": {"earliest": "2018-07-31"}}),
    ],
)
def test_a_time_of_any_form_is_as_open_as_it_is(
    as_of: str, timespan: dict[str, Any], whole: MapExtract
) -> None:
    zone = whole.atlas.zones[0].model_copy(update={"as_of": as_of})
    extract = replace(whole, atlas=replace(whole.atlas, zones=(zone,)))
    document = json.loads(export(extract, "zones"))
    (feature,) = document["features"]
    assert feature["when"]["timespans"] == [timespan]
    assert find_faults(document) == []


def test_a_zone_is_drawn_thrice_by_certainty(nodes: dict[str, Node], atlas: Atlas) -> None:
    for zone in atlas.zones:
        (geometry,) = nodes[f"{URN}zone:{zone.id}"][GEOMETRY]
        shapes = geometry[f"{LPO}setting"]
        found = {
            certainty: shapely.from_wkt(wkt)
            for node in shapes
            for certainty in values(node, f"{LPO}has_certainty")
            for wkt in values(node, WKT)
        }
        assert list(found) == ["less-certain", "certain", "uncertain"]
        drawn, core, possible = tidy([zone.drawn, zone.core, zone.possible])
        assert shapely.equals(found["less-certain"], drawn)
        assert shapely.equals(found["certain"], core)
        assert shapely.equals(found["uncertain"], possible)
        assert set(values(shapes[0], CITES)) == {
            evidence if evidence.startswith("http") else f"{URN}passage:{evidence}"
            for stretch in zone.stretches
            for evidence in stretch.evidence
        }


def test_coordinates_survive_as_lists(nodes: dict[str, Node], atlas: Atlas) -> None:
    for place in atlas.places:
        (geometry,) = nodes[f"{URN}place:{place.id}"][GEOMETRY]
        (coordinates,) = geometry["https://purl.org/geojson/vocab#coordinates"]
        assert [each["@value"] for each in coordinates["@list"]] == [place.lon, place.lat]
        assert values(geometry, WKT) == [f"POINT ({place.lon} {place.lat})"]


def test_excerpts_are_the_annotations_own(
    nodes: dict[str, Node], whole: MapExtract, corpus: Corpus
) -> None:
    annotated = re.findall(rf"{URN}passage:[a-z0-9-]+", b"".join(w3c.write(whole, "")).decode())
    for zone in whole.atlas.zones:
        described = {
            node["@id"]: values(node, f"{RDF}value")
            for node in nodes[f"{URN}zone:{zone.id}"][f"{DCT}description"]
            if "@id" in node
        }
        assert described == {
            f"{URN}passage:{passage.id}": [passage.quote]
            for passage in corpus.passages_of_zone(zone.id)
        }
        assert set(described) <= set(annotated)


def test_a_zone_cites_its_articles(nodes: dict[str, Node], corpus: Corpus) -> None:
    for zone in ("idlib", "south"):
        cited = values(nodes[f"{URN}zone:{zone}"], CITES)
        assert set(cited) <= {article.url for article in corpus.articles}
        assert len(cited) == len(set(cited)) > 0


def test_a_place_says_how_it_stood_to_its_zone(nodes: dict[str, Node], atlas: Atlas) -> None:
    for place in atlas.places:
        relations = nodes[f"{URN}place:{place.id}"].get(f"{LPO}rel_attestation", [])
        found = [
            (
                *values(relation, f"{LPO}relation_to"),
                *values(relation, f"{LPO}relation_type"),
                *values(relation, f"{LPO}has_certainty"),
            )
            for relation in relations
        ]
        zone = f"{URN}zone:{place.zone}"
        assert (
            found
            == {
                "": [],
                "inside": [(zone, "gvp:broaderPartitive")],
                "outside_near": [(zone, "gvp:tgn3000_related_to")],
                "contested_or_unknown": [(zone, "gvp:tgn3000_related_to", "uncertain")],
            }[place.relation]
        )
        for relation in relations:
            assert values(relation, CITES) == list(place.sources[1:])


def test_a_record_of_geonames_is_a_close_match(nodes: dict[str, Node], atlas: Atlas) -> None:
    linked = [
        (place, link)
        for place in atlas.places
        for link in nodes[f"{URN}place:{place.id}"].get(f"{LPO}link_attestation", [])
    ]
    assert len(linked) == sum(
        place.coordinate_source.startswith("GeoNames") for place in atlas.places
    )
    for place, link in linked:
        assert link["@type"] == ["http://www.w3.org/2004/02/skos/core#closeMatch"]
        (address,) = values(link, f"{DCT}identifier")
        assert address.split("/")[-2] in place.coordinate_source


@each_layer
def test_the_collection_says_what_it_is(layer: str, atlas: Atlas, corpus: Corpus) -> None:
    extract = limit(atlas, corpus, zones=["idlib"], topics=["aid"], as_of="2017-06-01")
    collection = expand(export(extract, layer))
    assert values(collection, f"{DCT}title") == [extract.about.dataset.title]
    assert values(collection, f"{DCT}license") == [extract.about.dataset.licence_url]
    assert values(collection, f"{DCT}provenance") == [extract.about.describe()]


@each_layer
def test_linked_data_of_a_document_has_no_relative_names(
    layer: str, documents: dict[str, bytes]
) -> None:
    options = {"documentLoader": read_context, "format": "application/n-quads"}
    quads = jsonld.to_rdf(json.loads(documents[layer]), options)
    assert quads.count(f"<{LPO}hasFeature>") == len(json.loads(documents[layer])["features"])
    assert all(":" in iri for iri in re.findall(r"<([^<>\"]*)> ", quads))


@each_layer
def test_gdal_reads_it_as_geojson(layer: str, documents: dict[str, bytes], atlas: Atlas) -> None:
    frame = pyogrio.read_dataframe(documents[layer])
    records: tuple[Zone | Place, ...] = atlas.zones if layer == "zones" else atlas.places
    assert list(frame["identifier"]) == [record.id for record in records]
    assert list(frame["title"]) == [record.name for record in records]
    features = json.loads(documents[layer])["features"]
    for feature, found in zip(features, frame.geometry, strict=True):
        assert shapely.equals_exact(shape(feature["geometry"]), found)


def test_another_process_writes_the_same_bytes(documents: dict[str, bytes], tmp_path: Path) -> None:
    assert export_elsewhere("linked-places", "zones", tmp_path) == documents["zones"]
