"""Names of areas: the zones, the governorates, and parts of them. They are no places.

A zone or a governorate has no one answer to "was it inside?"; where one is asked for, that is said.
A name alone is the town, with "governorate" beside it the area.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from corpus.quoting import quote
from geodata.gazetteer.area_words import (
    DIRECTIONS,
    DISTRICTS,
    LANDS,
    PARTS,
    SURELY_ZONES,
    UNITS,
    ZONES,
)
from geodata.gazetteer.governorates import find_coded, find_governorate, read_governorates
from geodata.gazetteer.name_parts import hear_name
from geodata.gazetteer.phonetics import fold_letters, sound_alike
from geodata.gazetteer.spots import find_town, is_road
from geodata.gazetteer.surroundings import find_middles
from geodata.gazetteer.transliteration import normalise_name
from geodata.records import Atlas, Zone
from geodata.records.country import COUNTRY

AreaKind = Literal[
    "country",
    "part of the country",
    "zone",
    "governorate",
    "part of a governorate",
    "district",
    "landscape",
    "road",
    "around a place",
]

_SAME_NAME = 0.15
_STROKE = re.compile(r"\s*[/|;]\s*")
_ELISION = re.compile(r"\b[dl]['’](?=\w)", re.IGNORECASE)
# North-west and north western, as one word.
_COMPOUND = re.compile(r"\b(north|south)-?\s?((?:east|west)(?:ern)?)\b")
_COUNTRY = frozenset(fold_letters(name) for name in COUNTRY.names)
# The governorate that has the name of the city in its middle, which is one of its own.
_COUNTRYSIDE = COUNTRY.capital.countryside if COUNTRY.capital else ""
_LEFT_OUT = frozenset(["the", "of", "in", "and", "al", "el", "as", "ash", "at"])


@dataclass(frozen=True)
class Area:
    """An area that is asked for as if it were a place.

    ``zone`` is the zone, where it is one; ``town`` the name of the town that it is called after, if
    there is one.
    """

    kind: AreaKind
    name: str
    name_ar: str
    sentence: str
    zone: Zone | None = None
    town: str = ""


def find_zone(name: str, atlas: Atlas) -> Zone | None:
    """Return the zone that a name is the name of; what is a town's name too is none."""
    wanted = {_key(name, frozenset()), _key(name, ZONES)} - {()}
    towns = frozenset[tuple[str, ...]]()
    if not {*_split(name)} & SURELY_ZONES:
        towns = _list_town_keys(atlas)
    return next((zone for zone, keys in _list_zone_keys(atlas) if wanted & keys - towns), None)


def find_area(name: str, atlas: Atlas, is_place: Callable[[str], bool]) -> Area | None:
    """Return the area that a name says it is the name of.

    ``is_place`` says of what stands beside a word such as "district" whether it is a place's name.
    """
    if zone := find_zone(name, atlas):
        sentence = (
            f"{quote(name)} is an area, the zone {zone.name}, and not a place: "
            f"ask for a place or a point."
        )
        return Area("zone", zone.name, zone.name_ar, sentence, zone)
    plain = _ELISION.sub("", name)
    if country := _find_country(name.strip(), _leave_out(plain, PARTS)):
        return country
    words = _split(plain)
    said = [word for word in words if word in UNITS or word in PARTS]
    rest = _leave_out(plain, UNITS | PARTS)
    directions = [word for word in words if word in DIRECTIONS]
    governorates = find_governorates(plain, atlas)
    if governorates and (said or directions or governorates == {_COUNTRYSIDE}):
        governorate = sorted(governorates)[-1]
        name_ar = dict(read_governorates())[governorate]
        is_whole = not directions and (governorate == _COUNTRYSIDE or not {*said} & PARTS)
        kind: AreaKind = "governorate" if is_whole else "part of a governorate"
        called = "the governorate" if is_whole else "a part of the governorate"
        sentence = (
            f"{quote(name)} is an area, {called} {governorate}, and not one point: "
            f"ask for a place or a point in it."
        )
        return Area(kind, governorate, name_ar, sentence, town=rest)
    if middle := next(filter(is_place, find_middles(name)), ""):
        sentence = (
            f"{quote(name)} is an area round or beside a place, and not one point: "
            f"ask for the place, or for a point of the area."
        )
        return Area("around a place", name, "", sentence, town=middle)
    if rest and ({*said} & DISTRICTS or (said and is_place(rest))):
        sentence = f"{quote(name)} is an area, and not one point: ask for a place or a point in it."
        return Area("district", name, "", sentence, town=rest)
    if _is_landscape(plain):
        return _make_area("landscape", name, "a landscape")
    return None


