"""In which governorate a point lies, as the base map draws them."""

from functools import cache, lru_cache
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


@lru_cache(maxsize=1000)
def find_coded(text: str) -> str:
    """Return the English name of the governorate that a code is that of or lies in; empty if none.

    Codes are those of ISO 3166-2 and of OCHA, whose lesser units begin with their governorate's.

    Raises
    ------
    GazetteerError
        If the base map's file cannot be read.
    """
    code = text.strip().upper()
    for feature in _read_features():
        if code == feature["properties"].get("iso_3166_2"):
            name: str = feature["properties"]["name"]
            return name
    return next(
        (
            name
            for start, name in COUNTRY.governorate_codes.items()
            if code.startswith(start) and (code == start or code[len(start) :].isdecimal())
        ),
        "",
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


@cache
def _read_features() -> list[dict[str, Any]]:
    try:
        features: list[dict[str, Any]] = load_basemap().governorates["features"]
    except BasemapError as error:
        raise GazetteerError(f"The governorates cannot be read: {error}.") from error
    return features
