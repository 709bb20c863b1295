"""The columns of longitude and latitude: by the names that tables and users give them."""

from collections.abc import Sequence
from itertools import pairwise

from corpus.quoting import quote
from geodata.errors import TableError
from geodata.points.column_names import fold_name, split_name
from geodata.points.position_columns import find_position_column

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

# Words, without accents: English, Spanish, Italian, German, Turkish, Russian, Ukrainian, Chinese.
_LON_WORDS = {
    "lon", "lng", "longitude", "longitud", "longitudine", "langengrad", "laengengrad", "boylam",
    "долгота", "долготы", "довгота", "经度",
}  # fmt: skip
_LAT_WORDS = {
    "lat", "latitude", "latitud", "latitudine", "breitengrad", "enlem", "широта", "широты", "纬度",
}  # fmt: skip
# Two words, in Arabic and Persian, with and without the article.
_LON_PHRASES = {("خط", "الطول"), ("خط", "طول"), ("دايرة", "الطول"), ("طول", "جغرافیایی")}
_LAT_PHRASES = {("خط", "العرض"), ("خط", "عرض"), ("دايرة", "العرض"), ("عرض", "جغرافیایی")}
_GERMAN = {"lange": "lon", "laenge": "lon", "breite": "lat"}
# A column of how sure or of what kind a coordinate is holds no coordinates.
_ASIDE_WORDS = {
    "precision", "accuracy", "error", "uncertainty", "source", "type", "quality", "method", "note",
    "notes", "comment", "min", "max", "direction", "hemisphere", "ref", "delta", "dir", "altitude",
}  # fmt: skip
_UNITS = {"dd", "deg", "degree", "degrees", "decimal", "wgs84", "wgs", "84", "e", "x"}
_DEGREES, _MINUTES = {"deg", "degree", "degrees", "d"}, {"min", "minute", "minutes", "mins", "m"}
# One column that holds a whole position.
_POSITION_WORDS = (
    "coordinates", "coordinate", "coords", "coord", "latlon", "latlng", "latlong", "geopoint",
    "gps", "geolocation", "wkt", "geom", "geometry", "احداثيات", "الاحداثيات", "koordinaten",
    "coordonnees", "coordenadas", "координаты", "koordinat", "koordinatlar",
)  # fmt: skip
# What the name of a table's only column may have beside these.
_BESIDE_POSITIONS = {*_POSITION_WORDS, "location", "position", "point", "geo", "wgs84"}
# In place of a column's name: that of the column of names of places, whatever it is called.
PLACE_NAMES = "\0names of places"
# As `split_name` parts them, the likelier first: OCHA's lists have admin4Name_en and the like.
_PLACE_NAMES = (
    "place", "place name", "placename", "name of place", "location", "location name", "town",
    "village", "community", "settlement", "locality", "city", "admin4 name en", "adm4 en",
    "admin4 name ar", "adm4 ar", "admin4", "loc", "adm loc", "place en", "place ar", "name en",
    "name ar", "name", "المكان", "مكان", "الموقع", "اسم المكان", "البلدة", "القرية", "المدينة",
    "الاسم", "اسم", "lieu", "localite", "ort", "ortsname", "lugar", "yer", "место", "asciiname",
)  # fmt: skip
_GOVERNORATES = (
    "governorate", "governorate name", "province", "muhafaza", "muhafazah", "mohafaza",
    "admin1 name en", "adm1 en", "admin1 name ar", "adm1 ar", "admin1", "admin 1", "adm1", "gov",
    "المحافظة", "محافظة", "gouvernorat", "provinz", "provincia", "il", "провинция",
)  # fmt: skip
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
        return find_column(names, lon, where), find_column(names, lat, where)
    _refuse_two_pairs(names, where)
    found = (
        _find_names(names, _USUAL_NAMES, where)
        or _find_words(names, where)
        or _find_names(names, _GIS_NAMES, where)
        or _find_positions(names, where)
    )
    if found:
        _refuse_parts(names, found, where)
        return found
    if (column := find_position_column(names, rows)) is not None:
        return column, column
    raise TableError(
        f"{where}: no columns of longitude and latitude among {_list(names)}; name them with --lon "
        f"and --lat, or one column of positions with both{_suggest_names(names)}."
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
        f"{where}: several columns may be the longitude ({_list(lons)}) or the latitude "
        f"({_list(lats)}); name them with --lon and --lat."
    )


def _refuse_parts(names: Sequence[str], found: tuple[int, int], where: str) -> None:
    """Refuse columns that hold only the degrees of angles, whose minutes are in others."""
    for place, axis in zip(found, (_LON_WORDS, _LAT_WORDS), strict=True):
        words = {*split_name(names[place])}
        minutes = (n for n in names if {*split_name(n)} & axis and {*split_name(n)} & _MINUTES)
        if words & _DEGREES and (beside := next(minutes, None)) is not None:
            raise TableError(
                f"{where}: {quote(names[place])} holds degrees alone, and {quote(beside)} their "
                f"minutes; make one column of each such pair."
            )


