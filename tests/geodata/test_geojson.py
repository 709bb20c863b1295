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
from corpus.extract import make_about
from corpus.scope import Scope
from geodata.extract import MapExtract, make_map_extract
from geodata.geojson import make_feature, write
from geodata.layers import LAYERS, Feature
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
def documents(whole: MapExtract) -> dict[str, bytes]:
    return {name: b"".join(write(whole, name)) for name in LAYERS}


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
    assert list(document) == ["type", "metadata", "features", "bbox"]
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


def test_a_zone_carries_its_sources(
    atlas: Atlas, corpus: Corpus, documents: dict[str, bytes]
) -> None:
    for feature in json.loads(documents["zones"])["features"]:
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


def test_extents_and_stretches_are_those_of_the_atlas(
    atlas: Atlas, documents: dict[str, bytes]
) -> None:
    shapes = {
        feature["id"]: shape(feature["geometry"])
        for name in ("extents", "boundaries")
        for feature in json.loads(documents[name])["features"]
    }
    for zone in atlas.zones:
        assert shapes.pop(f"{zone.id}/core").equals(zone.core)
        assert shapes.pop(f"{zone.id}/possible").equals(zone.possible)
        for stretch in zone.stretches:
            assert shapes.pop(stretch.id).equals(stretch.line)
    assert shapes == {}


@layers
def test_zones_can_be_chosen(
    name: str, atlas: Atlas, corpus: Corpus, documents: dict[str, bytes]
) -> None:
    everything = json.loads(documents[name])["features"]
    scope = Scope(zones=("idlib", "south"))
    extract = make_map_extract(atlas, corpus, scope, make_about(corpus, scope))
    document = json.loads(b"".join(write(extract, name)))
    key = "id" if name == "zones" else "zone"
    expected = [f["id"] for f in everything if f["properties"][key] in scope.zones]
    assert [feature["id"] for feature in document["features"]] == expected
    assert document["metadata"]["filters"] == {"zone": ["idlib", "south"]}


@layers
def test_the_bytes_are_always_the_same(
    name: str, whole: MapExtract, documents: dict[str, bytes]
) -> None:
    assert b"".join(write(whole, name)) == documents[name]
    assert documents[name].endswith(b"}\n")


def test_an_unknown_layer_is_refused(whole: MapExtract) -> None:
    with pytest.raises(KeyError):
        list(write(whole, "roads"))


def test_a_collection_without_features_has_no_box(corpus: Corpus) -> None:
    about = make_about(corpus, Scope())
    nothing = make_map_extract(Atlas(), corpus, Scope(), about)
    document = json.loads(b"".join(write(nothing, "zones")))
    assert document == {
        "type": "FeatureCollection",
        "metadata": about.describe(),
        "features": [],
    }


def test_clockwise_rings_are_turned() -> None:
    clockwise = shapely.Polygon(
        [(0, 0), (0, 4), (4, 4), (4, 0)], [[(1, 1), (2, 1), (2, 2), (1, 2)]]
    )
    geometry = make_feature(Feature("a", shapely.MultiPolygon([clockwise]), {}))["geometry"]
    ((outer, hole),) = geometry["coordinates"]
    assert shapely.LinearRing(outer).is_ccw
    assert not shapely.LinearRing(hole).is_ccw
