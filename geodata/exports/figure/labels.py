"""The names on a map, set one after the other where there is space, none over another."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from matplotlib.axes import Axes
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geodata.exports.figure.drawing import Scene, paint, stroke
from geodata.exports.figure.frame import Frame
from geodata.exports.figure.palette import LineStyle
from geodata.exports.figure.posts import place_sign
from geodata.exports.figure.text import TextStyle, measure, write_line
from geodata.records import Place, Zone
from geodata.records.country import COUNTRY

# By a place's rank: how its name is written, and the radius of its mark in mm.
_TOWNS = {
    1: (TextStyle(7, is_bold=True, has_halo=True), 0.75),
    2: (TextStyle(6.2, has_halo=True), 0.6),
    3: (TextStyle(5.6, has_halo=True), 0.45),
}
_ZONE = TextStyle(8.5, "zone-deep", is_bold=True, is_slanted=True, has_halo=True)
_GOVERNORATE = TextStyle(5.6, "muted", has_halo=True)
_COUNTRY = TextStyle(7.5, "muted", is_slanted=True)
_SEA = TextStyle(7.5, "sea-name", is_slanted=True)

# Metres to a mm beyond which only larger towns are named.
_COARSE = 2000
# Where a town's name may stand, as steps from its mark, best first.
_SIDES = ((1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1), (0, 1), (0, -1))
_GAP = 0.5
# How far the name of an area keeps from other names, in mm.
_CLEARANCE = 0.7
# Points tried to each side of an area when its name is set.
_GRID = 24


@dataclass
class _FreeSpace:
    """What of a map is still free for names; all in mm."""

    bounds: BaseGeometry
    taken: list[BaseGeometry] = field(default_factory=list)

    def is_free(self, box: BaseGeometry) -> bool:
        return bool(
            shapely.contains(self.bounds, box) and not shapely.intersects(self.taken, box).any()
        )


def draw_names(
    axes: Axes,
    frame: Frame,
    scene: Scene,
    blocked: Iterable[BaseGeometry],
    enlarged: Iterable[BaseGeometry],
) -> None:
    """Write the names of zones, towns, governorates and countries, as far as there is space.

    ``blocked`` are areas in mm that hold something else; ``enlarged`` are those that an inset
    shows, on which no zone's name stands.
    """
    space = _FreeSpace(frame.box.buffer(-0.8), list(blocked))
    covered = shapely.union_all([frame.place(zone.possible) for zone in scene.zones])
    drawn = [frame.place(zone.drawn.boundary) for zone in scene.zones]
    outlines = shapely.union_all([covered.boundary, *drawn])
    towns = _choose_towns(frame, scene.places)
    marks = [(place, _mark(frame, place)) for place in towns]
    # The names of zones come first, but leave the marks of the larger towns free.
    spared = 1 if frame.scale > _COARSE else 2
    reserved = [*enlarged, *(mark for place, mark in marks if place.rank <= spared)]
    for zone in scene.zones:
        _name_zone(axes, frame, zone, _FreeSpace(space.bounds, [*space.taken, *reserved]), space)
    signs = [place_sign(frame, post).exterior for post in scene.posts]
    avoided = shapely.union_all([outlines, *signs])
    for place, mark in marks:
        _name_town(axes, place, mark, space, avoided)
    space.taken.append(outlines.buffer(0.2))
    for name, area in _list_areas(frame, scene.basemap.governorates):
        # Off the zones if that can be.
        if not _name_area(axes, name.upper(), area - covered, _GOVERNORATE, space):
            _name_area(axes, name.upper(), area, _GOVERNORATE, space)
    apart = [(own, frame.place(own.bounds.box)) for own in COUNTRY.own_names]
    named_apart = shapely.union_all([land for _, land in apart])
    for name, area in _list_areas(frame, scene.basemap.neighbours):
        _name_area(axes, name, area - named_apart, _COUNTRY, space)
        for own, land in apart:
            if own.within == name:
                _name_area(axes, own.name, area & land, _GOVERNORATE, space)
    for name, area in _list_areas(frame, scene.basemap.sea):
        _name_area(axes, name, area, _SEA, space)


def _choose_towns(frame: Frame, places: Iterable[Place]) -> list[Place]:
    lowest = 2 if frame.scale > _COARSE else 3
    seen = [place for place in places if place.rank <= lowest]
    return sorted(
        (place for place in seen if not frame.place(place.point).is_empty),
        key=lambda place: place.rank,
    )


def _mark(frame: Frame, place: Place) -> BaseGeometry:
    return frame.place(place.point).buffer(_TOWNS[place.rank][1])


def _name_zone(axes: Axes, frame: Frame, zone: Zone, space: _FreeSpace, kept: _FreeSpace) -> None:
    width, height = measure(zone.name, _ZONE), _ZONE.height
    drawn = frame.place(zone.drawn)
    inside = _find_spot(drawn, width, height, space)
    box = inside or _find_beside(drawn, width, height, space)
    if box is not None:
        kept.taken.append(box)
        write_line(axes, box.centroid.x, box.centroid.y, zone.name, _ZONE, "center")


def _name_town(
    axes: Axes, place: Place, mark: BaseGeometry, space: _FreeSpace, avoided: BaseGeometry
) -> None:
    style, radius = _TOWNS[place.rank]
    if not space.is_free(mark):
        return
    x, y = mark.centroid.x, mark.centroid.y
    width, height = measure(place.name, style), style.height
    boxes = []
    for side, level in _SIDES:
        reach = radius + _GAP
        middle_x = x + side * (reach * (0.7 if level else 1) + width / 2)
        middle_y = y + level * (height / 2 + (reach if not side else reach * 0.4))
        box = _box(middle_x, middle_y, width, height)
        if space.is_free(box):
            boxes.append(box)
    if not boxes:
        return
    # Off the zones' lines and the posts' signs if that can be.
    best = min(boxes, key=lambda box: (box & avoided).length)
    space.taken += [mark, best]
    paint(axes, mark, "ink" if place.rank == 1 else "land")
    stroke(axes, mark.exterior, LineStyle("ink", 0.6))
    write_line(axes, best.centroid.x, best.centroid.y, place.name, style, "center")


def _name_area(
    axes: Axes, name: str, area: BaseGeometry, style: TextStyle, space: _FreeSpace
) -> bool:
    """Write a name inside an area, and return whether there was room for it."""
    box = _find_spot(area, measure(name, style), style.height, space, _CLEARANCE)
    if box is None:
        return False
    space.taken.append(box)
    write_line(axes, box.centroid.x, box.centroid.y, name, style, "center")
    return True


def _find_spot(
    area: BaseGeometry, width: float, height: float, space: _FreeSpace, clearance: float = 0
) -> BaseGeometry | None:
    """Return the free box inside an area that is nearest to where the area is widest.

    ``clearance`` is how far it keeps from other names, in mm.
    """
    if area.is_empty or area.area < width * height:
        return None
    heart = shapely.get_point(shapely.maximum_inscribed_circle(area), 0)
    low_x, low_y, high_x, high_y = area.bounds
    xs, ys = np.linspace(low_x, high_x, _GRID), np.linspace(low_y, high_y, _GRID)
    middles = [(heart.x, heart.y), *((float(x), float(y)) for x in xs for y in ys)]
    middles.sort(key=lambda middle: (middle[0] - heart.x) ** 2 + (middle[1] - heart.y) ** 2)
    shapely.prepare(area)
    for x, y in middles:
        box = _box(x, y, width, height)
        if area.contains(box) and space.is_free(box.buffer(clearance)):
            return box
    return None


def _find_beside(
    area: BaseGeometry, width: float, height: float, space: _FreeSpace
) -> BaseGeometry | None:
    """Return a free box just outside an area: to its right, left, above or below."""
    if area.is_empty:
        return None
    low_x, low_y, high_x, high_y = area.bounds
    middle_x, middle_y = (low_x + high_x) / 2, (low_y + high_y) / 2
    for gap in (2.5, 5.0, 7.5):
        away_x, away_y = width / 2 + gap, height / 2 + gap
        for x, y in (
            (high_x + away_x, middle_y),
            (low_x - away_x, middle_y),
            (middle_x, high_y + away_y),
            (middle_x, low_y - away_y),
        ):
            box = _box(x, y, width, height)
            if space.is_free(box):
                return box
    return None


def _box(x: float, y: float, width: float, height: float) -> BaseGeometry:
    wide, high = width / 2 + 0.4, height / 2 + 0.15
    return shapely.box(x - wide, y - high, x + wide, y + high)


def _list_areas(frame: Frame, collection: dict[str, Any]) -> list[tuple[str, BaseGeometry]]:
    return [
        (feature["properties"]["name"], frame.place(shape(feature["geometry"])))
        for feature in collection["features"]
        if feature["properties"].get("kind") != "area of separation"
    ]
