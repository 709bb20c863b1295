"""Reference systems by the names and descriptions that tables and users give.

A description comes from a stranger: PROJ would open any file it names, so those that name one are
refused before anything is computed with them.
"""

import json
import re
from functools import lru_cache
from typing import Any

import pyproj
from pyproj.network import set_network_enabled  # type: ignore[attr-defined]

from corpus.quoting import quote
from geodata.errors import TableError

# PROJ would fetch grids that it does not have.
set_network_enabled(False)

_LONGEST = 100_000
_WKT = re.compile(r"\s*[A-Za-z]\w*\s*[\[(]")
# Parameters of PROJ that take numbers or words of PROJ's own; others, such as nadgrids or file,
# take the names of files.
_PARAMETERS = {
    *(
        "proj",
        "type",
        "zone",
        "south",
        "lon_0",
        "lat_0",
        "lat_1",
        "lat_2",
        "lat_ts",
        "lonc",
        "alpha",
    ),
    *(
        "gamma",
        "k",
        "k_0",
        "x_0",
        "y_0",
        "h",
        "a",
        "b",
        "f",
        "rf",
        "R",
        "ellps",
        "datum",
        "towgs84",
    ),
    *(
        "units",
        "to_meter",
        "pm",
        "axis",
        "over",
        "no_uoff",
        "no_off",
        "no_rot",
        "no_defs",
        "wktext",
    ),
}


def read_crs(text: str | None, where: str) -> pyproj.CRS | None:
    """Return the reference system called by a name such as EPSG:32637; None where it is WGS 84.

    The text may also be WKT, PROJJSON or a PROJ string. No file that it names is opened.

    Raises
    ------
    TableError
        If there is none of that name, it is none of points on the Earth's surface, or it needs a
        file.
    """
    if not text:
        return None
    try:
        return _read(text)
    # RecursionError, and ValueError for a text that is no Unicode or a number without an end.
    except (pyproj.exceptions.ProjError, ValueError, RecursionError):
        message = f"{where}: {quote(text)} is no reference system of coordinates."
        raise TableError(message) from None


# The files of a folder mostly have the same one.
@lru_cache(maxsize=16)
def _read(text: str) -> pyproj.CRS | None:
    crs = _parse(text)
    # One of heights, or of the Moon, has no way to longitude and latitude here.
    pyproj.Transformer.from_crs(crs, "EPSG:4326")
    if not crs.is_geographic and not crs.is_projected:
        raise ValueError("it is none of points on the Earth's surface")
    same = crs.equals(pyproj.CRS.from_epsg(4326), ignore_axis_order=True)
    return None if same else crs


def _parse(text: str) -> pyproj.CRS:
    """Return the reference system that a text describes, if it is described without files."""
    if len(text) > _LONGEST:
        raise ValueError("a description that is too long")
    if _WKT.match(text):
        crs = pyproj.CRS.from_wkt(text)
    elif text.lstrip().startswith("{"):
        members = json.loads(text)
        if {"proj", "init"} & members.keys():  # pyproj would make a PROJ string of it
            raise ValueError("not PROJJSON")
        crs = pyproj.CRS.from_json_dict(members)
    else:
        if "=" in text and not _name_parameters(text) <= _PARAMETERS:
            raise ValueError("a parameter that may name a file")
        crs = pyproj.CRS.from_user_input(text)
    if _names_file(crs.to_json_dict()):
        raise ValueError("it names a file")
    return crs


def _name_parameters(text: str) -> set[str]:
    words = re.sub(r"\s*=\s*", "=", text).split()
    return {word.lstrip("+").partition("=")[0] for word in words} - {""}


def _names_file(part: Any) -> bool:
    """Return whether a parameter anywhere in a description is a text, which is a file's name."""
    match part:
        case {"value": str()}:
            return True
        case {"method": {"name": str() as name}} if name.upper().startswith("PROJ"):
            return True  # a PROJ string in place of a method
        case dict():
            return any(map(_names_file, part.values()))
        case list():
            return any(map(_names_file, part))
        case _:
            return False
