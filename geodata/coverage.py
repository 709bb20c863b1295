"""How well the bands of uncertainty hold against the control points, stretch by stretch."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.projection import to_metres
from geodata.records import Atlas, Stretch, Zone

# How far from a line a point still says something about it.
NEAR_KM = 10.0
# How exact the coordinates of the control points are.
POINTS_ERROR_KM = 0.5
# Along a line, how far apart the places are where the gap is measured.
_STEP_KM = 0.5


@dataclass(frozen=True)
class Counts:
    """How many control points near a line are on which side of its band.

    ``right`` are those whose side the band gets right: inside the possible extent where the holder
    puts the point inside a zone, outside the core where not; ``in_band`` those between core and
    possible extent; ``left_out`` those that the band would still get right had the line been drawn
    without them, midway between the nearest other points of either side.
    """

    points: int = 0
    right: int = 0
    in_band: int = 0
    left_out: int = 0


@dataclass(frozen=True)
class StretchCoverage:
    """What the control points near a stretch say of its band.

    ``counts`` are of the points within `NEAR_KM` that are nearer to this stretch than to any other.
    ``half_gap_km`` is half the way from the nearest point inside, over the line, to the nearest
    outside: the median along the line.
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
    in_degrees = shapely.points([(point.lon, point.lat) for point in points])
    in_metres = shapely.get_parts(to_metres(shapely.MultiPoint(list(in_degrees))))
    lines = [to_metres(stretch.line) for _, stretch in stretches]
    distances = np.array([shapely.distance(line, in_metres) for line in lines]) / 1000
    nearest = np.where(distances.min(axis=0) <= NEAR_KM, distances.argmin(axis=0), -1)
    depths = _measure_left_out(shapely.get_coordinates(in_metres) / 1000, inside)
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
                    right=int(np.where(inside[mine], in_possible, ~in_core).sum()),
                    in_band=int((in_possible & ~in_core).sum()),
                    left_out=int((depths[mine] <= stretch.uncertainty_km).sum()),
                ),
                half_gap_km=_measure_half_gap(lines[number], in_metres, inside),
            )
        )
    return found


def _measure_left_out(
    places: npt.NDArray[np.float64], inside: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    """Return how far each point lies beyond a line drawn without it, in kilometres, or 0.

    That line is midway between the nearest other point of its side and the nearest of the other.
    """
    apart = np.linalg.norm(places[:, None] - places[None], axis=2)
    np.fill_diagonal(apart, np.inf)
    same_side = inside[:, None] == inside[None]
    rows = np.arange(len(places))
    same = np.where(same_side, apart, np.inf).argmin(axis=1)
    other = np.where(same_side, np.inf, apart).argmin(axis=1)
    between = np.linalg.norm(places[same] - places[other], axis=1)
    beyond = (apart[rows, same] ** 2 - apart[rows, other] ** 2) / (2 * between)
    depths: npt.NDArray[np.float64] = np.maximum(beyond, 0)
    return depths


def _measure_half_gap(
    line: BaseGeometry, points: npt.NDArray[np.object_], inside: npt.NDArray[np.bool_]
) -> float:
    steps = [
        part.interpolate(distance)
        for part in shapely.get_parts(line)
        for distance in np.arange(0, part.length, 1000 * _STEP_KM)
    ]
    gaps = np.zeros(len(steps))
    for side in (inside, ~inside):
        gaps += shapely.distance(steps, points[side][shapely.STRtree(points[side]).nearest(steps)])
    return float(np.median(gaps)) / 2000
