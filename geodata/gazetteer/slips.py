"""Whether one name may be a slip of the pen for another, so that it is worth offering."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from geodata.gazetteer.name_parts import fold_name, unify_parts
from geodata.gazetteer.phonetics import hear

# A consonant in so many may be another, missing, too many, or at its neighbour's place.
_CONSONANTS_PER_SLIP = 4


def are_nearly_alike(one: str, other: str) -> bool:
    """Return whether two names are so nearly the same that one may be meant by the other.

    Either a single letter parts them, or the consonants are the same but for one in four; the words
    that both begin with, such as Tell, do not count.
    """
    mine, theirs = unify_parts(one), unify_parts(other)
    pairs = ((mine, theirs), (fold_name(one), fold_name(other)))
    if any(OSA.distance(*pair) <= 1 for pair in pairs):
        return True
    return _are_consonants_alike(mine.split(), theirs.split())


def _are_consonants_alike(mine: list[str], theirs: list[str]) -> bool:
    while len(mine) > 1 and len(theirs) > 1 and mine[0] == theirs[0]:
        mine, theirs = mine[1:], theirs[1:]
    first, second = _list_consonants(" ".join(mine)), _list_consonants(" ".join(theirs))
    most = max(len(first), len(second))
    return bool(first and second) and OSA.distance(first, second) <= most // _CONSONANTS_PER_SLIP


@lru_cache(maxsize=20_000)
def _list_consonants(form: str) -> tuple[str, ...]:
    """Return one letter for each consonant of a name."""
    return tuple(min(sounds) for sounds in hear(form).consonants)
