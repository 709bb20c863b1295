"""Finding the place that a name is the name of; asking where it may be several, or none surely.

A verdict about a place needs that the name is its name: the same letters or, for the places of
places.csv and for long names, the same consonants and nearly the same vowels. What is merely alike
is offered, and not answered for.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.quoting import quote
from geodata.gazetteer.areas import Area, find_area, find_governorates, find_zone
from geodata.gazetteer.common_names import is_common
from geodata.gazetteer.governorates import find_governorate
from geodata.gazetteer.name_parts import fold_name, hear_name, strip_kind, unify_parts
from geodata.gazetteer.phonetics import Sound, measure_difference
from geodata.gazetteer.places import KnownPlace, Source, collect_places
from geodata.gazetteer.question import Question, read_question
from geodata.gazetteer.transliteration import normalise_name
from geodata.projection import to_metres
from geodata.records import Atlas, Place

CANDIDATES = 5
# The scores: letter for letter, another usual spelling of the same letters, the same sound less
# the difference of the vowels, and what is only alike.
SAME_LETTERS = 0.99
_EXACT, _SAME_SOUND, _ALIKE = 1.0, 0.98, 0.8
# How far vowels may differ per consonant, in the names of places.csv and in those of all others:
# chosen on tests/geodata/place_names.csv; docs/method.md has the figures.
_MOST_KNOWN, _MOST_OTHERS = 0.19, 0.06
# So many consonants tell a name from others that are only spelt alike, and that only sound alike.
_SHORT, _LONG = 3, 5
# Places that a name means if it means any other place too: capitals and larger towns.
_PROMINENT_RANK = 2
_MOST_HEARD = 0.25
_LEAST_ALIKE = 0.6
_BEGINNING = 0.79
_SOURCES: tuple[Source, ...] = ("places.csv", "GeoNames", "control points")

# The score and the spelling of each place that is found, by the place's number.
Hits = dict[int, tuple[float, str]]


@dataclass(frozen=True)
class PlaceMatch:
    """A place whose name is the one asked for, or is like it.

    ``number`` is the place's in the gazetteer, ``spelling`` the one of its names that is nearest,
    ``score`` how near from 0 to 1 (1: letter
    for letter, 0.99: another usual spelling, from 0.8: it sounds the same), ``source`` the table it
    comes from; ``governorate`` is the one it lies in.
    """

    number: int
    place: Place
    spelling: str
    score: float
    source: Source
    governorate: str


@dataclass(frozen=True)
class Finding:
    """What a name is the name of.

    ``match`` is the place, where there is no doubt; ``others`` are its namesakes. Without a match
    ``others`` are the candidates, the likeliest first, ``area`` is the area that is named, and
    ``reason`` says in a sentence why there is no answer.
    """

    match: PlaceMatch | None = None
    others: tuple[PlaceMatch, ...] = ()
    area: Area | None = None
    reason: str = ""


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """The places that can be found, by the letters and by the sound of their names.

    ``by_letters`` and ``by_sound`` lead from a form of a name to the numbers of the places and the
    spellings it is the form of; ``forms`` and ``owners``, of equal length, are for what is alike.
    """

    places: tuple[KnownPlace, ...]
    by_letters: dict[str, tuple[tuple[int, str], ...]]
    by_sound: dict[int, tuple[tuple[Sound, int, str], ...]]
    forms: tuple[str, ...]
    owners: tuple[tuple[int, str], ...]

    def find(self, text: str, atlas: Atlas, admin: str = "") -> Finding:
        """Return what a name is the name of; ``admin`` says where, as "Aleppo" or "ريف دمشق"."""
        question = read_question(text)
        if area := self._find_area(question, atlas):
            same = self._list_matches(self._find_same(area.town)) if area.town else ()
            return Finding(others=same[:CANDIDATES], area=area, reason=area.sentence)
        found = [self._find_same(name) for name in question.names]
        if not all(found):
            unknown = question.names[found.index({})]
            same = self._list_matches(_unite(found))
            return self._suggest(question, same, f"No place called {quote(unknown)} is known.")
        shared = set.intersection(*(set(hits) for hits in found))
        hits = _unite(found)
        same = self._list_matches(
            {number: hit for number, hit in hits.items() if not shared or number in shared}
        )
        hints = [hint.strip() for hint in (admin, *question.hints) if hint.strip()]
        for hint in hints:
            inside = self._list_inside(hint, same, atlas)
            if not inside:
                reason = f"No place called {quote(question.text)} is known in {quote(hint)}."
                return self._suggest(question, same, reason)
            same = inside
        return self._choose(question, same, is_placed=bool(hints))

    def find_known(self, place_id: str) -> PlaceMatch | None:
        """Return the place with this id, or None."""
        for number, known in enumerate(self.places):
            if known.place.id == place_id:
                return self._make_match(number, _EXACT, known.place.name)
        return None

    def _find_area(self, question: Question, atlas: Atlas) -> Area | None:
        if len(question.names) > 1 or question.hints:
            return None
        # A place that is called so is a place, unless a zone is called so too.
        if self._find_letters(question.name) and not find_zone(question.name, atlas):
            return None
        return find_area(question.name, atlas, lambda name: bool(self._find_same(name)))

    def _list_inside(
        self, hint: str, same: Sequence[PlaceMatch], atlas: Atlas
    ) -> tuple[PlaceMatch, ...]:
        """Return the places that a hint may mean: by their area, or by another of their names."""
        if governorates := find_governorates(hint, atlas):
            return tuple(match for match in same if match.governorate in governorates)
        if zone := find_zone(hint, atlas):
            return tuple(match for match in same if match.place.zone == zone.id)
        named = self._find_same(hint)
        return tuple(match for match in same if match.number in named)

    def _choose(
        self, question: Question, same: Sequence[PlaceMatch], *, is_placed: bool
    ) -> Finding:
        by_letters = [match for match in same if match.score >= SAME_LETTERS]
        surely = [match for match in by_letters if match.source == "places.csv"]
        pool = [match for match in (surely and by_letters) or same if self._is_its_name(match)]
        if not pool:
            return self._suggest(
                question, same, f"No place called {quote(question.text)} is known."
            )
        best = self._leave_lesser(pool)
        if len(best) > 1:
            return self._ask(question, pool)
        chosen = best[0]
        if chosen.source != "places.csv" and not is_placed and is_common(chosen.spelling):
            reason = (
                f"Several places in Syria are called {quote(question.text)}, not all known here."
            )
            return self._suggest(question, pool, reason)
        return Finding(chosen, tuple(match for match in same if match is not chosen))

    def _leave_lesser(self, pool: Sequence[PlaceMatch]) -> Sequence[PlaceMatch]:
        """Return the places without those that hardly anyone means by the name."""
        listed = [match for match in pool if match.source == "places.csv"]
        # Its own name counts for more than one that another place has in GeoNames.
        likely = [match for match in listed if match.score == listed[0].score]
        if len(likely) == 1 and likely[0].place.rank <= _PROMINENT_RANK:
            return likely
        if len(listed) == len(pool):
            return likely
        return [match for match in pool if match in likely or match not in listed]

    def _is_its_name(self, match: PlaceMatch) -> bool:
        if match.score >= _EXACT:
            return True
        difference = max(_SAME_SOUND - match.score, 0.0)
        length = max((len(sound.consonants) for sound in hear_name(match.spelling)), default=0)
        if match.source == "places.csv":
            return match.score >= SAME_LETTERS or (length >= _SHORT and difference <= _MOST_KNOWN)
        if match.score >= SAME_LETTERS:
            return length >= _SHORT
        return length >= _LONG and difference <= _MOST_OTHERS

    def _ask(self, question: Question, pool: Sequence[PlaceMatch]) -> Finding:
        said = "; ".join(
            f"{match.place.name} in {match.governorate}"
            + (
                f", {measure_km(pool[0].place, match.place):.0f} km from the first"
                if number
                else ""
            )
            for number, match in enumerate(pool[:CANDIDATES])
        )
        more = f"; and {len(pool) - CANDIDATES} more" if len(pool) > CANDIDATES else ""
        reason = f"{len(pool)} places are called {quote(question.text)}: {said}{more}."
        return Finding(others=tuple(pool[:CANDIDATES]), reason=reason)

    def _suggest(self, question: Question, same: Sequence[PlaceMatch], reason: str) -> Finding:
        known = {match.place.id for match in same}
        alike = [match for match in self._list_alike(question.name) if match.place.id not in known]
        candidates = (*same, *alike)[:CANDIDATES]
        if candidates:
            names = ", ".join(f"{match.place.name} ({match.governorate})" for match in candidates)
            reason += f" Did you mean {names}?"
        return Finding(others=candidates, reason=reason)

    def _find_same(self, name: str) -> Hits:
        """Return the places of this name by their numbers, each with its score and spelling."""
        for text in dict.fromkeys((name, strip_kind(name))):
            if found := _unite([self._find_letters(text), self._find_sound(text)]):
                return found
        return {}

    def _find_letters(self, name: str) -> Hits:
        hits: Hits = {}
        exact = fold_name(name)
        for number, spelling in self.by_letters.get(_join(name), ()):
            own = self.places[number].place
            is_own = spelling in (own.name, own.name_ar, *own.alt_names)
            score = _EXACT if is_own and fold_name(spelling) == exact else SAME_LETTERS
            hits[number] = max((score, spelling), hits.get(number, (0.0, "")))
        return hits

    def _find_sound(self, name: str) -> Hits:
        hits: Hits = {}
        for sound in hear_name(name):
            for known, number, spelling in self.by_sound.get(len(sound.consonants), ()):
                # Vowels that Arabic leaves out would make one of two names that Latin letters part.
                if known.is_arabic != sound.is_arabic and self._has_name_like(number, sound):
                    continue
                difference = measure_difference(sound, known)
                if difference is not None and difference <= _MOST_HEARD:
                    score = _SAME_SOUND - difference
                    hits[number] = max((score, spelling), hits.get(number, (0.0, "")))
        return hits

    def _has_name_like(self, number: int, sound: Sound) -> bool:
        """Return whether a place has a name in the letters in which a name was heard."""
        return not sound.is_arabic or bool(self.places[number].place.name_ar)

    def _list_matches(self, hits: Hits) -> tuple[PlaceMatch, ...]:
        matches = (self._make_match(number, *hit) for number, hit in hits.items())
        return tuple(sorted(matches, key=_rank))

    def _make_match(self, number: int, score: float, spelling: str) -> PlaceMatch:
        known = self.places[number]
        governorate = find_governorate(known.place.lon, known.place.lat)
        return PlaceMatch(number, known.place, spelling, score, known.source, governorate)

    def _list_alike(self, name: str) -> tuple[PlaceMatch, ...]:
        """Return the places whose names are like a name, or begin with it."""
        form = unify_parts(strip_kind(name))
        hits: Hits = {}
        if len(form) < 2:
            return ()
        for number, known in enumerate(self.forms):
            if f" {known}".find(f" {form}") >= 0:
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
            hits[owner] = max((_ALIKE * likeness, spelling), hits.get(owner, (0.0, "")))
        return self._list_matches(hits)


def find_place(text: str, atlas: Atlas, admin: str = "") -> Finding:
    """Return the place of Syria that a text is the name of, or what it may be the name of.

    Any usual Latin or Arabic spelling counts, and GeoNames' names in other scripts; "city", "بلدة"
    and their like may stand beside. ``admin`` names the governorate it lies in, if that is known.

    Raises
    ------
    GazetteerError
        If GeoNames' places cannot be read.
    BasemapError
        If the governorates cannot be read.
    """
    return open_gazetteer(atlas).find(text, atlas, admin)


def find_known(place_id: str, atlas: Atlas) -> PlaceMatch | None:
    """Return the place with this id, or None.

    Raises
    ------
    GazetteerError
        If GeoNames' places or the governorates cannot be read.
    """
    return open_gazetteer(atlas).find_known(place_id)


@lru_cache(maxsize=4)
def open_gazetteer(atlas: Atlas) -> Gazetteer:
    """Return the gazetteer of an atlas, made once.

    Raises
    ------
    GazetteerError
        If GeoNames' places cannot be read.
    """
    places = collect_places(atlas)
    by_letters: dict[str, dict[tuple[int, str], None]] = defaultdict(dict)
    by_sound: dict[int, dict[tuple[Sound, int, str], None]] = defaultdict(dict)
    forms: dict[tuple[str, int, str], None] = {}
    for number, known in enumerate(places):
        for name in known.names:
            if form := _join(name):
                by_letters[form][number, name] = None
                forms[unify_parts(name), number, name] = None
            for sound in hear_name(name):
                by_sound[len(sound.consonants)][sound, number, name] = None
    return Gazetteer(
        places=places,
        by_letters={form: tuple(found) for form, found in by_letters.items()},
        by_sound={length: tuple(found) for length, found in by_sound.items()},
        forms=tuple(form for form, _, _ in forms),
        owners=tuple((number, name) for _, number, name in forms),
    )


def measure_km(one: Place, other: Place) -> float:
    """Return how far two places are apart, in kilometres."""
    return float(to_metres(one.point).distance(to_metres(other.point))) / 1000


def _join(name: str) -> str:
    return normalise_name(name).replace(" ", "")


def _unite(found: Sequence[Hits]) -> Hits:
    united: Hits = {}
    for hits in found:
        for number, hit in hits.items():
            united[number] = max(hit, united.get(number, hit))
    return united


def _rank(match: PlaceMatch) -> tuple[float, int, int, str]:
    return (-match.score, _SOURCES.index(match.source), match.place.rank, match.place.name)
