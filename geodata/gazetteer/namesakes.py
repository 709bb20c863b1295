"""Places that share their name with one of the gazetteer, and whose position no open source gave.

That they are there is all that is known here: who asks by such a name is asked which one is meant.
"""

import re
from functools import cache

from corpus.data_folder import find_data_folder
from corpus.fields import Text, Url
from corpus.reading import Record
from geodata.errors import GazetteerError
from geodata.gazetteer.name_parts import hear_name
from geodata.gazetteer.phonetics import sound_alike
from geodata.records.fields import SemicolonList
from geodata.records.tables import read_table

_FILE = find_data_folder() / "geodata" / "gazetteer" / "namesakes.csv"
_ALIKE = 0.1
_WITH_ARTICLE = re.compile(r"(?:al|el|ash|as|at|an|ar|az|ad)[- ]|ال", re.IGNORECASE)


class Namesake(Record):
    """A row of the file: a place's names, the governorate it lies in, and a page that names it.

    Where the first name has the article, the place is never called without it, unless a spelling
    lacks it. ``apart_from`` is the id of a place of that name in the same governorate, if there is
    one that is known.
    """

    name: Text
    name_ar: Text
    spellings: SemicolonList
    governorate: Text
    apart_from: str
    source: Url

    def is_called(self, name: str) -> bool:
        """Return whether a name is one of the place's, in any usual spelling."""
        names = (self.name, self.name_ar, *self.spellings)
        if not _WITH_ARTICLE.match(name.strip()):
            names = tuple(own for own in names if not _WITH_ARTICLE.match(own))
        sounds = [known for own in names for known in hear_name(own)]
        return any(
            sound_alike([asked], (s for s in sounds if s.is_arabic == asked.is_arabic), _ALIKE)
            for asked in hear_name(name)
        )


def find_namesakes(
    name: str, place_id: str, governorate: str, *, is_placed: bool
) -> tuple[Namesake, ...]:
    """Return the other places of a name than a known one, whose id and governorate are given.

    ``is_placed``: only those in the same governorate.

    Raises
    ------
    GazetteerError
        If the file is missing or damaged; the message names the first fault.
    """
    return tuple(
        place
        for place in _read_namesakes()
        if (
            place.apart_from == place_id
            or (not is_placed and not place.apart_from and place.governorate != governorate)
        )
        and place.is_called(name)
    )


@cache
def _read_namesakes() -> tuple[Namesake, ...]:
    if not _FILE.exists():  # a country of which none was looked for has no such file
        return ()
    rows, faults = read_table(_FILE, Namesake)
    if faults:
        raise GazetteerError(f"The namesakes of places cannot be read: {faults[0]}.")
    return tuple(rows)
