"""KML and KMZ in the GDAL that Debian ships: its LIBKML driver, by the command line."""

import json
import subprocess
from itertools import chain
from pathlib import Path

import pytest
import shapely
from shapely.geometry import shape

import corpus as corpus_package
import geodata
from corpus.exports.scope import Scope
from geodata.__main__ import main
from geodata.exports.extract import MapExtract, make_map_extract
from geodata.exports.layers import list_features
from geodata.exports.rounding import tidy

FOLDERS = {
    "zones": ["Zones as drawn"],
    "extents": ["Core and possible extents"],
    "boundaries": ["Idlib and surroundings", "North Homs", "East Ghouta", "Southern Syria"],
    "places": ["Places"],
    "posts": ["Posts set up later (background)"],
}


@pytest.fixture(scope="module")
def whole() -> MapExtract:
    corpus = corpus_package.load()
    return make_map_extract(geodata.load(corpus), corpus, Scope())


@pytest.fixture(scope="module", params=["kml", "kmz"])
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("kml") / f"atlas.{request.param}"
    assert main(["export", "--format", request.param, "--out", str(path)]) == 0
    return path


def run(*command: str) -> str:
    return subprocess.run(
        command, capture_output=True, check=True, encoding="utf-8", timeout=120
    ).stdout


def test_libkml_opens_every_folder(file: Path) -> None:
    printed = run("ogrinfo", "-ro", "-so", "-al", str(file))
    assert "using driver `LIBKML' successful" in printed
    for name in chain.from_iterable(FOLDERS.values()):
        assert f"Layer name: {name}\n" in printed


@pytest.mark.parametrize("layer", FOLDERS)
def test_libkml_reads_ids_shapes_and_text(layer: str, file: Path, whole: MapExtract) -> None:
    read = []
    for name in FOLDERS[layer]:
        text = run("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", str(file), name)
        read += json.loads(text)["features"]
    features = list(list_features(layer, whole))
    assert [each["properties"]["id"] for each in read] == [feature.id for feature in features]
    written = tidy([feature.geometry for feature in features])
    for each, feature, made in zip(read, features, written, strict=True):
        found = shapely.force_2d(shape(each["geometry"]))
        if found.geom_type == "GeometryCollection":
            found = shapely.union_all(found.geoms)
        assert shapely.equals(found, made), feature.id
        if "name_ar" in feature.properties:
            assert each["properties"]["name_ar"] == feature.properties["name_ar"]
        if layer == "boundaries":
            assert each["properties"]["basis"] == feature.properties["basis"]
