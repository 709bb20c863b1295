"""Coordinates that a table holds as text: decimal numbers with a point."""

import re
from collections.abc import Sequence

import numpy as np

from corpus.quoting import quote
from geodata.errors import TableError
from geodata.points.certainty import Floats, Mask
from geodata.points.coordinates import Coordinates, Problem

_DECIMAL_COMMA = re.compile(r"\s*[+-]?\d+,\d+\s*")


class RowNames:
    """The names by which messages call the rows of a chunk: the file, then the line or the row."""

    def __init__(self, file: str, word: str, numbers: Sequence[int]) -> None:
        """Take the file's name, ``line`` or ``row``, and the number of each row of the chunk."""
        self._file, self._word, self._numbers = file, word, numbers

    def __getitem__(self, row: int) -> str:
        """Return the name of a row, counted from 0 in its chunk."""
        return f"{self._file}, {self._word} {self._numbers[row]}"


def read_texts(
    lons: Sequence[str | None], lats: Sequence[str | None], rows: RowNames
) -> Coordinates:
    """Return the coordinates that cells of text hold; an empty cell or None is a missing one.

    Raises
    ------
    TableError
        If a number has a decimal comma; the message names the row.
    """
    lon, no_lon = _read_numbers(lons, "longitude", rows)
    lat, no_lat = _read_numbers(lats, "latitude", rows)
    problems = np.select(
        [no_lon & no_lat, no_lon, no_lat, ~np.isfinite(lon), ~np.isfinite(lat)],
        [
            Problem.NO_POSITION,
            Problem.NO_LON,
            Problem.NO_LAT,
            Problem.BAD_LON,
            Problem.BAD_LAT,
        ],
        Problem.NONE,
    )
    return Coordinates(lon, lat, problems)


def _read_numbers(texts: Sequence[str | None], name: str, rows: RowNames) -> tuple[Floats, Mask]:
    """Return numbers, NaN where there is none, and which of the texts are missing."""
    missing = np.zeros(len(texts), dtype=bool)
    try:
        if "_" in "".join(texts):  # type: ignore[arg-type]
            raise ValueError("float takes 3_5 for 35")
        numbers = np.fromiter(map(float, texts), dtype=np.float64, count=len(texts))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        # At least one is missing or no number: one by one, which takes longer.
        numbers = np.full(len(texts), np.nan)
        for row, text in enumerate(texts):
            if text is None or not text.strip():
                missing[row] = True
                continue
            try:
                numbers[row] = np.nan if "_" in text else float(text)
            except ValueError:
                if _DECIMAL_COMMA.fullmatch(text):
                    raise TableError(
                        f"{rows[row]}: the {name} {quote(text)} has a decimal comma; write "
                        f"numbers with a point."
                    ) from None
    return numbers, missing
