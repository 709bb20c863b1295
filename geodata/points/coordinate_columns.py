"""The columns of longitude and latitude: by the names that tables and users give them."""

import re
from collections.abc import Sequence

from corpus.quoting import quote
from geodata.errors import TableError
from geodata.points.angle_parts import refuse_named_parts, refuse_parts
from geodata.points.angles import read_angle, read_position
from geodata.points.axis_names import ASIDE_WORDS, LAT_WORDS, LON_WORDS, name_axis
from geodata.points.column_names import find_pair, fold_name, list_names, split_name
from geodata.points.grid_columns import find_grid, find_last
from geodata.points.place_columns import PLACE_NAMES, find_place_names, suggest_names
from geodata.points.position_columns import find_position_column, is_near

# In lower case, the likelier first. ACLED and UCDP GED write latitude and longitude, GDELT the
# ActionGeo names beside those of two actors.
_USUAL_NAMES = (
    ("longitude", "latitude"),
    ("lon", "lat"),
    ("lng", "lat"),
    ("long", "lat"),
    ("decimallongitude", "decimallatitude"),
    ("actiongeo_long", "actiongeo_lat"),
)
# What GIS programs write: looked for after all others, for x and y may be anything.
_GIS_NAMES = (("point_x", "point_y"), ("easting", "northing"), ("x", "y"))
_NOT_READ = {"mgrs", "usng", "pluscode", "olc", "what3words", "w3w", "geohash"}

_YEAR = re.compile(r"(?:19|20)\d\d(?:\.0)?")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ].*)?")
_FRACTION = re.compile(r"\d[.,\u066b]\d\d")
# One column that holds a whole position.
_POSITION_WORDS = (
    "coordinates", "coordinate", "coords", "coord", "latlon", "latlng", "latlong", "geopoint",
    "gps", "geolocation", "wkt", "geom", "geometry", "geojson", "احداثيات", "الاحداثيات",
    "koordinaten", "coordonnees", "coordenadas", "координаты", "koordinat", "koordinatlar",
)  # fmt: skip
# What the name of a table's only column may have beside these.
_BESIDE_POSITIONS = {*_POSITION_WORDS, "location", "position", "point", "geo", "wgs84"}
_LON_FIRST = {"lonlat", "lnglat", "longlat"}


def find_columns(
    names: Sequence[str],
    lon: str | None,
    lat: str | None,
    where: str,
    rows: Sequence[Sequence[object]] = (),
) -> tuple[int, int]:
    """Return the positions of the columns of longitude and latitude.

    ``lon`` and ``lat`` are the names that a user gave; with None, they are found by usual names,
    and by the words that names are made of; else, in the first ``rows``, by cells that are whole
    positions. Both positions are the same where one column holds whole positions.

    Raises
    ------
    TableError
        If a column that was given is missing or there twice, if only one was given, if none is
        found, or several of which none is the likelier.
    """
    if (lon is None) != (lat is None):
        raise TableError(f"{where}: give --lon and --lat together.")
    if lon is not None and lat is not None:
        _refuse_values([lon, lat], where)
        return find_column(names, lon, where), find_column(names, lat, where)
    if found := _find_named(names, where, rows):
        if holds_values(names, found):
            _refuse_values(names, where)
        refuse_parts(names, found, where, rows)
        return found
    _refuse_values(names, where)
    if (column := find_position_column(names, rows)) is not None:
        return column, column
    refuse_named_parts(names, where)
    raise TableError(
        f"{where}: no columns of longitude and latitude among {list_names(names)}; name them with "
        f"--lon and --lat, or one column of positions with both{_name_unread(names)}"
        f"{suggest_names(names)}."
    )


def rank_names(names: Sequence[str], lon: str | None, lat: str | None) -> int:
    """Return 2 for the names of columns of which two hold coordinates, 1 for positions, else 0.

    A row of values is none of names, though cells of it are X and Y, N and E or "GPS".
    """
    try:
        found = _find_named(names, "") if lon is None else find_columns(names, lon, lat, "")
    except TableError:
        return 0
    if not found or (lon is None and holds_values(names, found)):
        return 0
    return len({*found})


def holds_values(cells: Sequence[str], found: tuple[int, int]) -> bool:
    """Return whether a row whose cells at these places may be names holds values instead."""
    if any(name_axis(split_name(cells[place])) for place in found):
        return False
    stripped = [cell.strip() for cell in cells]
    # A letter may be either. Years are the names of columns, too.
    others = [
        cell
        for cell in stripped
        if (len(cell) > 1 or cell.isdecimal()) and not _YEAR.fullmatch(cell)
    ]
    if any(_FRACTION.search(cell) and (read_angle(cell) or read_position(cell)) for cell in others):
        return True
    values = [cell for cell in others if _DATE.fullmatch(cell) or read_angle(cell)]
    return bool(values) and 2 * len(values) >= len(others)


def _find_named(
    names: Sequence[str], where: str, rows: Sequence[Sequence[object]] = ()
) -> tuple[int, int] | None:
    _refuse_two_pairs(names, where)
    return (
        find_pair(names, _USUAL_NAMES, where)
        or _find_words(names, where)
        or find_pair(names, _GIS_NAMES, where)
        or find_grid(names)
        or _find_positions(names, where)
        or find_last(names, rows, where)
    )


