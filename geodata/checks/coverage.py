"""How well the bands of uncertainty hold against the control points, stretch by stretch."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.projection import each_to_metres, project
from geodata.records.atlas import Atlas, Place, Stretch, Zone
from geodata.records.control_points import ControlPoint

# How far from a line a point still says something about it.
NEAR_KM = 10.0
# How exact the coordinates of the control points are.
POINTS_ERROR_KM = 0.5
# Along a line, how far apart the places are where the gap is measured.
_STEP_KM = 0.5


@dataclass(frozen=True)
class Counts:
    """How many control points near a line are on which side of its band.

    ``inside`` are those whose holder puts them inside a zone; ``right`` those whose side the band
    gets right: inside the possible extent where they belong inside, outside the core where not;
    ``in_band`` those between core and possible extent. ``left_out`` are those that the band would
    still get right had the line been drawn without them, midway between the nearest other points of
    either side, and ``by_line`` those that this line alone would get right, without a band.
    """

    points: int
    inside: int
    right: int
    in_band: int
    left_out: int
    by_line: int

    @property
    def tells_sides_apart(self) -> bool:
        """Whether there are points of both sides: else any line beyond them seems right."""
        return 0 < self.inside < self.points


@dataclass(frozen=True)
class StretchCoverage:
    """What the control points near a stretch say of its band.

    ``counts`` are of the points within `NEAR_KM` that are nearer to this stretch than to any other.
    ``half_gap_km`` is half the way from the nearest point inside, over the line, to the nearest
    outside, the places of the gazetteer included: the median along the line.
    """

    zone: Zone
    stretch: Stretch
    counts: Counts
    half_gap_km: float

    @property
    def spare_km(self) -> float:
        """How much wider the band is than half the gap and the points' own error; at least 0."""
        return max(self.stretch.uncertainty_km - self.half_gap_km - POINTS_ERROR_KM, 0.0)


def sum_counts(coverage: Iterable[StretchCoverage]) -> Counts:
    """Return the counts of several stretches as one."""
    return Counts(*map(sum, zip(*(astuple(found.counts) for found in coverage), strict=True)))


def measure_coverage(atlas: Atlas) -> list[StretchCoverage]:
    """Return what the control points say of each stretch, in the order of zones and stretches.

    Points that are listed as exceptions are not counted: no line follows them.
    """
    excepted = {(entry.name, entry.lon, entry.lat) for entry in atlas.control_exceptions}
    points = [p for p in atlas.control_points if (p.name, p.lon, p.lat) not in excepted]
    inside = np.array([point.belongs_inside for point in points], bool)
    stretches = [(zone, stretch) for zone in atlas.zones for stretch in zone.stretches]
    if not stretches or not inside.any() or inside.all():
        return []
    in_degrees, in_metres = _make_points(points)
    lines = each_to_metres([stretch.line for _, stretch in stretches])
    shapely.prepare(lines)
    distances = np.array([shapely.distance(line, in_metres) for line in lines]) / 1000
    nearest = np.where(distances.min(axis=0) <= NEAR_KM, distances.argmin(axis=0), -1)
    depths = _measure_left_out(shapely.get_coordinates(in_metres) / 1000, inside)
    known = [shapely.STRtree(places) for places in _list_known(atlas, in_metres, inside)]
    found = []
    for number, (zone, stretch) in enumerate(stretches):
        mine = nearest == number
        in_core = shapely.covers(zone.core, in_degrees[mine])
        in_possible = shapely.covers(zone.possible, in_degrees[mine])
        found.append(
            StretchCoverage(
                zone=zone,
                stretch=stretch,
                counts=Counts(
                    points=int(mine.sum()),
                    inside=int(inside[mine].sum()),
                    right=int(np.where(inside[mine], in_possible, ~in_core).sum()),
                    in_band=int((in_possible & ~in_core).sum()),
                    left_out=int((depths[mine] <= stretch.uncertainty_km).sum()),
                    by_line=int((depths[mine] == 0).sum()),
                ),
                half_gap_km=_measure_half_gap(lines[number], known),
            )
        )
    return found


def _make_points(
    records: Sequence[ControlPoint | Place],
) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.object_]]:
    """Return where records are as points in degrees, and in metres."""
    degrees = np.array([(record.lon, record.lat) for record in records]).reshape(-1, 2)
    return shapely.points(degrees), shapely.points(np.column_stack(project(*degrees.T)))


def _measure_left_out(
    places: npt.NDArray[np.float64], inside: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    """Return how far each point lies beyond a line drawn without it, in kilometres, or 0.

    That line is midway between the nearest other point of its side and the nearest of the other.
    """
    east, north = places.T
    apart = np.hypot(east[:, None] - east, north[:, None] - north)
    np.fill_diagonal(apart, np.inf)
    same_side = inside[:, None] == inside[None]
    rows = np.arange(len(places))
    same = np.where(same_side, apart, np.inf).argmin(axis=1)
    other = np.where(same_side, np.inf, apart).argmin(axis=1)
    between = np.linalg.norm(places[same] - places[other], axis=1)
    # The only point of its side has no line without it.
    is_only = ~np.isfinite(apart[rows, same]) | ~np.isfinite(apart[rows, other])
    with np.errstate(invalid="ignore", divide="ignore"):
        beyond = (apart[rows, same] ** 2 - apart[rows, other] ** 2) / (2 * between)
    beyond[is_only] = np.inf
    depths: npt.NDArray[np.float64] = np.maximum(beyond, 0)
    return depths


def _list_known(
    atlas: Atlas, points: npt.NDArray[np.object_], inside: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.object_]]:
    """Return all that is known to be inside, and outside: control points, and places as well."""
    known = []
    for relation, side in (("inside", inside), ("outside_near", ~inside)):
        places = [place for place in atlas.places if place.relation == relation]
        known.append(np.concatenate([points[side], _make_points(places)[1]]))
    return known[0], known[1]


def _measure_half_gap(line: BaseGeometry, known: Iterable[shapely.STRtree]) -> float:
    steps = np.concatenate(
        [
            shapely.line_interpolate_point(part, np.arange(0, part.length, 1000 * _STEP_KM))
            for part in shapely.get_parts(line)
        ]
    )
    gaps = np.zeros(len(steps))
    for places in known:
        gaps += shapely.distance(steps, places.geometries[places.nearest(steps)])
    return float(np.median(gaps)) / 2000
