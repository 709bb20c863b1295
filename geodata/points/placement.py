"""Placing the rows of a table: the four columns that are added, and the count of what came out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from corpus.zone_ids import ZONE_IDS
from geodata.points.coordinates import FINE, PROBLEMS, Coordinates
from geodata.points.grading import GRADES, INSIDE, OUTSIDE, Codes, Floats, Grade, Outlines

ADDED = ("zone", "certainty", "distance_km", "stretch")


@dataclass(frozen=True, eq=False)
class Placement:
    """Where each row lies, in lists as long as the table's chunk.

    ``zone`` is a zone's id, empty outside; ``certainty`` a grade or "not placed: " and the reason;
    ``distance_km`` the distance to the nearest drawn line with one decimal, NaN where it was not
    measured; ``stretch`` the id of the stretch that decides, empty with it. ``grades`` holds the
    grades' codes, -1 for a row that is not placed.
    """

    lon: Floats
    lat: Floats
    grades: Codes
    zone: list[str]
    certainty: list[str]
    distance_km: Floats
    stretch: list[str]


@dataclass
class Tally:
    """How many rows came out how; tallies of parts add up.

    ``grades`` counts rows by zone id (empty outside) and grade, ``problems`` those not placed by
    reason. ``swapped`` counts the rows outside Syria that would lie in it with longitude and
    latitude exchanged, ``in_syria`` those that lie in it as they are. ``months`` counts rows by
    zone, grade and month (``2017-05``, or empty where no month can be read), for tables with dates.
    """

    rows: int = 0
    grades: Counter[tuple[str, Grade]] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    months: Counter[tuple[str, Grade, str]] = field(default_factory=Counter)
    in_syria: int = 0
    swapped: int = 0

    @property
    def unplaced(self) -> int:
        """The number of rows that are not placed."""
        return self.problems.total()

    def add(self, other: "Tally") -> None:
        """Count another part of the table in."""
        self.rows += other.rows
        self.grades += other.grades
        self.problems += other.problems
        self.months += other.months
        self.in_syria += other.in_syria
        self.swapped += other.swapped


def place_rows(
    coordinates: Coordinates, outlines: Outlines, months: Sequence[str] | None = None
) -> tuple[Placement, Tally]:
    """Return where the rows of a chunk lie, and their count.

    ``coordinates`` are settled: in WGS 84, NaN where there is a problem.
    """
    lon, lat, problems = coordinates.lon, coordinates.lat, coordinates.problems
    zones, grades = outlines.grade(lon, lat)
    distances, stretches = outlines.measure(lon, lat, zones, grades)
    labels = [*GRADES, *(f"not placed: {reason}" for reason in PROBLEMS)]
    placed = problems == FINE
    placement = Placement(
        lon=lon,
        lat=lat,
        grades=np.where(placed, grades, -1),
        zone=_take(("", *outlines.zones), zones + 1),
        certainty=_take(labels, np.where(placed, grades, problems + len(GRADES))),
        distance_km=np.round(distances, 1),
        stretch=_take(("", *(stretch.id for stretch in outlines.stretches)), stretches + 1),
    )
    in_syria = outlines.is_in_syria(lon, lat)
    tally = Tally(
        rows=len(coordinates),
        grades=_count_grades(zones[placed], grades[placed], outlines),
        problems=Counter(
            {PROBLEMS[code]: int((problems == code).sum()) for code in np.unique(problems[~placed])}
        ),
        in_syria=int(in_syria.sum()),
        swapped=int((outlines.is_in_syria(lat, lon) & ~in_syria).sum()),
    )
    if months is not None:
        tally.months = Counter(
            (zone, GRADES[grade], month)
            for zone, grade, month in zip(
                placement.zone, placement.grades.tolist(), months, strict=True
            )
            if grade >= OUTSIDE
        )
    return placement, tally


def _take(labels: Iterable[str], codes: Codes) -> list[str]:
    taken: list[str] = np.array(list(labels), dtype=object)[codes].tolist()
    return taken


def _count_grades(zones: Codes, grades: Codes, outlines: Outlines) -> Counter[tuple[str, Grade]]:
    pairs, counts = np.unique(zones * len(GRADES) + grades, return_counts=True)
    names = (*outlines.zones, "")  # -1, outside, is the last
    return Counter(
        {
            (names[pair // len(GRADES)], GRADES[pair % len(GRADES)]): int(count)
            for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True)
        }
    )


def summarise(tally: Tally) -> list[str]:
    """Return what came out as lines for a reader, warnings last."""
    by_grade = Counter[Grade]()
    for (_, grade), count in tally.grades.items():
        by_grade[grade] += count
    grades = ", ".join(f"{by_grade[grade]:,} {grade}" for grade in reversed(GRADES))
    lines = [f"{tally.rows:,} rows: {grades}; {tally.unplaced:,} not placed."]
    for zone in ZONE_IDS:
        counts = [(tally.grades[zone, grade], grade) for grade in GRADES[INSIDE:OUTSIDE:-1]]
        if any(count for count, _ in counts):
            lines.append(f"{zone}: {', '.join(f'{count:,} {grade}' for count, grade in counts)}.")
    if tally.unplaced:
        reasons = "; ".join(f"{count:,} {reason}" for reason, count in tally.problems.most_common())
        lines.append(f"Not placed, with the reason in the column certainty: {reasons}.")
    return [*lines, *warn(tally)]


def warn(tally: Tally) -> list[str]:
    """Return what a reader should know before using the result: swapped columns, nothing near."""
    if tally.swapped > tally.in_syria:
        return [
            f"Longitude and latitude seem to be swapped: {tally.swapped:,} rows lie in Syria only "
            f"when the two are exchanged, {tally.in_syria:,} as they are."
        ]
    # A table of the whole region has rows in Turkey and Cyprus of which that is true by chance.
    if 2 * tally.swapped > tally.rows - tally.unplaced - tally.in_syria:
        return [
            f"{tally.swapped:,} rows outside Syria would lie in it if longitude and latitude were "
            f"exchanged in them."
        ]
    if tally.rows and not tally.in_syria and tally.unplaced < tally.rows:
        return ["No row lies in Syria; are these the right columns, and is it the right --crs?"]
    return []


def choose_names(taken: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the four columns: with _2, _3 ... where a table has one of them already.

    Upper and lower case count as the same, as in a GeoPackage.
    """
    known = {name.casefold() for name in taken}
    number = 1
    names: tuple[str, ...] = ADDED
    while known & set(names):
        number += 1
        names = tuple(f"{name}_{number}" for name in ADDED)
    return names
