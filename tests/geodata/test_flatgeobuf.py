"""The layers as FlatGeobuf, read back with GDAL and geopandas."""

import io
from typing import Any

import geopandas as gpd
import pyogrio
import pytest
from shapely.geometry.base import BaseGeometry

from corpus import Corpus
from corpus.exports.scope import read_scope
from geodata.exports.extract import MapExtract, make_map_extract
from geodata.exports.flatgeobuf import write
from geodata.exports.frames import flatten
from geodata.exports.layers import LAYERS, list_features
from geodata.records import Atlas

layers = pytest.mark.parametrize("name", LAYERS)


def read(document: bytes) -> gpd.GeoDataFrame:
    """Return a document's features by their ids."""
    return gpd.read_file(io.BytesIO(document)).set_index("id")


@layers
def test_features_keep_ids_shapes_and_words(name: str, whole: MapExtract) -> None:
    frame = read(b"".join(write(whole, name)))
    features = list(list_features(name, whole))
    assert frame.crs == "EPSG:4326"
    assert sorted(frame.index) == sorted(feature.id for feature in features)
    for feature in features:
        row = frame.loc[feature.id]
        geometry: BaseGeometry = row.pop("geometry")
        assert geometry.equals(feature.geometry)
        properties: dict[str, Any] = flatten(feature.properties)
        properties.pop("id", None)
        assert row.to_dict() == properties


@layers
def test_a_part_can_be_read_by_its_box(name: str, whole: MapExtract) -> None:
    document = io.BytesIO(b"".join(write(whole, name)))
    assert pyogrio.read_info(document)["capabilities"]["fast_spatial_filter"]
    box = (36.3, 33.45, 36.55, 33.62)
    document.seek(0)
    read_ids = set(pyogrio.read_dataframe(document, bbox=box)["id"])
    assert any(name in found for found in read_ids for name in ("ghouta", "douma", "wafideen"))
    assert not any("idlib" in found for found in read_ids)


def test_the_header_says_where_it_comes_from(atlas: Atlas, corpus: Corpus) -> None:
    scope = read_scope(corpus, ["south"], as_of="2017-06-01")
    extract = make_map_extract(atlas, corpus, scope)
    info = pyogrio.read_info(io.BytesIO(b"".join(write(extract, "zones"))))
    about = extract.about
    said = info["layer_metadata"]
    assert said.pop("DESCRIPTION") == about.dataset.method
    status = said.pop("status")
    assert all(text in status for text, _ in about.status)
    assert said.pop("filters") == "zone south; asof 2017-06-01"
    assert said | {"title": said.pop("TITLE")} == about.name_values()


@layers
def test_a_layer_may_be_empty(name: str, corpus: Corpus) -> None:
    scope = read_scope(corpus)
    extract = make_map_extract(Atlas(), corpus, scope)
    assert len(gpd.read_file(io.BytesIO(b"".join(write(extract, name))))) == 0


def test_an_unknown_layer_is_refused(whole: MapExtract) -> None:
    with pytest.raises(KeyError):
        list(write(whole, "roads"))
