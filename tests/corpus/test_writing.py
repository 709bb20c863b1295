import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import OutputError
from corpus.writing import write_atomically

NOBODY = 65534


def test_a_file_is_written_and_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    write_atomically(path, b"first, and longer")
    write_atomically(path, b"second")
    assert path.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_written_file_can_be_read_by_whoever_the_umask_allows(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    write_atomically(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("folder", "it is a folder"),
        ("nowhere/out", "No such file or directory"),
        ("file/out", "Not a directory"),
        ("x" * 300, "File name too long"),
        # Newer Pythons replace such a link.
        *([("loop", "circle|Too many levels")] if sys.version_info < (3, 13) else []),
    ],
)
def test_what_cannot_be_written_says_why_and_leaves_nothing(
    tmp_path: Path, name: str, reason: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"kept")
    (tmp_path / "loop").symlink_to("loop")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OutputError, match=reason) as caught:
        write_atomically(tmp_path / name, b"data")
    assert str(caught.value).count(".") >= 1
    assert "\n" not in str(caught.value)
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "file").read_bytes() == b"kept"


def test_a_device_is_not_replaced_by_a_file() -> None:
    with pytest.raises(OutputError, match="not an ordinary file"):
        write_atomically(Path(os.devnull), b"data")


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A folder of somebody who may not write everywhere: root becomes nobody for a while."""
    with tempfile.TemporaryDirectory() as name:
        is_root = os.geteuid() == 0
        if is_root:
            os.chown(name, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield Path(name)
        finally:
            if is_root:
                os.seteuid(0)


def test_a_protected_file_or_folder_is_left_alone(own_folder: Path) -> None:
    (own_folder / "file").write_bytes(b"kept")
    (own_folder / "file").chmod(0o444)
    with pytest.raises(OutputError, match="write-protected"):
        write_atomically(own_folder / "file", b"data")
    assert (own_folder / "file").read_bytes() == b"kept"
    (own_folder / "folder").mkdir(mode=0o555)
    with pytest.raises(OutputError, match="Permission denied"):
        write_atomically(own_folder / "folder" / "out", b"data")
    assert list((own_folder / "folder").iterdir()) == []
