"""The map as it is seen first: simplified outlines as SVG paths, projected as the map itself."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from corpus.zone_ids import ZoneId
from dashboard.map_data import find_bounds
from geodata.basemap import Basemap
from geodata.projection import to_web_mercator
from geodata.records import Atlas, Zone

# The height of what must be seen, in the picture's units: about a pixel each.
HEIGHT = 1000
# What is smaller than this, in units, is left out: of the zones, and of all that lies around them.
_DETAIL, _DETAIL_AROUND = 1.2, 2.5
# How much of the surroundings is drawn, in units to every side: more than a screen has room for.
_AROUND = 1000

# By the side on which a zone's names stand: which end of them stands at their point, and how far
# from it, in pixels.
_SIDES = {"left": ("end", -6), "middle": ("middle", 0), "right": ("start", 6)}


class ZoneOutline(NamedTuple):
    """A zone's three extents as paths, and where its names are written.

    ``x`` and ``y`` are percentages of the picture's width and height; ``anchor`` is the end of the
    names that stands there, ``gap`` how many pixels to the right of it.
    """

    id: ZoneId
    name: str
    name_ar: str
    possible: str
    drawn: str
    core: str
    x: float
    y: float
    anchor: str
    gap: int


class Picture(NamedTuple):
    """The map's outlines: paths in a picture of this width and height."""

    width: int
    height: int
    sea: str
    neighbours: str
    country: str
    zones: tuple[ZoneOutline, ...]


def draw_picture(atlas: Atlas, basemap: Basemap) -> Picture:
    """Return the outlines of what the map has in view, its zones largest first."""
    sheet = _Sheet(find_bounds(atlas))
    return Picture(
        width=sheet.width,
        height=HEIGHT,
        sea=sheet.write(_shapes(basemap.sea), _DETAIL_AROUND),
        neighbours=sheet.write(_shapes(basemap.neighbours), _DETAIL_AROUND),
        country=sheet.write(_shapes(basemap.country), _DETAIL_AROUND),
        zones=tuple(
            _outline(zone, sheet) for zone in sorted(atlas.zones, key=lambda zone: -zone.area_km2)
        ),
    )


def _outline(zone: Zone, sheet: "_Sheet") -> ZoneOutline:
    x, y = sheet.locate(zone.label.lon, zone.label.lat)
    anchor, gap = _SIDES[zone.label.side]
    return ZoneOutline(
        id=zone.id,
        name=zone.name,
        name_ar=zone.name_ar,
        possible=sheet.write([zone.possible], _DETAIL),
        drawn=sheet.write([zone.drawn], _DETAIL),
        core=sheet.write([zone.core], _DETAIL),
        x=round(100 * x / sheet.width, 1),
        y=round(100 * y / HEIGHT, 1),
        anchor=anchor,
        gap=gap,
    )


class _Sheet:
    """From longitude and latitude to the picture's units."""

    def __init__(self, bounds: tuple[float, float, float, float]) -> None:
        self._west, south, east, self._north = to_web_mercator(shapely.box(*bounds)).bounds
        self._scale = HEIGHT / (self._north - south)
        self.width = round((east - self._west) * self._scale)
        self._seen = shapely.box(-_AROUND, -_AROUND, self.width + _AROUND, HEIGHT + _AROUND)

    def locate(self, lon: float, lat: float) -> tuple[float, float]:
        point = self._place(shapely.Point(lon, lat))
        return point.x, point.y

    def write(self, geometries: Iterable[BaseGeometry], detail: float) -> str:
        """Return the commands of a path that fills what is seen of some polygons."""
        placed = (
            shapely.make_valid(shapely.simplify(self._place(geometry), detail)) & self._seen
            for geometry in geometries
        )
        return "".join(command for geometry in placed for command in _write(geometry))

    def _place(self, geometry: BaseGeometry) -> BaseGeometry:
        def move(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
            right, down = points[:, 0] - self._west, self._north - points[:, 1]
            return np.column_stack([right * self._scale, down * self._scale])

        return shapely.transform(to_web_mercator(geometry), move)


def _write(geometry: BaseGeometry) -> Iterator[str]:
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            for ring in (part.exterior, *part.interiors):
                yield _write_ring(shapely.get_coordinates(ring))


def _write_ring(points: npt.NDArray[np.float64]) -> str:
    """Return a ring in whole units, each point as its distance from the one before."""
    whole = np.rint(points[:-1]).astype(int)
    steps = np.diff(whole, axis=0)
    moves = steps[np.any(steps != 0, axis=1)]
    if len(moves) < 2:
        return ""
    words = " ".join(f"{x} {y}" for x, y in moves.tolist()).replace(" -", "-")
    return f"M{whole[0][0]} {whole[0][1]}l{words}z".replace(" -", "-")


def _shapes(collection: dict[str, Any]) -> list[BaseGeometry]:
    return [shape(feature["geometry"]) for feature in collection["features"]]
