"""Workbooks whose sizes cannot be told beforehand, xls and xlsb: read in a process with limits.

A few bytes of them make gigabytes, and a workbook that refers to itself has no end; what then stops
is that process. Its rows are kept in a file without a name.
"""

import io
import json
import weakref
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO

from corpus.processes import ending, start
from corpus.quoting import make_plain
from geodata.errors import TableError
from geodata.points.readers.workbook_process import LENGTH_BYTES, LIMITS

# An xls of 65,536 full rows takes some 100 MB.
_MOST_BYTES = 256 * 2**20
_MOST_TEXT = 1024 * 2**20
_IN_MEMORY = 16 * 2**20
_LONGEST_LINE = 64 * 2**20
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TIMES: dict[str, Any] = {"date": date, "datetime": datetime, "time": time}


@dataclass(frozen=True)
class CopiedSheet:
    """A sheet of a workbook: its name, how many cells its rows have, and where they are kept."""

    name: str
    width: int
    kept: IO[bytes]
    begins: int

    def iter_rows(self) -> Iterator[list[Any]]:
        """Yield the rows."""
        at = self.begins
        while True:
            self.kept.seek(at)
            line = self.kept.readline()
            at += len(line)
            if not line.startswith(b"["):
                return
            yield [
                _TIMES[value[0]].fromisoformat(value[1]) if isinstance(value, list) else value
                for value in json.loads(line)
            ]


class CopiedWorkbook:
    """The sheets of a workbook, read from a binary file."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        """Have the workbook read by a process.

        Raises
        ------
        TableError
            If it cannot be read, or not within the limits.
        """
        size = file.seek(0, io.SEEK_END)
        if size > _MOST_BYTES:
            raise TableError(
                f"{name}: a workbook of more than {_MOST_BYTES // 2**20} MB; save it as .xlsx or "
                f"CSV."
            )
        file.seek(0)
        data = file.read()
        if _ENCRYPTED in data:
            raise TableError(f"{name}: a password protects the workbook; save it without.")
        self._name = name
        self._kept = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        weakref.finalize(self, self._kept.close)
        self._sheets: dict[str, CopiedSheet] = {}
        self._copy(data)
        self.sheet_names = list(self._sheets)

    def get_sheet_by_name(self, name: str) -> CopiedSheet:
        """Return the sheet of a name."""
        return self._sheets[name]

    def _copy(self, data: bytes) -> None:
        try:
            process = start("geodata.points.readers.workbook_process")
        except OSError as error:
            reason = error.strerror or error
            raise TableError(f"{self._name}: no workbook can be read now ({reason}).") from error
        with ending(process) as (told, output):
            with suppress(BrokenPipeError):  # it ended at once; its output says so
                told.write(len(data).to_bytes(LENGTH_BYTES))
                told.write(data)
                told.flush()
            self._keep_lines(output)

    def _keep_lines(self, output: IO[bytes]) -> None:
        """Keep the rows that a process writes, up to the line which says that they are all."""
        size = 0
        while line := output.readline(_LONGEST_LINE):
            size += len(line)
            if size > _MOST_TEXT or len(line) == _LONGEST_LINE:
                raise TableError(f"{self._name}: more text than is read; save the table as CSV.")
            if line.startswith(b"["):
                self._kept.write(line)
                continue
            match json.loads(line):
                case {"sheet": str() as name, "width": int() as width}:
                    self._kept.write(b"\n")
                    at = self._kept.tell()
                    self._sheets[name] = CopiedSheet(name, width, self._kept, at)
                case {"error": str() as reason}:
                    raise TableError(
                        f"{self._name}: the workbook cannot be read ({make_plain(reason)}); save "
                        f"it as .xlsx or CSV."
                    )
                case _:
                    return
        raise TableError(
            f"{self._name}: reading the workbook broke off, which happens when it takes more than "
            f"{LIMITS.memory / 1e9:g} GB of memory or {LIMITS.seconds} s; save it as .xlsx or CSV."
        )
