"""The one file from the command line: the same bytes each time, and a sentence where it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.__main__ import main
from tests.dashboard.one_file import (
    page,
)
from tests.server import ROOT


def export(out: Path) -> subprocess.CompletedProcess[str]:
    """Have the file written by another process, in another folder and order of hashes."""
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "dashboard",
            "export",
            "--format",
            "html",
            "--out",
            str(out),
        ],
        cwd=out.parent,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "4"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_writes_the_same_bytes_each_time(tmp_path: Path) -> None:
    path = tmp_path / "one.html"
    done = export(path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert path.read_text(encoding="utf-8") == page()


def test_the_command_follows_its_filters(tmp_path: Path) -> None:
    path = tmp_path / "south.html"
    assert main(["export", "--format", "html", "--out", str(path), "--zone", "south"]) == 0
    assert path.read_text(encoding="utf-8") == page(zones="south")


@pytest.mark.parametrize(
    "options", [["--layer", "zones"], ["--outlet", "Nobody"], ["--as-of", "soon"]], ids=str
)
def test_the_command_says_what_there_is_not_and_writes_nothing(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out.html"
    assert main(["export", "--format", "html", "--out", str(path), *options]) == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert options[1] in sentence
    assert not path.exists()


def test_the_formats_know_nothing_of_the_page() -> None:
    check = "import sys, dashboard.export_command; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False).returncode == 0
