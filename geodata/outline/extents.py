"""Making a zone's outline from its rings: drawn, core and possible extent, within the country."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from geodata.errors import RingError
from geodata.outline.rings import Ring
from geodata.projection import measure_length_km, to_degrees, to_metres
from geodata.records import Stretch
from geodata.records.country import COUNTRY

# One unit of the last decimal kept, about a metre.
GRID_DEG = 1e-5
# How near the clip leaves a line to the border it was cut along, in degrees.
_ON_BORDER_DEG = 1e-6
# Kinds of stretch that are drawn loosely along the border and made exact by the clip.
_BORDER_KINDS = ("international border", "ceasefire line")
# A length of border that no stretch speaks of, in kilometres, beyond which that is a fault.
_UNCLAIMED_KM = 0.5


@dataclass(frozen=True)
class Extents:
    """A zone's outline in longitude and latitude with 5 decimals, each extent inside the next."""

    stretches: tuple[Stretch, ...]
    drawn: BaseGeometry
    core: BaseGeometry
    possible: BaseGeometry


def make_extents(zone: str, rings: Sequence[Ring], country: BaseGeometry) -> Extents:
    """Return the outline of a zone from its rings.

    Parameters
    ----------
    zone
        The zone's id, for messages.
    rings
        The outer rings and the holes of all its parts, as drawn by hand.
    country
        The polygon everything is clipped to.

    Raises
    ------
    RingError
        If parts overlap, a hole is not inside its part, or an extent comes out empty.
    """
    outline = _round(_unite_parts(rings) & country)
    _check(zone, "drawn", outline)
    stretches = tuple(_clip_stretches(rings, country))
    bands = shapely.union_all([_make_band(stretch) for stretch in stretches])
    in_metres = to_metres(outline)
    core = _round(to_degrees(in_metres - bands))
    _check(zone, "core", core)
    possible = _round(to_degrees(in_metres | bands) & country)
    # Where both follow the border, rounding could push the drawn outline past the possible one.
    possible = _keep_polygons(shapely.snap(possible, outline, 2 * GRID_DEG) | outline)
    _check(zone, "possible", possible)
    return Extents(stretches, outline, core, possible)


def _unite_parts(rings: Sequence[Ring]) -> BaseGeometry:
    united = shapely.MultiPolygon()
    for ring in rings:
        if ring.kind != "outer":
            continue
        if united.intersection(ring.polygon).area > GRID_DEG**2:
            raise RingError(ring.stretches[0].id, "the part overlaps another part of the zone")
        united = united | ring.polygon
    for ring in rings:
        if ring.kind != "hole":
            continue
        around = [r.polygon for r in rings if r.kind == "outer" and r.part == ring.part]
        if not shapely.union_all(around).buffer(GRID_DEG).contains(ring.polygon):
            raise RingError(ring.stretches[0].id, f"the hole is not inside part '{ring.part}'")
        united = united - ring.polygon
    return united


def _clip_stretches(rings: Iterable[Ring], country: BaseGeometry) -> Iterable[Stretch]:
    border = country.boundary.buffer(_ON_BORDER_DEG)
    shapely.prepare(border)
    for ring in rings:
        claims = _claim_border(ring, (ring.polygon & country).boundary & border)
        for stretch in ring.stretches:
            inland = stretch.line & country
            if border.intersects(inland):
                inland = inland - border
            line = _round_line(shapely.union_all([inland, *claims.get(stretch.id, ())]))
            if line.is_empty:
                raise RingError(stretch.id, f"the stretch lies outside {COUNTRY.name}'s land")
            yield Stretch(**{**dict(stretch), "line": line})


def _claim_border(ring: Ring, along: BaseGeometry) -> dict[str, list[BaseGeometry]]:
    """Return which pieces of the border stand in place of which stretch, by its id."""
    pieces = [p for p in shapely.get_parts(shapely.line_merge(along)) if p.length > GRID_DEG]
    loose = [stretch for stretch in ring.stretches if stretch.kind in _BORDER_KINDS]
    unclaimed = sum(measure_length_km(piece) for piece in pieces)
    if not loose:
        if unclaimed > _UNCLAIMED_KM:
            raise RingError(
                ring.stretches[0].id,
                f"the ring crosses or follows {COUNTRY.name}'s border for {unclaimed:.1f} km, "
                f"but none of its stretches is of kind {' or '.join(_BORDER_KINDS)}",
            )
        return {}
    joints = [
        shapely.Point(one.line.coords[-1])
        for one, following in pairwise(loose)
        if one.line.coords[-1] == following.line.coords[0]
    ]
    claims: dict[str, list[BaseGeometry]] = {}
    for piece in pieces:
        for section in _cut(piece, [j for j in joints if _nearest(j, pieces) is piece]):
            middle = section.interpolate(0.5, normalized=True)
            owner = min(loose, key=lambda stretch: stretch.line.distance(middle))
            claims.setdefault(owner.id, []).append(section)
    return claims


def _nearest(point: BaseGeometry, lines: Iterable[BaseGeometry]) -> BaseGeometry:
    return min(lines, key=lambda line: line.distance(point))


def _cut(line: BaseGeometry, points: Iterable[BaseGeometry]) -> list[BaseGeometry]:
    marks = [0.0, *sorted(line.project(point) for point in points), line.length]
    return [substring(line, start, end) for start, end in pairwise(marks) if end - start > GRID_DEG]


def _make_band(stretch: Stretch) -> BaseGeometry:
    return to_metres(stretch.line).buffer(stretch.uncertainty_km * 1000)


def _round(geometry: BaseGeometry) -> BaseGeometry:
    return _keep_polygons(shapely.set_precision(geometry, GRID_DEG))


def _round_line(geometry: BaseGeometry) -> BaseGeometry:
    rounded = shapely.set_precision(geometry, GRID_DEG)
    lines = [part for part in shapely.get_parts(rounded) if part.geom_type == "LineString"]
    return shapely.line_merge(shapely.union_all(lines))


def _keep_polygons(geometry: BaseGeometry) -> BaseGeometry:
    # An overlay may leave points or lines where two outlines touch.
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _check(zone: str, name: str, geometry: BaseGeometry) -> None:
    if geometry.is_empty:
        raise RingError(zone, f"the {name} extent is empty")
    if not geometry.is_valid:
        reason = shapely.is_valid_reason(geometry)
        raise RingError(zone, f"the {name} extent is not sound: {reason}")
