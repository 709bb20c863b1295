"""Files of the corpus that are missing or cannot be read: each is named, the others load."""

from pathlib import Path

import pytest

from corpus import load
from corpus.__main__ import main
from tests.corpus.faults import ALPHA, assert_fault, ids_of

FILE_FAULTS = {
    "empty": (b"", "the file is empty"),
    "blank": (b" \n\n", "the file is empty"),
    "only a comment": (b"# nothing yet\n", "not a list of records"),
    "no records": (b"[]\n", "the file holds no records"),
    "no list": (b"id: x\n", "not a list of records"),
    "bad YAML": (
        b"- id: a\n  quote: 'open\n\n- id: b\n",
        "bad YAML on line 4: .*quoted scalar from line 2 on",
    ),
    "control character": (
        b"- id: a\x00\n",
        r"line 1: the character U\+0000 cannot be shown or exported",
    ),
    "two documents": (b"- id: a\n---\n- id: b\n", "bad YAML on line 2"),
    "too deep": (b"- " + b"[" * 100_000, "bad YAML"),
    "wrong encoding": ("- id: a\n  quote: caf\u00e9\n".encode("latin-1"), "line 2 is not UTF-8"),
    "another encoding": ("- id: a\n".encode("utf-16"), "line 1 is not UTF-8"),
}


@pytest.mark.parametrize("kind", FILE_FAULTS)
def test_a_faulty_file_is_named_and_the_others_load(
    kind: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, message = FILE_FAULTS[kind]
    (folder / "questions.yaml").write_bytes(content)
    assert_fault(folder, capsys, ("questions.yaml", "", message), {"how-many"})


@pytest.mark.parametrize("file", ["passages.yaml", "key_dates.yaml", "questions.yaml"])
def test_a_missing_file_is_named(
    file: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / file).unlink()
    assert main(["check", "--folder", str(folder)]) == 1
    assert f"{file}: the file is missing" in capsys.readouterr().out


def test_a_folder_in_place_of_a_file_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "questions.yaml").unlink()
    (folder / "questions.yaml").mkdir()
    expected = ("questions.yaml", "", "cannot be read: Is a directory")
    assert_fault(folder, capsys, expected, {"how-many"})


def test_nothing_to_check_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--folder", str(tmp_path)]) == 1
    assert "articles/: the folder holds no articles" in capsys.readouterr().out
    assert ids_of(load(tmp_path)) == set()


def test_byte_order_marks_and_foreign_newlines_in_the_yaml_do_no_harm(folder: Path) -> None:
    for path in folder.glob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    article = folder / ALPHA
    article.write_bytes(b"\xef\xbb\xbf" + article.read_bytes())
    assert load(folder).faults == ()
