"""The QGIS project, the Shapefiles and the TopoJSON in programs that are not ours."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from geodata.__main__ import main
from geodata.records.atlas import Atlas

# Run by the Python that QGIS belongs to: opens a project and says what is in it.
OPEN_PROJECT = """
import json, sys
from qgis.core import QgsApplication, QgsProject
application = QgsApplication([], False)
application.initQgis()
project = QgsProject.instance()
opened = project.read(sys.argv[1])
layers = project.layerTreeRoot().layerOrder()
print(json.dumps({
    "opened": opened,
    "title": project.title(),
    "crs": project.crs().authid(),
    "layers": [
        [one.name(), one.isValid(), one.featureCount(), type(one.renderer()).__name__,
         one.crs().authid(), one.labelsEnabled()]
        for one in layers
    ],
}))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("formats")
    for name, ending in (("qgz", "qgz"), ("shapefile", "zip"), ("topojson", "topojson")):
        out = str(made / f"atlas.{ending}")
        assert main(["export", "--format", name, "--out", out]) == 0
    return made


def run(command: list[str], folder: Path) -> str:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_project_opens_in_qgis_with_its_styles(folder: Path, atlas: Atlas) -> None:
    # Nothing lies beside it, and it may be called anything.
    path = folder / "a project (1).qgz"
    path.write_bytes((folder / "atlas.qgz").read_bytes())
    opened = json.loads(run(["/usr/bin/python3", "-I", "-c", OPEN_PROJECT, str(path)], folder))
    assert opened["opened"]
    assert opened["crs"] == "EPSG:3857"
    assert opened["title"].startswith("The four de-escalation zones")
    layers = {name: found for name, *found in opened["layers"]}
    assert [*layers] == [
        "Posts set up later (background)",
        "Places",
        "Boundary stretches",
        "Zones as drawn",
        "Core and possible extents",
    ]
    assert all(is_valid and crs == "EPSG:4326" for is_valid, _, _, crs, _ in layers.values())
    assert layers["Zones as drawn"][1] == len(atlas.zones)
    assert layers["Places"][1:3] == [len(atlas.places), "QgsRuleBasedRenderer"]
    assert layers["Boundary stretches"][2] == "QgsCategorizedSymbolRenderer"
    assert layers["Zones as drawn"][4], "names of zones"


@pytest.mark.parametrize("layer", ["zones", "extents", "boundaries", "places", "posts"])
def test_gdal_reads_the_shapefiles_and_the_topojson(layer: str, folder: Path, atlas: Atlas) -> None:
    rows = {
        "zones": len(atlas.zones),
        "extents": 2 * len(atlas.zones),
        "boundaries": sum(len(zone.stretches) for zone in atlas.zones),
        "places": len(atlas.places),
        "posts": len(atlas.posts),
    }
    for source in (f"/vsizip/{folder}/atlas.zip", f"{folder}/atlas.topojson"):
        said = run(["ogrinfo", "-so", source, layer], folder)
        assert f"Feature Count: {rows[layer]}" in said
