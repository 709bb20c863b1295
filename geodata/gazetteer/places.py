"""All places that can be found: those of places.csv, GeoNames', Wikipedia's, the control points.

A place that several of them have is one place: it is the first one's, with the names of all.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain, count
from math import nextafter
from typing import Literal

from geodata.gazetteer.geonames import read_geonames
from geodata.gazetteer.name_parts import hear_name
from geodata.gazetteer.phonetics import Sound, fold_letters, sound_alike
from geodata.gazetteer.wikipedia import read_wikipedia
from geodata.projection import to_metres
from geodata.records import Atlas, Place
from geodata.records.control_points import ControlPoint
from geodata.records.country import COUNTRY

Source = Literal["places.csv", "GeoNames", "Wikipedia", "control points"]

# One place in two sources: names that sound the same, not farther apart than this.
SAME_PLACE_KM = 6.0
_SAME_NAME = nextafter(0.2, 0.0)  # less than that
_HELD_IN_DOUBT = "likely mapping error"
# Of these words alone no name is made: "Military Checkpoint 2".
_GENERIC = (
    "military checkpoint checkpoints army base air defense defence artillery engineering "
    "battalion brigade regiment fuel gas storage electric grid station factory complex "
    "camp college crossing the of and industrial area train police hospital"
)
_NO_NAMES = frozenset(_GENERIC.split())
# What a place is, said behind its name, is no part of the name; where it lies is told by the point.
_BEHIND = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True)
class KnownPlace:
    """A place with all names that it is known by, and the table that it comes from.

    ``doubtful`` are names that GeoNames gives it, but that may be another place's.
    """

    place: Place
    names: tuple[str, ...]
    source: Source
    doubtful: tuple[str, ...] = ()


class _Collection:
    """Places that are told apart by what they are called and where they lie."""

    def __init__(self) -> None:
        self.places: list[KnownPlace] = []
        self._sounds: list[frozenset[Sound]] = []
        self._metres: list[tuple[float, float]] = []
        self._cited: dict[str, int] = {}

    def add(self, place: Place, source: Source) -> None:
        names = tuple(filter(None, (place.name, place.name_ar, *place.alt_names)))
        sounds = frozenset(sound for name in names for sound in hear_name(name))
        point = to_metres(place.point)
        cited = place.coordinate_source.partition(",")[0]
        number = self._cited.get(cited) if source == "GeoNames" else None
        if number is None and source != "places.csv":
            number = self._find(sounds, point.x, point.y)
        if number is None:
            number = len(self.places)
            self._cited[cited] = number
            self.places.append(KnownPlace(place, (), source))
            self._sounds.append(frozenset())
            self._metres.append((point.x, point.y))
        known = self.places[number]
        doubtful = _list_doubtful(place, known.place) if source == "GeoNames" else ()
        self.places[number] = replace(
            known,
            names=tuple(dict.fromkeys((*known.names, *(n for n in names if n not in doubtful)))),
            doubtful=(*known.doubtful, *doubtful),
        )
        self._sounds[number] |= sounds

    def _find(self, sounds: Iterable[Sound], x: float, y: float) -> int | None:
        reach = SAME_PLACE_KM * 1000
        for number, (east, north) in enumerate(self._metres):
            is_there = (east - x) ** 2 + (north - y) ** 2 < reach**2
            if is_there and sound_alike(sounds, self._sounds[number], _SAME_NAME):
                return number
        return None


def _list_doubtful(found: Place, known: Place) -> tuple[str, ...]:
    """Return the further names of a place of GeoNames that sound like none of its own.

    Now and then they are those of a village of its surroundings; a town is known by old and foreign
    names as well.
    """
    if known.rank < found.rank:
        return ()
    own = [found.name, found.name_ar, known.name, known.name_ar, *_list_further(known, found)]
    sounds = [sound for name in own for sound in hear_name(name)]
    return tuple(
        name
        for name in found.alt_names
        if (heard := hear_name(name)) and not sound_alike(heard, sounds)
    )


def _list_further(known: Place, found: Place) -> tuple[str, ...]:
    return () if known is found else known.alt_names


def collect_places(atlas: Atlas) -> tuple[KnownPlace, ...]:
    """Return all places that can be found by their name, those of places.csv first.

    Raises
    ------
    GazetteerError
        If GeoNames' places or Wikipedia's cannot be read.
    """
    collection = _Collection()
    for place in atlas.places:
        collection.add(place, "places.csv")
    for place in read_geonames() if COUNTRY.geonames else ():
        collection.add(place, "GeoNames")
    for place in read_wikipedia():
        collection.add(place, "Wikipedia")
    taken: set[str] = set()
    for control in atlas.control_points:
        if _HELD_IN_DOUBT not in control.name and not _is_nameless(control.name):
            collection.add(_make_place(control, taken), "control points")
    return tuple(collection.places)


def _is_nameless(name: str) -> bool:
    words = re.findall(r"[a-z]+|\d\d+", _BEHIND.sub("", name).casefold())
    return _NO_NAMES.issuperset(words)


def _make_place(control: ControlPoint, taken: set[str]) -> Place:
    name, *others = [part.strip() for part in _BEHIND.sub("", control.name).split("/")]
    plain = re.sub(r"[^a-z0-9]+", "-", fold_letters(name).encode("ascii", "ignore").decode())
    slug = f"control-{plain.strip('-')}"
    numbered = (f"{slug}-no-{number}" for number in count(2))
    identifier = next(known for known in chain([slug], numbered) if known not in taken)
    taken.add(identifier)
    return Place(
        id=identifier,
        name=name or control.name,
        alt_names=";".join([*filter(None, others), control.name]),
        lon=control.lon,
        lat=control.lat,
        coordinate_source=control.source,
    )
