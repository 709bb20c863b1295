"""The exports as GDAL's own programs read them, an older GDAL than the one that wrote them."""

import subprocess
from pathlib import Path

import pytest

import corpus
import geodata
from geodata.__main__ import main


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gdal") / "atlas.gpkg"
    assert main(["export", "--format", "gpkg", "--zone", "idlib", "south", "--out", str(path)]) == 0
    return path


def run(*command: str) -> str:
    """Return what a program says, which must be neither a warning nor an error."""
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def test_ogrinfo_lists_the_layers_of_a_geopackage(package: Path) -> None:
    listed = run("ogrinfo", "-ro", str(package))
    layers = [line.partition(": ")[2] for line in listed.splitlines() if line[0].isdigit()]
    assert layers == [
        "zones (Multi Polygon)",
        "extents (Multi Polygon)",
        "boundaries (Multi Line String)",
        "places (Point)",
        "posts (Point)",
        "passages (None)",
        "dates (None)",
        "articles (None)",
        "about (None)",
        "layer_styles (None)",
    ]


def test_ogrinfo_shows_what_a_geopackage_says_of_itself(package: Path) -> None:
    listed = run("ogrinfo", "-ro", str(package))
    assert "  licence=CC-BY-4.0 https://creativecommons.org/licenses/by/4.0/\n" in listed
    assert "  filters=zone idlib, south\n" in listed
    assert "  citation=" in listed
    described = run("ogrinfo", "-ro", "-so", str(package), "extents")
    assert "  IDENTIFIER=Core and possible extents\n" in described
    assert "  DESCRIPTION=Of each zone what is farther inside" in described


def test_ogrinfo_counts_and_reads_the_features_of_a_geopackage(package: Path) -> None:
    atlas = geodata.load(corpus.load())
    zones = [atlas.zone("idlib"), atlas.zone("south")]
    stretches = sum(len(zone.stretches) for zone in zones if zone)
    read = run("ogrinfo", "-ro", "-al", "-geom=SUMMARY", str(package))
    for layer, count in (("zones", 2), ("extents", 4), ("boundaries", stretches)):
        summary = read[read.index(f"Layer name: {layer}\n") :]
        assert f"\nFeature Count: {count}\n" in summary[:9000]
    for zone in zones:
        assert zone is not None
        assert f"  id (String) = {zone.id}\n" in read
        assert f"  name_ar (String) = {zone.name_ar}\n" in read


def test_a_geopackage_conforms_to_the_standard(package: Path) -> None:
    # GDAL's checker goes through the requirements of the standard one by one.
    checker = "osgeo_utils.samples.validate_gpkg"
    assert run("/usr/bin/python3", "-I", "-m", checker, str(package)) == ""
