"""A folder of Parquet files, and runs of the command that places it."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geodata.points.certainty import make_outlines
from geodata.points.chunks import TableOptions
from geodata.points.folders import locate_folder, survey_folder
from geodata.records import Atlas

# What a signal interrupts may leave a file to the garbage collector.
PYTHON = [sys.executable, "-W", "error", "-W", "ignore::ResourceWarning"]

ROOT = Path(__file__).parents[2]
PARTS, ROWS = 24, 2000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with parts of very different sizes, one of them empty, some in folders."""
    root = tmp_path_factory.mktemp("points") / "in"
    random = np.random.default_rng(11)
    for part in range(PARTS):
        rows = 0 if part == 3 else ROWS * (1 + part % 4)
        table = pa.table(
            {
                "event": pa.array([f"{part}-{row}" for row in range(rows)], pa.string()),
                "latitude": random.uniform(32.3, 37.3, rows),
                "longitude": random.uniform(35.7, 38.4, rows),
            }
        )
        path = root / f"year={2015 + part % 3}" / f"part-{part:02d}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, path)
    (root / "_SUCCESS").touch()
    (root / "_metadata.parquet").write_bytes(b"not to be read")
    return root


@pytest.fixture(scope="module")
def alone(folder: Path, atlas: Atlas) -> dict[str, bytes]:
    """What one process makes of the folder."""
    target = folder.parent / "alone"
    plan = survey_folder(folder, target, TableOptions())
    result = locate_folder(plan, make_outlines(atlas))
    assert result.tally.rows == plan.rows
    return read_folder(target)


def read_folder(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def start(folder: Path, target: Path, scheduler: str, **environment: str) -> subprocess.Popen[str]:
    """Start locating a folder on a scheduler."""
    command = [*PYTHON, "-m", "geodata", "locate", str(folder)]
    return subprocess.Popen(
        [*command, "--out", str(target), "--scheduler", scheduler],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def wait_for_parts(run: subprocess.Popen[str], folder: Path) -> list[Path]:
    """Return the parts that are done once there are any."""
    while not (done := list(folder.glob(".*.part/out/*/*.parquet"))):
        with suppress(subprocess.TimeoutExpired):
            run.wait(0.01)
            pytest.fail(f"The run ended: {run.communicate()}")
    return done
