"""The command line as a user runs it, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from geodata.__main__ import main

ROOT = Path(__file__).parents[2]


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "geodata", *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_the_shipped_data_passes_its_check() -> None:
    result = run("check")
    assert (result.returncode, result.stderr) == (0, "")
    assert "control points (" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("No faults: 4 zones, ")


def test_every_fault_is_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "boundaries" / "south.geojson").write_bytes(b"\xff")
    (folder / "places.csv").unlink()
    assert main(["check", "--folder", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "boundaries/south.geojson: line 1 is not UTF-8" in lines
    assert "places.csv: the file is missing" in lines
    assert not any(line.startswith("No faults") for line in lines)


def test_checking_nothing_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--folder", str(tmp_path)]) == 1
    assert "zones.yaml: no zone could be checked" in capsys.readouterr().out


def test_the_export_is_the_same_on_standard_output_and_in_a_file(tmp_path: Path) -> None:
    out = tmp_path / "zones.geojson"
    printed = run("export", "--format", "geojson")
    assert (printed.returncode, printed.stderr) == (0, "")
    assert main(["export", "--format", "geojson", "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8") == printed.stdout
    assert len(json.loads(printed.stdout)["features"]) == 4


def test_layer_and_zones_are_chosen(tmp_path: Path) -> None:
    out = tmp_path / "extents.geojson"
    zones = ["--zone", "south", "east-ghouta"]
    assert (
        main(["export", "--format", "geojson", "--layer", "extents", *zones, "--out", str(out)])
        == 0
    )
    ids = [feature["id"] for feature in json.loads(out.read_text(encoding="utf-8"))["features"]]
    assert ids == ["east-ghouta/core", "east-ghouta/possible", "south/core", "south/possible"]


def test_faulty_data_is_not_exported(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "places.csv").write_text("", encoding="utf-8")
    out = tmp_path / "out.geojson"
    options = ["--format", "geojson", "--folder", str(folder), "--out", str(out)]
    assert main(["export", *options]) == 1
    assert capsys.readouterr() == (
        "",
        "places.csv: the file is empty\nNothing was written, because the data has faults.\n",
    )
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "--format", "geojson", "--zone", "aleppo"], "idlib"),
        (["export", "--format", "geojson", "--layer", "roads"], "boundaries"),
        (["export", "--format", "dwg"], "geojson"),
        (["export"], "--format"),
        ([], "command"),
    ],
)
def test_wrong_usage_says_what_there_is(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert words in capsys.readouterr().err


def test_a_missing_folder_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--folder", "/nowhere/at/all"]) == 2
    assert capsys.readouterr().err == "There is no folder /nowhere/at/all.\n"


def test_an_unwritable_out_is_one_sentence_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for out in (tmp_path, tmp_path / "missing" / "zones.geojson"):
        assert main(["export", "--format", "geojson", "--out", str(out)]) == 2
        error = capsys.readouterr().err
        assert error.startswith(f"Cannot write {out}: ")
        assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
