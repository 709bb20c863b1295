"""The exported layers, held against RFC 7946 and read back with another library."""

import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import floats, lists, tuples
from shapely.geometry import shape

from corpus import Corpus
from corpus.exports.scope import Scope
from geodata.exports.extract import MapExtract, make_map_extract
from geodata.exports.geojson import write
from geodata.exports.layers import LAYERS
from geodata.records import Atlas
from tests.geodata.copies import copy_zones, measure_writing

PROPERTIES = {
    "zones": "id name name_ar name_note governorates description as_of method uncertainty_km_min "
    "uncertainty_km_max area_km2 area_core_km2 area_possible_km2 passages key_dates sources "
    "version licence",
    "extents": "zone extent",
    "boundaries": "zone part ring kind basis evidence links uncertainty_km",
    "places": "name name_ar alt_names zone relation sources links",
    "posts": "name name_ar zone kind by set_up given_up precision_km located_by note sources "
    "agreements content",
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
        assert (properties["version"], properties["licence"]) == ("1.1.0", "CC BY 4.0")


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
    extract = make_map_extract(atlas, corpus, scope)
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
    nothing = make_map_extract(Atlas(), corpus, Scope())
    document = json.loads(b"".join(write(nothing, "zones")))
    assert document == {
        "type": "FeatureCollection",
        "metadata": nothing.about.describe(),
        "features": [],
    }


def make_places(extract: MapExtract, points: Sequence[tuple[float, float]]) -> MapExtract:
    """Return an export with a place at each of these points, and no zones."""
    place = extract.atlas.places[0]
    places = tuple(
        place.model_copy(update={"id": f"p{number}", "lon": lon, "lat": lat})
        for number, (lon, lat) in enumerate(points)
    )
    return replace(extract, atlas=Atlas(places=places))


def test_clockwise_rings_are_turned(whole: MapExtract) -> None:
    clockwise = shapely.Polygon(
        [(0, 0), (0, 4), (4, 4), (4, 0)], [[(1, 1), (2, 1), (2, 2), (1, 2)]]
    )
    zone = whole.atlas.zones[0].model_copy(update={"drawn": shapely.MultiPolygon([clockwise])})
    extract = replace(whole, atlas=Atlas(zones=(zone,)))
    (feature,) = json.loads(b"".join(write(extract, "zones")))["features"]
    ((outer, hole),) = feature["geometry"]["coordinates"]
    assert shapely.LinearRing(outer).is_ccw
    assert not shapely.LinearRing(hole).is_ccw


@given(points=lists(tuples(floats(35, 43), floats(31, 38)), min_size=1, max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_point_has_five_decimals_at_most(
    points: list[tuple[float, float]], whole: MapExtract
) -> None:
    written = b"".join(write(make_places(whole, points), "places"))
    assert not re.search(rb"\d\.\d{6,}", written)
    document = json.loads(written)
    rounded = [[round(lon, 5), round(lat, 5)] for lon, lat in points]
    found = [feature["geometry"]["coordinates"] for feature in document["features"]]
    assert np.array(found) == pytest.approx(np.array(rounded), abs=1.1e-5)
    low, high = np.min(found, axis=0), np.max(found, axis=0)
    assert document["bbox"] == [*low, *high]


def test_many_copies_are_written_in_as_little_memory_as_few(whole: MapExtract) -> None:
    few, memory_for_few = measure_writing(write, copy_zones(whole, 40))
    many, memory_for_many = measure_writing(write, copy_zones(whole, 120))
    assert many > 2.9 * few
    assert memory_for_many < 1.1 * memory_for_few < many / 2
