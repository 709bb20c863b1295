"""Joining boundary stretches to closed rings."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.errors import RingError
from geodata.records import RingKind, SourceStretch

# Two ends are the same point when they agree to the last decimal that is kept, about a metre.
TOLERANCE_DEG = 1e-5


@dataclass(frozen=True)
class Ring:
    """A closed ring round a part of a zone or round a hole in it, as drawn by hand."""

    part: str
    kind: RingKind
    stretches: tuple[SourceStretch, ...]
    polygon: BaseGeometry


def join_rings(stretches: Sequence[SourceStretch]) -> tuple[list[Ring], list[RingError]]:
    """Return the rings that the stretches make, in their order, and what is wrong with the others.

    Each stretch begins where the one before it ended; a ring is closed when it is back where it
    began. A part may have several holes, one after the other.
    """
    rings: list[Ring] = []
    errors: list[RingError] = []
    for run in _split_runs(stretches):
        try:
            rings.append(_close(run))
        except RingError as error:
            errors.append(error)
    return rings, errors


def _split_runs(stretches: Iterable[SourceStretch]) -> list[list[SourceStretch]]:
    runs: list[list[SourceStretch]] = []
    for stretch in stretches:
        if runs and _is_same_ring(runs[-1], stretch):
            runs[-1].append(stretch)
        else:
            runs.append([stretch])
    return runs


def _is_same_ring(run: list[SourceStretch], stretch: SourceStretch) -> bool:
    first, last = run[0], run[-1]
    if (first.part, first.ring) != (stretch.part, stretch.ring):
        return False
    return _gap(last, first) > TOLERANCE_DEG


def _gap(one: SourceStretch, following: SourceStretch) -> float:
    return math.dist(one.line.coords[-1], following.line.coords[0])


def _close(run: list[SourceStretch]) -> Ring:
    for one, following in zip(run, [*run[1:], run[0]], strict=True):
        if _gap(one, following) > TOLERANCE_DEG:
            end, start = one.line.coords[-1], following.line.coords[0]
            raise RingError(
                one.id,
                f"the ring does not close: this stretch ends at {_write(end)} but "
                f"{following.id} begins at {_write(start)}",
            )
    vertices = [vertex for stretch in run for vertex in stretch.line.coords[:-1]]
    if len(vertices) < 3:
        raise RingError(run[0].id, "the ring has fewer than three corners")
    polygon = shapely.Polygon(vertices)
    if not polygon.is_valid:
        raise RingError(run[0].id, f"the ring is not sound: {shapely.is_valid_reason(polygon)}")
    return Ring(run[0].part, run[0].ring, tuple(run), polygon)


def _write(position: Sequence[float]) -> str:
    return f"({position[0]:.5f}, {position[1]:.5f})"
