"""Placing a reader's own table for the page: in a process apart, with limits on what it may use."""

import json
import pickle
import threading
import time
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from typing import IO, Any

import numpy as np

from corpus.processes import Limits, start
from geodata.errors import TableError
from geodata.points.chunks import Choices
from geodata.points.file_types import find_format
from geodata.points.grading import Outlines
from geodata.points.placement import Tally, choose_names, warn
from geodata.points.tables import open_reader, open_writer, place_chunks

LIMITS = Limits(memory=1_500_000_000, file=1_000_000_000, seconds=120)
# How often the page hears how far it is, and can end it.
_TICK_SECONDS = 0.2


@dataclass(frozen=True)
class LocatedTable:
    """A table with four columns added, and what a page shows of it.

    ``file`` is the table in the format it came in, ``names`` those of the columns added. ``points``
    are some of the rows, evenly thinned: degrees in WGS 84 and the code of the grade, as in
    `outlines.GRADES`. ``has_dates`` says whether a column of dates was found, so that
    ``tally.months`` is filled.
    """

    name: str
    file: Path
    names: tuple[str, ...]
    tally: Tally
    points: tuple[tuple[float, float, int], ...]
    has_dates: bool
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Job:
    """A table to be placed: where it lies, its name, where the result goes, how it is read.

    ``most_points`` is how many rows are told one by one.
    """

    source: Path
    name: str
    target: Path
    choices: Choices
    most_points: int


def place_apart(
    job: Job, outlines: Outlines, limits: Limits = LIMITS
) -> Generator[float | LocatedTable]:
    """Yield the share that is done, from 0 to 1, several times a second, and the result at the end.

    The process ends with this generator, whoever closes it.

    Raises
    ------
    TableError
        If the table cannot be read, not as it was asked for, or not within the limits.
    """
    try:
        process = start("geodata.points.upload_process")
    except OSError as error:
        reason = error.strerror or error
        raise TableError(f"{job.name}: no table can be placed now ({reason}).") from error
    assert process.stdin is not None
    assert process.stdout is not None
    told: Queue[bytes] = Queue()
    hearing = threading.Thread(target=_hear, args=(process.stdout, told), daemon=True)
    hearing.start()
    deadline = time.monotonic() + limits.seconds
    share = 0.0
    try:
        with suppress(BrokenPipeError):  # it ended at once; its output says so
            pickle.dump((job, outlines, limits), process.stdin)
            process.stdin.flush()
        while True:
            try:
                line = told.get(timeout=_TICK_SECONDS)
            except Empty:
                line = b"null"
            if not line:
                raise TableError(_say_broken(job.name, limits))
            match json.loads(line):
                case float() | int() as number:
                    share = float(number)
                case {"error": str() as sentence}:
                    raise TableError(sentence)
                case {"tally": _} as message:
                    yield _read_result(message, job)
                    return
            if time.monotonic() > deadline:
                raise TableError(_say_slow(job.name, limits))
            yield share
    finally:
        process.kill()
        process.wait()
        hearing.join()
        process.stdout.close()
        with suppress(BrokenPipeError):
            process.stdin.close()


def _hear(lines: IO[bytes], told: "Queue[bytes]") -> None:
    """Pass on what is told, line by line, and an empty line when all has been said."""
    for line in lines:
        told.put(line)
    told.put(b"")


def _say_broken(name: str, limits: Limits) -> str:
    return (
        f"{name}: placing it broke off, which happens when it takes more than the "
        f"{limits.memory / 1e9:g} GB of memory or {limits.seconds} s that this page allows; "
        f"python -m geodata locate has no such limits."
    )


def _say_slow(name: str, limits: Limits) -> str:
    return (
        f"{name}: placing it takes longer than the {limits.seconds} s that this page allows; "
        f"python -m geodata locate has no such limit."
    )


def _read_result(message: dict[str, Any], job: Job) -> LocatedTable:
    told = message["tally"]
    tally = Tally(
        rows=told["rows"],
        grades=Counter({(zone, grade): count for zone, grade, count in told["grades"]}),
        problems=Counter(told["problems"]),
        months=Counter({(zone, grade, month): n for zone, grade, month, n in told["months"]}),
        in_syria=told["in_syria"],
        swapped=told["swapped"],
    )
    return LocatedTable(
        name=job.name,
        file=job.target,
        names=tuple(message["names"]),
        tally=tally,
        points=tuple((lon, lat, grade) for lon, lat, grade in message["points"]),
        has_dates=message["has_dates"],
        warnings=tuple(warn(tally)),
    )


def answer_for(job: Job, outlines: Outlines, limits: Limits, told: IO[bytes]) -> None:
    """Place a table, and tell how far it is, what came of it, or why nothing did, line by line.

    What is told is JSON: whatever a table does to this process, the page only reads text.
    """
    try:
        table = locate_table(job, outlines, lambda share: _tell(told, share))
        answer = _write_result(table)
    except TableError as error:
        answer = {"error": str(error)}
    except MemoryError:
        answer = {"error": _say_broken(job.name, limits)}
    except OSError as error:
        reason = error.strerror or error
        answer = {"error": f"{job.name}: the result cannot be kept here ({reason})."}
    _tell(told, answer)


def _tell(told: IO[bytes], message: object) -> None:
    told.write(json.dumps(message).encode() + b"\n")
    told.flush()


def _write_result(table: LocatedTable) -> dict[str, Any]:
    tally = table.tally
    return {
        "names": table.names,
        "has_dates": table.has_dates,
        "points": table.points,
        "tally": {
            "rows": tally.rows,
            "problems": tally.problems,
            "in_syria": tally.in_syria,
            "swapped": tally.swapped,
            "grades": [(*key, count) for key, count in tally.grades.items()],
            "months": [(*key, count) for key, count in tally.months.items()],
        },
    }


def locate_table(job: Job, outlines: Outlines, progress: Callable[[float], None]) -> LocatedTable:
    """Write a table with where its rows lie, here and now, and return what a page shows of it.

    ``progress`` is called with the share that is done, from 0 to 1.

    Raises
    ------
    TableError
        If the table cannot be read, or not as it was asked for.
    OSError
        If the result cannot be written.
    """
    wanted = find_format(job.name)
    total = Tally()
    placements = []
    has_dates = False
    with job.source.open("rb") as file:
        reader = open_reader(file, job.name, wanted, job.choices, with_dates=True)
        names = job.choices.names or choose_names(reader.names)
        with open_writer(job.target, reader, wanted, names, "located") as writer:
            for chunk, placement, tally in place_chunks(reader, outlines):
                writer.write(chunk, placement)
                total.add(tally)
                placed = placement.grades >= 0
                grades = placement.grades[placed].astype(np.int8)
                placements.append((placement.lon[placed], placement.lat[placed], grades))
                has_dates = has_dates or chunk.dates is not None
                progress(float(reader.progress()))
    lon, lat, grades = (np.concatenate(parts) for parts in zip(*placements, strict=True))
    step = max(1, -(-len(lon) // job.most_points))
    points = zip(
        lon[::step].round(4).tolist(),
        lat[::step].round(4).tolist(),
        grades[::step].tolist(),
        strict=True,
    )
    return LocatedTable(
        name=job.name,
        file=job.target,
        names=names,
        tally=total,
        points=tuple(points),
        has_dates=has_dates,
        warnings=tuple(warn(total)),
    )
