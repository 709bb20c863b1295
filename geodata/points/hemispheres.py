"""Columns that say the hemisphere of a coordinate in another: N or S, E or W.

GPS receivers and NMEA write them so; without them a latitude in the south is read as one in the
north, and with a column of something else, such as sex or sector, one in the north as in the south.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyproj

from corpus.quoting import quote
from geodata.points.angles import Axis, normalise
from geodata.points.axis_names import name_axis
from geodata.points.certainty import Codes, Mask
from geodata.points.column_names import split_name
from geodata.points.coordinates import Coordinates, Problem
from geodata.points.hemisphere_cells import is_letter, is_nothing, read_cell, read_cells
from geodata.points.joined_minutes import are_joined, part_joined
from geodata.points.labels import Labels

# Of these alone, each cell says which axis it is of.
_HEMISPHERE_WORDS = {
    "hemisphere", "hemispheres", "hemi", "hem", "hemisferio", "hemisphare", "hemisphaere",
    "emisfero", "полушарие",
}  # fmt: skip
# Beside the name of an axis, as in lat_dir and GPSLatitudeRef: alone, a direction may be of wind.
_WORDS = {*_HEMISPHERE_WORDS, "direction", "dir", "ref", "cardinal", "ind", "indicator"}
_NAMES: dict[str, Axis] = {
    "ns": "lat", "northsouth": "lat", "nors": "lat", "northorsouth": "lat",
    "ew": "lon", "eastwest": "lon", "eorw": "lon", "eastorwest": "lon",
}  # fmt: skip
# What may stand beside these: "Lat N/S", NMEA's "N/S Indicator".
_FILLERS = {*_WORDS, "gps", "lat", "latitude", "lon", "lng", "long", "longitude"}
# What programs call a column for which a header has no name.
_NEUTRAL = re.compile(
    r"[\W\d_]*|(?:unnamed|column|columna|coluna|colonne|colonna|spalte|feld|field|campo|champ|col"
    r"|kolon|sutun|عمود|столбец)[\W_]*\d*(?:_level_\d+)?|_?[cfvx][._]?\d+",
    re.IGNORECASE,
)
# Letters that between both coordinates are taken for nothing else, whatever their column is called.
_PLAIN_LETTERS: dict[Axis, set[str]] = {"lat": {"n", "s"}, "lon": {"e", "w"}}
# But for these, of which such letters are usual.
_OTHERS = {
    "wind", "sector", "zone", "band", "sex", "gender", "side", "quarter", "bearing", "heading",
}  # fmt: skip
_GROUP = re.compile(r".*[./:](?=[^./:])")
_SHORT = re.compile(r"[^\W\d_]\d*")


@dataclass(frozen=True)
class HemisphereColumn:
    """A column whose cells say on which side of the equator, or of Greenwich, a row lies.

    Without ``axis`` each cell says which of the two it means, or both: NE. What cannot be read in
    one that ``is_plain`` is never passed over; another may turn out to be of something else. With
    ``has_minutes`` the numbers beside it are degrees and minutes in one; see `joined_minutes`.
    """

    name: str
    place: int
    axis: Axis
    is_plain: bool = True
    has_minutes: bool = False

    def apply(self, read: Coordinates, texts: Iterable[object] | Labels) -> Coordinates:
        """Return coordinates with the signs that the hemispheres give them.

        ``texts`` are the column's cells; an empty one or None says nothing. A row whose cell cannot
        be read has a problem, as one whose number has a minus as well, which may say the same twice
        or the contrary, or a letter or another column that says the contrary.
        """
        if not isinstance(texts, Labels):
            texts = Labels.of("" if text is None else str(text) for text in texts)
        found = read_cells(texts.values, self.axis, self.is_plain)
        if not self.is_plain and not any(found):
            return read
        if self.has_minutes:
            read = _part_numbers(read, self.axis)
        is_unread = [
            not signs and not is_nothing(text)
            for signs, text in zip(found, texts.values, strict=True)
        ]
        is_wrong: Mask = np.array(is_unread, dtype=bool)[texts.codes]
        axes: tuple[Axis, ...] = ("lat", "lon")
        for axis in axes:
            signs = np.array([each.get(axis, 0) for each in found], dtype=np.int64)[texts.codes]
            if signs.any():
                read, contradicts = _give_signs(read, axis, signs)
                is_wrong |= contradicts
        is_wrong &= read.problems == Problem.NONE
        return replace(read, problems=np.where(is_wrong, Problem.HEMISPHERE, read.problems))


def _give_signs(read: Coordinates, axis: Axis, signs: Codes) -> tuple[Coordinates, Mask]:
    """Return coordinates with signs, 0 where nothing is known, and where these contradict."""
    is_lat = axis == "lat"
    numbers = read.lat if is_lat else read.lon
    known = read.lat_signs if is_lat else read.lon_signs
    if known is None:
        known = np.zeros(len(numbers), dtype=np.int64)
    with np.errstate(invalid="ignore"):
        contradicts = (signs != 0) & np.where(known == 0, numbers < 0, known != signs)
    numbers = np.where((signs != 0) & (known == 0) & ~contradicts, signs * numbers, numbers)
    known = np.where(known == 0, signs, known)
    if is_lat:
        return replace(read, lat=numbers, lat_signs=known), contradicts
    return replace(read, lon=numbers, lon_signs=known), contradicts


def _part_numbers(read: Coordinates, axis: Axis) -> Coordinates:
    """Return coordinates with degrees, where one axis has degrees and minutes in one number."""
    is_lat = axis == "lat"
    numbers = part_joined(read.lat if is_lat else read.lon, axis)
    problem = Problem.BAD_LAT if is_lat else Problem.BAD_LON
    is_bad = np.isnan(numbers) & (read.problems == Problem.NONE)
    read = replace(read, problems=np.where(is_bad, problem, read.problems))
    return replace(read, lat=numbers) if is_lat else replace(read, lon=numbers)


def find_hemispheres(
    names: Sequence[str],
    columns: tuple[int, int],
    rows: Sequence[Sequence[object]] = (),
    crs: pyproj.CRS | None = None,
) -> tuple[HemisphereColumn, ...]:
    """Return the columns of hemispheres.

    ``columns`` are the places of longitude and latitude, ``rows`` the first ones, if they are
    known. A column is taken by its name. By its cells it is taken right after its coordinate only,
    where the header has no name for it, or both axes have such a column. Projected coordinates
    have none: there S is a band of latitudes in the north.
    """
    if columns[0] == columns[1] or (crs is not None and crs.is_projected):
        return ()
    found = _find_by_names(names, columns, rows)
    known = {column.axis for column in found}
    if "" not in known:
        found += _find_by_cells(names, columns, rows, known)
    if crs is None and _have_minutes(columns, rows, {column.axis for column in found}):
        found = _add_minutes(found)
    return tuple(sorted(found, key=lambda column: column.place))


def describe_hemispheres(found: Sequence[HemisphereColumn]) -> list[str]:
    """Return a sentence on the columns that give coordinates their signs."""
    if not found:
        return []
    listed = " and ".join(quote(column.name) for column in found)
    columns = "columns" if len(found) > 1 else "column"
    said = [f"The hemispheres of the coordinates are read from the {columns} {listed}."]
    if any(column.has_minutes for column in found):
        said.append(
            "The numbers beside them are read as degrees and minutes in one: 3538.9 is 35° 38.9'."
        )
    return said


def _have_minutes(
    columns: tuple[int, int], rows: Sequence[Sequence[object]], axes: set[Axis]
) -> bool:
    """Return whether coordinates surely are degrees and minutes in one number, as NMEA's are."""
    lons, lats = (_take(rows, place) for place in columns)
    return {"lon", "lat"} <= axes and are_joined(lons, "lon") and are_joined(lats, "lat")


