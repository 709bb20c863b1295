"""``export`` on the command line, given what it cannot do: one sentence, 2, and nothing harmed."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from corpus.__main__ import main
from corpus.exports.formats import FORMATS, Format, list_layers
from corpus.records import TOPICS
from corpus.zone_ids import ZONE_IDS
from tests.shipped import load_corpus

ROOT = Path(__file__).parents[2]
OUTLETS = load_corpus().outlets
IDS = [known.id for known in FORMATS]
W3C = ["export", "--format", "w3c"]

each_format = pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.id)


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, after some lines of Python."""
    lines = f"{code}\nimport sys\nfrom corpus.__main__ import main\nsys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", lines, *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@each_format
def test_a_format_is_written_to_a_file_of_its_ending(known: Format[Any], tmp_path: Path) -> None:
    for layer in known.layers:
        out = tmp_path / f"{layer}.{known.extension.upper()}"
        assert main(["export", "--format", known.id, "--layer", layer, "--out", str(out)]) == 0
        assert out.stat().st_size > 0


def test_a_file_without_an_ending_is_of_any_format(tmp_path: Path) -> None:
    assert main([*W3C, "--out", str(tmp_path / "annotations")]) == 0
    assert (tmp_path / "annotations").stat().st_size > 0


def test_filters_of_several_words_and_several_options_add_up(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    one = ["--zone", "south", "idlib", "--topic", "aid", "ceasefire", "--outlet", "TASS", "Tabnak"]
    two = ["--zone", "idlib", "--zone", "south", "--topic", "ceasefire", "--topic", "aid",
           "--outlet", "Tabnak", "--outlet", "TASS"]  # fmt: skip
    written = []
    for words in (one, two):
        assert main(["export", "--format", "ris", *words]) == 0
        written.append(capsysbinary.readouterr().out)
    assert written[0] == written[1]
    assert b"Filters: zone idlib, south; topic ceasefire, aid; outlet Tabnak, TASS" in written[0]


def test_the_moment_is_named_where_it_is_asked_for(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert main(["export", "--format", "ris", "--stamp"]) == 0
    stamped = capsysbinary.readouterr().out
    assert main(["export", "--format", "ris"]) == 0
    plain = capsysbinary.readouterr().out
    differing = [line for line in stamped.splitlines() if line not in plain.splitlines()]
    assert len(differing) == 1
    assert differing[0].startswith(b"N1  - Exported: ")


@pytest.mark.parametrize(
    ("arguments", "known"),
    [
        (["--format", "shapefile"], IDS),
        (["--format", ""], IDS),
        (["--format", "W3C"], IDS),
        ([*W3C[1:], "--layer", "roads"], list_layers(FORMATS)),
        ([*W3C[1:], "--layer", "citations"], ["annotations"]),
        (["--format", "bibtex", "--layer", "annotations"], ["citations"]),
        ([*W3C[1:], "--zone", "aleppo"], ZONE_IDS),
        ([*W3C[1:], "--zone", "idlib", "Idlib"], ZONE_IDS),
        ([*W3C[1:], "--topic", "weather"], TOPICS),
        ([*W3C[1:], "--outlet", "The Daily Planet"], OUTLETS),
        ([*W3C[1:], "--outlet", "TASS", "tass"], OUTLETS),
        ([*W3C[1:], "--outlet", ""], OUTLETS),
        ([*W3C[1:], "--as-of", "yesterday"], ["2017-05-06"]),
        ([*W3C[1:], "--as-of", "2017-02-30"], ["2017-05-06"]),
        ([*W3C[1:], "--as-of", ""], ["2017-05-06"]),
    ],
    ids=" ".join,
)
def test_an_unknown_word_is_2_and_lists_what_there_is(
    arguments: list[str],
    known: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "out"
    try:
        code: object = main(["export", *arguments, "--out", str(out)])
    except SystemExit as stop:
        code = stop.code
    captured = capsys.readouterr()
    assert (code, captured.out) == (2, "")
    sentence = captured.err.splitlines()[-1]
    for name in known:
        assert name in sentence
    assert not out.exists()


@each_format
def test_an_out_of_another_ending_names_the_right_one(
    known: Format[Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for ending in ("pdf", f"{known.extension}.gz"):
        out = tmp_path / f"kept.{ending}"
        out.write_bytes(b"kept")
        assert main(["export", "--format", known.id, "--out", str(out)]) == 2
        assert capsys.readouterr().err == (
            f"Cannot write {out}: the format {known.id} is written to a file ending in "
            f".{known.extension}.\n"
        )
        assert out.read_bytes() == b"kept"


@pytest.mark.parametrize("name", ["folder.jsonld", "folder", ".", "missing/out.jsonld"])
def test_an_out_that_cannot_be_one_is_a_sentence(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder.jsonld").mkdir()
    (tmp_path / "folder").mkdir()
    out = tmp_path / name
    assert main([*W3C, "--out", str(out)]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"Cannot write {out}: ")
    assert error.count("\n") == 1
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["folder", "folder.jsonld"]


@pytest.mark.parametrize("name", ["w3c.jsonld", "ris.ris"])
def test_a_disk_that_fills_up_leaves_the_old_file_as_it_was(name: str, tmp_path: Path) -> None:
    out = tmp_path / name
    out.write_bytes(b"kept")
    # A limit on the size of a file fails in the middle of writing, as a full disk does.
    code = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))"
    done = run(code, "export", "--format", out.stem, "--out", str(out))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"Cannot write {out}: File too large.\n"
    assert out.read_bytes() == b"kept"
    assert [*tmp_path.iterdir()] == [out]


def test_a_device_is_not_an_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*W3C, "--out", "/dev/full"]) == 2
    assert capsys.readouterr().err == "Cannot write /dev/full: it is not an ordinary file.\n"
    assert Path("/dev/full").is_char_device()


def test_a_closed_standard_output_is_one_sentence() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", '"$0" -W error -m corpus "$@" >&-', sys.executable, *W3C],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Cannot write to standard output: it is closed.\n"


def test_a_reader_that_has_gone_is_one_sentence() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "corpus", *W3C],
            cwd=ROOT,
            stdout=writing,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    finally:
        os.close(writing)
    assert done.returncode == 2
    assert done.stderr == "Cannot write to standard output: Broken pipe.\n"
