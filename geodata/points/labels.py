"""Texts of a table's rows, many of which are the same: each text once, and which one a row has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from geodata.points.certainty import Codes


@dataclass(frozen=True, eq=False)
class Labels:
    """The text of row ``i`` is ``values[codes[i]]``; iterating yields the text of every row."""

    values: Sequence[str]
    codes: Codes

    @classmethod
    def of(cls, texts: "Iterable[str] | Labels") -> "Labels":
        """Return labels of texts in the order of rows."""
        if isinstance(texts, Labels):
            return texts
        places: dict[str, int] = {}
        codes = [places.setdefault(text, len(places)) for text in texts]
        return cls([*places], np.array(codes, dtype=np.int64))

    @classmethod
    def of_column(cls, column: pa.Array) -> "Labels":
        """Return labels of a column of texts, none of which is null."""
        encoded = column.dictionary_encode()
        return cls(encoded.dictionary.to_pylist(), encoded.indices.to_numpy().astype(np.int64))

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.codes)

    def __iter__(self) -> Iterator[str]:
        """Yield the text of every row."""
        return map(self.values.__getitem__, self.codes.tolist())

    def to_column(self) -> pa.Array:
        """Return a column of the texts; null for one that is empty."""
        values = pa.array([value or None for value in self.values], pa.string())
        return values.take(pa.array(self.codes))
