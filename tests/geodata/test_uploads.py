"""A reader's table is placed in a process apart, which costs what it may and no more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.processes import Limits
from geodata.errors import TableError
from geodata.points.certainty import make_outlines
from geodata.points.chunks import TableOptions
from geodata.points.uploads import LIMITS, Job, LocatedTable, PartDone, locate_in_process
from geodata.records import Atlas
from tests.geodata.uploaded import ALL_POINTS, locate_bytes, make_job
from tests.server import find_children

SMALL = b"date,lon,lat\n2017-05-06,36.8059,35.8645\n2017-06-01,x,35\n"
# Some seconds of work.
LARGE = b"lon,lat\n" + b"36.8059,35.8645\n" * 1_500_000


def new_job(name: str, data: bytes, folder: Path, options: TableOptions = TableOptions()) -> Job:  # noqa: B008
    return make_job(name, data, folder, options, ALL_POINTS)


def locate(job: Job, atlas: Atlas, limits: Limits = LIMITS) -> LocatedTable:
    *steps, table = locate_in_process(job, make_outlines(atlas), limits)
    assert all(isinstance(step, PartDone) for step in steps)
    assert isinstance(table, LocatedTable)
    return table


def refuse(job: Job, atlas: Atlas, limits: Limits = LIMITS) -> str:
    with pytest.raises(TableError) as error:
        locate(job, atlas, limits)
    sentence = str(error.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert find_children("geodata.points.upload_process") == []
    return sentence


def test_it_comes_to_the_same_as_here(atlas: Atlas, tmp_path: Path) -> None:
    table = locate(new_job("events.csv", SMALL, tmp_path), atlas)
    here, data = locate_bytes("events.csv", SMALL, atlas)
    assert table == replace(here, file=table.file)
    assert table.file.read_bytes() == data
    assert table.has_dates
    assert table.tally.unplaced == 1


def test_the_reason_of_a_refusal_is_shown(atlas: Atlas, tmp_path: Path) -> None:
    sentence = refuse(new_job("events.csv", b"a,b\n1,2\n", tmp_path), atlas)
    assert sentence.startswith("events.csv: no columns of longitude and latitude")


def test_time_is_limited(atlas: Atlas, tmp_path: Path) -> None:
    limits = replace(LIMITS, seconds=1)
    assert " 1 s " in refuse(new_job("large.csv", LARGE, tmp_path), atlas, limits)


def test_memory_is_limited(atlas: Atlas, tmp_path: Path) -> None:
    # Five million lists, of which each takes far more memory than text.
    lists = b"[" + b"[]," * 5_000_000 + b"[]]"
    feature = b'{"type": "Feature", "geometry": null, "properties": {"a": ' + lists + b"}}"
    data = b'{"type": "FeatureCollection", "features": [' + feature + b"]}"
    limits = replace(LIMITS, memory=300_000_000)
    sentence = refuse(new_job("lists.geojson", data, tmp_path), atlas, limits)
    assert "0.3 GB of memory" in sentence


def test_the_size_of_the_result_is_limited(atlas: Atlas, tmp_path: Path) -> None:
    limits = replace(LIMITS, file=1_000_000)
    sentence = refuse(new_job("large.csv", LARGE, tmp_path), atlas, limits)
    assert "the result would take more than the 1 MB that this page allows" in sentence
    assert (tmp_path / "result").stat().st_size <= 1_000_000


def test_it_ends_when_nobody_waits(atlas: Atlas, tmp_path: Path) -> None:
    steps: Generator[PartDone | LocatedTable] = locate_in_process(
        new_job("large.csv", LARGE, tmp_path), make_outlines(atlas)
    )
    with closing(steps):
        assert next(steps) == (0, 0)
        (child,) = find_children("geodata.points.upload_process")
    assert not child.is_running()


WAITER = """
import sys
from pathlib import Path
import corpus, geodata
from geodata.points.certainty import make_outlines
from geodata.points.chunks import TableOptions
from geodata.points.uploads import Job, locate_in_process
source, target, shown = map(Path, sys.argv[1:])
job = Job(source, "large.csv", target, shown, TableOptions(), 10)
for step in locate_in_process(job, make_outlines(geodata.load(corpus.load()))):
    print(step, flush=True)
"""


def test_it_ends_with_the_server(tmp_path: Path) -> None:
    job = new_job("large.csv", LARGE, tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", WAITER, str(job.source), str(job.target), str(job.shown)],
        stdout=subprocess.PIPE,
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline()
        (child,) = find_children("geodata.points.upload_process", server.pid)
        os.kill(server.pid, signal.SIGKILL)
        child.wait(timeout=60)
