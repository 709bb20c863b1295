"""The data added by its address, without a download, as QGIS does it."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from corpus.zone_ids import ZONE_IDS
from tests.server import Server

# What QGIS makes of an address that is pasted into its field for HTTP(S).
OPEN = """
import json, sys
from qgis.core import QgsApplication, QgsVectorLayer
QgsApplication.setPrefixPath("/usr", True)
app = QgsApplication([], False)
app.initQgis()
layer = QgsVectorLayer(f"/vsicurl/{sys.argv[1]}", "zones", "ogr")
ids = sorted(feature["id"] for feature in layer.getFeatures())
print(json.dumps({"valid": layer.isValid(), "ids": ids, "crs": layer.crs().authid()}))
# QGIS takes its layers down in an order of its own, and must not meet one of ours.
del layer
app.exitQgis()
"""


@pytest.mark.parametrize(
    ("path", "ids"),
    [
        ("zones.geojson", sorted(ZONE_IDS)),
        ("zones.geojson?zone=idlib", ["idlib"]),
        ("zones/south.geojson", ["south"]),
        ("zones.fgb", sorted(ZONE_IDS)),
        ("atlas.gpkg|layername=zones", sorted(ZONE_IDS)),
    ],
)
def test_qgis_opens_an_address(path: str, ids: list[str], server: Server, tmp_path: Path) -> None:
    done = subprocess.run(
        ["/usr/bin/python3", "-I", "-c", OPEN, f"{server.address}/api/{path}"],
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "XDG_RUNTIME_DIR": str(tmp_path),
            "QT_QPA_PLATFORM": "offscreen",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout.splitlines()[-1])
    assert answer == {"valid": True, "ids": ids, "crs": "EPSG:4326"}
