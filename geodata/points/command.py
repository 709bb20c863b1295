"""``python -m geodata locate``: which rows of a table of points lie in a zone."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from corpus.terminal import print_lines, write_to_stderr
from geodata.errors import TableError
from geodata.points.file_types import READABLE, WRITTEN_TYPES
from geodata.records import Atlas

if TYPE_CHECKING:
    from geodata.points.tables import Result

_BAR_WIDTH = 30
_MOST_NAMED = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument(
        "input",
        type=Path,
        help=f"a table, whatever it is called, or a folder of Parquet files; read are {READABLE}",
    )
    kinds = ", ".join(WRITTEN_TYPES)
    parser.add_argument(
        "--out", type=Path, required=True, help=f"the file ({kinds}) or folder to write"
    )
    parser.add_argument(
        "--lon", metavar="COLUMN", help="the column of longitudes (default: by its name)"
    )
    parser.add_argument(
        "--lat", metavar="COLUMN", help="the column of latitudes (default: by its name)"
    )
    parser.add_argument("--crs", help="the reference system, such as EPSG:32637 (default: WGS 84)")
    parser.add_argument(
        "--layer",
        help="the layer, the sheet or the file in a zip, where there are several",
    )
    parser.add_argument(
        "--precision",
        metavar="COLUMN",
        help="the column that says how far off a place may be, in kilometres or as '500 m'; the "
        "codes of ACLED, UCDP GED and GeoNames are found by their names, and the coarsest counts",
    )
    parser.add_argument(
        "--place",
        metavar="COLUMN",
        nargs="?",
        const="",
        help="the column of names of places, to be located instead of points; without COLUMN, it "
        "and that of their governorates are found by their names",
    )
    parser.add_argument(
        "--admin", metavar="COLUMN", help="with --place: the column of their governorates"
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="share a folder of Parquet files among the workers of this Dask scheduler; local: "
        "among processes on this machine",
    )


def run(arguments: argparse.Namespace, atlas: Atlas) -> int:
    """Do what the arguments say and return 0.

    Raises
    ------
    TableError, OutputError, SchedulerError
        If the table cannot be read, the result not be written, or the work not be shared.
    """
    # Arrow and GDAL take half a second that the other commands need not wait for.
    from geodata.points.certainty import make_outlines
    from geodata.points.chunks import TableOptions
    from geodata.points.cluster import sharing_parts
    from geodata.points.folders import locate_folder, survey_folder
    from geodata.points.sources import is_folder
    from geodata.points.tables import locate_file

    if arguments.admin is not None and arguments.place is None:
        raise TableError("--admin is the column of governorates beside --place: give both.")
    options = TableOptions(
        arguments.lon, arguments.lat, arguments.crs, arguments.layer, arguments.precision
    )
    outlines = make_outlines(atlas)
    source, target = arguments.input, arguments.out
    others: tuple[str, ...] = ()
    with _ProgressBar(source.name) as bar:
        if arguments.place is not None:
            from geodata.points.name_tables import NameColumns, locate_names
            from geodata.points.place_columns import PLACE_NAMES

            columns = NameColumns(arguments.place or PLACE_NAMES, arguments.admin)
            result = locate_names(source, target, columns, atlas, options, bar.show)
        elif arguments.scheduler is None and not is_folder(source):
            result = locate_file(source, target, outlines, options, bar.show)
        else:
            plan = survey_folder(source, target, options)
            others = plan.others
            with sharing_parts(arguments.scheduler) as run_parts:
                result = locate_folder(plan, outlines, run_parts, bar.show)
    _print_report(result, target, others)
    return 0


def _print_report(result: "Result", target: Path, others: Sequence[str]) -> None:
    from corpus.quoting import quote
    from geodata.points.placement import summarise

    lines = [*result.notes, *summarise(result.tally)]
    if result.is_renamed:
        names = ", ".join(result.names)
        lines.append(f"The table has columns of these names already; the added ones are {names}.")
    if others:
        named = ", ".join(quote(name) for name in others[:_MOST_NAMED])
        more = f" and {len(others) - _MOST_NAMED} more" if len(others) > _MOST_NAMED else ""
        lines.append(
            f"Only Parquet files are located, and no linked folders; left out: {named}{more}."
        )
    print_lines([*lines, f"Written to {target}."])


class _ProgressBar:
    """A progress bar, on a terminal only."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._shown = sys.stderr.isatty()
        self._percent = -1
        self._start = time.monotonic()

    def __enter__(self) -> "_ProgressBar":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._shown and self._percent >= 0:
            write_to_stderr("\n")

    def show(self, fraction: float) -> None:
        percent = int(100 * fraction)
        if not self._shown or percent == self._percent:
            return
        self._percent = percent
        full = _BAR_WIDTH * percent // 100
        bar = "#" * full + "." * (_BAR_WIDTH - full)
        spent = time.monotonic() - self._start
        write_to_stderr(f"\r{self._name} [{bar}] {percent:3d} % {spent:4.0f} s")
