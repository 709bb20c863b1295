"""The coordinates of a table's rows, and for every row what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt
import pyproj
import shapely

from geodata.points.certainty import Codes, Floats, Mask
from geodata.points.joined_minutes import look_joined


class Problem(IntEnum):
    """Why a row is not placed, as a code; `REASONS` has the words for it."""

    NONE = 0
    NO_POSITION = 1
    NO_LON = 2
    NO_LAT = 3
    BAD_LON = 4
    BAD_LAT = 5
    FAR_LON = 6
    FAR_LAT = 7
    ZERO = 8
    NO_POINT = 9
    BEYOND_CRS = 10
    UNREADABLE = 11
    WRONG_CELLS = 12
    NO_GEOMETRY = 13
    TAGS = 14
    NO_PAIR = 15
    PROJECTED = 16
    REGION = 17
    DISTRICT = 18
    PROVINCE = 19
    LINE = 20
    COUNTRY = 21
    SEA = 22
    BAD_PRECISION = 23
    NO_PLACE = 24
    HEMISPHERE = 25
    JOINED = 26


# Of an event that its table knows to no point.
IMPRECISE = (
    Problem.REGION,
    Problem.DISTRICT,
    Problem.PROVINCE,
    Problem.LINE,
    Problem.COUNTRY,
    Problem.SEA,
    Problem.BAD_PRECISION,
)
REASONS: dict[int, str] = {
    Problem.NONE: "",
    Problem.NO_POSITION: "no longitude and no latitude",
    Problem.NO_LON: "no longitude",
    Problem.NO_LAT: "no latitude",
    Problem.BAD_LON: "longitude is not a number",
    Problem.BAD_LAT: "latitude is not a number",
    Problem.FAR_LON: "longitude is beyond 180 degrees",
    Problem.FAR_LAT: "latitude is beyond 90 degrees",
    Problem.ZERO: "longitude and latitude are both 0",
    Problem.NO_POINT: "geometry is not a point",
    Problem.BEYOND_CRS: "coordinates are beyond the reference system",
    Problem.UNREADABLE: "geometry cannot be read",
    Problem.WRONG_CELLS: "more or fewer cells than the header",
    Problem.NO_GEOMETRY: "no geometry; there are columns of coordinates (give --lon and --lat)",
    Problem.TAGS: "a row of HXL tags",
    Problem.NO_PAIR: "no latitude and longitude can be read",
    Problem.PROJECTED: "no degrees: the numbers look projected (give --crs)",
    Problem.REGION: "known only to a region",
    Problem.DISTRICT: "known only to a district",
    Problem.PROVINCE: "known only to a province",
    Problem.LINE: "known only to a line or an area",
    Problem.COUNTRY: "known only to a country",
    Problem.SEA: "at sea or in the air",
    Problem.BAD_PRECISION: "how precisely it is known cannot be read",
    Problem.NO_PLACE: "no place, or not surely one (see candidates)",
    Problem.HEMISPHERE: "the hemisphere of a coordinate cannot be read, or is said in two ways",
    Problem.JOINED: (
        "no degrees: the numbers look like degrees and minutes in one (write 3538.9 as 35° 38.9')"
    ),
}


@dataclass(frozen=True, eq=False)
class Coordinates:
    """Longitudes and latitudes of rows, and what is wrong with each row: codes of `Problem`.

    As they are read, the numbers are in the table's reference system; see `to_wgs84`. ``reasons``
    says more of some rows than their code does, ``radius_km`` how far off the place may be, 0 for a
    town; None where the table does not say. ``in_no_zone`` marks the rows of places that are known
    to lie in no zone, though the uncertainty of a line may reach them. ``lon_signs`` and
    ``lat_signs`` are 1 or -1 where a letter or a word says the hemisphere, else 0; None where it
    does so in no row.
    """

    lon: Floats
    lat: Floats
    problems: Codes
    reasons: Mapping[int, str] = field(default_factory=dict)
    radius_km: Floats | None = None
    in_no_zone: Mask | None = None
    lon_signs: Codes | None = None
    lat_signs: Codes | None = None

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.problems)

    def with_reasons(self, reasons: Mapping[int, str]) -> "Coordinates":
        """Return them with rows, counted from 0, that do not have the header's cells."""
        if not reasons:
            return self
        lon, lat, problems = self.lon.copy(), self.lat.copy(), self.problems.copy()
        rows = [*reasons]
        lon[rows] = lat[rows] = np.nan  # what stands there may be of another column
        problems[rows] = Problem.WRONG_CELLS
        return replace(self, lon=lon, lat=lat, problems=problems, reasons=reasons)


