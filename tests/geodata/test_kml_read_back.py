"""KML and KMZ, read back with GDAL's LIBKML."""

from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.exports import kml
from geodata.exports.extract import MapExtract
from geodata.exports.layers import LAYERS, list_features
from geodata.exports.rounding import tidy


@pytest.fixture(scope="session", params=["kml", "kmz"])
def file(request: pytest.FixtureRequest, whole: MapExtract, tmp_path_factory: Any) -> Path:
    write = kml.write if request.param == "kml" else kml.write_zipped
    path: Path = tmp_path_factory.mktemp("kml") / f"atlas.{request.param}"
    path.write_bytes(b"".join(write(whole, "atlas")))
    return path


def read(file: Path, layer: str) -> gpd.GeoDataFrame:
    layers = [name for name, _ in pyogrio.list_layers(file)]
    # Stretches have a folder for each zone, after two layers and before two.
    place = LAYERS.index(layer)
    wanted = layers[2:-2] if place == 2 else [layers[place if place < 2 else place - len(LAYERS)]]
    frames = [pyogrio.read_dataframe(file, layer=name) for name in wanted]
    return gpd.pd.concat([frame for frame in frames if len(frame)])


@pytest.mark.parametrize("layer", LAYERS)
def test_gdal_reads_back_ids_and_shapes(layer: str, file: Path, whole: MapExtract) -> None:
    features = list(list_features(layer, whole))
    frame = read(file, layer)
    assert list(frame["id"]) == [feature.id for feature in features]
    written = tidy([feature.geometry for feature in features])
    for feature, made, found in zip(features, written, frame.geometry, strict=True):
        assert shapely.equals(_flatten(found), made), feature.id


def _flatten(geometry: BaseGeometry) -> BaseGeometry:
    """Return a shape without the height and the collection that KML has for it."""
    flat = shapely.force_2d(geometry)
    return flat if flat.geom_type != "GeometryCollection" else shapely.union_all(flat.geoms)


def test_gdal_reads_back_arabic_names_and_properties(file: Path, whole: MapExtract) -> None:
    zones = read(file, "zones")
    assert list(zones["name_ar"]) == [zone.name_ar for zone in whole.atlas.zones]
    assert list(zones["Name"]) == [zone.name for zone in whole.atlas.zones]
    assert list(zones["method"]) == [zone.method for zone in whole.atlas.zones]
    posts = read(file, "posts")
    assert list(posts["name_ar"]) == [post.name_ar for post in whole.atlas.posts]
    places = read(file, "places")
    assert list(places["name_ar"]) == [place.name_ar for place in whole.atlas.places]
    stretches = read(file, "boundaries")
    assert [float(text) for text in stretches["uncertainty_km"]] == [
        stretch.uncertainty_km for zone in whole.atlas.zones for stretch in zone.stretches
    ]
