import os
import random
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from corpus.errors import OutputError
from corpus.writing import replacing, write_output

NOBODY = 65534
ROOT = Path(__file__).parents[2]


def test_a_file_is_written_and_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    write_output([b"first, and longer"], path)
    write_output([b"second"], path)
    assert path.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_output([b"new"], tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_written_file_can_be_read_by_whoever_the_umask_allows(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    write_output([b""], tmp_path / "ours")
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
        write_output([b"data"], tmp_path / name)
    assert str(caught.value).count(".") >= 1
    assert "\n" not in str(caught.value)
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "file").read_bytes() == b"kept"


def test_a_device_is_not_replaced_by_a_file() -> None:
    with pytest.raises(OutputError, match="not an ordinary file"):
        write_output([b"data"], Path(os.devnull))


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
        write_output([b"data"], own_folder / "file")
    assert (own_folder / "file").read_bytes() == b"kept"
    (own_folder / "folder").mkdir(mode=0o555)
    with pytest.raises(OutputError, match="Permission denied"):
        write_output([b"data"], own_folder / "folder" / "out")
    assert list((own_folder / "folder").iterdir()) == []


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_replaced_file_keeps_its_mode_and_its_owner(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"old")
    if os.geteuid() == 0:
        os.chown(path, NOBODY, NOBODY)
    path.chmod(mode)
    before = path.stat()
    with replacing(path) as part:
        part.write_bytes(b"new")
        assert stat.S_IMODE(part.parent.stat().st_mode) == 0o700
    after = path.stat()
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(after.st_mode) == mode
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)


def test_where_the_group_cannot_be_kept_no_other_one_may_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    path = tmp_path / "out"
    path.write_bytes(b"old")
    path.chmod(0o654)
    # As the system does for whoever is not in the file's group.
    monkeypatch.setattr(os, "chown", refuse)
    write_output([b"new"], path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


KILLS = 10
WRITER = """
import itertools, sys
from pathlib import Path
from corpus.writing import write_output
for number in itertools.count():
    write_output([str(number % 10).encode() * 1000] * 1000, Path(sys.argv[1]))
"""


def test_a_killed_write_leaves_the_old_file_whole_and_what_it_left_is_removed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "out"
    chance = random.Random(5)
    for _ in range(KILLS):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], cwd=ROOT)
        before = path.stat().st_ino if path.exists() else None
        while not path.exists() or path.stat().st_ino == before:
            with suppress(subprocess.TimeoutExpired):
                writer.wait(0.001)
                pytest.fail("The writer ended.")
        with suppress(subprocess.TimeoutExpired):
            writer.wait(chance.random() / 50)
        writer.kill()
        writer.wait()
        (kept,) = set(path.read_bytes())
        assert path.read_bytes() == bytes([kept]) * 1_000_000
        # The next writer takes such a folder for one that is being made, unless it is old.
        for left in tmp_path.glob(".*.part"):
            os.utime(left, (0, 0))
    (tmp_path / f".{KILLS:08}-of-another-computer.part").mkdir()
    (tmp_path / ".mine.part").mkdir()
    last = subprocess.run(
        [sys.executable, "-c", WRITER.replace("itertools.count()", "[7]"), str(path)],
        cwd=ROOT,
        check=True,
    )
    assert last.returncode == 0
    assert {each.name for each in tmp_path.iterdir()} == {
        "out",
        ".mine.part",
        f".{KILLS:08}-of-another-computer.part",
    }


def test_the_folder_of_a_living_writer_is_left_alone(tmp_path: Path) -> None:
    with replacing(tmp_path / "long") as part:
        part.write_bytes(b"long")
        os.utime(part.parent, (0, 0))
        command = [sys.executable, "-c", WRITER.replace("itertools.count()", "[7]")]
        subprocess.run([*command, str(tmp_path / "short")], cwd=ROOT, check=True)
        assert part.read_bytes() == b"long"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["long", "short"]
