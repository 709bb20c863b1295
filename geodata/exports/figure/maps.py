"""The main map, with an inset where a zone is too small on it to be read, and the locator."""

from collections.abc import Sequence
from dataclasses import replace

import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from shapely.geometry.base import BaseGeometry

from geodata.basemap import read_country
from geodata.exports.figure.drawing import (
    Scene,
    draw_base,
    draw_edge,
    draw_graticule,
    draw_zone,
    paint,
    stroke,
)
from geodata.exports.figure.frame import Frame, fit_frame
from geodata.exports.figure.labels import draw_names
from geodata.exports.figure.legend import draw_scale
from geodata.exports.figure.palette import EDGE, LINK
from geodata.exports.figure.posts import draw_posts
from geodata.records import Zone

# A zone that is no larger than this on the map, in mm, has an inset of this width and height.
_TINY = 12.0
_INSET = (56.0, 38.0)
# The corner of an inset that holds its scale bar.
_CORNER = (19.0, 7.0)


def add_layer(figure: Figure) -> Axes:
    """Return axes over the whole sheet, in mm from its lower left corner."""
    width, height = figure.get_size_inches() * 25.4
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    axes.axis("off")
    return axes


def draw_maps(figure: Figure, axes: Axes, frame: Frame, scene: Scene) -> None:
    """Draw the main map in a frame and, on layers above it, its insets."""
    insets = [(zone, inset) for zone in scene.zones for inset in _place_inset(frame, zone, scene)]
    seen = [frame.place(inset.extent) for _, inset in insets]
    links = [_link(area, inset.box) for area, (_, inset) in zip(seen, insets, strict=True)]
    enlarged = shapely.union_all([inset.extent for _, inset in insets])
    # What an inset names is not named twice, but for the capitals.
    towns = tuple(p for p in scene.places if p.rank == 1 or not enlarged.contains(p.point))
    blocked = [*(inset.box.buffer(1) for _, inset in insets), *links]
    _draw_map(axes, frame, replace(scene, places=towns), blocked, seen)
    for line in [*links, *(area.exterior for area in seen)]:
        stroke(axes, line, LINK)
    for zone, inset in insets:
        layer = add_layer(figure)
        corner = shapely.box(
            inset.left, inset.bottom, inset.left + _CORNER[0], inset.bottom + _CORNER[1]
        )
        only = replace(scene, zones=(zone,))
        _draw_map(layer, inset, only, [corner], has_graticule=False)
        draw_scale(layer, inset, inset.left + 2, inset.bottom + 2, longest=14)


def _draw_map(
    axes: Axes,
    frame: Frame,
    scene: Scene,
    blocked: Sequence[BaseGeometry],
    enlarged: Sequence[BaseGeometry] = (),
    has_graticule: bool = True,
) -> None:
    draw_base(axes, frame, scene.basemap)
    if has_graticule:
        draw_graticule(axes, frame)
    for zone in scene.zones:
        draw_zone(axes, frame, zone, zone.id in scene.ended)
    draw_names(axes, frame, scene, blocked, enlarged)
    draw_posts(axes, frame, scene.posts)
    draw_edge(axes, frame)


def _place_inset(frame: Frame, zone: Zone, scene: Scene) -> list[Frame]:
    """Return a frame for a tiny zone, where no zone is; none if there is no such place."""
    low_x, low_y, high_x, high_y = frame.place(zone.possible).bounds
    if max(high_x - low_x, high_y - low_y) > _TINY:
        return []
    width, height = _INSET
    held = shapely.union_all([frame.place(other.possible) for other in scene.zones]).buffer(2)
    left, right = frame.left + 2, frame.left + frame.width - width - 2
    bottom, top = frame.bottom + 2, frame.bottom + frame.height - height - 2
    level = min(max((low_y + high_y - height) / 2, bottom), top)
    for x, y in ((right, level), (right, bottom), (right, top), (left, bottom), (left, top)):
        if not held.intersects(shapely.box(x, y, x + width, y + height)):
            return [fit_frame([zone.possible], (x, y, width, height), margin=7.5, bias=0.9)]
    return []


def _link(seen: BaseGeometry, box: BaseGeometry) -> BaseGeometry:
    """Return the lines from what an inset shows to the inset's nearer side."""
    low_x, low_y, high_x, high_y = seen.bounds
    left, bottom, right, top = box.bounds
    start, end = (high_x, left) if left > high_x else (low_x, right)
    return shapely.MultiLineString([((start, low_y), (end, bottom)), ((start, high_y), (end, top))])


def draw_locator(axes: Axes, locator: Frame, shown: Frame, zones: Sequence[Zone]) -> None:
    """Draw the country in outline, and on it the zones and what the main map's frame shows."""
    land = locator.place(read_country())
    paint(axes, land, "land")
    stroke(axes, land.boundary, LINK)
    for zone in zones:
        paint(axes, locator.place(zone.possible), "zone", 0.8)
    stroke(axes, locator.place(shown.extent).boundary, EDGE)
