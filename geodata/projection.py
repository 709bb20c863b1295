"""Metres for a map in degrees: the country's UTM zone for distances, the ellipsoid for areas.

Web Mercator is for what must lie where web maps have it; nothing is measured in it.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from geodata.records.country import COUNTRY

# Within its own six degrees of longitude a UTM zone is true to 0.04 %, a degree outside to 0.1 %.
_UTM = COUNTRY.metres
_WEB_MERCATOR = "EPSG:3857"
_DEGREES = "EPSG:4326"


@cache
def _transformer(start: str, end: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(start, end, always_xy=True)


def project(
    lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return longitudes and latitudes in degrees as eastings and northings in metres."""
    easting, northing = _transformer(_DEGREES, _UTM).transform(lon, lat)
    return easting, northing


def to_metres(geometry: BaseGeometry) -> BaseGeometry:
    """Return a longitude-latitude geometry in metres."""
    return _transform(geometry, _transformer(_DEGREES, _UTM))


def each_to_metres(geometries: Sequence[BaseGeometry]) -> npt.NDArray[np.object_]:
    """Return longitude-latitude geometries in metres, all at once."""
    return np.atleast_1d(_transform(np.array(geometries, object), _transformer(_DEGREES, _UTM)))


def to_degrees(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry in metres as longitude and latitude in degrees."""
    return _transform(geometry, _transformer(_UTM, _DEGREES))


def to_web_mercator(geometry: BaseGeometry) -> BaseGeometry:
    """Return a longitude-latitude geometry in the units of EPSG:3857, as web maps show it."""
    return _transform(geometry, _transformer(_DEGREES, _WEB_MERCATOR))


def _transform(geometry: Any, transformer: pyproj.Transformer) -> Any:
    def move(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

    return shapely.transform(geometry, move)


def measure_area_km2(geometry: BaseGeometry) -> float:
    """Return the area of one or several polygons on the WGS 84 ellipsoid, in km2."""
    ellipsoid = pyproj.Geod(ellps="WGS84")
    return sum(
        ellipsoid.geometry_area_perimeter(orient(part))[0] / 1e6
        for part in shapely.get_parts(geometry)
    )


def measure_length_km(*geometries: BaseGeometry) -> float:
    """Return the length of longitude-latitude lines in kilometres."""
    return float(shapely.length(each_to_metres(geometries)).sum()) / 1000
