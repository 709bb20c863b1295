"""Locating an uploaded table for the page, in a process of its own with limits on its resources."""

import errno
import json
import pickle
import threading
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from subprocess import Popen
from typing import IO, Any, NamedTuple

from corpus.processes import Limits, ending, start
from geodata.errors import TableError
from geodata.points.certainty import Outlines
from geodata.points.chunks import Chunk, TableOptions
from geodata.points.conversions import open_conversion
from geodata.points.file_types import name_result
from geodata.points.months import MonthKey, limit_months
from geodata.points.name_tables import NameColumns, open_names
from geodata.points.placement import Placement, Tally, choose_names, warn
from geodata.points.shown_rows import ShownRows
from geodata.points.sources import unpacking
from geodata.points.tables import locate_rows
from geodata.records import Atlas

LIMITS = Limits(memory=1_500_000_000, file=1_000_000_000, seconds=120)
# How often the page learns how far it is, and can end it.
_TICK_SECONDS = 0.2


@dataclass(frozen=True)
class LocatedTable:
    """A table with columns added, and what a page shows of it.

    ``file`` is the table in the format it came in, or another where that is only read; ``saved_as``
    is a name for it, ``names`` are those of the columns added. ``shown`` is how many rows the file
    for the map holds, evenly thinned; see `shown_rows`. ``has_dates`` says whether a column of
    dates was found, so that ``tally.months`` is filled, within `months.MOST_MONTHS`.
    """

    name: str
    file: Path
    saved_as: str
    names: tuple[str, ...]
    tally: Tally
    shown: int
    has_dates: bool
    warnings: tuple[str, ...]


class PartDone(NamedTuple):
    """How much of a table is done: the fraction of its bytes, from 0 to 1, and how many rows."""

    fraction: float
    rows: int


@dataclass(frozen=True)
class Job:
    """A table to be located: its file, its name, where the result goes, how it is read.

    ``shown`` is where the file for the page's map goes, with at most ``most_points`` rows. For a
    table of names of places, ``names`` are its columns, and ``atlas`` is where they are looked up.
    """

    source: Path
    name: str
    target: Path
    shown: Path
    options: TableOptions
    most_points: int
    names: NameColumns | None = None
    atlas: Atlas | None = None


def locate_in_process(
    job: Job, outlines: Outlines, limits: Limits = LIMITS
) -> Generator[PartDone | LocatedTable]:
    """Yield how much is done, several times a second, and at last the result.

    The process ends when this generator does, or is closed.

    Raises
    ------
    TableError
        If the table cannot be read, not with the options, or not within the limits.
    """
    try:
        process = start("geodata.points.upload_process")
    except OSError as error:
        reason = error.strerror or error
        raise TableError(f"{job.name}: no table can be located now ({reason}).") from error
    deadline = time.monotonic() + limits.seconds
    with ending(process) as (told, output), _reading_lines(process, output) as lines:
        done = PartDone(0.0, 0)
        with suppress(BrokenPipeError):  # it ended at once; its output says so
            pickle.dump((job, outlines, limits), told)
            told.flush()
        while True:
            try:
                line = lines.get(timeout=_TICK_SECONDS)
            except Empty:
                line = b"null"
            if not line:
                raise TableError(_format_broken(job.name, limits))
            match json.loads(line):
                case [float() | int() as fraction, int() as rows]:
                    done = PartDone(float(fraction), rows)
                case {"error": str() as sentence}:
                    raise TableError(sentence)
                case {"tally": _} as message:
                    yield _read_message(message, job)
                    return
            if time.monotonic() > deadline:
                raise TableError(_format_slow(job.name, limits))
            yield done


@contextmanager
def _reading_lines(process: "Popen[bytes]", output: IO[bytes]) -> "Iterator[Queue[bytes]]":
    """Yield a queue of the lines of a process's output; afterwards the process ends."""
    lines: Queue[bytes] = Queue()
    reading = threading.Thread(target=_read_lines, args=(output, lines), daemon=True)
    reading.start()
    try:
        yield lines
    finally:
        process.kill()
        reading.join()


def _read_lines(output: IO[bytes], lines: "Queue[bytes]") -> None:
    """Put the lines of a process's output into a queue, and an empty one at its end."""
    for line in output:
        lines.put(line)
    lines.put(b"")


def _format_broken(name: str, limits: Limits) -> str:
    return (
        f"{name}: locating it broke off, which happens when it takes more than the "
        f"{limits.memory / 1e9:g} GB of memory or {limits.seconds} s that this page allows; "
        f"python -m geodata locate has no such limits."
    )


