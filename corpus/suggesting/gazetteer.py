"""Names of places with the zone that each lies in or near, from a table.

It is the data folder's ``geodata/places.csv``: a file that is read here, not code that is imported.
"""

import csv
import io
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corpus.agreement import AGREEMENT
from corpus.reading import read_text
from corpus.suggesting.matching import Found, Matcher, split_words

_COUNTRY = "|".join(map(re.escape, AGREEMENT.country_words)) or "country"
# Words with a capital that may stand next to a place's name without being part of a longer one.
_AROUND = re.compile(
    r"(?:province|governorate|countryside|city|town|village|district|region|area|suburbs?|plain|north\w*|"
    r"south\w*|east\w*|west\w*|central|rural|greater|old|new|in|near|on|at|from|to|of|and|the|"
    r"\w+day|january|february|march|april|may|june|july|august|september|october|november|december|"
    rf"{_COUNTRY}|airport|airbase|airfield|military|mr|but|for|by|after|before|while|since)",
    re.IGNORECASE,
)  # fmt: skip
_GAP = re.compile(r"[\s-]{1,3}")


@dataclass(frozen=True)
class Place:
    """A place: ``zone`` is that which it lies in or near, or empty.

    ``relation`` says which: ``inside``, ``outside_near`` or ``contested_or_unknown``.
    """

    id: str
    name: str
    names: tuple[str, ...]
    zone: str
    relation: str
    lon: float
    lat: float

    @property
    def is_in_zone(self) -> bool:
        """Whether it lies in a zone, or may."""
        return bool(self.zone) and self.relation != "outside_near"


@dataclass(frozen=True)
class Gazetteer:
    """The places of a data folder, and finding them in a text."""

    places: tuple[Place, ...] = ()

    @cached_property
    def _matcher(self) -> Matcher[Place]:
        return Matcher((name, place) for place in self.places for name in place.names)

    def find(self, text: str) -> list[tuple[Found[Place], tuple[Place, ...]]]:
        """Return each name found, the longest where they overlap, with all places of that name."""
        by_span: dict[tuple[int, int], list[Found[Place]]] = {}
        for found in self._matcher.find(text):
            by_span.setdefault((found.start, found.end), []).append(found)
        names = []
        taken_to = -1
        for (start, end), matches in sorted(
            by_span.items(), key=lambda item: (item[0][0], -item[0][1])
        ):
            if start < taken_to or not _is_name(text, start, end):
                continue
            taken_to = end
            names.append((matches[0], tuple(match.key for match in matches)))
        return names


def load_gazetteer(path: Path) -> Gazetteer:
    """Return the places of a table; none where there is no table.

    Rows without a position are left out: the table's own check tells of them.

    Raises
    ------
    ReadError
        If the file is there and cannot be read.
    """
    if not path.exists():
        return Gazetteer()
    places = []
    for row in csv.DictReader(io.StringIO(read_text(path))):
        names = [row.get("name"), row.get("name_ar"), *(row.get("alt_names") or "").split(";")]
        try:
            lon, lat = float(row.get("lon") or ""), float(row.get("lat") or "")
        except ValueError:
            continue
        places.append(
            Place(
                id=row.get("id") or "",
                name=row.get("name") or "",
                names=tuple(dict.fromkeys(name for name in names if name)),
                zone=row.get("zone") or "",
                relation=row.get("relation") or "",
                lon=lon,
                lat=lat,
            )
        )
    return Gazetteer(tuple(places))


def _is_name(text: str, start: int, end: int) -> bool:
    """Return whether words are a place's name here: not a common word, nor a part of a longer name.

    Only scripts with capitals can tell: *the State Duma*, *Jasim Mohammed* and *a harem* are none.
    """
    words = text[start:end]
    if not any(sign.isupper() or sign.islower() for sign in words):
        return True
    if not any(sign.isupper() for sign in words):
        return False
    before = text[max(0, start - 40) : start]
    after = text[end : end + 40]
    previous = list(split_words(before))
    if previous:
        word = before[slice(*previous[-1])]
        is_close = _GAP.fullmatch(before, previous[-1][1])
        if is_close and (word.lower() == "the" and " " not in words):
            return _AROUND.match(after.strip()) is not None
        head = before[: previous[-1][0]].rstrip()
        is_first = not head or head[-1] in ".!?:"
        if is_close and word[0].isupper() and not _AROUND.fullmatch(word) and not is_first:
            return False
    following = next(split_words(after), None)
    if following and _GAP.fullmatch(after, 0, following[0]):
        word = after[slice(*following)]
        if word[0].isupper() and word[1:].islower() and not _AROUND.fullmatch(word):
            return False
    return True