def _refuse_two_pairs(names: Sequence[str], where: str) -> None:
    """Refuse a table of which latitude, longitude and lat, lon may be two different places."""
    known = {fold_name(name): name for name in names}
    short = next((lon for lon in ("lon", "lng", "long") if lon in known), "")
    if short and {"longitude", "latitude", "lat"} <= known.keys():
        lons, lats = [known["longitude"], known[short]], [known["latitude"], known["lat"]]
        raise _list_several(lons, lats, where)


def _list_several(lons: Sequence[str], lats: Sequence[str], where: str) -> TableError:
    return TableError(
        f"{where}: several columns may be the longitude ({list_names(lons)}) or the latitude "
        f"({list_names(lats)}); name them with --lon and --lat."
    )


def _refuse_values(names: Sequence[str], where: str) -> None:
    """Refuse a table without names of columns, whose first row would be taken for them."""
    positions = [name for name in names if _FRACTION.search(name)]
    numbers = [name for name in positions if read_angle(name)]
    for name in positions:
        position = read_position(name)
        if len(numbers) > 1 or (position and is_near(position)):
            raise TableError(
                f"{where}: the first row holds values, such as {quote(name)}, and no names of "
                f"columns; add a row of names above it."
            )


def _name_unread(names: Sequence[str]) -> str:
    """Return which column holds positions of a kind that is not read, if any is known to."""
    unread = (name for name in names if "".join(split_name(name)) in _NOT_READ)
    name = next(unread, None)
    return f"; {quote(name)} is not read: convert it to degrees" if name is not None else ""


def _find_words(names: Sequence[str], where: str) -> tuple[int, int] | None:
    """Return the one column of longitudes and the one of latitudes by the words of their names."""
    words = [split_name(name) for name in names]
    lons = [place for place, parts in enumerate(words) if name_axis(parts) == "lon"]
    lats = [place for place, parts in enumerate(words) if name_axis(parts) == "lat"]
    if not lons or not lats:
        return None
    # Of "lat", "lon" and "start_lat", "start_lon", the plain ones are meant.
    plain_lons = [place for place in lons if len(words[place]) == 1]
    plain_lats = [place for place in lats if len(words[place]) == 1]
    if len(plain_lons) == len(plain_lats) == 1:
        lons, lats = plain_lons, plain_lats
    if len(lons) == len(lats) == 1:
        return lons[0], lats[0]
    raise _list_several([names[at] for at in lons], [names[at] for at in lats], where)


def _find_positions(names: Sequence[str], where: str) -> tuple[int, int] | None:
    """Return the one column of whole positions, twice."""
    found: list[int] = []
    for place, name in enumerate(names):
        words = split_name(name)
        axes = [name_axis([word]) for word in words if name_axis([word])]
        others = {*words} - LON_WORDS - LAT_WORDS - _BESIDE_POSITIONS
        if len(names) == 1 and len(axes) > 1 and others and re.search(r"[^,;\t|][,;\t|]", name):
            raise TableError(
                f"{where}: each row is one cell in quotation marks, such as {quote(name)}; take "
                f"the marks at both ends out of each line."
            )
        if len(names) == 1 and len(axes) > 1 and others:
            raise TableError(
                f"{where}: no delimiter is known that parts {quote(name)}; save the table with "
                f"commas or tabs between its columns, or, if it is one column of positions, name "
                f"it with both --lon and --lat."
            )
        is_lon_first = axes == ["lon", "lat"] or _LON_FIRST & set(words)
        if is_lon_first or [word for word in words if word in "xy"] == ["x", "y"]:
            raise TableError(
                f"{where}: the column {quote(name)} seems to have the longitude first; one column "
                f"is read as latitude, longitude: exchange them, or make two columns of it."
            )
        is_aside = bool(ASIDE_WORDS & set(words)) or {"system", "id"} & set(words)
        if not is_aside and (axes == ["lat", "lon"] or set(_POSITION_WORDS) & set(words)):
            found.append(place)
    # Kobo repeats the first question of a place under this name.
    found = [place for place in found if names[place] != "_geolocation"] or found
    if len(found) > 1:
        listed = list_names([names[place] for place in found])
        raise TableError(
            f"{where}: several columns may hold the positions: {listed}; name one of them with "
            f"both --lon and --lat."
        )
    return (found[0], found[0]) if found else None


def find_column(names: Sequence[str], name: str, where: str) -> int:
    """Return the place of the column that a user named; `PLACE_NAMES` leaves it to be found.

    Raises
    ------
    TableError
        If there is none of this name, or several.
    """
    if name == PLACE_NAMES:
        return find_place_names(names, where)
    found = [place for place, known in enumerate(names) if known == name]
    found = found or [place for place, known in enumerate(names) if known.strip() == name.strip()]
    if not found:
        raise TableError(f"{where}: there is no column {quote(name)} among {list_names(names)}.")
    if len(found) > 1:
        raise TableError(f"{where}: several columns are called {quote(name)}.")
    return found[0]
