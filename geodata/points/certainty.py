"""How sure it is that points lie in a zone, for many at once; how far from its line, which stretch.

Nothing here knows tables or texts: arrays of longitudes and latitudes go in, arrays come out. The
answer for a point does not depend on the other points.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from corpus.zone_ids import ZoneId
from geodata.basemap import read_country
from geodata.points.nearest import NearestLines
from geodata.projection import project, to_metres
from geodata.records import Atlas, Stretch
from geodata.records.zone_terms import Terms

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

Certainty = Literal["outside", "possibly inside", "probably inside", "inside"]
# A certainty's code is its position here: the surer, the higher.
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
OUTSIDE, INSIDE = 0, len(CERTAINTIES) - 1

# Around the country, in degrees: there its UTM zone gives lengths to 0.5 % or so; farther off
# nothing is measured.
_MARGIN_DEG = 3.0


@dataclass(frozen=True, eq=False)
class Outlines:
    """What is needed of an atlas to place points; it can be sent to another process.

    ``extents`` holds each zone's possible, drawn and core extent, in longitude and latitude;
    ``stretches`` those of all zones together. Codes are positions in ``zones`` and ``stretches``;
    -1 means none. ``terms`` says by zone how it stood when.
    """

    zones: tuple[ZoneId, ...]
    extents: tuple[tuple[BaseGeometry, BaseGeometry, BaseGeometry], ...]
    stretches: tuple[Stretch, ...]
    country: BaseGeometry
    terms: Mapping[ZoneId, Terms]

    def classify(self, lon: Floats, lat: Floats) -> tuple[Codes, Codes]:
        """Return the zone codes (-1 outside) and certainty codes of points in degrees, WGS 84.

        A point on a line belongs inside it. Where the possible extents of two zones overlap, the
        higher certainty counts.
        """
        zones = np.full(len(lon), -1)
        certainties = np.zeros(len(lon), dtype=np.int64)
        for zone, extents in enumerate(self.extents):
            west, south, east, north = extents[0].bounds
            near = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
            found = np.flatnonzero(near)
            for code, extent in enumerate(extents, start=OUTSIDE + 1):
                found = found[contains(extent, lon[found], lat[found])]
                surer = found[certainties[found] < code]
                certainties[surer], zones[surer] = code, zone
        return zones, certainties

    def classify_circles(self, lon: Floats, lat: Floats, radius_km: Floats) -> tuple[Codes, Codes]:
        """Return the codes of circles, as `classify` does those of points.

        A circle is as surely inside as its least sure part: inside, or probably inside, only where
        the whole of it is, possibly inside where any of it may be. Where it may be in several
        zones, the one that is nearest to its centre is named.
        """
        zones = np.full(len(lon), -1)
        certainties = np.zeros(len(lon), dtype=np.int64)
        rows = np.flatnonzero(self._is_near(lon, lat))
        points = shapely.points(*project(lon[rows], lat[rows]))
        metres = radius_km[rows] * 1000
        nearest = np.full(len(rows), np.inf)
        for zone, (possible, drawn, core) in enumerate(self._extents_in_metres):
            apart = shapely.distance(points, possible)
            codes = np.where(apart <= metres, OUTSIDE + 1, OUTSIDE)
            for code, extent in enumerate((drawn, core), start=OUTSIDE + 2):
                is_whole = shapely.intersects(extent, points)
                is_whole &= shapely.distance(points, extent.boundary) >= metres
                codes[is_whole] = code
            surer = (codes > certainties[rows]) | (
                (codes > OUTSIDE) & (codes == certainties[rows]) & (apart < nearest)
            )
            certainties[rows[surer]], zones[rows[surer]] = codes[surer], zone
            nearest[surer] = apart[surer]
        return zones, certainties

    def measure(
        self, lon: Floats, lat: Floats, zones: Codes, certainties: Codes
    ) -> tuple[Floats, Codes]:
        """Return the distances to the drawn line in kilometres, and the codes of the stretches.

        The stretch is the one that decides: the nearest, or, for a point in the band of uncertainty
        that the nearest one's own band does not reach, the one whose band reaches it deepest. A
        point farther than three degrees from the country gets NaN and -1. ``zones`` and
        ``certainties`` are what `classify` returns.
        """
        distances = np.full(len(lon), np.nan)
        stretches = np.full(len(lon), -1)
        chosen = np.flatnonzero(self._is_near(lon, lat))
        if not len(chosen) or not self.stretches:
            return distances, stretches
        x, y = project(lon[chosen], lat[chosen])
        metres, nearest = self.nearest_lines.find(x, y)
        codes = certainties[chosen]
        in_band = (codes > OUTSIDE) & (codes < INSIDE)
        is_other = in_band & (metres > self._reach[nearest])
        is_other |= (codes > OUTSIDE) & (self._owners[nearest] != zones[chosen])
        for row in np.flatnonzero(is_other):
            own = np.flatnonzero(self._owners == zones[chosen[row]])
            apart = shapely.distance(shapely.Point(x[row], y[row]), self._lines[own])
            metres[row] = apart.min()
            nearest[row] = own[np.argmin(apart - self._reach[own])]
        distances[chosen], stretches[chosen] = metres / 1000, nearest
        return distances, stretches

    def is_in_country(self, lon: Floats, lat: Floats) -> Mask:
        """Return whether points lie on the country's land as the base map draws it."""
        return contains(self.country, lon, lat)

    def _is_near(self, lon: Floats, lat: Floats) -> Mask:
        west, south, east, north = self._margins
        near: Mask = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
        return near

    @cached_property
    def _margins(self) -> tuple[float, float, float, float]:
        """The bounds in degrees within which points are measured."""
        west, south, east, north = self.country.bounds
        return west - _MARGIN_DEG, south - _MARGIN_DEG, east + _MARGIN_DEG, north + _MARGIN_DEG

    @cached_property
    def _extents_in_metres(self) -> list[tuple[BaseGeometry, ...]]:
        found = [tuple(map(to_metres, extents)) for extents in self.extents]
        for extents in found:
            shapely.prepare(list(extents))
        return found

    @cached_property
    def _lines(self) -> npt.NDArray[Any]:
        return np.array([to_metres(stretch.line) for stretch in self.stretches], dtype=object)

    @cached_property
    def _reach(self) -> Floats:
        return np.array([stretch.uncertainty_km * 1000 for stretch in self.stretches])

    @cached_property
    def _owners(self) -> Codes:
        return np.array([self.zones.index(stretch.zone) for stretch in self.stretches])

    @cached_property
    def nearest_lines(self) -> NearestLines:
        """The stretches in metres, among which the nearest to points are found."""
        # A line of equal latitude is curved in metres: many points of it are within its bounds, and
        # what lies between them is within the last kilometre.
        edge = to_metres(shapely.segmentize(shapely.box(*self._margins), 0.1)).buffer(1000)
        return NearestLines(self._lines, edge.bounds)


