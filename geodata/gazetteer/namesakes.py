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
from geodata.gazetteer.phonetics import measure_difference
from geodata.records.fields import SemicolonList
from geodata.records.tables import read_table

_FILE = find_data_folder() / "geodata" / "gazetteer" / "namesakes.csv"
_ALIKE = 0.1
_WITH_ARTICLE = re.compile(r"(?:al|el|ash|as|at|an|ar|az|ad)[- ]|ال", re.IGNORECASE)


class Namesake(Record):
    """A row of the file: a place's names, the governorate it lies in, and a page that names it.

    Where the first name has the article, the place is never called without it.
    """

    name: Text
    name_ar: Text
    spellings: SemicolonList
    governorate: Text
    source: Url

    def is_called(self, name: str) -> bool:
        """Return whether a name is one of the place's, in any usual spelling."""
        if _WITH_ARTICLE.match(self.name) and not _WITH_ARTICLE.match(name.strip()):
            return False
        return any(
            (difference := measure_difference(asked, known)) is not None and difference <= _ALIKE
            for asked in hear_name(name)
            for own in (self.name, self.name_ar, *self.spellings)
            for known in hear_name(own)
            if asked.is_arabic == known.is_arabic
        )


def find_namesakes(name: str, governorate: str) -> tuple[Namesake, ...]:
    """Return the places of a name in governorates other than this one.

    Raises
    ------
    GazetteerError
        If the file is missing or damaged; the message names the first fault.
    """
    return tuple(
        place
        for place in _read_namesakes()
        if place.governorate != governorate and place.is_called(name)
    )


@cache
def _read_namesakes() -> tuple[Namesake, ...]:
    if not _FILE.exists():  # a country of which none was looked for has no such file
        return ()
    rows, faults = read_table(_FILE, Namesake)
    if faults:
        raise GazetteerError(f"The namesakes of places cannot be read: {faults[0]}.")
    return tuple(rows)
