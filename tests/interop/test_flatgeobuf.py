"""The FlatGeobuf files read by the format's own library for the web, which is not GDAL."""

import json
from pathlib import Path

import pytest
from shapely.geometry import shape

from geodata.exports.extract import MapExtract
from geodata.exports.flatgeobuf import write
from geodata.exports.frames import flatten
from geodata.exports.layers import LAYERS, list_features
from tests.interop import node

READ = """
import { readFileSync } from "node:fs";
import { deserialize } from "flatgeobuf/lib/mjs/geojson.js";
const found = { features: [] };
const keep = header => { found.metadata = header.metadata; found.title = header.title; };
const bytes = new Uint8Array(readFileSync(process.argv.at(-1)));
for await (const feature of deserialize(bytes, { headerMetaFn: keep }))
  found.features.push(feature);
console.log(JSON.stringify(found));
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("flatgeobuf")
    node.install(path, "flatgeobuf@4.5.0")
    return path


@pytest.mark.parametrize("name", LAYERS)
def test_the_web_reads_the_same(name: str, whole: MapExtract, folder: Path) -> None:
    path = folder / f"{name}.fgb"
    path.write_bytes(b"".join(write(whole, name)))
    found = json.loads(node.run(folder, READ, str(path)))
    read = {feature["properties"]["id"]: feature for feature in found["features"]}
    features = list(list_features(name, whole))
    assert len(found["features"]) == len(features)
    for feature in features:
        assert shape(read[feature.id]["geometry"]).equals(feature.geometry)
        assert read[feature.id]["properties"] == {"id": feature.id} | flatten(feature.properties)
    assert found["title"] == whole.about.dataset.title
    assert json.loads(found["metadata"])["citation"] == whole.about.dataset.citation
