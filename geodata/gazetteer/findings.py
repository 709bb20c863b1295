"""What a name is found to be the name of."""

from dataclasses import dataclass

from geodata.gazetteer.areas import Area
from geodata.gazetteer.places import Source
from geodata.projection import to_metres
from geodata.records import Place


@dataclass(frozen=True)
class PlaceMatch:
    """A place whose name is the one asked for, or is like it.

    ``number`` is the place's in the gazetteer, ``spelling`` the one of its names that is nearest,
    ``score`` how near from 0 to 1 (1: letter for letter, 0.99: another usual spelling, from 0.8: it
    sounds the same), ``source`` the table it comes from; ``governorate`` is the one it lies in.
    ``in_no_zone``: it is known to lie in none, though the uncertainty of a line reaches it.
    """

    number: int
    place: Place
    spelling: str
    score: float
    source: Source
    governorate: str
    in_no_zone: bool


# What follows the reason where there is no answer.
DID_YOU_MEAN = " Did you mean "
_NOTHING_LIKE = " No name like it is in the gazetteer."


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

    @property
    def reason_alone(self) -> str:
        """The reason without the candidates, which have a place of their own."""
        return self.reason.partition(DID_YOU_MEAN)[0].removesuffix(_NOTHING_LIKE)


def ask_for(reason: str, candidates: tuple[PlaceMatch, ...]) -> Finding:
    """Return what is found where no place is surely meant: the reason, and what may be meant."""
    if not candidates:
        return Finding(reason=reason + _NOTHING_LIKE)
    names = ", ".join(f"{match.place.name} ({match.governorate})" for match in candidates)
    return Finding(others=candidates, reason=f"{reason}{DID_YOU_MEAN}{names}?")


def measure_km(one: Place, other: Place) -> float:
    """Return how far two places are apart, in kilometres."""
    return float(to_metres(one.point).distance(to_metres(other.point))) / 1000
