"""How often a name is answered for, and how often wrongly: ``python -m tests.geodata.place_names``.

Two measures. The list place_names.csv has names that are a known place's, spelt as people do, and
names of places that the gazetteer lacks. And each known place is left out in turn and asked for:
whatever is then answered for is another place.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import corpus
import geodata
from geodata.gazetteer.findings import Finding, measure_km
from geodata.gazetteer.matching import Gazetteer, find_place, open_gazetteer
from geodata.gazetteer.name_index import SAME_LETTERS, Hits, NameIndex
from geodata.records import Atlas

LIST = Path(__file__).with_name("place_names.csv")
_ELSEWHERE_KM = 12
SEVERAL, AREA = "several", "an area"


@dataclass(frozen=True)
class ListedName:
    """A name, the id of its place (empty: not in the gazetteer) and where that lies.

    In the id's place stands ``several`` where the gazetteer has several places of the name, and
    ``an area`` where the name is that of no one point.
    """

    name: str
    place: str
    governorate: str


@dataclass(frozen=True)
class Measured:
    """How many names of known places there are, how many were answered for, and how.

    ``absent`` counts the names of all others: of places not known, of several places, of areas;
    ``not_said`` lists those of the last two of which that is not said.
    """

    known: int
    absent: int
    right: int
    wrong: tuple[str, ...]
    not_said: tuple[str, ...]

    @property
    def recall(self) -> float:
        """Which part of the names of known places was answered for rightly."""
        return self.right / self.known


def read_list() -> list[ListedName]:
    """Return the list's names."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return [ListedName(**row) for row in csv.DictReader(file)]


def measure_list(find: Callable[[str], Finding]) -> Measured:
    """Return how the list's names are answered for."""
    right, wrong, not_said = 0, [], []
    names = read_list()
    for listed in names:
        found = find(listed.name)
        match = found.match
        if (listed.place == AREA and not found.area) or (
            listed.place == SEVERAL and len(found.others) < 2
        ):
            not_said.append(listed.name)
        if match is not None and match.place.id == listed.place:
            right += 1
        elif match is not None:
            wrong.append(f"{listed.name} -> {match.place.name}")
    known = sum(1 for listed in names if listed.place not in ("", SEVERAL, AREA))
    return Measured(known, len(names) - known, right, tuple(wrong), tuple(not_said))


class _WithoutOne(NameIndex):
    """An index of names of which one place is not found."""

    left_out = -1

    def find_letters(self, name: str) -> Hits:
        return self._leave_out(super().find_letters(name))

    def find_sound(self, name: str) -> Hits:
        return self._leave_out(super().find_sound(name))

    def _leave_out(self, hits: Hits) -> Hits:
        return {number: hit for number, hit in hits.items() if number != type(self).left_out}


def measure_left_out(atlas: Atlas) -> tuple[int, list[str], list[str]]:
    """Return how many places were left out, and which names were answered for with another place.

    First come those of the same letters, true namesakes, then those that only sound the same.
    """
    known = open_gazetteer(atlas).names
    gazetteer = Gazetteer(
        _WithoutOne(
            known.places, known.by_letters, known.by_part, known.by_sound, known.forms, known.owners
        )
    )
    namesakes: list[str] = []
    alike: list[str] = []
    for number, place in enumerate(known.places):
        _WithoutOne.left_out = number
        match = gazetteer.find(place.place.name, atlas).match
        if match is not None and measure_km(match.place, place.place) > _ELSEWHERE_KM:
            said = f"{place.place.name} -> {match.place.name} ({match.spelling})"
            (namesakes if match.score >= SAME_LETTERS else alike).append(said)
    return len(known.places), namesakes, alike


def main() -> None:
    """Print both measures."""
    atlas = geodata.load(corpus.load())
    measured = measure_list(lambda name: find_place(name, atlas))
    print(
        f"{measured.right} of {measured.known} names of known places answered for rightly "
        f"({measured.recall:.1%}); of these and {measured.absent} other names "
        f"{len(measured.wrong)} with another place."
    )
    total, namesakes, alike = measure_left_out(atlas)
    print(
        f"{total} places left out in turn: {len(namesakes)} answered for with a namesake, "
        f"{len(alike)} with a name that sounds the same."
    )
    print("\n".join([*measured.wrong, *namesakes, *alike]))


if __name__ == "__main__":
    main()