def _format_slow(name: str, limits: Limits) -> str:
    return (
        f"{name}: locating it takes longer than the {limits.seconds} s that this page allows; "
        f"python -m geodata locate has no such limit."
    )


def _format_unwritten(name: str, error: OSError, limits: Limits) -> str:
    if error.errno == errno.EFBIG:
        return (
            f"{name}: the result would take more than the {limits.file / 1e6:,.0f} MB that this "
            f"page allows for a table of its size; python -m geodata locate has no such limit."
        )
    return f"{name}: the result cannot be kept here ({error.strerror or error})."


def _read_message(message: dict[str, Any], job: Job) -> LocatedTable:
    counts = message["tally"]
    tally = Tally(
        rows=counts["rows"],
        certainties=Counter(
            {(zone, certainty): count for zone, certainty, count in counts["certainties"]}
        ),
        problems=Counter(counts["problems"]),
        months=Counter({MonthKey(*key): count for *key, count in counts["months"]}),
        notes=counts["notes"],
        in_country=counts["in_country"],
        swapped=counts["swapped"],
    )
    return LocatedTable(
        name=job.name,
        file=job.target,
        saved_as=message["saved_as"],
        names=tuple(message["names"]),
        tally=tally,
        shown=message["shown"],
        has_dates=message["has_dates"],
        warnings=tuple(message["warnings"]),
    )


def run_job(job: Job, outlines: Outlines, limits: Limits, output: IO[bytes]) -> None:
    """Locate a table, and write lines of JSON: how far it is, then the result or an error.

    JSON, because whatever a table does to this process, the page only reads text.
    """
    try:
        table = locate_table(job, outlines, lambda done: _send(output, done))
        answer = _write_message(table)
    except TableError as error:
        answer = {"error": str(error)}
    except MemoryError:
        answer = {"error": _format_broken(job.name, limits)}
    except OSError as error:
        answer = {"error": _format_unwritten(job.name, error, limits)}
    _send(output, answer)


def _send(output: IO[bytes], message: object) -> None:
    output.write(json.dumps(message).encode() + b"\n")
    output.flush()


def _write_message(table: LocatedTable) -> dict[str, Any]:
    tally = table.tally
    return {
        "saved_as": table.saved_as,
        "names": table.names,
        "warnings": table.warnings,
        "has_dates": table.has_dates,
        "shown": table.shown,
        "tally": {
            "rows": tally.rows,
            "problems": tally.problems,
            "notes": tally.notes,
            "in_country": tally.in_country,
            "swapped": tally.swapped,
            "certainties": [(*key, count) for key, count in tally.certainties.items()],
            "months": [(*key, count) for key, count in tally.months.items()],
        },
    }


def locate_table(
    job: Job, outlines: Outlines, progress: Callable[[PartDone], None]
) -> LocatedTable:
    """Write a table with where its rows lie, in this process, and return what a page shows of it.

    ``progress`` is called with how much is done.

    Raises
    ------
    TableError
        If the table cannot be read, or not with the options.
    OSError
        If the result cannot be written.
    """
    has_dates, rows_done = False, 0

    def watch(chunk: Chunk, placement: Placement) -> None:
        nonlocal has_dates, rows_done
        has_dates = has_dates or chunk.dates is not None
        rows_done += len(placement.codes)
        shown.add(chunk, placement, conversion.reader)

    options = job.options if job.names is None else job.names.read_as(job.options)
    with (
        job.source.open("rb") as file,
        unpacking(file, job.name, options) as source,
        job.shown.open("xb") as for_map,
    ):
        shown = ShownRows(for_map, job.most_points)
        wanted = source.result
        if job.names is None or job.atlas is None:
            conversion = open_conversion(source, wanted, layer="located")
        else:
            conversion = open_names(source, job.names, job.atlas, wanted, layer="located")
        names = choose_names(conversion.reader.names)
        tally = locate_rows(
            conversion,
            job.target,
            outlines,
            names,
            lambda fraction: progress(PartDone(fraction, rows_done)),
            watch,
        )
        count = shown.close()
    tally.months = limit_months(tally.months)
    return LocatedTable(
        name=job.name,
        file=job.target,
        saved_as=name_result(job.name, wanted),
        names=names,
        tally=tally,
        shown=count,
        has_dates=has_dates,
        warnings=(*conversion.notes, *warn(tally)),
    )
