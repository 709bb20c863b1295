"""Finding the place that a name is the name of; asking where it may be several, or none surely.

A verdict about a place needs that the name is its name: the same letters or, for the places of
places.csv and for long names, the same consonants and nearly the same vowels. What is merely alike
is offered, and not answered for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.quoting import quote
from geodata.gazetteer.areas import Area, find_area, find_governorates, find_zone
from geodata.gazetteer.common_names import is_common
from geodata.gazetteer.findings import Finding, PlaceMatch, measure_km
from geodata.gazetteer.geonames import IN_NO_ZONE
from geodata.gazetteer.governorates import find_governorate
from geodata.gazetteer.name_index import (
    PART_OF_NAME,
    SAME_LETTERS,
    SAME_NAME,
    SAME_SOUND,
    Hits,
    NameIndex,
    index_names,
    unite,
)
from geodata.gazetteer.name_parts import hear_name, is_part_alone, strip_kind
from geodata.gazetteer.namesakes import find_namesakes
from geodata.gazetteer.phonetics import Sound, begin_alike, have_same_syllables
from geodata.gazetteer.places import Source, collect_places
from geodata.gazetteer.qualifiers import drop_qualifier, translate_qualifier
from geodata.gazetteer.question import Question, read_question
from geodata.records import Atlas
from geodata.records.country import COUNTRY

CANDIDATES = 5
# How far vowels may differ per consonant, in the names of places.csv and in those of all others:
# chosen on tests/geodata/place_names.csv; docs/method.md has the figures.
_MOST_KNOWN, _MOST_SHORT, _MOST_OTHERS = 0.19, 0.12, 0.06
# So many consonants tell a name from others that are only spelt alike, and that only sound alike.
_SHORT, _LONG = 3, 5
# Places that a name means if it means any other place too: capitals and larger towns.
_PROMINENT_RANK = 2
_SOURCES: tuple[Source, ...] = ("places.csv", "GeoNames", "control points")


@dataclass(frozen=True)
class Gazetteer:
    """The places that can be found by their names."""

    names: NameIndex

    def find(self, text: str, atlas: Atlas, admin: str = "") -> Finding:
        """Return what a name is the name of; ``admin`` says where: a governorate."""
        question = read_question(text)
        if area := self._find_area(question, atlas):
            same = self._list_matches(self.names.find_same(area.town)) if area.town else ()
            return Finding(others=same[:CANDIDATES], area=area, reason=area.sentence)
        found = [self.names.find_same(name) for name in question.names]
        if not all(found):
            unknown = question.names[found.index({})]
            rests = [drop_qualifier(strip_kind(name)) for name in question.names]
            same = self._list_matches(unite([*found, *map(self.names.find_same, rests)]))
            return self._suggest(question, same, f"No place called {quote(unknown)} is known.")
        shared = set.intersection(*(set(hits) for hits in found))
        hits = unite(found)
        same = self._list_matches(
            {number: hit for number, hit in hits.items() if not shared or number in shared}
        )
        # The country in a column of governorates says nothing of where in it a place lies.
        where = strip_kind(f"x {admin}")[2:]
        hints = [hint.strip() for hint in (where, *question.hints) if hint.strip()]
        for hint in hints:
            inside = self._list_inside(hint, same, atlas)
            if not inside:
                reason = f"No place called {quote(question.text)} is known in {quote(hint)}."
                return self._suggest(question, same, reason)
            same = inside
        return self._choose(question, same, is_placed=bool(hints))

    def find_known(self, place_id: str) -> PlaceMatch | None:
        """Return the place with this id, or None."""
        for number, known in enumerate(self.names.places):
            if known.place.id == place_id:
                return self._make_match(number, SAME_NAME, known.place.name)
        return None

    def _find_area(self, question: Question, atlas: Atlas) -> Area | None:
        if len(question.names) > 1:
            return None
        # A place that is called so is a place, unless a zone is called so too.
        known = [self.names.find_letters(name) for name in _translate(question.name)]
        if any(known) and not find_zone(question.name, atlas):
            return None
        area = find_area(question.name, atlas, lambda name: bool(self.names.find_same(name)))
        # A country, a region and a town, "..., ..., Saraqib", are not the whole country.
        return None if area and area.kind == "country" and question.hints else area

    def _list_inside(
        self, hint: str, same: Sequence[PlaceMatch], atlas: Atlas
    ) -> tuple[PlaceMatch, ...]:
        """Return the places that a hint may mean: by their area, or by another of their names."""
        if governorates := find_governorates(hint, atlas):
            return tuple(match for match in same if match.governorate in governorates)
        if zone := find_zone(hint, atlas):
            return tuple(match for match in same if match.place.zone == zone.id)
        named = self.names.find_same(hint)
        return tuple(match for match in same if match.number in named)

    def _choose(
        self, question: Question, same: Sequence[PlaceMatch], *, is_placed: bool
    ) -> Finding:
        by_letters = [match for match in same if match.score >= SAME_LETTERS]
        surely = [match for match in by_letters if match.source == "places.csv"]
        pool = [match for match in (surely and by_letters) or same if _is_its_name(match, question)]
        if not pool:
            return self._suggest(
                question, same, f"No place called {quote(question.text)} is known."
            )
        best = self._leave_lesser(pool, is_placed=is_placed)
        if len(best) > 1:
            return self._ask(question, pool)
        chosen = best[0]
        twins = [
            match
            for match in same
            if match in by_letters or match.score == PART_OF_NAME or self._shares(match, chosen)
        ]
        twins = [match for match in twins if match is not chosen]
        if twins and not pool[1:] and not self._is_prominent(chosen):
            return self._ask(question, (chosen, *twins))
        if not is_placed and (reason := _doubt(question, chosen)):
            return self._suggest(question, pool, reason)
        return Finding(chosen, tuple(match for match in same if match is not chosen))

    def _leave_lesser(self, pool: Sequence[PlaceMatch], *, is_placed: bool) -> Sequence[PlaceMatch]:
        """Return the places without those that hardly anyone means by the name."""
        listed = [match for match in pool if match.source == "places.csv"]
        # Its own name counts for more than one that another place has in GeoNames.
        likely = [match for match in listed if match.score == listed[0].score]
        if len(likely) == 1 and self._is_prominent(likely[0]):
            # But not more than the very name of another, though that be a hamlet, unless both are
            # where the place is said to lie.
            best = likely[0].score
            return [m for m in pool if m in likely or (m.score >= best and not is_placed)]
        if len(listed) == len(pool):
            return likely
        return [match for match in pool if match in likely or match not in listed]

    def _shares(self, match: PlaceMatch, chosen: PlaceMatch) -> bool:
        """Return whether a place of which no Arabic name is known has the chosen one's in Latin."""
        if match.place.name_ar or chosen.spelling[:1] < "\u0600":
            return False
        return match.number in self.names.find_letters(chosen.place.name)

    @staticmethod
    def _is_prominent(match: PlaceMatch) -> bool:
        return match.source == "places.csv" and match.place.rank <= _PROMINENT_RANK

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
        nearly = "" if all(match.score == SAME_NAME for match in pool) else ", or nearly so"
        reason = f"{len(pool)} places are called {quote(question.text)}{nearly}: {said}{more}."
        return Finding(others=tuple(pool[:CANDIDATES]), reason=reason)

    def _suggest(self, question: Question, same: Sequence[PlaceMatch], reason: str) -> Finding:
        known = {match.place.id for match in same}
        alike = self._list_matches(self.names.find_alike(question.name))
        others = (match for match in alike if match.place.id not in known)
        candidates = (*same, *others)[:CANDIDATES]
        if candidates:
            names = ", ".join(f"{match.place.name} ({match.governorate})" for match in candidates)
            reason += f" Did you mean {names}?"
        return Finding(others=candidates, reason=reason)

    def _list_matches(self, hits: Hits) -> tuple[PlaceMatch, ...]:
        matches = (self._make_match(number, *hit) for number, hit in hits.items())
        return tuple(sorted(matches, key=_rank))

    def _make_match(self, number: int, score: float, spelling: str) -> PlaceMatch:
        known = self.names.places[number]
        governorate = find_governorate(known.place.lon, known.place.lat)
        in_no_zone = known.place.id in IN_NO_ZONE
        return PlaceMatch(
            number, known.place, spelling, score, known.source, governorate, in_no_zone
        )