def find_spot(name: str, is_place: Callable[[str], bool]) -> Area | None:
    """Return the road that a name is that of, or the surroundings of a hospital or a market."""
    if is_road(name):
        return _make_area("road", name, "a road")
    if town := find_town(name, is_place):
        sentence = (
            f"{quote(name)} lies in or by a place, and its own position is not known here: "
            f"ask for the place, or for a point."
        )
        return Area("around a place", name, "", sentence, town=town)
    return None


def find_governorates(name: str, atlas: Atlas) -> frozenset[str]:
    """Return the governorates that a name may mean: one, two of one name, or none.

    The capital's name is the governorate's; words such as "governorate" or "ريف" may stand beside.
    Codes of ISO 3166-2 and of OCHA count as well, and several with a stroke between them.
    """
    if coded := find_coded(name):
        return frozenset({coded})
    parts = [_find_named(part, atlas) for part in _STROKE.split(name)]
    return frozenset[str]().union(*parts) if all(parts) else frozenset()


def _find_named(name: str, atlas: Atlas) -> frozenset[str]:
    words = _split(name)
    rest = _leave_out(name, UNITS | PARTS)
    if not rest:
        return frozenset()
    found = {
        governorate
        for governorate, names in _list_governorates(atlas)
        if any(_is_same(rest, known) or _is_same(name, known) for known in names)
    }
    if COUNTRY.capital and found & {COUNTRY.capital.city, _COUNTRYSIDE}:
        is_rural = any(word in PARTS for word in words)
        return frozenset({_COUNTRYSIDE} if is_rural else {COUNTRY.capital.city, _COUNTRYSIDE})
    return frozenset(found)


def _find_country(name: str, rest: str) -> Area | None:
    """Return the country, if that is the name, or its part, if only what else is said is left."""
    if fold_letters(name) in _COUNTRY:
        sentence = (
            f"{quote(name)} is the whole country, and not a place: ask for a place or a point."
        )
        return Area("country", COUNTRY.name, COUNTRY.name_local, sentence)
    if fold_letters(rest) in _COUNTRY:
        return _make_area("part of the country", name, "a part of the country")
    return None


def _make_area(kind: AreaKind, name: str, called: str) -> Area:
    sentence = f"{quote(name)} is {called}, and not one point: ask for a place or a point in it."
    return Area(kind, name, "", sentence)


def _is_landscape(name: str) -> bool:
    asked = {name, _leave_out(name, LANDS)} - {""}
    return any(_is_same(text, known) for known in COUNTRY.landscapes for text in asked)


@lru_cache(maxsize=4)
def _list_governorates(atlas: Atlas) -> tuple[tuple[str, tuple[str, ...]], ...]:
    listed = []
    for name, name_ar in read_governorates():
        capitals = [
            known
            for place in atlas.places
            if place.rank == 1 and find_governorate(place.lon, place.lat) == name
            for known in (place.name, place.name_ar, *place.alt_names)
        ]
        listed.append((name, (name, name_ar, *capitals)))
    return tuple(listed)


@lru_cache(maxsize=4)
def _list_town_keys(atlas: Atlas) -> frozenset[tuple[str, ...]]:
    return frozenset(
        _key(name, frozenset())
        for place in atlas.places
        for name in (place.name, place.name_ar, *place.alt_names)
    )


@lru_cache(maxsize=4)
def _list_zone_keys(atlas: Atlas) -> tuple[tuple[Zone, frozenset[tuple[str, ...]]], ...]:
    return tuple(
        (
            zone,
            frozenset(
                _key(name, left_out)
                for name in (zone.name, zone.name_ar, *zone.alt_names)
                for left_out in (frozenset[str](), ZONES)
            ),
        )
        for zone in atlas.zones
    )


def _key(name: str, left_out: frozenset[str]) -> tuple[str, ...]:
    words = (DIRECTIONS.get(word, word) for word in _split(name) if word not in left_out)
    return tuple(
        sorted(
            word if word in DIRECTIONS else normalise_name(word)
            for word in words
            if word not in _LEFT_OUT
        )
    )


def _split(name: str) -> list[str]:
    text = fold_letters(name).replace("ة", "ه").replace("ى", "ي")
    text = _COMPOUND.sub(r"\1\2", text)
    found = re.findall(r"[^\W_]+", text)
    return [word.removeprefix("ال") if len(word) > 3 else word for word in found]


def _leave_out(name: str, words: frozenset[str]) -> str:
    dropped = words | {*DIRECTIONS}
    kept = [
        word
        for word in re.split(r"[\s,]+", name)
        if word and not ({*_split(word)} and {*_split(word)} <= dropped)
    ]
    while kept and kept[0].casefold() in _LEFT_OUT - {"al", "el", "as", "ash", "at"}:
        kept = kept[1:]
    return " ".join(kept)


def _is_same(one: str, other: str) -> bool:
    if normalise_name(one) == normalise_name(other):
        return True
    return sound_alike(hear_name(one), hear_name(other), _SAME_NAME)
