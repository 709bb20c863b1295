"""Which of some lines is the nearest to points, and how far: exact, for millions of points.

Of a cell of a grid it is worked out once which few segments of line can be the nearest to a point
in it; a point is measured to these and not to all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]

# Metres a cell is wide. Those of a small cell are chosen among those of the larger one around it.
_SIZES = (64_000.0, 16_000.0, 4_000.0)
# Points at a time: what is worked out of them should fit into a processor's cache.
_BLOCK = 4_096


@dataclass(frozen=True, eq=False)
class _Candidates:
    """The segments of a grid's cells that were looked into.

    Each has a place, -1 where it was not looked into; those of a place are ``counts`` of
    ``segments``, from ``starts`` on.
    """

    places: Codes
    segments: Codes
    starts: Codes
    counts: Codes

    def pair(self, cells: Codes) -> tuple[Codes, Codes, Codes]:
        """Return pairs of a position in ``cells`` and a segment, and where those of each begin."""
        places = self.places[cells]
        counts = self.counts[places]
        starts = np.cumsum(counts) - counts
        positions = np.repeat(np.arange(len(cells)), counts)
        steps = np.arange(len(positions)) + np.repeat(self.starts[places] - starts, counts)
        return positions, self.segments[steps], starts

    def add(self, cells: Codes, segments: Codes, counts: Codes) -> "_Candidates":
        """Return these and the segments of other cells."""
        places = self.places.copy()
        places[cells] = len(self.counts) + np.arange(len(cells))
        starts = len(self.segments) + np.cumsum(counts) - counts
        return _Candidates(
            places,
            np.concatenate([self.segments, segments]),
            np.concatenate([self.starts, starts]),
            np.concatenate([self.counts, counts]),
        )


class NearestLines:
    """Lines in metres, among which the nearest to points is looked up."""

    def __init__(
        self, lines: Iterable[BaseGeometry], bounds: tuple[float, float, float, float]
    ) -> None:
        """Prepare for points within ``bounds``: west, south, east and north."""
        pairs = [(ends, line) for line, geometry in enumerate(lines) for ends in _split(geometry)]
        # A row for every coordinate: where a segment begins and ends.
        self._ends = np.array([ends.ravel() for ends, _ in pairs]).T.copy()
        self._lines = np.array([line for _, line in pairs])
        self._west, self._south, east, north = bounds
        self._columns = [int((east - self._west) / size) + 1 for size in _SIZES]
        rows = [int((north - self._south) / size) + 1 for size in _SIZES]
        none = np.array([], dtype=np.int64)
        self._grids = [
            _Candidates(np.full(columns * count, -1), none, none, none)
            for columns, count in zip(self._columns, rows, strict=True)
        ]

    def find(self, x: Floats, y: Floats) -> tuple[Floats, Codes]:
        """Return the distances in metres of points within the bounds, and the nearest lines.

        Where two lines are equally near, as where they meet, it is the first of them.
        """
        distances, nearest = np.empty(len(x)), np.empty(len(x), dtype=np.int64)
        smallest = len(_SIZES) - 1
        cells = self._find_cells(x, y, smallest)
        candidates = self._look_into(cells, smallest)
        for start in range(0, len(x), _BLOCK):
            part = slice(start, start + _BLOCK)
            points, segments, starts = candidates.pair(cells[part])
            apart = self._measure(x[part][points], y[part][points], segments)
            shortest = np.minimum.reduceat(apart, starts)
            lines = np.where(apart == shortest[points], self._lines[segments], len(self._lines))
            distances[part], nearest[part] = shortest, np.minimum.reduceat(lines, starts)
        return distances, nearest

    def _find_cells(self, x: Floats, y: Floats, grid: int) -> Codes:
        rows = ((y - self._south) / _SIZES[grid]).astype(np.int64)
        columns: Codes = ((x - self._west) / _SIZES[grid]).astype(np.int64)
        return rows * self._columns[grid] + columns

    def _look_into(self, cells: Codes, grid: int) -> _Candidates:
        """Return the candidates of a grid, with those of these cells among them."""
        # It is replaced as a whole: another thread may be reading it, or looking into other cells.
        known = self._grids[grid]
        new = np.unique(cells[known.places[cells] < 0])
        if len(new):
            known = self._grids[grid] = known.add(new, *self._choose(new, grid))
        return known

    def _choose(self, cells: Codes, grid: int) -> tuple[Codes, Codes]:
        """Return the segments that can be the nearest in cells, and how many each cell has."""
        size = _SIZES[grid]
        row, column = np.divmod(cells, self._columns[grid])
        x, y = self._west + (column + 0.5) * size, self._south + (row + 0.5) * size
        if grid:
            outer = self._find_cells(x, y, grid - 1)
            positions, segments, starts = self._look_into(outer, grid - 1).pair(outer)
        else:
            positions = np.repeat(np.arange(len(cells)), len(self._lines))
            segments = np.tile(np.arange(len(self._lines)), len(cells))
            starts = np.arange(len(cells)) * len(self._lines)
        apart = self._measure(x[positions], y[positions], segments)
        shortest = np.minimum.reduceat(apart, starts)
        # From the middle to a corner and back; a metre more, for what is lost to rounding.
        kept = apart <= (shortest + 2**0.5 * size + 1)[positions]
        positions, segments, apart = positions[kept], segments[kept], apart[kept]
        starts = np.searchsorted(positions, np.arange(len(cells)))
        # Of two far segments, the one that is farther off at the middle stays so in the whole cell,
        # unless they lie in other directions from it. For a distance is convex, and grows at least
        # as its slope at the middle says; that to one point grows at most by the second term more.
        east, north = self._face(x[positions], y[positions], segments) / np.maximum(apart, 1)
        nearest = np.flatnonzero(apart == shortest[positions])
        nearest = nearest[np.searchsorted(positions[nearest], positions)]
        turn = np.abs(east - east[nearest]) + np.abs(north - north[nearest])
        gain = turn * size / 2 + size**2 / 4 / np.maximum(apart[nearest], 1) + 1
        kept = apart <= apart[nearest] + gain
        return segments[kept], np.add.reduceat(kept, starts, dtype=np.int64)

    def _face(self, x: Floats, y: Floats, segments: Codes) -> Floats:
        """Return how far east and north points are of the nearest points of segments."""
        west, south, east, north = self._ends[:, segments]
        along, up = east - west, north - south
        place = ((x - west) * along + (y - south) * up) / (along * along + up * up)
        place = np.clip(place, 0, 1)
        return np.stack([x - west - place * along, y - south - place * up])

    def _measure(self, x: Floats, y: Floats, segments: Codes) -> Floats:
        """Return the distances of points and segments, by the steps by which GEOS takes them."""
        west, south, east, north = self._ends[:, segments]
        along, up = east - west, north - south
        squared = along * along + up * up
        place = ((x - west) * along + (y - south) * up) / squared
        beside = np.abs(((south - y) * along - (west - x) * up) / squared) * np.sqrt(squared)
        at_start = place <= 0
        dx = np.where(at_start, x - west, x - east)
        dy = np.where(at_start, y - south, y - north)
        apart: Floats = np.where(at_start | (place >= 1), np.sqrt(dx * dx + dy * dy), beside)
        return apart


def _split(line: BaseGeometry) -> Iterator[Floats]:
    """Yield the ends of a line's segments, without those of no length."""
    for part in shapely.get_parts(line):
        corners = shapely.get_coordinates(part)
        ends = np.stack([corners[:-1], corners[1:]], axis=1)
        yield from ends[(ends[:, 0] != ends[:, 1]).any(axis=1)]
