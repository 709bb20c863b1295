"""Coordinates that a table holds as text: two columns of numbers or angles, or one of positions."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute

from geodata.points.angles import Angle, Axis, read_angle, read_position
from geodata.points.certainty import Floats, Mask
from geodata.points.coordinates import Coordinates, Problem

Texts: TypeAlias = Sequence[str | None] | pa.Array
# Lines, areas and the like as WKT, whatever their reference system.
_SHAPE = re.compile(r"\s*(?:srid=\d+;\s*)?(?:multi|line|poly|geometryc)\w*[\szm]*\(", re.IGNORECASE)
# What Arrow reads as Python does.
_PLAIN_NUMBER = r"^-?[0-9]{1,15}(\.[0-9]{1,15})?$"


def read_texts(take: Callable[[int], Texts], columns: tuple[int, int]) -> Coordinates:
    """Return the coordinates that cells of text hold; an empty cell or None is a missing one.

    ``take`` returns the texts of a column by its place in the table, as a list or, which is quicker
    to read, as an Arrow array; ``columns`` are the places of longitude and latitude, the same one
    twice where it holds whole positions: see `angles`.
    """
    lon, lat = columns
    return _read_positions(take(lon)) if lon == lat else _read_angles(take(lon), take(lat))


def _read_angles(lons: Texts, lats: Texts) -> Coordinates:
    lon, no_lon, lon_axes = _read_numbers(lons)
    lat, no_lat, lat_axes = _read_numbers(lats)
    lon_signs, lat_signs = (np.zeros(len(lon), dtype=np.int64) for _ in range(2))
    rows = lon_axes.keys() | lat_axes.keys()
    for row in rows:
        axes = lon_axes.get(row, ""), lat_axes.get(row, "")
        if axes == ("lat", "lon"):  # the letters say that the cells are exchanged
            lon[row], lat[row] = lat[row], lon[row]
        elif axes[0] == "lat":
            lon[row] = np.nan
        elif axes[1] == "lon":
            lat[row] = np.nan
        if "lon" in axes and np.isfinite(lon[row]):
            lon_signs[row] = np.sign(lon[row])
        if "lat" in axes and np.isfinite(lat[row]):
            lat_signs[row] = np.sign(lat[row])
    problems = np.select(
        [_find_tags(lons), no_lon & no_lat, no_lon, no_lat, ~np.isfinite(lon), ~np.isfinite(lat)],
        [
            Problem.TAGS,
            Problem.NO_POSITION,
            Problem.NO_LON,
            Problem.NO_LAT,
            Problem.BAD_LON,
            Problem.BAD_LAT,
        ],
        Problem.NONE,
    )
    if not rows:
        return Coordinates(lon, lat, problems)
    return Coordinates(lon, lat, problems, lon_signs=lon_signs, lat_signs=lat_signs)


def _read_numbers(texts: Texts) -> tuple[Floats, Mask, dict[int, Axis]]:
    """Return numbers, NaN where there is none, which are missing, and axes that letters name."""
    missing = np.zeros(len(texts), dtype=bool)
    axes: dict[int, Axis] = {}
    numbers, others = _read_plain(texts)
    for row, text in others:
        if text is None or not text.strip():
            missing[row] = True
        elif angle := _read_number(text):
            numbers[row] = angle.degrees
            if angle.axis:
                axes[row] = angle.axis
    return numbers, missing, axes


def _read_plain(texts: Texts) -> tuple[Floats, Iterable[tuple[int, str | None]]]:
    """Return the plain numbers, NaN for others, and these others with their rows."""
    if isinstance(texts, pa.Array):
        is_plain = pa.compute.match_substring_regex(texts, _PLAIN_NUMBER).fill_null(False)
        plain = texts if is_plain.true_count == len(texts) else texts.filter(is_plain)
        rows = is_plain.to_numpy(zero_copy_only=False)
        numbers = np.full(len(texts), np.nan)
        numbers[rows] = plain.cast(pa.float64()).to_numpy()
        others = np.flatnonzero(~rows)
        return numbers, zip(others.tolist(), texts.take(pa.array(others)).to_pylist(), strict=True)
    try:
        if "_" in "".join(texts):  # type: ignore[arg-type]
            raise ValueError("float takes 3_5 for 35")
        return np.fromiter(map(float, texts), dtype=np.float64, count=len(texts)), ()
    except (TypeError, ValueError):
        # At least one is missing or no plain number: one by one, which takes longer.
        return np.full(len(texts), np.nan), enumerate(texts)


def _read_number(text: str) -> Angle | None:
    try:
        return None if "_" in text else Angle(float(text))
    except ValueError:
        return read_angle(text)


def _read_positions(texts: Texts) -> Coordinates:
    lon, lat = np.full(len(texts), np.nan), np.full(len(texts), np.nan)
    problems = np.full(len(texts), int(Problem.NO_PAIR))
    for row, text in enumerate(_list(texts)):
        if text is None or not text.strip() or text.strip().upper().endswith("EMPTY"):
            problems[row] = Problem.NO_POSITION
        elif position := read_position(text):
            lon[row], lat[row] = position
            problems[row] = Problem.NONE
        elif _SHAPE.match(text):
            problems[row] = Problem.NO_POINT
    problems[_find_tags(texts)] = Problem.TAGS
    return Coordinates(lon, lat, problems)


def _find_tags(texts: Texts) -> Mask:
    """Return which row holds tags of HXL, if any: the first of a table, below its header."""
    found = np.zeros(len(texts), dtype=bool)
    first = _list(texts[:1])
    found[:1] = [text is not None and text.lstrip().startswith("#geo") for text in first]
    return found


def _list(texts: Texts) -> Sequence[str | None]:
    return texts.to_pylist() if isinstance(texts, pa.Array) else texts
