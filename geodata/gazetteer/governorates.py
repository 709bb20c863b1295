"""In which governorate a point lies, as the base map draws them."""

from functools import cache
from typing import Any

import shapely
from shapely.geometry import shape

from geodata.basemap import load_basemap
from geodata.errors import BasemapError, GazetteerError
from geodata.records.country import COUNTRY


@cache
def read_governorates() -> tuple[tuple[str, str], ...]:
    """Return the English and the Arabic name of each governorate.

    Raises
    ------
    GazetteerError
        If the base map's file cannot be read.
    """
    return tuple(
        (feature["properties"]["name"], feature["properties"]["name_ar"])
        for feature in _read_features()
        if feature["properties"]["kind"] == "governorate"
    )


@cache
def find_governorate(lon: float, lat: float) -> str:
    """Return the English name of the governorate that a point lies in or is nearest to.

    Raises
    ------
    GazetteerError
        If the base map's file cannot be read.
    """
    tree, names = _draw()
    found: str = names[int(tree.nearest(shapely.Point(lon, lat)))]
    return found


@cache
def _draw() -> tuple[shapely.STRtree, tuple[Any, ...]]:
    features = _read_features()
    names = tuple(
        feature["properties"]["name"]
        if feature["properties"]["kind"] == "governorate"
        # An area of separation belongs to one of them.
        else COUNTRY.separation_area or feature["properties"]["name"]
        for feature in features
    )
    return shapely.STRtree([shape(feature["geometry"]) for feature in features]), names


def _read_features() -> list[dict[str, Any]]:
    try:
        features: list[dict[str, Any]] = load_basemap().governorates["features"]
    except BasemapError as error:
        raise GazetteerError(f"The governorates cannot be read: {error}.") from error
    return features
