"""Coordinates that are whole degrees or tenths alone: what a reader should know of them."""

import numpy as np

from geodata.points.coordinates import Coordinates, Problem
from geodata.records.country import COUNTRY

# Half a degree is 56 km from south to north; half a tenth of both, 7 km.
_WHOLE_KM, _TENTHS_KM = 70, 7
# By chance, one point in a hundred has both to a tenth.
_LEAST_SHARE = 0.05


class Roundings:
    """Counts of rows around the country by how far their degrees are rounded."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._rows = self._whole = self._tenths = 0

    def add(self, read: Coordinates) -> None:
        """Count rows, as they are in the table, in degrees."""
        box = COUNTRY.window
        lon, lat = read.lon, read.lat
        near = (
            (read.problems == Problem.NONE)
            & (lon >= box.west)
            & (lon <= box.east)
            & (lat >= box.south)
            & (lat <= box.north)
        )
        lon, lat = lon[near], lat[near]
        whole = (lon == np.rint(lon)) & (lat == np.rint(lat))
        tenths = (lon == np.round(lon, 1)) & (lat == np.round(lat, 1))
        self._rows += len(lon)
        self._whole += int(whole.sum())
        self._tenths += int((tenths & ~whole).sum())

    def describe(self) -> list[str]:
        """Return what a reader should know."""
        return [
            f"{'1 row has' if count == 1 else f'{count:,} rows have'} {what} alone, and may be "
            f"{far} km off; a column of kilometres, named with --precision, has that counted."
            for count, what, far in (
                (self._whole, "whole degrees", _WHOLE_KM),
                (self._tenths, "tenths of a degree", _TENTHS_KM),
            )
            if count > _LEAST_SHARE * self._rows or (count and what == "whole degrees")
        ]
