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
from geodata.gazetteer.governorates import find_governorate, read_governorates
from geodata.gazetteer.name_parts import hear_name
from geodata.gazetteer.phonetics import fold_letters, measure_difference
from geodata.gazetteer.surroundings import find_middles
from geodata.gazetteer.transliteration import normalise_name
from geodata.records import Atlas, Zone
from geodata.records.country import COUNTRY

AreaKind = Literal[
    "country", "zone", "governorate", "part of a governorate", "district", "around a place"
]

_SAME_NAME = 0.15
_DIRECTIONS = {
    word: words.split()[0]
    for words in (
        "north northern nord shamal shamali شمال شمالي شماليه",
        "south southern sud janub janubi جنوب جنوبي جنوبيه",
        "east eastern est ost orientale oriental sharq sharqi sharqiya sharqiyah شرق شرقي شرقيه",
        "west western ouest occidentale gharb gharbi gharbiya gharbiyah غرب غربي غربيه",
    )
    for word in words.split()
}
_UNITS = frozenset(
    [
        "governorate",
        "province",
        "provinces",
        "muhafazat",
        "muhafaza",
        "muhafazah",
        "mohafazat",
        "mohafaza",
        "gouvernorat",
        "provinz",
        "vilayeti",
        "ili",
        "provintsiya",
        "provintsii",
        "محافظه",
    ]
)
_PARTS = frozenset(
    [
        "countryside",
        "rural",
        "rif",
        "reef",
        "outskirts",
        "suburbs",
        "campagne",
        "kirsali",
        "district",
        "subdistrict",
        "sub",
        "nahiya",
        "nahiyah",
        "mantiqa",
        "mantiqat",
        "qada",
        "region",
        "ريف",
        "ريفي",
        "منطقه",
        "ناحيه",
        "قضاء",
        "قضا",
        "ضواحي",
    ]
)
_ZONES = frozenset(
    [
        "zone",
        "zones",
        "area",
        "pocket",
        "enclave",
        "deescalation",
        "de",
        "escalation",
        "ريف",
        "منطقه",
        "مناطق",
        "خفض",
        "تصعيد",
        "rif",
        "countryside",
        "rural",
    ]
)
_ELISION = re.compile(r"\b[dl]['’](?=\w)", re.IGNORECASE)
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
    wanted = {_key(name, frozenset()), _key(name, _ZONES)} - {()}
    return next((zone for zone, keys in _list_zone_keys(atlas) if wanted & keys), None)


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
    if fold_letters(name.strip()) in _COUNTRY:
        sentence = (
            f"{quote(name)} is the whole country, and not a place: ask for a place or a point."
        )
        return Area("country", COUNTRY.name, COUNTRY.name_local, sentence)
    plain = _ELISION.sub("", name)
    words = _split(plain)
    said = [word for word in words if word in _UNITS or word in _PARTS]
    rest = _leave_out(plain, _UNITS | _PARTS)
    directions = [word for word in words if word in _DIRECTIONS]
    governorates = find_governorates(plain, atlas)
    if governorates and (said or directions or governorates == {_COUNTRYSIDE}):
        governorate = sorted(governorates)[-1]
        name_ar = dict(read_governorates())[governorate]
        is_whole = not directions and (governorate == _COUNTRYSIDE or not {*said} & _PARTS)
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
    if said and rest and is_place(rest):
        sentence = f"{quote(name)} is an area, and not one point: ask for a place or a point in it."
        return Area("district", name, "", sentence, town=rest)
    return None


def find_governorates(name: str, atlas: Atlas) -> frozenset[str]:
    """Return the governorates that a name may mean: one, two of one name, or none.

    The capital's name is the governorate's; words such as "governorate" or "ريف" may stand beside.
    """
    words = _split(name)
    rest = _leave_out(name, _UNITS | _PARTS)
    if not rest:
        return frozenset()
    found = {
        governorate
        for governorate, names in _list_governorates(atlas)
        if any(_is_same(rest, known) or _is_same(name, known) for known in names)
    }
    if COUNTRY.capital and found & {COUNTRY.capital.city, _COUNTRYSIDE}:
        is_rural = any(word in _PARTS for word in words)
        return frozenset({_COUNTRYSIDE} if is_rural else {COUNTRY.capital.city, _COUNTRYSIDE})
    return frozenset(found)


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
def _list_zone_keys(atlas: Atlas) -> tuple[tuple[Zone, frozenset[tuple[str, ...]]], ...]:
    towns = {
        _key(name, frozenset())
        for place in atlas.places
        for name in (place.name, place.name_ar, *place.alt_names)
    }
    return tuple(
        (
            zone,
            frozenset(
                _key(name, left_out)
                for name in (zone.name, zone.name_ar, *zone.alt_names)
                for left_out in (frozenset[str](), _ZONES)
            )
            - towns,
        )
        for zone in atlas.zones
    )


def _key(name: str, left_out: frozenset[str]) -> tuple[str, ...]:
    words = (_DIRECTIONS.get(word, word) for word in _split(name) if word not in left_out)
    return tuple(
        sorted(
            word if word in _DIRECTIONS else normalise_name(word)
            for word in words
            if word not in _LEFT_OUT
        )
    )


def _split(name: str) -> list[str]:
    text = fold_letters(name).replace("ة", "ه").replace("ى", "ي")
    found = re.findall(r"[^\W_]+", text)
    return [word.removeprefix("ال") if len(word) > 3 else word for word in found]


def _leave_out(name: str, words: frozenset[str]) -> str:
    dropped = words | {*_DIRECTIONS}
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
    return any(
        (difference := measure_difference(mine, theirs)) is not None and difference <= _SAME_NAME
        for mine in hear_name(one)
        for theirs in hear_name(other)
    )
