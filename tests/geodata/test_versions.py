"""The versions of the data: what changed, and the outlines as they were released."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from corpus.errors import ReadError
from geodata.__main__ import main
from geodata.exports import versions
from geodata.exports.extract import MapExtract
from geodata.exports.figure import write_difference
from geodata.loading import FOLDER
from geodata.records.versions import load_versions, read_outlines

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"
SOUND = "- version: 1.0.0\n  released: 2026-11-21\n  changes:\n  - zones: all\n    text: First.\n"


def test_the_newest_version_is_that_of_the_data(whole: MapExtract) -> None:
    listed = versions.list_outlines(whole)
    assert listed[0][0].version == whole.atlas.version == whole.about.dataset.version
    assert [version.version for version, _ in listed] == ["1.1.0", "1.0.0"]
    changed = {zone for change in listed[0][0].changes for zone in change.zones}
    for _, outlines in listed:
        assert {*outlines} == {zone.id for zone in whole.atlas.zones} == changed


def test_the_areas_are_those_of_the_changelog(whole: MapExtract) -> None:
    _, first = versions.list_outlines(whole)[1]
    text = CHANGELOG.read_text(encoding="utf-8")
    for zone in whole.atlas.zones:
        row = re.search(rf"^\| {zone.name} \| ([\d,]+) \|", text, flags=re.M)
        assert row
        assert first[zone.id].area_km2 == int(row[1].replace(",", ""))


def test_the_file_names_every_version(whole: MapExtract) -> None:
    written = json.loads(b"".join(versions.write(whole, "versions")))
    assert [one["version"] for one in written["versions"]] == ["1.1.0", "1.0.0"]
    assert written["versions"][1]["areas"]["east-ghouta"]["area_km2"] == 94


def test_a_difference_is_drawn(whole: MapExtract) -> None:
    (_, now), (_, before) = versions.list_outlines(whole)
    shapes = before["south"].drawn, now["south"].drawn
    picture = write_difference("South", "Words.", *shapes)
    assert picture.startswith(b"\x89PNG")
    assert picture == write_difference("South", "Words.", *shapes)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (SOUND.replace("1.0.0", "one"), "version"),
        (SOUND.replace("all", "[nowhere]"), "nowhere"),
        ("- version: 1.0.0\n", "released"),
    ],
    ids=["version", "zone", "missing"],
)
def test_a_record_that_is_not_sound_is_said(text: str, named: str, tmp_path: Path) -> None:
    (tmp_path / "versions.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=named):
        load_versions(tmp_path)


@pytest.mark.parametrize("text", [None, "{}", "[]", '{"features": [{"id": "south"}]}'])
def test_outlines_that_are_not_there_are_said(text: str | None, tmp_path: Path) -> None:
    (tmp_path / "versions.yaml").write_text(SOUND, encoding="utf-8")
    (version,) = load_versions(tmp_path)
    if text is not None:
        (tmp_path / "versions").mkdir()
        (tmp_path / "versions" / "1.0.0.geojson").write_text(text, encoding="utf-8")
    with pytest.raises(ReadError):
        read_outlines(tmp_path, version)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--version", "9.9.9"], "there are: 1.1.0, 1.0.0"),
        (["--version", "../versions/1.0.0"], "there are: 1.1.0, 1.0.0"),
        (["--version", "1.0.0", "--zone", "idlib"], "--zone"),
        (["--version", "1.0.0", "--stamp"], "--stamp"),
        (["--version", "1.0.0", "--layer", "places"], "the layer zones as geojson"),
    ],
    ids=str,
)
def test_a_version_that_cannot_be_had_is_said(
    options: list[str], named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "zones.geojson"
    assert main(["export", "--format", "geojson", "--out", str(out), *options]) == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert named in sentence
    assert not out.exists()


def test_a_version_is_written_as_it_was_released(tmp_path: Path) -> None:
    written: dict[str, bytes] = {}
    for version in ([], ["--version", "1.1.0"], ["--version", "1.0.0"]):
        out = tmp_path / f"{len(written)}.geojson"
        assert main(["export", "--format", "geojson", *version, "--out", str(out)]) == 0
        written[" ".join(version)] = out.read_bytes()
    assert written["--version 1.0.0"] == (FOLDER / "versions" / "1.0.0.geojson").read_bytes()
    assert written["--version 1.1.0"] == written[""]


def test_data_without_versions_have_none(tmp_path: Path) -> None:
    assert load_versions(tmp_path) == ()
    assert load_versions(FOLDER)
