"""The GeoPackage as QGIS opens and draws it: the colours of the page, names, and sources."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

import corpus
import geodata
from corpus import Corpus
from geodata.__main__ import main
from geodata.exports.geopackage import CONTENTS
from geodata.records import Atlas

SCRIPT = Path(__file__).parent / "qgis_map.py"
# Large enough for the possible strip of the south to be several pixels wide.
SYRIA = {"bounds": [35.2, 32.1, 38.6, 36.8], "size": [1320, 1520]}
# As in the page's style sheet: the land, and what is laid over it.
LAND, SEA, ZONE = (248, 245, 238), (221, 231, 234), (107, 58, 120)
POSSIBLE, DRAWN, CORE = 0.09, 0.10, 0.26


def mix(*opacities: float) -> tuple[float, ...]:
    """Return the colour of land under layers of the zones' colour."""
    colour: tuple[float, ...] = LAND
    for opacity in opacities:
        colour = tuple(
            under * (1 - opacity) + over * opacity for under, over in zip(colour, ZONE, strict=True)
        )
    return colour


def export(path: Path, *arguments: str) -> Path:
    assert main(["export", "--format", "gpkg", "--out", str(path), *arguments]) == 0
    return path


def draw(package: Path, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return what QGIS says of a package, after drawing it to a picture beside it."""
    folder = str(package.parent)
    result = subprocess.run(
        ["/usr/bin/python3", "-I", str(SCRIPT), str(package), str(package.with_suffix(".png"))],
        input=json.dumps(wanted),
        env={
            "PATH": os.environ["PATH"],
            "HOME": folder,
            "XDG_RUNTIME_DIR": folder,
            "QT_QPA_PLATFORM": "offscreen",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stderr
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def find_middle(area: shapely.Geometry) -> list[float]:
    """Return the point of an area that is farthest from its outline."""
    widest = max(shapely.get_parts(area), key=lambda part: part.area)
    middle = shapely.maximum_inscribed_circle(widest).coords[0]
    return [middle[0], middle[1]]


def find_points(package: Path) -> dict[str, list[float]]:
    drawn = gpd.read_file(package, layer="zones").set_index("id").geometry
    extents = gpd.read_file(package, layer="extents").set_index("id").geometry
    points = {"land": [38.3, 34.3], "sea": [35.3, 34.6]}
    for zone in drawn.index:
        core, possible = extents[f"{zone}/core"], extents[f"{zone}/possible"]
        points[f"{zone} core"] = find_middle(core)
        points[f"{zone} drawn"] = find_middle(drawn[zone] - core)
        points[f"{zone} possible"] = find_middle(possible - drawn[zone])
    return points


@pytest.fixture(scope="module")
def articles() -> Corpus:
    return corpus.load()


@pytest.fixture(scope="module")
def atlas(articles: Corpus) -> Atlas:
    return geodata.load(articles)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(tmp_path_factory.mktemp("qgis") / "atlas.gpkg")


@pytest.fixture(scope="module")
def drawing(package: Path) -> dict[str, Any]:
    return draw(package, SYRIA | {"points": find_points(package)})


def test_every_table_opens_without_complaint(drawing: dict[str, Any], articles: Corpus) -> None:
    assert drawing["complaints"] == []
    tables = drawing["tables"]
    assert set(tables) == set(CONTENTS)
    assert tables["zones"]["rows"] == 4
    assert tables["extents"]["rows"] == 8
    assert tables["passages"]["rows"] == len(articles.passages)
    assert tables["dates"]["rows"] == len(articles.key_dates)
    for name in ("zones", "extents", "boundaries", "places", "posts"):
        assert tables[name]["is_styled"], name


def test_every_table_says_its_title_and_licence(drawing: dict[str, Any]) -> None:
    for name, (title, description) in CONTENTS.items():
        table = drawing["tables"][name]
        assert table["title"].startswith(f"{title}. The four de-escalation zones")
        assert table["abstract"].startswith(description)
        assert table["licences"] == ["CC-BY-4.0 https://creativecommons.org/licenses/by/4.0/"]


@pytest.mark.parametrize("zone", ["idlib", "south"])
def test_the_zones_have_the_colours_of_the_page(zone: str, drawing: dict[str, Any]) -> None:
    colours = drawing["colours"]
    assert colours["land"] == pytest.approx(LAND, abs=1)
    assert colours["sea"] == pytest.approx(SEA, abs=1)
    assert colours[f"{zone} core"] == pytest.approx(mix(POSSIBLE, CORE, DRAWN), abs=2)
    assert colours[f"{zone} drawn"] == pytest.approx(mix(POSSIBLE, DRAWN), abs=2)
    assert colours[f"{zone} possible"] == pytest.approx(mix(POSSIBLE), abs=2)


def test_zones_and_capitals_are_named(drawing: dict[str, Any], atlas: Atlas) -> None:
    labels = set(drawing["labels"])
    for zone in atlas.zones:
        assert {zone.name, zone.name_ar} <= labels
    assert {"Aleppo", "Idlib", "Hama", "Homs", "Damascus", "Daraa"} <= labels
    villages = {place.name for place in atlas.places if place.rank == 3}
    assert not villages & labels


def test_villages_are_named_from_nearby(package: Path, atlas: Atlas) -> None:
    nearby = {"bounds": [36.2, 33.4, 36.7, 33.7], "size": [900, 660], "points": {}}
    labels = set(draw(package, nearby)["labels"])
    villages = {place.name for place in atlas.places if place.rank == 3}
    assert len(villages & labels) > 5


def test_a_zone_that_had_ended_is_hollow(tmp_path: Path) -> None:
    package = export(tmp_path / "later.gpkg", "--as-of", "2018-06-01")
    colours = draw(package, SYRIA | {"points": find_points(package)})["colours"]
    assert colours["east-ghouta core"] == pytest.approx(mix(0.02), abs=2)
    assert colours["idlib core"] == pytest.approx(mix(POSSIBLE, CORE, DRAWN), abs=2)
