"""Finding a place by its name, in whatever usual spelling, in places.csv and in GeoNames."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geodata.gazetteer.geonames import read_geonames
from geodata.gazetteer.transliteration import normalise_name, write_variants
from geodata.projection import to_metres
from geodata.records import Atlas, Place

Source = Literal["places.csv", "GeoNames"]

# One wrong letter in four, or two in seven still count; shorter names must be right.
_LEAST_SCORE = 0.7
_SHORTEST_FUZZY = 4
_EXACT, _SAME_SOUND, _BEGINNING, _NEAREST = 1.0, 0.99, 0.9, 0.95
# One place in two sources: the same name not farther apart than this.
_SAME_PLACE_KM = 6.0


@dataclass(frozen=True)
class PlaceMatch:
    """A place whose name is like the one asked for.

    ``spelling`` is the one of its names that is nearest, ``score`` how near from 0 to 1 (1: letter
    for letter, 0.99: another usual spelling), ``source`` the table it comes from.
    """

    place: Place
    spelling: str
    score: float
    source: Source


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """The places that can be found, and the forms their names are compared by.

    ``forms`` and ``owners`` are of equal length: a normalised spelling, and the number of the place
    and the spelling that it is the form of. places.csv comes before GeoNames.
    """

    places: tuple[tuple[Place, Source], ...]
    forms: tuple[str, ...]
    owners: tuple[tuple[int, str], ...]

    def find(self, text: str, limit: int = 10) -> tuple[PlaceMatch, ...]:
        """Return the places whose names are like the text, the nearest first."""
        best: dict[int, tuple[float, str]] = {}
        for variant in write_variants(text.strip()):
            for number, score in self._score(variant):
                owner, spelling = self.owners[number]
                if score > best.get(owner, (0.0, ""))[0]:
                    best[owner] = score, spelling
        matches = [
            PlaceMatch(self.places[owner][0], spelling, score, self.places[owner][1])
            for owner, (score, spelling) in best.items()
        ]
        return tuple(sorted(matches, key=_rank)[:limit])

    def _score(self, text: str) -> Iterable[tuple[int, float]]:
        form = normalise_name(text)
        if not form:
            return
        exact = text.casefold()
        for number, known in enumerate(self.forms):
            if known == form:
                same = self.owners[number][1].casefold() == exact
                yield number, _EXACT if same else _SAME_SOUND
            elif len(form) >= 2 and known.startswith(form):
                yield number, _BEGINNING * (0.8 + 0.2 * len(form) / len(known))
        if len(form) >= _SHORTEST_FUZZY:
            for _, score, number in process.extract(
                form,
                self.forms,
                scorer=OSA.normalized_similarity,
                score_cutoff=_LEAST_SCORE,
                limit=100,
            ):
                if score < 1:
                    yield number, _NEAREST * score


def _rank(match: PlaceMatch) -> tuple[float, bool, int, str]:
    return (-match.score, match.source == "GeoNames", match.place.rank, match.place.name)


def find_places(text: str, atlas: Atlas, limit: int = 10) -> tuple[PlaceMatch, ...]:
    """Return the places of Syria whose names are like the text, the nearest first.

    Any usual Latin or Arabic spelling counts, with or without the article or the hamza, and with a
    slip; so does the beginning of a name. Nothing alike gives nothing.

    Raises
    ------
    GazetteerError
        If GeoNames' places cannot be read.
    """
    return open_gazetteer(atlas).find(text, limit)


@lru_cache(maxsize=4)
def open_gazetteer(atlas: Atlas) -> Gazetteer:
    """Return the gazetteer over an atlas's places and GeoNames', made once.

    Raises
    ------
    GazetteerError
        If GeoNames' places cannot be read.
    """
    places = (*_list_own(atlas.places), *_list_further(atlas.places))
    named = dict.fromkeys(
        (normalise_name(variant), number, variant)
        for number, (place, _) in enumerate(places)
        for name in (place.name, place.name_ar, *place.alt_names)
        for variant in write_variants(name)
        if normalise_name(variant)
    )
    return Gazetteer(
        places=places,
        forms=tuple(form for form, _, _ in named),
        owners=tuple((number, name) for _, number, name in named),
    )


def _list_own(places: Iterable[Place]) -> Iterator[tuple[Place, Source]]:
    for place in places:
        yield place, "places.csv"


def _list_further(known: Iterable[Place]) -> Iterator[tuple[Place, Source]]:
    numbers = {_cite(place) for place in known}
    namesakes: dict[str, list[Place]] = defaultdict(list)
    for place in known:
        namesakes[normalise_name(place.name)].append(place)
    for place in read_geonames():
        others = namesakes[normalise_name(place.name)]
        near = any(_measure_km(place, other) < _SAME_PLACE_KM for other in others)
        if _cite(place) not in numbers and not near:
            yield place, "GeoNames"


def _cite(place: Place) -> str:
    return place.coordinate_source.partition(",")[0]


def _measure_km(one: Place, other: Place) -> float:
    return float(to_metres(one.point).distance(to_metres(other.point))) / 1000
