"""Writing tables of text as they stand, with cells added."""

from collections.abc import Sequence
from functools import lru_cache
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute

from geodata.points.certainty import Floats
from geodata.points.chunks import Chunk
from geodata.points.labels import Labels
from geodata.points.placement import Placement
from geodata.points.readers.dialects import RowFormat
from geodata.points.readers.text import TextReader
from geodata.points.readers.text_rows import JoinedRows, TextRows


class TextWriter:
    """A CSV or TSV table with columns more, written to a binary file."""

    def __init__(self, file: BinaryIO, reader: TextReader, delimiter: str, names: Sequence[str]):
        """Write the header of what ``reader`` reads, with the names of the columns added."""
        self._file, self._reader, self._delimiter = file, reader, delimiter
        self._keeps = delimiter == reader.delimiter and reader.is_sound
        self._format = RowFormat(delimiter)
        self._file.write((reader.bom + reader.above).encode(errors="surrogateescape"))
        added = [delimiter, self._format.write(names)]
        self._write(TextRows([reader.header], [reader.names], {}), [pa.array(["".join(added)])])

    def write(self, chunk: Chunk, placement: Placement) -> None:
        """Write rows unchanged, with the cells added."""
        added = [
            self._make_cells(placement.zone),
            self._make_cells(placement.certainty),
            _write_distances(placement.distance_km, self._delimiter),
            self._make_cells(placement.stretch),
            self._make_cells(placement.zone_status),
        ]
        self._write(chunk.rows, added)

    def _make_cells(self, labels: Labels) -> pa.Array:
        # A reason may hold the delimiter, and so may the name of whose word a status rests on.
        cells = [self._delimiter + (text and self._format.write([text])) for text in labels.values]
        return pa.array(cells).take(pa.array(labels.codes))

    def _write(self, rows: JoinedRows | TextRows, added: list[pa.Array]) -> None:
        """Write rows, with the texts that are added to each."""
        if not self._keeps:
            cells = rows.cells
            rows = TextRows([f"{self._format.write(row)}\n" for row in cells], cells, {})
        data, ends = rows.lay_out()
        # Each row from the end of the one before: so the line end of that comes after its cells.
        offsets = pa.py_buffer(np.concatenate([[0], ends]).astype(np.int32))
        texts = pa.Array.from_buffers(pa.binary(), len(ends), [None, offsets, pa.py_buffer(data)])
        added = [each.cast(pa.binary()) for each in added]
        joined = pa.compute.binary_join_element_wise(texts, *added, b"")
        _, spans, values = joined.buffers()
        self._file.write(memoryview(values)[: np.frombuffer(spans, np.int32)[len(ends)]])
        self._file.write(data[ends[-1] :])

    def close(self) -> None:
        """Write the blank lines that end the table."""
        self._file.write(self._reader.take_rest().encode())

    def abort(self) -> None:
        """Do nothing: nothing is buffered."""


def _write_distances(distances: Floats, delimiter: str) -> pa.Array:
    """Return kilometres with one decimal as cells; NaN becomes an empty one."""
    tenths = np.rint(np.nan_to_num(distances, nan=-0.1) * 10).astype(np.int64)
    cells = _list_distances(int(tenths.max(initial=0)) // 1000 + 1, delimiter)
    return cells.take(pa.array(tenths + 1))


@lru_cache(maxsize=8)
def _list_distances(hundreds: int, delimiter: str) -> pa.Array:
    """Return an empty cell, and one for every tenth of so many hundred kilometres."""
    texts = ["", *(f"{tenths / 10:.1f}" for tenths in range(hundreds * 1000))]
    return pa.array([delimiter + text for text in texts])
