"""The Linked Places Format, held against its schema and read as GeoJSON by GDAL."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyogrio
import pytest
import shapely
from jsonschema import Draft202012Validator
from shapely.geometry import shape

from geodata.exports.extract import MapExtract
from geodata.exports.linked_places import LAYERS, write
from geodata.records import Atlas, Place, Zone
from geodata.records.posts import Post

SCHEMA = Path(__file__).parent / "schemas" / "linked-places-1.2.json"

each_layer = pytest.mark.parametrize("layer", LAYERS)


def find_faults(document: Any) -> list[str]:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    faults = Draft202012Validator(schema).iter_errors(document)
    return [f"{fault.json_path}: {fault.message[:200]}" for fault in faults]


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
    layer: str, words: dict[str, Any], limit: Callable[..., MapExtract]
) -> None:
    assert find_faults(json.loads(b"".join(write(limit(**words), layer)))) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"names":', '"nouns":'),
        ('"certainty":"less-certain"', '"certainty":"probable"'),
        ('"in":"2017-05"', '"in":"2017-05~"'),
        ('"tolerance":', '"tolerance_m":'),
        ('"@id":"urn:de-escalation-zones:zone:', '"@id":"'),
    ],
)
def test_the_schema_objects_to_what_is_wrong(
    old: str, new: str, documents: dict[str, bytes]
) -> None:
    broken = documents["zones"].decode().replace(old, new)
    assert find_faults(json.loads(broken))


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
    document = json.loads(b"".join(write(extract, "zones")))
    (feature,) = document["features"]
    assert feature["when"]["timespans"] == [timespan]
    assert find_faults(document) == []


@each_layer
def test_gdal_reads_it_as_geojson(layer: str, documents: dict[str, bytes], atlas: Atlas) -> None:
    frame = pyogrio.read_dataframe(documents[layer])
    records: tuple[Zone | Place | Post, ...] = getattr(atlas, layer)
    assert list(frame["identifier"]) == [record.id for record in records]
    assert list(frame["title"]) == [record.name for record in records]
    features = json.loads(documents[layer])["features"]
    for feature, found in zip(features, frame.geometry, strict=True):
        assert shapely.equals_exact(shape(feature["geometry"]), found)
