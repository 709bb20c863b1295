"""A fault in a data file is said on the page, by file and record; what is sound still shows."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.library import Library
from tests.dashboard.markup import read_html
from tests.server import ROOT

PACKAGES = ("corpus", "geodata", "dashboard")
REPORT = Path(__file__).with_name("report.py")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project for a test to break."""
    for package in PACKAGES:
        # With what Python has compiled: it need not do so again.
        shutil.copytree(ROOT / package, tmp_path / package)
    shutil.copy(ROOT / "CITATION.cff", tmp_path)
    return tmp_path


def open_copy(copy: Path, zone: str = "") -> dict[str, Any]:
    """Return what the page of a copy shows, having opened without a traceback."""
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-W",
            "ignore::ResourceWarning",
            str(REPORT),
            *([zone] if zone else []),
        ],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    shown: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert shown["exceptions"] == []
    return shown


def notice(shown: dict[str, Any]) -> str:
    """Return what the page says is wrong."""
    (said,) = (
        element.words
        for part in shown["html"]
        for element in read_html(part)
        if element.attributes.get("role") == "alert"
    )
    return said


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def change_features(path: Path, change: Callable[[list[Any]], None]) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document["features"])
    path.write_text(json.dumps(document), encoding="utf-8")


def test_records_with_faults_are_named_and_left_out(copy: Path, library: Library) -> None:
    def open_ring(features: list[Any]) -> None:
        features[1]["geometry"]["coordinates"][0][0] += 0.1

    replace(
        copy / "corpus" / "passages.yaml",
        "in the Idlib province and some neighboring territories",
        "in the Idlib province and all neighboring territories",
    )
    replace(copy / "corpus" / "key_dates.yaml", "date: 2017-05-06", "date: 2017-05-36")
    replace(copy / "geodata" / "places.csv", "inside", "insade")
    change_features(copy / "geodata" / "boundaries" / "south.geojson", open_ring)
    shown = open_copy(copy, "idlib")
    said = notice(shown)
    for file in ("key_dates.yaml", "places.csv", "boundaries/south.geojson"):
        assert file in said
    assert "passages.yaml: tass-zones-idlib: " in said
    names = {zone.id: zone.name for zone in library.atlas.zones}
    assert shown["zones"] == [names["idlib"], names["north-homs"], names["east-ghouta"]]
    page = [element for part in shown["html"] for element in read_html(part)]
    assert not any(element.attributes.get("id") == "excerpt-tass-zones-idlib" for element in page)
    assert all(
        element.words or element.attributes.get("aria-label")
        for element in page
        if "href" in element.attributes
    )
    features = json.loads(shown["data"]["zones.geojson"])["features"]
    assert [feature["id"] for feature in features] == ["idlib", "north-homs", "east-ghouta"]


def test_without_files_that_can_be_read_the_map_is_still_there(
    copy: Path, library: Library
) -> None:
    def spoil_evidence(features: list[Any]) -> None:
        features[0]["properties"]["evidence"] = ["https://[nowhere"]

    (copy / "geodata" / "basemap" / "sea.geojson").write_text('{"type": "Feat', encoding="utf-8")
    (copy / "corpus" / "passages.yaml").write_text("- id: [unclosed\n", encoding="utf-8")
    (copy / "corpus" / "questions.yaml").write_bytes(b"")
    (copy / "corpus" / "key_dates.yaml").write_bytes("- id: é\n".encode("latin-1"))
    (copy / "geodata" / "places.csv").unlink()
    shutil.rmtree(copy / "corpus" / "articles")
    # An address that is none does not stop the page, either.
    change_features(copy / "geodata" / "boundaries" / "north-homs.geojson", spoil_evidence)
    shown = open_copy(copy, "north-homs")
    said = notice(shown)
    for file in (
        "articles",
        "passages.yaml",
        "questions.yaml",
        "key_dates.yaml",
        "places.csv",
        "sea.geojson",
    ):
        assert file in said
    assert shown["zones"] == [zone.name for zone in library.atlas.zones]
    assert len(json.loads(shown["data"]["boundaries.geojson"])["features"]) > 0
    zone = library.atlas.zone("north-homs")
    assert zone is not None
    assert zone.name_ar in "".join(shown["html"])


def test_without_zones_the_articles_are_still_there(copy: Path, library: Library) -> None:
    replace(copy / "geodata" / "zones.yaml", "version:", "version: 1\nversion:")
    shutil.rmtree(copy / "geodata" / "boundaries")
    # Texts that cannot be encoded.
    dates = copy / "corpus" / "key_dates.yaml"
    replace(dates, "Nationwide ceasefire in Syria\n", '"\\0"\n')
    (copy / "corpus" / "articles" / "caf\udce9.md").write_bytes(b"---\nid: a\n---\nText.")
    shown = open_copy(copy)
    said = notice(shown)
    for words in (
        "zones.yaml",
        r"articles/caf\udce9.md",
        "key_dates.yaml",
        "U+0000 cannot be shown",
    ):
        assert words in said
    assert shown["zones"] == []
    page = "".join(shown["html"])
    for article in library.corpus.articles:
        assert f"article={article.id}" in page