def read_points(geometries: npt.NDArray[Any], missing: Mask) -> Coordinates:
    """Return the coordinates of an array of shapely geometries; empty ones are missing too.

    ``missing`` says where there was none to be read: every other None could not be read.
    """
    for _ in range(2):  # a collection of one point, of which each part may be one of one
        single = (shapely.get_type_id(geometries) >= 4) & (
            shapely.get_num_geometries(geometries) == 1
        )
        geometries = np.where(single, shapely.get_geometry(geometries, 0), geometries)
    kinds = shapely.get_type_id(geometries)
    unreadable = (kinds == -1) & ~missing
    empty = missing | shapely.is_empty(geometries)
    points = (kinds == 0) & ~empty
    problems = np.select(
        [unreadable, empty, ~points],
        [Problem.UNREADABLE, Problem.NO_POSITION, Problem.NO_POINT],
        Problem.NONE,
    )
    lon, lat = np.full(len(kinds), np.nan), np.full(len(kinds), np.nan)
    lon[points], lat[points] = shapely.get_x(geometries[points]), shapely.get_y(geometries[points])
    return find_infinite(Coordinates(lon, lat, problems))


def read_numbers(lon: Floats, lat: Floats) -> Coordinates:
    """Return coordinates of numbers; NaN is a missing one."""
    no_lon, no_lat = np.isnan(lon), np.isnan(lat)
    problems = np.select(
        [no_lon & no_lat, no_lon, no_lat],
        [Problem.NO_POSITION, Problem.NO_LON, Problem.NO_LAT],
        Problem.NONE,
    )
    return find_infinite(Coordinates(lon, lat, problems))


def find_infinite(read: Coordinates) -> Coordinates:
    """Return coordinates with infinite numbers found to be none."""
    problems = read.problems.copy()
    for numbers, problem in ((read.lon, Problem.BAD_LON), (read.lat, Problem.BAD_LAT)):
        problems[(problems == Problem.NONE) & ~np.isfinite(numbers)] = problem
    return replace(read, problems=problems)


def to_wgs84(read: Coordinates, crs: pyproj.CRS | None) -> Coordinates:
    """Return coordinates in degrees, WGS 84, with every row's problem found.

    ``read`` holds the numbers as they stand in the table, in ``crs`` (None: WGS 84). Where
    something is wrong, both numbers are NaN in what is returned.
    """
    lon, lat, problems = read.lon.copy(), read.lat.copy(), read.problems.copy()
    if crs is not None:
        forward = pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
        lon, lat = forward.transform(lon, lat)
        lost = (problems == Problem.NONE) & ~(np.isfinite(lon) & np.isfinite(lat))
        problems[lost] = Problem.BEYOND_CRS
    # Metres: no slip of the point or the sign makes degrees so large in both, and where both are
    # the same, as -9999, they stand for nothing.
    metres = (np.abs(lon) > 1000) & (np.abs(lat) > 1000) & (lon != lat) & (crs is None)
    for is_wrong, problem in (
        (metres & look_joined(lon, lat), Problem.JOINED),
        (metres, Problem.PROJECTED),
        (np.abs(lon) > 180, Problem.FAR_LON),
        (np.abs(lat) > 90, Problem.FAR_LAT),
        # Where a program writes 0 for nothing; the position is in the Gulf of Guinea.
        ((lon == 0) & (lat == 0) & (crs is None), Problem.ZERO),
    ):
        problems[is_wrong & (problems == Problem.NONE)] = problem
    lon[problems != Problem.NONE] = lat[problems != Problem.NONE] = np.nan
    return replace(read, lon=lon, lat=lat, problems=problems)
