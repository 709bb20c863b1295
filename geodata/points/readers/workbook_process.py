"""The process in which one old workbook is read; `geodata.points.readers.old_workbooks` starts it.

It reads the length of the file and the file from its input, and writes lines of JSON: a sheet with
its width, then its rows; at last that it has ended, or an error.
"""

import io
import json
import os
import sys
from collections.abc import Iterator
from typing import Any

import python_calamine

from corpus.processes import Limits, end_with_input, limit_process, redirect_output

LIMITS = Limits(memory=1_000_000_000, file=0, seconds=60)
MOST_CELLS = 20_000_000
LENGTH_BYTES = 8


def main() -> None:
    """Read the one workbook that is sent on standard input."""
    output = redirect_output()
    # What stops Rust is told there too, in several lines.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    data = sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(LENGTH_BYTES)))
    end_with_input()
    limit_process(LIMITS)
    try:
        for message in _read_sheets(data):
            output.write(json.dumps(message).encode() + b"\n")
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        output.write(json.dumps({"error": str(error)}).encode() + b"\n")
    output.flush()


def _read_sheets(data: bytes) -> Iterator[Any]:
    workbook = python_calamine.CalamineWorkbook.from_object(io.BytesIO(data))
    for name in workbook.sheet_names:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.total_height * sheet.width > MOST_CELLS:
            raise ValueError(f"a sheet of more than {MOST_CELLS:,} cells")
        yield {"sheet": name, "width": sheet.width}
        for row in sheet.iter_rows():
            yield [_write(value) for value in row]
    yield {"end": True}


def _write(value: object) -> object:
    """Return a value that JSON has; a date or time as its kind and text."""
    if isinstance(value, str | int | float):
        return value
    isoformat = getattr(value, "isoformat", None)
    return [type(value).__name__, isoformat()] if isoformat else str(value)


if __name__ == "__main__":
    main()
