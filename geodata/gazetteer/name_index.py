"""The names of the gazetteer's places: which places a name may be that of, by letters and sound."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geodata.gazetteer.name_parts import fold_name, hear_name, strip_kind, unify_parts
from geodata.gazetteer.phonetics import Sound, are_near, measure_difference
from geodata.gazetteer.places import KnownPlace
from geodata.gazetteer.qualifiers import strip_qualifier, translate_qualifier
from geodata.gazetteer.slips import are_nearly_alike
from geodata.gazetteer.spots import translate_spot
from geodata.gazetteer.transliteration import normalise_name

# The scores: letter for letter, another usual spelling of the same letters, the same sound less
# the difference of the vowels, and what is only alike.
SAME_LETTERS = 0.99
SAME_NAME, SAME_SOUND, _ALIKE = 1.0, 0.98, 0.8
# Of a name that lacks "eastern", "great" or the like, by which places of it are told apart.
PART_OF_NAME = 0.7
_MOST_HEARD = 0.25
_LEAST_ALIKE = 0.6
_BEGINNING = 0.79
# A name that was not written to its end has so many letters; shorter ones are whole words.
_BEGINNING_LETTERS = 5

# The score and the spelling of each place that is found, by the place's number.
Hits = dict[int, tuple[float, str]]


@dataclass(frozen=True, eq=False)
class NameIndex:
    """The places that can be found, by the letters and by the sound of their names.

    ``by_letters`` and ``by_sound`` lead from a form of a name to the numbers of the places and the
    spellings it is the form of, ``by_part`` from that of a name without "eastern" or the like;
    ``forms`` and ``owners``, of equal length, are for what is alike. What sounds alike has as many
    consonants and begins with one that is near, so ``by_sound`` leads to it by these two.
    """

    places: tuple[KnownPlace, ...]
    by_letters: dict[str, tuple[tuple[int, str], ...]]
    by_part: dict[str, tuple[tuple[int, str], ...]]
    by_sound: dict[int, dict[frozenset[str], tuple[tuple[Sound, int, str], ...]]]
    forms: tuple[str, ...]
    owners: tuple[tuple[int, str], ...]

    def find_same(self, name: str) -> Hits:
        """Return the places of this name by their numbers, each with its score and spelling.

        With them come those of which it is the name but for a word such as "eastern".
        """
        stripped = strip_kind(name)
        for text in dict.fromkeys(
            (name, stripped, *translate_qualifier(stripped), *translate_spot(stripped))
        ):
            found = [self.find_letters(text), self.find_sound(text), self.find_parts(text)]
            if united := unite(found):
                return united
        return {}

    def find_parts(self, name: str) -> Hits:
        """Return the places of whose names this is all but the word that tells them apart."""
        found = self.by_part.get(_join(name), ())
        return {number: (PART_OF_NAME, spelling) for number, spelling in found}

    def find_letters(self, name: str) -> Hits:
        """Return the places with a name of the same letters."""
        hits: Hits = {}
        exact = fold_name(name)
        for number, spelling in self.by_letters.get(_join(name), ()):
            own = self.places[number].place
            is_own = spelling in (own.name, own.name_ar, *own.alt_names)
            score = SAME_NAME if is_own and fold_name(spelling) == exact else SAME_LETTERS
            hits[number] = max((score, spelling), hits.get(number, (0.0, "")))
        return hits

    def find_sound(self, name: str) -> Hits:
        """Return the places with a name of the same consonants and like vowels."""
        hits: Hits = {}
        for sound in hear_name(name):
            for known, number, spelling in self._find_near(sound):
                # Vowels that Arabic leaves out would make one of two names that Latin letters part.
                if known.is_arabic != sound.is_arabic and self._has_name_like(number, sound):
                    continue
                difference = measure_difference(sound, known)
                if difference is not None and difference <= _MOST_HEARD:
                    score = SAME_SOUND - difference
                    hits[number] = max((score, spelling), hits.get(number, (0.0, "")))
        return hits

    def _find_near(self, sound: Sound) -> Iterator[tuple[Sound, int, str]]:
        """Return the names of as many consonants whose first one is near."""
        for first, known in self.by_sound.get(len(sound.consonants), {}).items():
            if are_near(sound.consonants[0], first):
                yield from known

    def _has_name_like(self, number: int, sound: Sound) -> bool:
        """Return whether a place has a name in the letters in which a name was heard."""
        return not sound.is_arabic or bool(self.places[number].place.name_ar)

    def find_alike(self, name: str) -> Hits:
        """Return the places whose names are like a name, or begin with it."""
        stripped = strip_kind(name)
        form = unify_parts(stripped)
        hits: Hits = {}
        if len(form) < 2:
            return hits
        is_long = len(form) >= _BEGINNING_LETTERS
        inner = f" {form}" if is_long else f" {form} "
        for number, known in enumerate(self.forms):
            if form in known and ((is_long and known.startswith(form)) or inner in f" {known} "):
                score = _BEGINNING * (0.8 + 0.2 * len(form) / len(known))
                owner, spelling = self.owners[number]
                hits[owner] = max((score, spelling), hits.get(owner, (0.0, "")))
        for _, likeness, number in process.extract(
            form,
            self.forms,
            scorer=OSA.normalized_similarity,
            score_cutoff=_LEAST_ALIKE,
            limit=100,
        ):
            owner, spelling = self.owners[number]
            if not are_nearly_alike(stripped, spelling):
                continue
            hits[owner] = max((_ALIKE * likeness, spelling), hits.get(owner, (0.0, "")))
        return hits


def index_names(places: tuple[KnownPlace, ...]) -> NameIndex:
    """Return the index of the places' names."""
    by_letters: dict[str, dict[tuple[int, str], None]] = defaultdict(dict)
    by_part: dict[str, dict[tuple[int, str], None]] = defaultdict(dict)
    by_sound: dict[int, dict[frozenset[str], dict[tuple[Sound, int, str], None]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    forms: dict[tuple[str, int, str], None] = {}
    for number, known in enumerate(places):
        for name in known.names:
            if form := _join(name):
                by_letters[form][number, name] = None
                forms[unify_parts(name), number, name] = None
            if part := _join(strip_qualifier(name)):
                by_part[part][number, name] = None
            for sound in hear_name(name):
                if sound.consonants:
                    starts = by_sound[len(sound.consonants)][sound.consonants[0]]
                    starts[sound, number, name] = None
        for name in known.doubtful:
            forms[unify_parts(name), number, name] = None
    return NameIndex(
        places=places,
        by_letters={form: tuple(found) for form, found in by_letters.items()},
        by_part={form: tuple(found) for form, found in by_part.items()},
        by_sound={
            length: {first: tuple(found) for first, found in starts.items()}
            for length, starts in by_sound.items()
        },
        forms=tuple(form for form, _, _ in forms),
        owners=tuple((number, name) for _, number, name in forms),
    )


def _join(name: str) -> str:
    """Return the normalised letters of a name, run together: Beit Tima as Beitima."""
    return re.sub(r"(.) \1", r"\1", normalise_name(name)).replace(" ", "")


def unite(found: Sequence[Hits]) -> Hits:
    """Return what several names were found to be, each place with its best score."""
    united: Hits = {}
    for hits in found:
        for number, hit in hits.items():
            united[number] = max(hit, united.get(number, hit))
    return united
