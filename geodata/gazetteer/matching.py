"""Finding the place that a name is the name of; asking where it may be several, or none surely.

A verdict about a place needs that the name is its name (see `doubts`). What is merely alike is
offered, and not answered for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.quoting import quote
from geodata.gazetteer.areas import Area, find_area, find_governorates, find_spot, find_zone
from geodata.gazetteer.doubts import find_doubt, is_its_name, is_prominent
from geodata.gazetteer.findings import Finding, PlaceMatch, ask_for, measure_km
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
from geodata.gazetteer.name_parts import strip_kind
from geodata.gazetteer.places import Source, collect_places
from geodata.gazetteer.qualifiers import drop_qualifier, translate_qualifier
from geodata.gazetteer.question import Question, is_hint, read_question
from geodata.gazetteer.spots import is_no_name, list_several
from geodata.records import Atlas

CANDIDATES = 5
_SOURCES: tuple[Source, ...] = ("places.csv", "GeoNames", "Wikipedia", "control points")


@dataclass(frozen=True)
class Gazetteer:
    """The places that can be found by their names."""

    names: NameIndex

    def find(self, text: str, atlas: Atlas, admin: str = "") -> Finding:
        """Return what a name is the name of; ``admin`` says where: a governorate."""
        question = read_question(text)
        if is_no_name(question.name) and not self.names.find_letters(question.name):
            return Finding(reason=f"{quote(question.name)} is the name of no place.")
        if area := self._find_area(question, atlas):
            same = self._list_matches(self.names.find_same(area.town)) if area.town else ()
            return Finding(others=same[:CANDIDATES], area=area, reason=area.sentence)
        found = [self.names.find_same(name) for name in question.names]
        if not all(found):
            return self._explain(question, found)
        shared = set.intersection(*(set(hits) for hits in found))
        if not shared:
            return self._name_several(question, question.names)
        same = self._list_matches(
            {number: hit for number, hit in unite(found).items() if number in shared}
        )
        # The country in a column of governorates says nothing of where in it a place lies.
        where = strip_kind(f"x {admin}")[2:].strip()
        hints = [hint for hint in (where, *question.hints) if is_hint(hint)]
        for hint in hints:
            inside = self._list_inside(hint, same, atlas)
            if not inside:
                return self._explain_hint(question, same, hint, is_admin=hint == where, atlas=atlas)
            same = inside
        return self._choose(question, same, is_placed=bool(hints))

    def _explain(self, question: Question, found: Sequence[Hits]) -> Finding:
        """Return why there is no answer where not every name is known."""
        if several := list_several(question.whole, self._is_name):
            return self._name_several(question, several)
        unknown = next(name for name, hits in zip(question.names, found, strict=True) if not hits)
        rests = [drop_qualifier(strip_kind(name)) for name in question.names]
        same = self._list_matches(unite([*found, *map(self.names.find_same, rests)]))
        return self._suggest(question, same, f"No place called {quote(unknown)} is known.")

    def _explain_hint(
        self,
        question: Question,
        same: Sequence[PlaceMatch],
        hint: str,
        *,
        is_admin: bool,
        atlas: Atlas,
    ) -> Finding:
        """Return why no place of a name lies where it is said to."""
        is_area = find_governorates(hint, atlas) or find_zone(hint, atlas)
        if not is_area and is_admin:
            reason = f"{quote(hint)} is no governorate, and what lies in it is not known here."
        elif not is_area and self._is_name(hint):
            return self._name_several(question, (question.name, hint))
        else:
            reason = f"No place called {quote(question.text)} is known in {quote(hint)}."
        return self._suggest(question, same, reason)

    def find_known(self, place_id: str) -> PlaceMatch | None:
        """Return the place with this id, or None."""
        for number, known in enumerate(self.names.places):
            if known.place.id == place_id:
                return self._make_match(number, SAME_NAME, known.place.name)
        return None

    def _find_area(self, question: Question, atlas: Atlas) -> Area | None:
        if not self._is_place(question.whole) and (
            spot := find_spot(question.whole, self._is_place)
        ):
            return spot
        if len(question.names) > 1:
            return None
        # A place that is called so is a place, unless a zone is called so too.
        known = [self.names.find_letters(name) for name in _translate(question.name)]
        if any(known) and not find_zone(question.name, atlas):
            return None
        area = find_area(question.name, atlas, self._is_place)
        # A country, a region and a town, "..., ..., Saraqib", are not the whole country.
        return None if area and area.kind == "country" and question.hints else area

    def _is_place(self, name: str) -> bool:
        return bool(self.names.find_same(name))

    def _is_name(self, name: str) -> bool:
        """Return whether a place is called so in letters or in sound, and no vowel differs."""
        return any(score >= SAME_SOUND for score, _ in self.names.find_same(name).values())

    def _name_several(self, question: Question, names: Sequence[str]) -> Finding:
        """Return the places that a row of names is of."""
        first = [self._list_matches(self.names.find_same(name))[:1] for name in names]
        reason = f"{quote(question.whole)} names several places: ask for one of them."
        return Finding(
            others=tuple(match for found in first for match in found)[:CANDIDATES], reason=reason
        )

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
        pool = [
            match
            for match in (surely and by_letters) or same
            if is_its_name(match, question, is_placed=is_placed)
        ]
        if not pool:
            called = quote(question.text)
            reason = f"No place called {called} is known."
            if by_letters:
                reason = f"{called} is too short a name to be surely that of a place."
            return self._suggest(question, same, reason)
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
        if twins and not pool[1:] and not is_prominent(chosen):
            return self._ask(question, (chosen, *twins))
        if reason := find_doubt(question, chosen, is_placed=is_placed):
            return self._suggest(question, pool, reason)
        return Finding(chosen, tuple(match for match in same if match is not chosen))

    def _leave_lesser(self, pool: Sequence[PlaceMatch], *, is_placed: bool) -> Sequence[PlaceMatch]:
        """Return the places without those that hardly anyone means by the name."""
        listed = [match for match in pool if match.source == "places.csv"]
        # Its own name counts for more than one that another place has in GeoNames.
        likely = [match for match in listed if match.score == listed[0].score]
        if len(likely) == 1 and is_prominent(likely[0]):
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
        return ask_for(reason, (*same, *others)[:CANDIDATES])

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


def _rank(match: PlaceMatch) -> tuple[float, int, int, str]:
    return (-match.score, _SOURCES.index(match.source), match.place.rank, match.place.name)
