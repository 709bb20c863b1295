"""The names that the map may show: of zones, governorates, countries and places."""

import unicodedata
from collections.abc import Iterator
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geodata.basemap import Basemap
from geodata.errors import GazetteerError
from geodata.gazetteer.geonames import read_geonames
from geodata.records import Atlas, Place, Zone
from geodata.records.country import COUNTRY

# How much around the zones is in view at first, and the least of a country that is named there:
# degrees, square degrees.
_AROUND, _LEAST_LAND = 0.4, 0.25
# A governorate is named off the zones where a circle of this radius fits there, in degrees.
_LEAST_SPACE = 0.12
# Two places that are no farther apart are one, in degrees (about 2 km): the map names one of them.
_SAME_PLACE = 0.02
# What is known of no place but its name and its point: the last to be named.
_LOWEST_RANK = 4


def list_names(
    atlas: Atlas, basemap: Basemap, view: tuple[float, float, float, float]
) -> dict[str, list[Any]]:
    """Return the names by kind; ``view`` is west, south, east and north of what is seen first.

    Places are many, and so are lists: name, longitude, latitude, rank, and "left" where the name
    had better stand to the left of its mark.
    """
    covered = shapely.union_all([zone.possible for zone in atlas.zones])
    west, south, east, north = view
    return {
        "zones": [_zone_name(zone) for zone in atlas.zones],
        "governorates": [
            _governorate_name(feature, covered)
            for feature in basemap.governorates["features"]
            if feature["properties"]["kind"] == "governorate"
        ],
        "lands": [*_list_lands(basemap, shapely.box(west - 1, south, east + 1, north))],
        "places": [*_list_places(atlas)],
    }


def _zone_name(zone: Zone) -> dict[str, Any]:
    return {"id": zone.id, "name": zone.name, "name_ar": zone.name_ar, **dict(zone.label)}


def _governorate_name(feature: dict[str, Any], covered: BaseGeometry) -> dict[str, Any]:
    whole = shape(feature["geometry"])
    for part in (whole - covered, whole):
        circle = shapely.maximum_inscribed_circle(part, 0.02)
        if circle.length >= _LEAST_SPACE:
            break
    heart = shapely.get_point(circle, 0)
    return _name(feature["properties"]["name"], heart.x, heart.y)


def _list_lands(basemap: Basemap, zones: BaseGeometry) -> Iterator[dict[str, Any]]:
    """Yield the names of the countries and the sea around, each where most of it is in view."""
    view = zones.buffer(_AROUND)
    for feature in (*basemap.neighbours["features"], *basemap.sea["features"]):
        part = shape(feature["geometry"]) & view
        if part.area > _LEAST_LAND:
            point = shapely.maximum_inscribed_circle(part, 0.05).interpolate(0, normalized=True)
            yield _name(feature["properties"]["name"], point.x, point.y)


def _list_places(atlas: Atlas) -> Iterator[list[str | float]]:
    """Yield the atlas's places, then those that only GeoNames has."""
    for place in atlas.places:
        named: list[str | float] = [place.name, place.lon, place.lat, place.rank]
        yield [*named, *(["left"] if place.id in atlas.labels_left else [])]
    cited = {_cite(place) for place in atlas.places}
    known = shapely.STRtree([place.point for place in atlas.places])
    for place in _read_others() if atlas.places else ():
        is_known = len(known.query(place.point, "dwithin", distance=_SAME_PLACE)) > 0
        if not is_known and _cite(place) not in cited:
            yield [_write_plainly(place.name), place.lon, place.lat, _LOWEST_RANK]


def _read_others() -> tuple[Place, ...]:
    """Return GeoNames' places; none where they cannot be read, as the search for a place says."""
    try:
        return read_geonames() if COUNTRY.geonames else ()
    except GazetteerError:
        return ()


def _cite(place: Place) -> str:
    return place.coordinate_source.partition(",")[0]


def _write_plainly(name: str) -> str:
    """Return a name in the letters that the atlas's own are written in: "Aş Şafā" as "As Safa"."""
    letters = unicodedata.normalize("NFKD", name.replace("‘", "'").replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _name(name: str, lon: float, lat: float) -> dict[str, Any]:
    return {"name": name, "lon": lon, "lat": lat}
