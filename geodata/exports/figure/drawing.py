"""Shapes on the sheet: the base map, the zones, the lines of longitude and latitude."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from corpus.zone_ids import ZoneId
from geodata.basemap import Basemap
from geodata.exports.figure.frame import Frame
from geodata.exports.figure.palette import (
    COAST,
    CORE_FILL,
    COUNTRY,
    DRAWN_FILL,
    EDGE,
    GOVERNORATE,
    GRATICULE,
    LINE_STYLES,
    POSSIBLE,
    POSSIBLE_FILL,
    RIVER,
    Fill,
    LineStyle,
    find_colour,
)
from geodata.exports.figure.text import TextStyle, measure, write_line
from geodata.records import Place, Zone
from geodata.records.posts import Post

_HATCH = "////////"
_COORDINATES = TextStyle(5.5, "muted")
# Distances of the lines of longitude and latitude, in minutes.
_STEPS = (120, 60, 30, 20, 10, 5, 2, 1)


def paint(axes: Axes, area: BaseGeometry, colour: str, opacity: float = 1, name: str = "") -> None:
    """Fill an area, given in mm, with a colour of the palette; ``name`` is its id in an SVG."""
    if not area.is_empty:
        patch = PathPatch(
            _make_path(area), facecolor=find_colour(colour), edgecolor="none", alpha=opacity
        )
        _add(axes, patch, name)


def paint_zone(axes: Axes, area: BaseGeometry, fill: Fill, name: str = "") -> None:
    """Fill a part of a zone, given in mm, and hatch it where the fill says so."""
    paint(axes, area, "zone", fill.opacity, name)
    if fill.is_hatched and not area.is_empty:
        patch = PathPatch(_make_path(area), fill=False, linewidth=0, hatch=_HATCH)
        patch.set_edgecolor(find_colour("hatch"))
        _add(axes, patch)


def stroke(axes: Axes, line: BaseGeometry, style: LineStyle, name: str = "") -> None:
    """Draw a line, or the outline of an area, given in mm."""
    if line.is_empty:
        return
    patch = PathPatch(
        _make_path(line),
        fill=False,
        edgecolor=find_colour(style.colour),
        linewidth=style.width,
        linestyle=(0, style.dashes) if style.dashes else "solid",
        capstyle="butt",
        joinstyle="round",
    )
    _add(axes, patch, name)


@dataclass(frozen=True)
class Scene:
    """What a map shows.

    ``zones`` come largest first, so that a small one is drawn over a large one; ``ended`` are the
    ids of those to be drawn hollow; ``places`` are named as far as there is space. ``posts`` are
    drawn without their names.
    """

    basemap: Basemap
    zones: tuple[Zone, ...]
    ended: frozenset[ZoneId]
    places: tuple[Place, ...]
    posts: tuple[Post, ...]


def draw_base(axes: Axes, frame: Frame, basemap: Basemap) -> None:
    """Draw sea, countries, lakes, rivers and the borders of governorates."""
    paint(axes, frame.box, "sea")
    for neighbour in _shapes(basemap.neighbours):
        paint(axes, frame.place(neighbour), "neighbour")
        stroke(axes, frame.place(neighbour.boundary), COAST)
    for country in _shapes(basemap.country):
        paint(axes, frame.place(country), "land")
    for lake in _shapes(basemap.lakes):
        paint(axes, frame.place(lake), "river", 0.7)
    for river in _shapes(basemap.rivers):
        stroke(axes, frame.place(river), RIVER)
    land = shapely.union_all(_shapes(basemap.country))
    borders = shapely.union_all([area.boundary for area in _shapes(basemap.governorates)])
    # A border between two governorates is drawn once, and not again along the country's.
    inner = shapely.line_merge(borders - land.boundary.buffer(0.002))
    stroke(axes, frame.place(inner), GOVERNORATE)
    stroke(axes, frame.place(land.boundary), COUNTRY)


def draw_zone(axes: Axes, frame: Frame, zone: Zone, is_ended: bool) -> None:
    """Draw a zone's three extents and the kinds of its line; a zone that has ended stays hollow."""
    if not is_ended:
        band = frame.place(zone.possible - zone.drawn)
        paint_zone(axes, band, POSSIBLE_FILL, f"{zone.id}-possible")
        paint_zone(axes, frame.place(zone.drawn), DRAWN_FILL, f"{zone.id}-drawn")
        paint_zone(axes, frame.place(zone.core), CORE_FILL, f"{zone.id}-core")
    stroke(axes, frame.place(zone.possible.boundary), POSSIBLE)
    for kind, style in LINE_STYLES.items():
        lines = [stretch.line for stretch in zone.stretches if stretch.kind == kind]
        if lines:
            # In one piece, so that the dashes run on from stretch to stretch.
            whole = shapely.line_merge(shapely.union_all(lines))
            stroke(axes, frame.place(whole), style, f"{zone.id}-{kind.replace(' ', '-')}")


