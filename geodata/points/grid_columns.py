"""Columns of coordinates by names that others may have too: axes of grids, width and length."""

import re
from collections.abc import Sequence

from geodata.points.angles import Position, read_angle
from geodata.points.column_names import find_pair, split_name
from geodata.points.position_columns import is_near

# What says nothing beside a name such as x or easting: "Coord_X", "UTM Easting", "GPS N".
_GRID_FILLERS = re.compile("coordinates?|coords?|koordinate?|point|utm|gps|wgs84")
_GRID_LONS, _GRID_LATS = {"x", "easting", "east", "e"}, {"y", "northing", "north", "n"}
# Words of other things as well, width and length among them: after all else, and as a pair alone.
_LAST_NAMES = (
    ("lange", "breite"), ("laenge", "breite"), ("الطول", "العرض"), ("طول", "عرض"),
    ("east", "north"), ("e", "n"),
)  # fmt: skip


def find_grid(names: Sequence[str]) -> tuple[int, int] | None:
    """Return the columns of a grid's two axes, by names such as ``Coord_X`` and ``UTM Easting``."""
    joined = ["".join(split_name(name)) for name in names]
    plain = [_GRID_FILLERS.sub("", name) for name in joined]
    lons, lats = (
        [place for place, name in enumerate(plain) if name in axis and name != joined[place]]
        for axis in (_GRID_LONS, _GRID_LATS)
    )
    return (lons[0], lats[0]) if len(lons) == len(lats) == 1 else None


def find_last(
    names: Sequence[str], rows: Sequence[Sequence[object]], where: str
) -> tuple[int, int] | None:
    """Return columns that may be of other things too, if half of the rows lie round the country."""
    plain = [_GRID_FILLERS.sub("", "".join(split_name(name))) for name in names]
    found = find_pair(plain, _LAST_NAMES, where)
    if found is None or not rows:
        return found
    cells = [[str(row[place]) for place in found] for row in rows if max(found) < len(row)]
    known = [pair for pair in (list(map(read_angle, each)) for each in cells) if None not in pair]
    near = [
        (lon, lat)
        for lon, lat in known
        if lon and lat and is_near(Position(lon.degrees, lat.degrees))
    ]
    return found if near and 2 * len(near) >= len(known) else None
