"""Tables as a page gets them: a name and bytes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from geodata.points.certainty import make_outlines
from geodata.points.chunks import TableOptions
from geodata.points.uploads import Job, LocatedTable, PartDone, locate_table
from geodata.records import Atlas

ALL_POINTS = 10**9


def make_job(name: str, data: bytes, folder: Path, options: TableOptions, most_points: int) -> Job:
    source = folder / "source"
    source.write_bytes(data)
    return Job(source, name, folder / "result", options, most_points)


def locate_bytes(
    name: str,
    data: bytes,
    atlas: Atlas,
    options: TableOptions = TableOptions(),  # noqa: B008
    progress: Callable[[PartDone], None] = lambda done: None,
    most_points: int = ALL_POINTS,
) -> tuple[LocatedTable, bytes]:
    """Return what a page shows of a table, and the table with its columns added."""
    with tempfile.TemporaryDirectory() as folder:
        job = make_job(name, data, Path(folder), options, most_points)
        table = locate_table(job, make_outlines(atlas), progress)
        return table, table.file.read_bytes()