@lru_cache(maxsize=4)
def make_outlines(atlas: Atlas) -> Outlines:
    """Return the outlines of an atlas, made once.

    Raises
    ------
    BasemapError
        If the base map's file of the country cannot be read.
    """
    return Outlines(
        zones=tuple(zone.id for zone in atlas.zones),
        extents=tuple((zone.possible, zone.drawn, zone.core) for zone in atlas.zones),
        stretches=tuple(stretch for zone in atlas.zones for stretch in zone.stretches),
        country=read_country(),
        terms=atlas.terms,
    )


def contains(polygon: BaseGeometry, lon: Floats, lat: Floats) -> Mask:
    """Return whether points lie in a polygon or on its edge."""
    shapely.prepare(polygon)  # does nothing where that was done before
    mask: Mask = shapely.intersects_xy(polygon, lon, lat)
    return mask


def find_distinct(*columns: Floats) -> tuple[Codes, Codes] | None:
    """Return a row for every combination of numbers, and which of them each row has.

    None where there are so many that it does not pay.
    """
    keys = np.zeros(len(columns[0]), dtype=np.uint64)
    for column in columns:
        keys = (keys ^ column.view(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
    _, rows, places = np.unique(keys, return_index=True, return_inverse=True)
    # Other numbers have another key, but for a chance that nothing promises never to come.
    is_sure = all(
        (column.view(np.uint64)[rows][places] == column.view(np.uint64)).all() for column in columns
    )
    return (rows, places) if is_sure and 2 * len(rows) < len(keys) else None
