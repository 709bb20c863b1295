"""The command line as a user runs it, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.__main__ import main

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "corpus", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_the_shipped_corpus_passes_its_check() -> None:
    result = run("check")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("No faults: 5 articles, ")
    assert result.stdout.count("\n") == 1


def test_a_fault_ends_the_check_with_1(folder: Path) -> None:
    (folder / "passages.yaml").write_bytes(b"- id: a\n  quote: \xe9\n")
    result = run("check", "--folder", str(folder))
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.startswith("passages.yaml: line 2 is not UTF-8\n")


def test_the_export_is_the_same_on_standard_output_and_in_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "annotations.jsonld"
    assert main(["export", "--format", "w3c", "--out", str(out)]) == 0
    assert capsys.readouterr() == ("", "")
    to_output = run("export", "--format", "w3c")
    assert (to_output.returncode, to_output.stderr) == (0, "")
    assert to_output.stdout == out.read_text(encoding="utf-8")
    assert json.loads(to_output.stdout)["total"] > 0
    assert list(tmp_path.iterdir()) == [out]


def test_faulty_data_is_not_exported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "questions.yaml").write_bytes(b"")
    out = folder / "out.jsonld"
    arguments = ["export", "--format", "w3c", "--folder", str(folder), "--out", str(out)]
    assert main(arguments) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "questions.yaml: the file is empty" in captured.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "--folder", "{tmp}/nowhere"], "There is no folder {tmp}/nowhere."),
        (["export", "--format", "w3c", "--folder", "{tmp}/file"], "There is no folder {tmp}/file."),
        (["export", "--format", "w3c", "--out", "{tmp}"], "Cannot write {tmp}: it is a folder."),
        (
            ["export", "--format", "w3c", "--out", "{tmp}/nowhere/out"],
            "Cannot write {tmp}/nowhere/out: No such file or directory.",
        ),
        (
            ["export", "--format", "w3c", "--out", "{tmp}/file/out"],
            "Cannot write {tmp}/file/out: Not a directory.",
        ),
    ],
)
def test_a_wrong_path_is_one_sentence_and_2(
    arguments: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    assert main([argument.format(tmp=tmp_path) for argument in arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == sentence.format(tmp=tmp_path) + "\n"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    "arguments", [[], ["draw"], ["export"], ["export", "--format", "pdf"], ["check", "--loudly"]]
)
def test_wrong_usage_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m corpus" in capsys.readouterr().err
