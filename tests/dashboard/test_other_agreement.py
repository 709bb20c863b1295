"""Another agreement, invented for these tests, in another country: the same program, its folder.

Its page is looked at in test_side_by_side, where it is served beside that of the shipped one.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.dashboard.agreement import DATA, FOREIGN
from tests.server import ROOT

ZONES = ["bay", "plain", "springs"]

COMMANDS = """
import sys
from corpus.__main__ import main as corpus
from geodata.__main__ import main as geodata
data = ["--data", sys.argv[1]]
codes = [
    corpus(["check", *data]),
    geodata(["check", *data]),
    corpus(["search", "النار", "--zone", "springs", *data]),
    corpus(["export", "--format", "w3c", "--out", "passages.jsonld", *data]),
    geodata(["export", "--format", "geojson", "--out", "zones.geojson", *data]),
    geodata(["export", "--format", "kml", "--out", "zones.kml", *data]),
    geodata(["export", "--format", "gpkg", "--zone", "plain", "--out", "plain.gpkg", *data]),
    geodata(["export", "--format", "svg", "--out", "figure.svg", *data]),
    geodata(["locate", "events.csv", "--out", "located.csv", *data]),
]
from dashboard.__main__ import main as dashboard
codes.append(dashboard(["export", "--format", "html", "--out", "all.html", *data]))
print(codes)
"""
EVENTS = """id,longitude,latitude
inside,9.6,34.98
hole,9.515,35.03
abroad,7.5,34.5
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the commands wrote into, one after the other in one process."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "events.csv").write_text(EVENTS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", COMMANDS, str(DATA)],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[-1] == str([0] * 10), done.stdout + done.stderr
    (folder / "said.txt").write_text(done.stdout, encoding="utf-8")
    return folder


def read(made: Path, name: str) -> str:
    return (made / name).read_text(encoding="utf-8")


def test_the_folder_has_no_faults_and_can_be_searched(made: Path) -> None:
    said = read(made, "said.txt")
    assert "No faults: 2 articles" in said
    assert "No faults: 3 zones, 5 places, 2 posts." in said
    assert "ويبدأ وقف إطلاق [النار]" in said


def test_the_zones_are_written_with_their_hole(made: Path) -> None:
    features = json.loads(read(made, "zones.geojson"))["features"]
    assert [feature["id"] for feature in features] == ZONES
    rings = {feature["id"]: len(feature["geometry"]["coordinates"]) for feature in features}
    assert rings == {"bay": 1, "plain": 2, "springs": 1}


def test_points_are_placed_against_its_zones_and_country(made: Path) -> None:
    with (made / "located.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert (rows["inside"]["zone"], rows["inside"]["certainty"]) == ("plain", "inside")
    assert (rows["hole"]["zone"], rows["hole"]["certainty"]) == ("", "outside")
    assert rows["abroad"]["zone"] == ""


@pytest.mark.parametrize("name", ["all.html", "zones.kml", "passages.jsonld", "figure.svg"])
def test_nothing_of_the_shipped_agreement_is_in_it(name: str, made: Path) -> None:
    text = read(made, name)
    assert [word for word in FOREIGN if word in text] == []
    assert "Hana" in text