def _find_by_names(
    names: Sequence[str], columns: tuple[int, int], rows: Sequence[Sequence[object]]
) -> list[HemisphereColumn]:
    """Return the columns whose names say so; of those that may be others one for an axis."""
    shorts = _cut_group(names, names[columns[0]])
    plain: list[HemisphereColumn] = []
    others: list[HemisphereColumn] = []
    for place, name in enumerate(names):
        if place in columns:
            continue
        kind, axis = _read_name(shorts[place], shorts)
        if kind == "plain":
            plain.append(HemisphereColumn(name, place, axis))
        elif kind == "maybe" and _may_be(axis, _take(rows, place)):
            others.append(HemisphereColumn(name, place, axis, is_plain=False))
    known = {column.axis for column in plain}
    for column in others:
        if column.axis not in known:
            known.add(column.axis)
            plain.append(column)
    return plain


def _find_by_cells(
    names: Sequence[str],
    columns: tuple[int, int],
    rows: Sequence[Sequence[object]],
    known: set[Axis],
) -> list[HemisphereColumn]:
    """Return the columns right after their coordinates whose cells all are hemispheres."""
    found: list[tuple[HemisphereColumn, str]] = []
    places: tuple[tuple[Axis, int], ...] = (("lon", columns[0] + 1), ("lat", columns[1] + 1))
    for axis, place in places:
        if axis in known or place in columns or place >= len(names):
            continue
        kind, _ = _read_name(names[place], names)
        cells = _take(rows, place)
        are_read = bool(cells) and all(
            [one for one, _ in read_cell(cell)] == [axis] for cell in cells
        )
        if kind == "own":
            are_read &= {normalise(cell) for cell in cells} <= _PLAIN_LETTERS[axis]
        if kind and are_read and (kind == "direction" or all(map(is_letter, cells))):
            found.append((HemisphereColumn(names[place], place, axis), kind))
    are_both = len({*known, *(column.axis for column, _ in found)}) > 1
    return [column for column, kind in found if are_both or kind == "unnamed"]


