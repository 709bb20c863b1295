"""Degrees and minutes in one number, as NMEA writes them: 3538.898 is 35° 38.898'.

So large a number is none of degrees, but may be one of metres: it is read only beside columns of
hemispheres, see `hemispheres`.
"""

import re
from collections.abc import Sequence

import numpy as np

from geodata.points.angles import Axis, normalise
from geodata.points.certainty import Floats, Mask
from geodata.records.country import COUNTRY

_FORMS: dict[Axis, re.Pattern[str]] = {
    "lat": re.compile(r"\d\d[0-5]\d[.,]\d+"),
    "lon": re.compile(r"\d{2,3}[0-5]\d[.,]\d+"),
}
_MOST: dict[Axis, int] = {"lat": 90, "lon": 180}


def are_joined(cells: Sequence[str], axis: Axis) -> bool:
    """Return whether all cells of a column of coordinates are such numbers."""
    return bool(cells) and all(_FORMS[axis].fullmatch(normalise(cell)) for cell in cells)


def part_joined(numbers: Floats, axis: Axis) -> Floats:
    """Return the degrees that such numbers are, NaN for others: those of plain degrees, too."""
    with np.errstate(invalid="ignore"):
        degrees, minutes = np.divmod(np.abs(numbers), 100)
        angles = degrees + minutes / 60
        may_be = (degrees >= 1) & (minutes < 60) & (angles <= _MOST[axis])
        return np.where(may_be, np.copysign(angles, numbers), np.nan)


def look_joined(lon: Floats, lat: Floats) -> Mask:
    """Return which pairs of numbers have degrees round the country, were they such numbers."""
    box = COUNTRY.window
    with np.errstate(invalid="ignore"):
        lon, lat = np.floor(lon / 100), np.floor(lat / 100)
        is_lon: Mask = (lon >= np.floor(box.west)) & (lon <= box.east)
        is_lat: Mask = (lat >= np.floor(box.south)) & (lat <= box.north)
    return np.logical_and(is_lon, is_lat)