def find_place(text: str, atlas: Atlas, admin: str = "") -> Finding:
    """Return the place of the country that a text is the name of, or what it may be the name of.

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
    return Gazetteer(index_names(collect_places(atlas)))


def _translate(name: str) -> tuple[str, ...]:
    return name, *translate_qualifier(strip_kind(name))


def _is_its_name(match: PlaceMatch, question: Question) -> bool:
    if match.score >= SAME_NAME:
        return True
    is_known = match.source == "places.csv"
    length = max((len(sound.consonants) for sound in hear_name(match.spelling)), default=0)
    if match.score >= SAME_LETTERS:
        return is_known or length >= _SHORT
    difference = SAME_SOUND - match.score
    if is_known:
        # Adra is not Daraa, though only the place of a vowel parts them.
        most = _MOST_KNOWN if length > _SHORT else _MOST_SHORT
        return length >= _SHORT and difference <= most and _is_any(begin_alike, question, match)
    # Kafr Abd is not Kafr Abid, though no vowel but one parts them.
    is_near = length >= _LONG and difference <= _MOST_OTHERS
    return is_near and _is_any(have_same_syllables, question, match)


def _is_any(
    are_alike: Callable[[Sound, Sound], bool], question: Question, match: PlaceMatch
) -> bool:
    """Return whether any sound of a name asked for is alike any of the spelling it found."""
    sounds = [sound for name in question.names for sound in hear_name(name)]
    return any(are_alike(one, other) for one in sounds for other in hear_name(match.spelling))


def _doubt(question: Question, chosen: PlaceMatch) -> str:
    """Return why a place may not be meant, though it is the only known one of the name."""
    called = quote(question.text)
    if is_part_alone(question.name):
        return f"{called} is a part of many names."
    found = [find_namesakes(name, chosen.governorate) for name in question.names]
    elsewhere = sorted({place.governorate for places in found for place in places})
    if elsewhere:
        return (
            f"{called} may be {chosen.place.name} in {chosen.governorate}, or a place in "
            f"{' or '.join(elsewhere)} whose position is not known here."
        )
    # Arabic leaves out the vowels by which Qudsaya is not Qadisiyah.
    latin = chosen.place.name if chosen.spelling[:1] >= "\u0600" else chosen.spelling
    if chosen.source != "places.csv" and is_common(latin):
        return f"Several places in {COUNTRY.name} are called {called}, not all known here."
    return ""


def _rank(match: PlaceMatch) -> tuple[float, int, int, str]:
    return (-match.score, _SOURCES.index(match.source), match.place.rank, match.place.name)