def draw_graticule(axes: Axes, frame: Frame) -> None:
    """Draw lines of longitude and latitude, with their degrees below and to the left."""
    west, south, east, north = shapely.bounds(frame.extent)
    step = _choose_step(max(east - west, north - south) * 60)
    bottom, left = frame.bottom, frame.left
    for minutes in _multiples(west * 60, east * 60, step):
        lat = np.linspace(south, north, 60)
        line = frame.place(shapely.LineString(np.column_stack([np.full(60, minutes / 60), lat])))
        stroke(axes, line, GRATICULE)
        x, y = _find_end(line, axis=1)
        words = _format_angle(minutes, "E")
        if y < bottom + 0.1 and _has_room(x, left, frame.width, words):
            write_line(axes, x, bottom - 2, words, _COORDINATES, "center")
    for minutes in _multiples(south * 60, north * 60, step):
        lon = np.linspace(west, east, 60)
        line = frame.place(shapely.LineString(np.column_stack([lon, np.full(60, minutes / 60)])))
        stroke(axes, line, GRATICULE)
        x, y = _find_end(line, axis=0)
        words = _format_angle(minutes, "N")
        if x < left + 0.1 and _has_room(y, bottom, frame.height, words):
            write_line(axes, left - 2, y, words, _COORDINATES, "center", 90)


def draw_edge(axes: Axes, frame: Frame) -> None:
    """Draw the frame's own line."""
    stroke(axes, frame.box.exterior, EDGE)


def _shapes(collection: dict[str, Any]) -> list[BaseGeometry]:
    return [shape(feature["geometry"]) for feature in collection["features"]]


def _add(axes: Axes, patch: PathPatch, name: str = "") -> None:
    # All on one level: what is drawn later lies above.
    patch.set_zorder(1)
    if name:
        patch.set_gid(name)
    axes.add_artist(patch)


def _make_path(geometry: BaseGeometry) -> Path:
    lines: list[Path] = []
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            rings = [part.exterior, *part.interiors]
            lines += [Path(shapely.get_coordinates(ring), closed=True) for ring in rings]
        elif part.geom_type in ("LineString", "LinearRing"):
            lines.append(Path(shapely.get_coordinates(part), closed=part.is_ring))
    return Path.make_compound_path(*lines)


def _choose_step(span: float) -> int:
    return next((step for step in _STEPS if span / step >= 3), _STEPS[-1])


def _multiples(low: float, high: float, step: int) -> range:
    return range(math.ceil(low / step) * step, math.floor(high) + 1, step)


def _find_end(line: BaseGeometry, axis: int) -> tuple[float, float]:
    points = shapely.get_coordinates(line)
    x, y = points[np.argmin(points[:, axis])] if len(points) else (math.inf, math.inf)
    return float(x), float(y)


def _has_room(middle: float, start: float, length: float, words: str) -> bool:
    half = measure(words, _COORDINATES) / 2
    return start + half <= middle <= start + length - half


def _format_angle(minutes: int, side: str) -> str:
    degrees, rest = divmod(minutes, 60)
    return f"{degrees}°{rest:02}′ {side}" if rest else f"{degrees}° {side}"
