"""The GeoJSON held against RFC 7946 by checkers that are not ours."""

import json
from pathlib import Path

import pytest

from geodata.exports.extract import MapExtract
from geodata.exports.geojson import write
from geodata.exports.layers import LAYERS
from tests.interop import node

CHECK = """
import { readFileSync } from "node:fs";
import { getIssues } from "@placemarkio/check-geojson";
const text = readFileSync(process.argv.at(-1), "utf8");
console.log(JSON.stringify(getIssues(text).map(issue => issue.message)));
"""
# Winds every ring as the standard wants it, and says whether that changed anything.
REWIND = """
import { readFileSync } from "node:fs";
import rewind from "@mapbox/geojson-rewind";
const text = readFileSync(process.argv.at(-1), "utf8");
const wound = JSON.stringify(rewind(JSON.parse(text)));
console.log(wound === JSON.stringify(JSON.parse(text)));
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("checkers")
    node.install(path, "@placemarkio/check-geojson@0.1.14", "@mapbox/geojson-rewind@0.5.2")
    return path


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_keeps_to_the_standard(name: str, whole: MapExtract, folder: Path) -> None:
    path = folder / f"{name}.geojson"
    path.write_bytes(b"".join(write(whole, name)))
    assert json.loads(node.run(folder, CHECK, str(path))) == []
    assert json.loads(node.run(folder, REWIND, str(path))) is True


def test_the_checkers_find_faults(folder: Path) -> None:
    clockwise = [[[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]]
    path = folder / "faulty.geojson"
    geometry = {"type": "Polygon", "coordinates": clockwise}
    path.write_text(json.dumps({"type": "Feature", "geometry": geometry}), encoding="utf-8")
    (fault, *_) = json.loads(node.run(folder, CHECK, str(path)))
    assert "requires a properties member" in fault
    assert json.loads(node.run(folder, REWIND, str(path))) is False
