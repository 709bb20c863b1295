"""``python -m geodata locate`` as a user runs it: exit codes, memory, Ctrl-C, a full disk."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from geodata.__main__ import main

# What a signal interrupts may leave a file to the garbage collector.
PYTHON = [sys.executable, "-W", "error", "-W", "ignore::ResourceWarning"]

ROOT = Path(__file__).parents[2]
COMMAND = [*PYTHON, "-m", "geodata", "locate"]
LINE = "SYR{n},2017-05-06,shelling near the line of contact{notes},35.8645,36.8059\n"


def write_events(path: Path, rows: int, notes: str = "") -> None:
    with path.open("w") as file:
        file.write("event_id,event_date,notes,latitude,longitude\n")
        block = [LINE.format(n=number, notes=notes) for number in range(min(rows, 10_000))]
        file.writelines(block * (rows // len(block)))


def run(*arguments: object) -> tuple[int, str, str]:
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


def test_what_came_out_is_said(tmp_path: Path) -> None:
    source, target = tmp_path / "events.csv", tmp_path / "out.csv"
    write_events(source, 3)
    with source.open("a") as file:
        file.write("SYR3,,,,\n")
    code, out, err = run(source, "--out", target)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "4 rows: 3 inside, 0 probably inside, 0 possibly inside, 0 outside; 1 not placed.",
        "idlib: 3 inside, 0 probably inside, 0 possibly inside.",
        "Not placed, with the reason in the column certainty: 1 no longitude and no latitude.",
        f"Written to {target}.",
    ]
    assert len(target.read_text().splitlines()) == 5


def test_a_column_that_is_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "events.csv", tmp_path / "out.csv"
    source.write_text("zone,lon,lat\n,36.8059,35.8645\n")
    assert main(["locate", str(source), "--out", str(target)]) == 0
    assert "the added ones are zone_2, certainty_2, distance_km_2, stretch_2, " in (
        capsys.readouterr().out
    )


def test_a_table_that_cannot_be_read_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "events.csv", tmp_path / "out.csv"
    source.write_text("a,b\n1,2\n")
    for arguments in (
        [str(source), "--out", str(target)],
        [str(source), "--out", str(target), "--lon", "x", "--lat", "b"],
        [str(tmp_path / "none.csv"), "--out", str(target)],
        [str(source), "--out", str(tmp_path / "no" / "out.csv"), "--lon", "a", "--lat", "b"],
        [str(source), "--out", str(target), "--scheduler", "local"],
    ):
        assert main(["locate", *arguments]) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.count("\n") == 1
        assert captured.err.endswith(".\n")
    assert list(tmp_path.iterdir()) == [source]


def test_faulty_data_place_nothing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "places.csv").write_text("")
    source, target = tmp_path / "events.csv", tmp_path / "out.csv"
    write_events(source, 1)
    assert main(["locate", str(source), "--out", str(target), "--folder", str(folder)]) == 1
    assert "Nothing was written" in capsys.readouterr().err
    assert not target.exists()


# A limit on the size of a file fails in the middle of writing, as a full disk does.
LIMITED = """
import resource, sys
from geodata.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
source, *targets = sys.argv[1:]
sys.exit(str([main(["locate", source, "--out", target]) for target in targets]))
"""


def test_a_full_disk_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    source = tmp_path / "events.csv"
    write_events(source, 4000)
    targets = [tmp_path / f"out.{kind}" for kind in ("csv", "gpkg", "parquet", "geojson")]
    for target in targets:
        target.write_text("what was there")
    done = subprocess.run(
        [*PYTHON, "-c", LIMITED, source, *targets],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    *sentences, codes = done.stderr.splitlines()
    assert (codes, done.stdout) == ("[2, 2, 2, 2]", "")
    for target, sentence in zip(targets, sentences, strict=True):
        assert sentence.startswith(f"Cannot write {target}: ")
        assert target.read_text() == "what was there"
    assert sorted(tmp_path.iterdir()) == sorted([source, *targets])


def test_ctrl_c_leaves_nothing_and_the_bar_shows_on_a_terminal(tmp_path: Path) -> None:
    source, target = tmp_path / "events.csv", tmp_path / "out.csv"
    write_events(source, 300_000)
    terminal, end = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, str(source), "--out", str(target)], cwd=ROOT, stderr=end, stdout=end
    )
    os.close(end)
    shown = b""
    while b"%" not in shown:
        shown += os.read(terminal, 1000)
    process.send_signal(signal.SIGINT)
    try:
        while more := os.read(terminal, 1000):
            shown += more
    except OSError:  # a terminal nobody writes to any more
        pass
    os.close(terminal)
    assert process.wait(30) == 130
    assert b"\revents.csv [" in shown
    assert shown.endswith(b"Stopped; nothing was written.\r\n")
    assert list(tmp_path.iterdir()) == [source]


# The most that a process has taken after each table, in kilobytes: it never becomes less.
MEASURED = """
import sys
from pathlib import Path
from geodata.__main__ import main
for source in sys.argv[1:]:
    assert main(["locate", source, "--out", f"{source}.out.csv"]) == 0
    print("VmHWM:", Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""


def test_memory_does_not_grow_with_the_table(tmp_path: Path) -> None:
    # Both are more than the chunks that are in memory at once, 50,000 rows each: one is written
    # while the next is read. With rows this long, the larger table is 86 MB larger.
    sources = []
    for rows in (120_000, 220_000):
        sources.append(tmp_path / f"{rows}.csv")
        write_events(sources[-1], rows, notes="x" * 800)
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *sources],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    lines = (line.split() for line in done.stdout.splitlines())
    peaks = [int(line[1]) / 1024 for line in lines if line[0] == "VmHWM:"]
    assert peaks[1] < 500, "in MB"
    assert peaks[1] - peaks[0] < 60, "in MB"


def test_rows_of_every_length_keep_their_text(tmp_path: Path) -> None:
    source, target = tmp_path / "events.tsv", tmp_path / "out.tsv"
    random = np.random.default_rng(3)
    rows = [f"{'n' * int(size)}\t36.8059\t35.8645" for size in random.integers(0, 100_000, size=60)]
    source.write_text("\n".join(["notes\tlon\tlat", *rows]))
    assert main(["locate", str(source), "--out", str(target)]) == 0
    added = "\tidlib\tinside\t14.3\tidlib/main/hole/02\t"
    assert target.read_text().splitlines()[1:] == [row + added for row in rows]
