"""Whether a place that a name led to is surely meant, and why not.

A verdict about a place needs that the name is its name: the same letters or, for the places of
places.csv and for long names, the same consonants and nearly the same vowels.
"""

from collections.abc import Callable

from corpus.quoting import quote
from geodata.gazetteer.common_names import is_common
from geodata.gazetteer.findings import PlaceMatch
from geodata.gazetteer.name_index import SAME_LETTERS, SAME_NAME, SAME_SOUND
from geodata.gazetteer.name_parts import hear_name, is_part_alone, strip_kind
from geodata.gazetteer.namesakes import find_namesakes
from geodata.gazetteer.phonetics import Sound, begin_alike, have_same_syllables
from geodata.gazetteer.question import Question
from geodata.records.country import COUNTRY

# How far vowels may differ per consonant, in the names of places.csv and in those of all others:
# chosen on tests/geodata/place_names.csv; docs/method.md has the figures.
_MOST_KNOWN, _MOST_SHORT, _MOST_OTHERS = 0.19, 0.12, 0.06
# So many consonants tell a name from others that are only spelt alike, and that only sound alike.
_SHORT, _LONG = 3, 5
# Places that a name means if it means any other place too: capitals and larger towns.
_PROMINENT_RANK = 2


def is_prominent(match: PlaceMatch) -> bool:
    """Return whether a place is a capital or one of the larger towns."""
    return match.source == "places.csv" and match.place.rank <= _PROMINENT_RANK


def is_its_name(match: PlaceMatch, question: Question, *, is_placed: bool) -> bool:
    """Return whether what is asked for is surely a name of a place that it led to.

    ``is_placed`` says that the place lies where the question says it does.
    """
    if match.score >= SAME_NAME:
        return True
    is_known = match.source == "places.csv"
    length = max((len(sound.consonants) for sound in hear_name(match.spelling)), default=0)
    if match.score >= SAME_LETTERS:
        return is_known or is_placed or length >= _SHORT
    difference = SAME_SOUND - match.score
    if is_known:
        # Adra is not Daraa, though only the place of a vowel parts them.
        most = _MOST_KNOWN if length > _SHORT else _MOST_SHORT
        is_heard = length >= _SHORT or (difference == 0 and is_prominent(match))
        return is_heard and difference <= most and _is_any(begin_alike, question, match)
    # Kafr Abd is not Kafr Abid, though no vowel but one parts them.
    is_near = length >= _LONG and difference <= _MOST_OTHERS
    return is_near and _is_any(have_same_syllables, question, match)


def _is_any(
    are_alike: Callable[[Sound, Sound], bool], question: Question, match: PlaceMatch
) -> bool:
    """Return whether any sound of a name asked for is alike any of the spelling it found."""
    sounds = [sound for name in question.names for sound in hear_name(name)]
    return any(are_alike(one, other) for one in sounds for other in hear_name(match.spelling))


def find_doubt(question: Question, chosen: PlaceMatch, *, is_placed: bool) -> str:
    """Return why a place may not be meant, though it is the only known one of the name.

    ``is_placed`` says that it lies where the question says it does.
    """
    called = quote(question.text)
    if is_part_alone(question.name) and not is_placed:
        return f"{called} is a part of many names."
    found = [
        find_namesakes(strip_kind(name), chosen.place.id, chosen.governorate, is_placed=is_placed)
        for name in question.names
    ]
    elsewhere = sorted({place.governorate for places in found for place in places})
    if elsewhere:
        return (
            f"{called} may be {chosen.place.name} in {chosen.governorate}, or a place in "
            f"{' or '.join(elsewhere)} whose position is not known here."
        )
    if is_placed:
        return ""
    # Arabic leaves out the vowels by which Qudsaya is not Qadisiyah.
    latin = chosen.place.name if chosen.spelling[:1] >= "\u0600" else chosen.spelling
    is_listed = chosen.source == "places.csv"
    if not is_prominent(chosen) and is_common(latin, is_listed=is_listed):
        return f"Several places in {COUNTRY.name} are called {called}, not all known here."
    return ""
