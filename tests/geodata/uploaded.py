"""Tables as a page gets them: a name and bytes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from geodata.points.certainty import make_outlines
from geodata.points.chunks import TableOptions
from geodata.points.shown_rows import ShownFile, ShownRow, read_points
from geodata.points.uploads import Job, LocatedTable, PartDone, locate_table
from geodata.records import Atlas

ALL_POINTS = 10**9


def make_job(name: str, data: bytes, folder: Path, options: TableOptions, most_points: int) -> Job:
    source = folder / "source"
    source.write_bytes(data)
    return Job(source, name, folder / "result", folder / "shown", options, most_points)


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


def list_shown(
    name: str, data: bytes, atlas: Atlas, most_points: int = ALL_POINTS
) -> list[tuple[tuple[float, float, int], ShownRow | None]]:
    """Return the points that a page's map shows of a table, each with what its row says."""
    with tempfile.TemporaryDirectory() as folder:
        job = make_job(name, data, Path(folder), TableOptions(), most_points)
        table = locate_table(job, make_outlines(atlas), lambda done: None)
        shown = ShownFile(job.shown)
        points = read_points(shown.read_points())
        assert len(points) == table.shown
        assert shown.read_row(len(points)) is None
        return [(point, shown.read_row(place)) for place, point in enumerate(points)]
