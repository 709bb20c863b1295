"""Places of which neither GeoNames nor the point map has a row: gazetteer/wikipedia.csv.

Each has the coordinates that an article of Wikipedia gives, which the row names.
"""

from functools import cache
from pathlib import Path

from corpus.data_folder import find_data_folder
from corpus.fields import Id, Text, Url
from corpus.reading import Record
from geodata.errors import GazetteerError
from geodata.records import Place
from geodata.records.fields import Latitude, Longitude, SemicolonList
from geodata.records.tables import read_table

_FILE = find_data_folder() / "geodata" / "gazetteer" / "wikipedia.csv"


class Article(Record):
    """A row of the file: a place's id, its names, its position in degrees, the article of it."""

    id: Id
    name: Text
    name_ar: str
    alt_names: SemicolonList
    lon: Longitude
    lat: Latitude
    article: Url


@cache
def read_wikipedia(path: Path = _FILE) -> tuple[Place, ...]:
    """Return the places that have their position from an article, which have no zone of their own.

    Raises
    ------
    GazetteerError
        If the file is damaged; the message names the first fault.
    """
    if not path.exists():  # a country for which none was looked up has no such file
        return ()
    rows, faults = read_table(path, Article)
    if faults:
        raise GazetteerError(f"The places of Wikipedia cannot be read: {faults[0]}.")
    return tuple(
        Place(
            id=f"wikipedia-{row.id}",
            name=row.name,
            name_ar=row.name_ar,
            alt_names=";".join(row.alt_names),
            lon=row.lon,
            lat=row.lat,
            coordinate_source=f"Wikipedia, {row.article}, CC BY-SA 4.0",
        )
        for row in rows
    )
