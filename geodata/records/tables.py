"""Reading the tables of points: the gazetteer, the control points and the exceptions among them."""

import csv
import io
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from corpus.entries import Entry, note_id, validate
from corpus.errors import ReadError
from corpus.faults import Fault
from corpus.reading import read_text

Model = TypeVar("Model", bound=BaseModel)


def read_table(
    path: Path, model: type[Model], may_be_empty: bool = False
) -> tuple[list[Model], list[Fault]]:
    """Return the rows of a CSV file as records, in order, and the faults found.

    The header must name exactly the record's fields, in any order. A row is named in a fault by
    its id or, where the table has none, by its line.
    """
    file = path.name
    try:
        rows = _read_rows(path, list(model.model_fields))
    except ReadError as error:
        return [], [Fault(file, "", str(error))]
    if not rows and not may_be_empty:
        return [], [Fault(file, "", "the file holds no records")]
    records: list[Model] = []
    faults: list[Fault] = []
    first_lines: dict[str, int] = {}
    for entry, cells_problem in rows:
        if problem := cells_problem or note_id(entry, first_lines):
            faults.append(Fault(file, entry.name, problem))
            continue
        record, record_faults = validate(model, entry, file)
        faults += record_faults
        if record is not None:
            records.append(record)
    return records, faults


def _read_rows(path: Path, fields: list[str]) -> list[tuple[Entry, str]]:
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    rows: list[tuple[Entry, str]] = []
    try:
        header = next(reader)
        if sorted(header) != sorted(fields):
            raise ReadError(f"the header does not name exactly {', '.join(fields)}")
        for row in reader:
            values = dict(zip(header, row, strict=False))
            problem = "" if len(row) == len(fields) else f"{len(row)} cells, not {len(fields)}"
            rows.append((Entry(reader.line_num, values), problem))
    except csv.Error as error:
        raise ReadError(f"bad CSV on line {reader.line_num}: {error}") from error
    return rows
