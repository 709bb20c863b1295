"""Names that many places bear, only few of which are known here: country.yaml lists them.

Most are plain words or derived from given names: the new one, the spring, Khalid's. Where one of
them is asked for, and the only place known is a small one, it may as well be another; where it is a
widespread one, though the place is one of places.csv.
"""

from functools import cache

from geodata.gazetteer.name_parts import hear_name
from geodata.gazetteer.phonetics import Sound, sound_alike
from geodata.records.country import COUNTRY

_ALIKE = 0.07


def is_common(name: str, *, is_listed: bool) -> bool:
    """Return whether a name is one of those that many places bear.

    ``is_listed``: the place known of that name is one of places.csv.
    """
    commons = COUNTRY.widespread_names if is_listed else COUNTRY.common_names
    return sound_alike(hear_name(name), _hear_all(commons), _ALIKE)


@cache
def _hear_all(names: tuple[str, ...]) -> frozenset[Sound]:
    return frozenset(sound for name in names for sound in hear_name(name))
