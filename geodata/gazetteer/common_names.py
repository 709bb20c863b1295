"""Names that many places bear, only few of which are known here: country.yaml lists them.

Most are plain words or derived from given names: the new one, the spring, Khalid's. Where one of
them is asked for, and the only place known is a small one, it may as well be another.
"""

from functools import cache

from geodata.gazetteer.name_parts import hear_name
from geodata.gazetteer.phonetics import Sound, measure_difference
from geodata.records.country import COUNTRY

_ALIKE = 0.15


def is_common(name: str) -> bool:
    """Return whether a name is one of those that many places bear."""
    return any(
        (difference := measure_difference(sound, common)) is not None and difference <= _ALIKE
        for sound in hear_name(name)
        for common in _hear_all()
    )


@cache
def _hear_all() -> frozenset[Sound]:
    return frozenset(sound for name in COUNTRY.common_names for sound in hear_name(name))
