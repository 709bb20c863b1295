"""Columns that say the hemisphere of a coordinate in another: N or S, E or W.

GPS receivers and NMEA write them so; without them a latitude in the south is read as one in the
north.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.quoting import quote
from geodata.points.angles import LONGEST, Axis, normalise, read_hemisphere
from geodata.points.column_names import split_name
from geodata.points.coordinate_columns import name_axis
from geodata.points.coordinates import Coordinates, Problem
from geodata.points.labels import Labels

# Of these alone, the cells say which axis they are of.
_HEMISPHERE_WORDS = {"hemisphere", "hemi", "hem"}
# Beside the name of an axis, as in lat_dir and GPSLatitudeRef: alone, a direction may be of wind.
_WORDS = {*_HEMISPHERE_WORDS, "direction", "dir", "ref", "cardinal"}
_NAMES: dict[str, Axis] = {
    "ns": "lat", "northsouth": "lat", "nors": "lat", "northorsouth": "lat",
    "ew": "lon", "eastwest": "lon", "eorw": "lon", "eastorwest": "lon",
}  # fmt: skip
# What may stand beside these: "Lat N/S", NMEA's "N/S Indicator".
_FILLERS = {*_WORDS, "indicator", "lat", "latitude", "lon", "lng", "long", "longitude"}


@dataclass(frozen=True)
class HemisphereColumn:
    """A column whose cells say on which side of the equator, or of Greenwich, a row lies."""

    name: str
    place: int
    axis: Axis

    def apply(self, read: Coordinates, texts: Iterable[object] | Labels) -> Coordinates:
        """Return coordinates with the signs that the hemispheres give them.

        ``texts`` are the column's cells; an empty one or None says nothing. A row whose cell cannot
        be read, or whose number has a minus as well, has a problem: the minus may say the same
        twice, or the contrary. Where no cell can be read, the column is of something else.
        """
        if not isinstance(texts, Labels):
            texts = Labels.of("" if text is None else str(text) for text in texts)
        words = [normalise(text[:LONGEST]) for text in texts.values]
        found = [read_hemisphere(word) for word in words]
        known = [sign if axis == self.axis else 0 for axis, sign in found]
        if not any(known):
            return read
        signs = np.array(known)[texts.codes]
        is_said = np.array([bool(word) for word in words])[texts.codes]
        numbers = read.lat if self.axis == "lat" else read.lon
        is_wrong = is_said & ((signs == 0) | (numbers < 0)) & (read.problems == Problem.NONE)
        signed = np.where(is_said & ~is_wrong, signs * numbers, numbers)
        problems = np.where(is_wrong, Problem.HEMISPHERE, read.problems)
        return (
            replace(read, lat=signed, problems=problems)
            if self.axis == "lat"
            else replace(read, lon=signed, problems=problems)
        )


def find_hemispheres(
    names: Sequence[str], columns: tuple[int, int], rows: Sequence[Sequence[object]] = ()
) -> tuple[HemisphereColumn, ...]:
    """Return the columns of hemispheres, one for an axis at most.

    ``columns`` are the places of longitude and latitude, ``rows`` the first ones, if they are
    known. A column is taken by its name, or where it stands right after the coordinate and all of
    these rows have a single letter: the header may have no name for it.
    """
    if columns[0] == columns[1]:
        return ()
    found: dict[Axis, HemisphereColumn] = {}
    for place, name in enumerate(names):
        if place in columns:
            continue
        named = _name_axis(name)
        cells = [normalise(str(row[place] or "")[:LONGEST]) for row in rows if place < len(row)]
        shown = {read_hemisphere(cell)[0] for cell in cells if cell and cell[0] != "#"}
        axis: Axis = named if named and (not shown or named in shown) else ""
        if not named and len(shown) == 1:
            [only] = shown
            is_after = place - 1 == {"lon": columns[0], "lat": columns[1]}.get(only)
            is_letter = all(len(cell) <= 1 for cell in cells)
            is_named = bool(_HEMISPHERE_WORDS & {*split_name(name)})
            axis = only if is_named or (is_after and is_letter) else ""
        if axis and (axis not in found or (named and not _name_axis(found[axis].name))):
            found[axis] = HemisphereColumn(name, place, axis)
    return tuple(found.values())


def describe_hemispheres(found: Sequence[HemisphereColumn]) -> list[str]:
    """Return a sentence on the columns that give coordinates their signs."""
    if not found:
        return []
    listed = " and ".join(quote(column.name) for column in found)
    columns = "columns" if len(found) > 1 else "column"
    return [f"The hemispheres of the coordinates are read from the {columns} {listed}."]


def _name_axis(name: str) -> Axis:
    words = split_name(name)
    if {*words} & _WORDS:
        return name_axis([word for word in words if word not in _WORDS])
    return _NAMES.get("".join(word for word in words if word not in _FILLERS), "")
