"""The exported layers, held against RFC 7946 and read back with another library."""

import io
import json
import re
from typing import Any

import pyogrio
import pytest
import shapely
from shapely.geometry import shape

from corpus import Corpus
from corpus.zone_ids import ZONE_IDS
from geodata.geojson import encode, make_collection, make_feature
from geodata.layers import LAYERS, layer
from geodata.records import Atlas

PROPERTIES = {
    "zones": "id name name_ar governorates description as_of method uncertainty_km_min "
    "uncertainty_km_max area_km2 area_core_km2 area_possible_km2 passages key_dates sources "
    "version licence",
    "extents": "zone extent",
    "boundaries": "zone part ring kind basis evidence uncertainty_km",
    "places": "name name_ar alt_names zone relation sources",
}

layers = pytest.mark.parametrize("name", LAYERS)


@pytest.fixture(scope="session")
def documents(atlas: Atlas, corpus: Corpus) -> dict[str, bytes]:
    return {name: encode(layer(name, atlas, corpus)) for name in LAYERS}


def rings_of(geometry: dict[str, Any]) -> list[Any]:
    match geometry["type"]:
        case "Polygon":
            return [geometry["coordinates"]]
        case "MultiPolygon":
            return list(geometry["coordinates"])
        case _:
            return []


@layers
def test_the_document_keeps_to_the_standard(name: str, documents: dict[str, bytes]) -> None:
    document = json.loads(documents[name])
    assert list(document) == ["type", "bbox", "features"]
    bounds = shapely.total_bounds([shape(f["geometry"]) for f in document["features"]])
    assert document["bbox"] == pytest.approx(bounds.tolist(), abs=1e-9)
    assert not re.search(rb"\d\.\d{6,}", documents[name])
    ids = [feature["id"] for feature in document["features"]]
    assert all(isinstance(item, str) for item in ids)
    assert len(ids) == len(set(ids))


@layers
def test_features_have_the_agreed_properties(name: str, documents: dict[str, bytes]) -> None:
    for feature in json.loads(documents[name])["features"]:
        assert list(feature) == ["type", "id", "properties", "geometry"]
        assert list(feature["properties"]) == PROPERTIES[name].split()


@layers
def test_rings_follow_the_right_hand_rule(name: str, documents: dict[str, bytes]) -> None:
    for feature in json.loads(documents[name])["features"]:
        assert shape(feature["geometry"]).is_valid
        for outer, *holes in rings_of(feature["geometry"]):
            assert shapely.LinearRing(outer).is_ccw
            assert not any(shapely.LinearRing(hole).is_ccw for hole in holes)


@layers
def test_another_library_reads_the_same(name: str, documents: dict[str, bytes]) -> None:
    document = json.loads(documents[name])
    frame = pyogrio.read_dataframe(io.BytesIO(documents[name]))
    assert frame.crs == "EPSG:4326"
    assert list(frame["id"]) == [feature["id"] for feature in document["features"]]
    for read, feature in zip(frame.geometry, document["features"], strict=True):
        assert read.equals(shape(feature["geometry"]))


def test_a_zone_carries_its_sources(atlas: Atlas, corpus: Corpus) -> None:
    for feature in layer("zones", atlas, corpus)["features"]:
        properties = feature["properties"]
        zone = atlas.zone(properties["id"])
        assert zone is not None
        assert shape(feature["geometry"]).equals(zone.drawn)
        expected = [passage.id for passage in corpus.passages_of_zone(zone.id)]
        assert [passage["id"] for passage in properties["passages"]] == expected
        for passage in properties["passages"]:
            assert list(passage) == ["id", "quote", "outlet", "kind", "date", "url", "speaker"]
            assert passage["url"].startswith("http")
        for key_date in properties["key_dates"]:
            assert list(key_date) == ["id", "date", "label"]
        addresses = {article["url"] for article in properties["sources"]}
        assert {passage["url"] for passage in properties["passages"]} <= addresses
        assert (properties["version"], properties["licence"]) == ("1.0.0", "CC BY 4.0")


def test_extents_and_stretches_are_those_of_the_atlas(atlas: Atlas, corpus: Corpus) -> None:
    shapes = {
        feature["id"]: shape(feature["geometry"])
        for name in ("extents", "boundaries")
        for feature in layer(name, atlas, corpus)["features"]
    }
    for zone in atlas.zones:
        assert shapes.pop(f"{zone.id}/core").equals(zone.core)
        assert shapes.pop(f"{zone.id}/possible").equals(zone.possible)
        for stretch in zone.stretches:
            assert shapes.pop(stretch.id).equals(stretch.line)
    assert shapes == {}


@layers
def test_zones_can_be_chosen(name: str, atlas: Atlas, corpus: Corpus) -> None:
    everything = layer(name, atlas, corpus)["features"]
    chosen = layer(name, atlas, corpus, ["south", "idlib"])["features"]
    key = "id" if name == "zones" else "zone"
    assert {feature["properties"][key] for feature in chosen} == {"idlib", "south"}
    assert chosen == [f for f in everything if f["properties"][key] in ("idlib", "south")]
    one_by_one = [layer(name, atlas, corpus, [zone])["features"] for zone in (*ZONE_IDS, "")]
    assert sum(map(len, one_by_one)) == len(everything)


@layers
def test_the_bytes_are_always_the_same(
    name: str, atlas: Atlas, corpus: Corpus, documents: dict[str, bytes]
) -> None:
    assert encode(layer(name, atlas, corpus)) == documents[name]
    assert documents[name].endswith(b"}\n")


def test_an_unknown_layer_is_refused(atlas: Atlas, corpus: Corpus) -> None:
    with pytest.raises(KeyError):
        layer("roads", atlas, corpus)


def test_a_collection_without_features_has_no_box() -> None:
    assert make_collection([]) == {"type": "FeatureCollection", "features": []}


def test_clockwise_rings_are_turned() -> None:
    clockwise = shapely.Polygon(
        [(0, 0), (0, 4), (4, 4), (4, 0)], [[(1, 1), (2, 1), (2, 2), (1, 2)]]
    )
    geometry = make_feature("a", shapely.MultiPolygon([clockwise]), {})["geometry"]
    ((outer, hole),) = geometry["coordinates"]
    assert shapely.LinearRing(outer).is_ccw
    assert not shapely.LinearRing(hole).is_ccw
