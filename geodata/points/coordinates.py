"""The coordinates of a table's rows: under which names, in which numbers, and what is wrong."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

import numpy as np
import numpy.typing as npt
import pyproj

from geodata.errors import TableError
from geodata.points.certainty import Codes, Floats

# In lower case, the likelier first. ACLED and UCDP GED write latitude and longitude, GDELT the
# ActionGeo names; x and y are what GIS programs write.
_NAMES = (
    ("longitude", "latitude"),
    ("lon", "lat"),
    ("lng", "lat"),
    ("long", "lat"),
    ("decimallongitude", "decimallatitude"),
    ("actiongeo_long", "actiongeo_lat"),
    ("geo_long", "geo_lat"),
    ("point_x", "point_y"),
    ("lon_wgs84", "lat_wgs84"),
    ("easting", "northing"),
    ("x", "y"),
    ("خط الطول", "خط العرض"),
)
_DECIMAL_COMMA = re.compile(r"\s*[+-]?\d+,\d+\s*")

# Why a row is not placed; a problem's code is its place here, and 0 is none.
PROBLEMS = (
    "",
    "no longitude and no latitude",
    "no longitude",
    "no latitude",
    "longitude is not a number",
    "latitude is not a number",
    "longitude is beyond 180 degrees",
    "latitude is beyond 90 degrees",
    "longitude and latitude are both 0",
    "geometry is not a point",
    "coordinates are beyond the reference system",
    "geometry cannot be read",
)
(
    FINE,
    NEITHER,
    NO_LON,
    NO_LAT,
    BAD_LON,
    BAD_LAT,
    FAR_LON,
    FAR_LAT,
    ZERO,
    NO_POINT,
    BEYOND,
    UNREADABLE,
) = range(len(PROBLEMS))


@dataclass(frozen=True, eq=False)
class Coordinates:
    """Longitudes and latitudes of rows, and what is wrong with each row: codes of `PROBLEMS`.

    Where something is wrong, both numbers are NaN.
    """

    lon: Floats
    lat: Floats
    problems: Codes

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.problems)


def find_columns(
    names: Sequence[str], lon: str | None, lat: str | None, where: str
) -> tuple[int, int]:
    """Return the places of the columns of longitude and latitude, given by name or by their look.

    Raises
    ------
    TableError
        If a column given is not there or there twice, if only one is given, or if none has a usual
        name.
    """
    if (lon is None) != (lat is None):
        raise TableError(f"{where}: give --lon and --lat together.")
    if lon is not None and lat is not None:
        return _find(names, lon, where), _find(names, lat, where)
    known = [name.strip().casefold() for name in names]
    for one, other in _NAMES:
        if one in known and other in known:
            for name in (one, other):
                if known.count(name) > 1:
                    raise TableError(
                        f"{where}: two columns are called {name}; use --lon and --lat."
                    )
            return known.index(one), known.index(other)
    shown = ", ".join(shorten(name) for name in names[:12]) + (" ..." if len(names) > 12 else "")
    raise TableError(
        f"{where}: no columns of longitude and latitude among {shown}; name them with --lon and "
        f"--lat."
    )


def _find(names: Sequence[str], name: str, where: str) -> int:
    match names.count(name):
        case 0:
            raise TableError(f"{where}: there is no column {shorten(name)}.")
        case 1:
            return names.index(name)
        case _:
            raise TableError(f"{where}: several columns are called {shorten(name)}.")


def shorten(text: str) -> str:
    """Return a text fit for a message: on one line, in quotes, cut at 40 characters."""
    return repr(text if len(text) <= 40 else f"{text[:40]}...")


def read_texts(
    lons: Sequence[str | None], lats: Sequence[str | None], where: "Where"
) -> Coordinates:
    """Return the coordinates that cells of text hold; an empty cell or None is a missing one.

    Raises
    ------
    TableError
        If a number has a decimal comma.
    """
    lon, lon_state = _read_numbers(lons, "longitude", where)
    lat, lat_state = _read_numbers(lats, "latitude", where)
    problems = np.select(
        [
            (lon_state == _MISSING) & (lat_state == _MISSING),
            lon_state == _MISSING,
            lat_state == _MISSING,
            lon_state == _BAD,
            lat_state == _BAD,
        ],
        [NEITHER, NO_LON, NO_LAT, BAD_LON, BAD_LAT],
        FINE,
    )
    return Coordinates(lon, lat, problems)


class Where:
    """Names a row of a chunk in messages: the file, then the line or the row."""

    def __init__(self, file: str, word: str, numbers: Sequence[int]) -> None:
        """Take the file's name, ``line`` or ``row``, and the number of each row of the chunk."""
        self._file, self._word, self._numbers = file, word, numbers

    def __call__(self, row: int) -> str:
        """Return the name of a row, counted from 0 in its chunk."""
        return f"{self._file}, {self._word} {self._numbers[row]}"


_MISSING, _BAD = 1, 2


def _read_numbers(
    texts: Sequence[str | None], name: str, where: Where
) -> tuple[Floats, npt.NDArray[np.int64]]:
    states = np.zeros(len(texts), dtype=np.int64)
    try:
        if "_" in "".join(texts):  # type: ignore[arg-type]
            raise ValueError("float takes 3_5 for 35")
        numbers = np.fromiter(map(float, texts), dtype=np.float64, count=len(texts))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        numbers = np.full(len(texts), np.nan)
        for row, text in enumerate(texts):
            if text is None or not text.strip():
                states[row] = _MISSING
                continue
            try:
                numbers[row] = np.nan if "_" in text else float(text)
            except ValueError:
                if _DECIMAL_COMMA.fullmatch(text):
                    _refuse_comma(text, name, where(row))
                states[row] = _BAD
    states[~np.isfinite(numbers) & (states == 0)] = _BAD
    return numbers, states


def _refuse_comma(text: str, name: str, where: str) -> NoReturn:
    raise TableError(
        f"{where}: the {name} {shorten(text)} has a decimal comma; write numbers with a point."
    )


def settle(read: Coordinates, crs: pyproj.CRS | None) -> Coordinates:
    """Return coordinates as longitude and latitude in WGS 84, with every row's problem found.

    ``read`` holds the numbers as they stand in the table, in ``crs`` (None: WGS 84).
    """
    lon, lat, problems = read.lon.copy(), read.lat.copy(), read.problems.copy()
    if crs is not None:
        forward = pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
        lon, lat = forward.transform(lon, lat)
        lost = (problems == FINE) & ~(np.isfinite(lon) & np.isfinite(lat))
        problems[lost] = BEYOND
    for marks, problem in (
        (np.abs(lon) > 180, FAR_LON),
        (np.abs(lat) > 90, FAR_LAT),
        # Where a program writes 0 for nothing; the place is in the Gulf of Guinea.
        ((lon == 0) & (lat == 0) & (crs is None), ZERO),
    ):
        problems[marks & (problems == FINE)] = problem
    lon[problems != FINE] = lat[problems != FINE] = np.nan
    return Coordinates(lon, lat, problems)