def _find_names(
    names: Sequence[str], usual: Sequence[tuple[str, str]], where: str
) -> tuple[int, int] | None:
    known = [fold_name(name) for name in names]
    for lon, lat in usual:
        if lon in known and lat in known:
            for name in (lon, lat):
                if known.count(name) > 1:
                    raise TableError(
                        f"{where}: two columns are called {name}; use --lon and --lat."
                    )
            return known.index(lon), known.index(lat)
    return None


def _find_words(names: Sequence[str], where: str) -> tuple[int, int] | None:
    """Return the one column of longitudes and the one of latitudes by the words of their names."""
    words = [split_name(name) for name in names]
    lons = [place for place, parts in enumerate(words) if _name_axis(parts) == "lon"]
    lats = [place for place, parts in enumerate(words) if _name_axis(parts) == "lat"]
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


def _name_axis(words: Sequence[str]) -> str:
    """Return ``lon`` or ``lat`` for the words of a name that says so, else an empty text."""
    pairs = set(pairwise(words))
    known = set(words)
    if known & _ASIDE_WORDS:
        return ""
    is_lon = bool(known & _LON_WORDS or pairs & _LON_PHRASES) or _ends(words, "longitude")
    # "long" is a coordinate in point_long, not in long_description.
    is_lon |= bool(words) and [word for word in words if word not in _UNITS][-1:] == ["long"]
    is_lat = bool(known & _LAT_WORDS or pairs & _LAT_PHRASES) or _ends(words, "latitude")
    if not is_lon and not is_lat and any(word.startswith("geo") for word in words):
        return next((_GERMAN[word] for word in words if word in _GERMAN), "")
    return "" if is_lon == is_lat else "lon" if is_lon else "lat"


def _ends(words: Sequence[str], ending: str) -> bool:
    return any(word.endswith(ending) for word in words)


def _find_positions(names: Sequence[str], where: str) -> tuple[int, int] | None:
    """Return the one column of whole positions, twice."""
    found: list[int] = []
    for place, name in enumerate(names):
        words = split_name(name)
        axes = [_name_axis([word]) for word in words if _name_axis([word])]
        others = {*words} - _LON_WORDS - _LAT_WORDS - _BESIDE_POSITIONS
        if len(names) == 1 and len(axes) > 1 and others:
            raise TableError(
                f"{where}: no delimiter is known that parts {quote(name)}; save the table with "
                f"commas or tabs between its columns, or, if it is one column of positions, name "
                f"it with both --lon and --lat."
            )
        if axes == ["lon", "lat"] or _LON_FIRST & set(words):
            raise TableError(
                f"{where}: the column {quote(name)} seems to have the longitude first; one column "
                f"is read as latitude, longitude: exchange them, or make two columns of it."
            )
        is_aside = bool(_ASIDE_WORDS & set(words)) or {"system", "id"} & set(words)
        if not is_aside and (axes == ["lat", "lon"] or set(_POSITION_WORDS) & set(words)):
            found.append(place)
    if len(found) > 1:
        raise TableError(
            f"{where}: several columns may hold the positions: {_list([names[i] for i in found])}; "
            f"name one of them with both --lon and --lat."
        )
    return (found[0], found[0]) if found else None


def _find_place_names(names: Sequence[str], where: str) -> int:
    found = _look_for_place_names(names)
    if found is not None:
        return found
    raise TableError(
        f"{where}: no column of names of places is known by its name among {_list(names)}; name it "
        f"with --place."
    )


def _look_for_place_names(names: Sequence[str]) -> int | None:
    known = [" ".join(split_name(name)) for name in names]
    return next((known.index(usual) for usual in _PLACE_NAMES if known.count(usual) == 1), None)


def _suggest_names(names: Sequence[str]) -> str:
    """Return that a table's places may be looked up by their names, where it seems to have any."""
    found = _look_for_place_names(names)
    return (
        ""
        if found is None
        else f"; places named in {quote(names[found])} can be looked up with --place"
    )


def find_governorates(names: Sequence[str]) -> int | None:
    """Return the place of the column of governorates, if one is known by its name."""
    known = [" ".join(split_name(name)) for name in names]
    return next((known.index(usual) for usual in _GOVERNORATES if usual in known), None)


def _list(names: Sequence[str]) -> str:
    return ", ".join(quote(name) for name in names[:12]) + (" ..." if len(names) > 12 else "")


def find_column(names: Sequence[str], name: str, where: str) -> int:
    """Return the place of the column that a user named; `PLACE_NAMES` leaves it to be found.

    Raises
    ------
    TableError
        If there is none of this name, or several.
    """
    if name == PLACE_NAMES:
        return _find_place_names(names, where)
    found = [place for place, known in enumerate(names) if known == name]
    found = found or [place for place, known in enumerate(names) if known.strip() == name.strip()]
    if not found:
        raise TableError(f"{where}: there is no column {quote(name)} among {_list(names)}.")
    if len(found) > 1:
        raise TableError(f"{where}: several columns are called {quote(name)}.")
    return found[0]
