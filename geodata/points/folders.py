"""Locating the points of a folder of Parquet files, part by part, here or on many computers."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.writing import explaining, replacing
from geodata.errors import SchedulerError, TableError
from geodata.points.certainty import Outlines
from geodata.points.chunks import TableOptions
from geodata.points.conversions import convert_batches, refuse_layer
from geodata.points.file_types import FILE_TYPES
from geodata.points.placement import Tally, choose_names
from geodata.points.readers.parquet import ParquetReader
from geodata.points.sources import opening
from geodata.points.tables import Progress, Result, locate_rows


@dataclass(frozen=True, eq=False)
class Part:
    """One file of the folder, where its result goes, and the names of the columns added."""

    name: str
    source: Path
    target: Path
    outlines: Outlines
    options: TableOptions
    names: tuple[str, ...]


# Does the parts in any order and yields the count of each; one may be done twice, but counts once.
Run = Callable[[Sequence[Part]], Iterator[Tally]]


def locate_part(part: Part) -> Tally:
    """Write one part, whole or not at all and the same every time, and return its count."""
    with opening(part.source) as file, replacing(part.target) as target, explaining(part.target):
        reader = ParquetReader(file, str(part.source), part.options, may_be_empty=True)
        conversion = convert_batches(reader, "parquet", layer="")
        tally = locate_rows(conversion, target, part.outlines, part.names)
        tally.notes = [*reader.notes, *tally.notes]
        return tally


def run_here(parts: Sequence[Part]) -> Iterator[Tally]:
    """Yield the counts of parts that are done one after the other in this process."""
    yield from map(locate_part, parts)


@dataclass(frozen=True)
class Plan:
    """What is to be done: the files under ``source``, and how each is read.

    ``rows`` is the number of rows in all of them, ``others`` what lies beside them and is left out,
    ``names`` those of the columns added to each.
    """

    source: Path
    target: Path
    files: tuple[str, ...]
    others: tuple[str, ...]
    rows: int
    names: tuple[str, ...]
    options: TableOptions


def survey_folder(source: Path, target: Path, options: TableOptions) -> Plan:
    """Return the plan for a folder, after a look into every file; nothing is written.

    The columns added get the same names in every file.

    Raises
    ------
    TableError
        If a file cannot be read, or not as it was asked for, if there is none, or if the target
        exists.
    OutputError
        If nothing can be written there.
    """
    with explaining(target):
        is_taken = target.exists()
    if is_taken:
        raise TableError(f"{target}: this exists already; name a new folder.")
    refuse_layer(options, str(source))
    files, others = _list_files(source)
    columns: set[str] = set()
    rows = 0
    for name in files:
        path = source / name
        with opening(path) as file:
            reader = ParquetReader(file, str(path), options, may_be_empty=True)
        columns.update(reader.names)
        rows += reader.rows
    if not rows:
        raise TableError(f"{source}: the tables have no rows.")
    names = choose_names(columns)
    return Plan(source, target, tuple(files), tuple(others), rows, names, options)


def locate_folder(
    plan: Plan, outlines: Outlines, run: Run = run_here, progress: Progress | None = None
) -> Result:
    """Write a folder of the same files with columns added, whole or not at all.

    Which workers do the parts, and how many they are, does not change a byte.

    Raises
    ------
    TableError
        If a file cannot be read after all.
    OutputError
        If the folder cannot be written.
    SchedulerError
        If the parts are not done.
    """
    with replacing(plan.target) as folder:
        parts = _prepare(folder, plan, outlines)
        total = Tally()
        try:
            for done, tally in enumerate(run(parts), start=1):
                total.add(tally)
                if progress is not None:
                    progress(done / len(parts))
        except BaseException:
            # A worker that is still at work finds no folder to write to, and does not make it anew.
            folder.rename(folder.with_name("stopped"))
            raise
        _check(folder, plan, total.rows)
    return Result(total, plan.names)


def _prepare(folder: Path, plan: Plan, outlines: Outlines) -> list[Part]:
    """Make the folders that the parts are written to, and return the parts."""
    with explaining(plan.target):
        for parent in {(folder / name).parent for name in plan.files}:
            parent.mkdir(parents=True, exist_ok=True)
    return [
        Part(
            name=name,
            # A link is not resolved: its own name ends in its format.
            source=plan.source.resolve() / name,
            target=folder.resolve() / name,
            outlines=outlines,
            options=plan.options,
            names=plan.names,
        )
        for name in plan.files
    ]


def _list_files(folder: Path) -> tuple[list[str], list[str]]:
    """Return the names of a folder's Parquet files, and of what else lies there."""
    files: list[Path] = []
    others: list[Path] = []
    for path, folders, names in os.walk(folder, onerror=_refuse):
        parent = Path(path)
        # Spark and others keep their own files under such names.
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        others += [parent / name for name in folders if (parent / name).is_symlink()]
        for name in names:
            if not name.startswith((".", "_")):
                is_part = FILE_TYPES.get(Path(name).suffix.lower()) == "parquet"
                (files if is_part else others).append(parent / name)
    if not files:
        raise TableError(f"{folder}: there are no .parquet files in the folder.")
    found, rest = (
        [str(path.relative_to(folder)) for path in sorted(paths)] for paths in (files, others)
    )
    return found, rest


def _refuse(error: OSError) -> None:
    raise TableError(f"{error.filename}: the folder cannot be read ({error.strerror or error}).")


def _check(folder: Path, plan: Plan, rows: int) -> None:
    # What a worker was writing when it was lost; another one has done the part since.
    for rest in [path for path in folder.rglob(".*.part") if path.is_dir()]:
        shutil.rmtree(rest)
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    if found != set(plan.files) or rows != plan.rows:
        raise SchedulerError(
            f"{len(found)} of {len(plan.files)} parts and {rows:,} of {plan.rows:,} rows were "
            f"done; do all workers see the same folders?"
        )