def _cut_group(names: Sequence[str], coordinate: str) -> list[str]:
    """Return names without the group or object that a coordinate is in, if it is in any."""
    group = _GROUP.match(coordinate)
    return [name.removeprefix(group[0]) if group else name for name in names]


def _take(rows: Sequence[Sequence[object]], place: int) -> list[str]:
    """Return the cells of a column that say something, without tags of HXL."""
    cells = [str(row[place]) for row in rows if place < len(row) and row[place] is not None]
    return [cell for cell in cells if not is_nothing(cell) and not cell.startswith("#")]


def _may_be(axis: Axis, cells: Sequence[str]) -> bool:
    """Return whether one of these cells is of the axis, if there are any."""
    named = [one for cell in cells for one, _ in read_cell(cell)]
    return not cells or (axis in named if axis else bool(named))


def _read_name(name: str, names: Sequence[str]) -> tuple[str, Axis]:
    """Return what a column's name says, and of which axis.

    ``plain`` or ``maybe`` that it holds hemispheres, that it is of a ``direction``, of an axis or
    of nothing (``short``), no name at all (``unnamed``) or an unknown one (``own``); empty where
    it surely names something else.
    """
    given = split_name(name)
    words = [word for word in given if not word.isdecimal()]
    said = _WORDS & {*words}
    rest = [word for word in words if word not in _WORDS]
    if axis := _NAMES.get("".join(word for word in words if word not in _FILLERS), ""):
        # ns alone may be of anything; beside ew it is of this.
        is_bare = len(words) == 1 and len(words[0]) == 2
        folded = {"".join(split_name(each)) for each in names}
        return ("maybe" if is_bare and not {"ns", "ew"} <= folded else "plain"), axis
    if said and (axis := name_axis(rest)):
        # A survey's sheet, or how good a latitude is, too; GPSLatitudeRef is EXIF's.
        is_exif = any(word.startswith("gps") for word in words)
        return ("plain" if is_exif or said - {"ref", "ind", "indicator"} else "maybe"), axis
    if said & _HEMISPHERE_WORDS:
        return ("plain" if {*rest} <= _FILLERS else "maybe"), ""
    if words and {*words} <= _WORDS:
        return "direction", ""
    if _NEUTRAL.fullmatch(name.strip()):
        return "unnamed", ""
    is_short = _SHORT.fullmatch(name.strip()) or name_axis(given)
    return ("short" if is_short else "" if {*words} & _OTHERS else "own"), ""


def _add_minutes(found: Sequence[HemisphereColumn]) -> list[HemisphereColumn]:
    """Return the columns, the first of either axis with minutes in the numbers beside it."""
    axes = [column.axis for column in found]
    return [
        replace(column, has_minutes=bool(column.axis) and axes.index(column.axis) == at)
        for at, column in enumerate(found)
    ]
