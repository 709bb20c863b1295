"""Placing the rows of a table: the columns that are added, and the count of the results."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from corpus.zone_ids import ZONE_IDS
from geodata.points.certainty import (
    CERTAINTIES,
    INSIDE,
    OUTSIDE,
    Certainty,
    Codes,
    Floats,
    Outlines,
)
from geodata.points.coordinates import REASONS, Coordinates, Problem
from geodata.points.months import MonthCounts, MonthKey
from geodata.zone_terms import find_status

ADDED = ("zone", "certainty", "distance_km", "stretch", "zone_status")


@dataclass(frozen=True, eq=False)
class Placement:
    """Where each row lies, in lists as long as the table's chunk.

    ``zone`` is a zone's id, empty outside; ``certainty`` one of `CERTAINTIES`, or "not placed: "
    and the reason; ``distance_km`` the distance to the nearest drawn line with one decimal, NaN
    where it was not measured; ``stretch`` the id of the stretch that decides, empty where nothing
    was measured; ``zone_status`` how the zone stood on the event's date, empty where there is no
    zone or no date. ``codes`` holds the codes of the certainties, -1 for a row that is not placed.
    """

    lon: Floats
    lat: Floats
    codes: Codes
    zone: list[str]
    certainty: list[str]
    distance_km: Floats
    stretch: list[str]
    zone_status: list[str]


@dataclass
class Tally:
    """The numbers of rows by result; tallies of parts add up.

    ``certainties`` counts rows by zone id (empty outside) and certainty, ``problems`` those not
    placed by reason. ``swapped`` counts the rows outside Syria that would lie in it with longitude
    and latitude exchanged, ``in_syria`` those that lie in it as they are. ``months`` counts the
    rows of tables with dates by month and by how the zone stood as well. ``notes`` say how the
    dates were read, where a reader should know.
    """

    rows: int = 0
    certainties: Counter[tuple[str, Certainty]] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    months: MonthCounts = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    in_syria: int = 0
    swapped: int = 0

    @property
    def unplaced(self) -> int:
        """The number of rows that are not placed."""
        return self.problems.total()

    def add(self, other: "Tally") -> None:
        """Count another part of the table in."""
        self.rows += other.rows
        self.certainties += other.certainties
        self.problems += other.problems
        self.months += other.months
        self.notes += [note for note in other.notes if note not in self.notes]
        self.in_syria += other.in_syria
        self.swapped += other.swapped


def place_rows(
    coordinates: Coordinates, outlines: Outlines, days: Sequence[str] | None = None
) -> tuple[Placement, Tally]:
    """Return where the rows of a chunk lie, and their count.

    ``coordinates`` are in WGS 84, NaN where there is a problem: see `coordinates.to_wgs84`.
    ``days`` are the events' dates as `event_dates` reads them, for tables that have any.
    """
    lon, lat, problems = coordinates.lon, coordinates.lat, coordinates.problems
    zones, certainties = outlines.classify(lon, lat)
    if coordinates.radius_km is not None:
        wide = np.flatnonzero((coordinates.radius_km > 0) & (problems == Problem.NONE))
        zones[wide], certainties[wide] = outlines.classify_circles(
            lon[wide], lat[wide], coordinates.radius_km[wide]
        )
    distances, stretches = outlines.measure(lon, lat, zones, certainties)
    labels = [*CERTAINTIES, *(f"not placed: {REASONS[problem]}" for problem in Problem)]
    placed = problems == Problem.NONE
    placement = Placement(
        lon=lon,
        lat=lat,
        codes=np.where(placed, certainties, -1),
        zone=_pick_labels(("", *outlines.zones), zones + 1),
        certainty=_pick_labels(labels, np.where(placed, certainties, problems + len(CERTAINTIES))),
        distance_km=np.round(distances, 1),
        stretch=_pick_labels(("", *(stretch.id for stretch in outlines.stretches)), stretches + 1),
        zone_status=_find_statuses(zones, days, outlines),
    )
    for row, reason in coordinates.reasons.items():
        placement.certainty[row] = f"not placed: {reason}"
    in_syria = outlines.is_in_syria(lon, lat)
    tally = Tally(
        rows=len(coordinates),
        certainties=_count_certainties(zones[placed], certainties[placed], outlines),
        problems=Counter(
            {REASONS[code]: int((problems == code).sum()) for code in np.unique(problems[~placed])}
        ),
        in_syria=int(in_syria.sum()),
        swapped=int((outlines.is_in_syria(lat, lon) & ~in_syria).sum()),
    )
    if days is not None:
        tally.months = _count_months(placement, days)
    return placement, tally


def _find_statuses(zones: Codes, days: Sequence[str] | None, outlines: Outlines) -> list[str]:
    statuses = [""] * len(zones)
    if days is None:
        return statuses
    rows = np.flatnonzero(zones >= 0).tolist()
    known: dict[tuple[int, str], str] = {}
    for row, zone in zip(rows, zones[rows].tolist(), strict=True):
        key = zone, days[row]
        if key not in known:
            terms = outlines.terms.get(outlines.zones[zone], ())
            known[key] = find_status(terms, days[row])
        statuses[row] = known[key]
    return statuses


def _pick_labels(labels: Iterable[str], codes: Codes) -> list[str]:
    taken: list[str] = np.array(list(labels), dtype=object)[codes].tolist()
    return taken


def _count_certainties(
    zones: Codes, certainties: Codes, outlines: Outlines
) -> Counter[tuple[str, Certainty]]:
    pairs, counts = np.unique(zones * len(CERTAINTIES) + certainties, return_counts=True)
    names = (*outlines.zones, "")  # -1, outside, is the last
    return Counter(
        {
            (names[pair // len(CERTAINTIES)], CERTAINTIES[pair % len(CERTAINTIES)]): int(count)
            for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True)
        }
    )


def _count_months(placement: Placement, days: Sequence[str]) -> MonthCounts:
    # Every row goes into the first count, and only what differs into the second.
    rows = Counter(
        zip(placement.zone, placement.codes.tolist(), days, placement.zone_status, strict=True)
    )
    months: MonthCounts = Counter()
    for (zone, code, day, status), count in rows.items():
        if code >= OUTSIDE:
            months[MonthKey(zone, CERTAINTIES[code], day[: len("2017-05")], status)] += count
    return months


def summarise(tally: Tally) -> list[str]:
    """Return the counts as lines for a reader, warnings last."""
    by_certainty = Counter[Certainty]()
    for (_, certainty), count in tally.certainties.items():
        by_certainty[certainty] += count
    certainties = ", ".join(
        f"{by_certainty[certainty]:,} {certainty}" for certainty in reversed(CERTAINTIES)
    )
    rows = "1 row" if tally.rows == 1 else f"{tally.rows:,} rows"
    lines = [f"{rows}: {certainties}; {tally.unplaced:,} not placed."]
    for zone in ZONE_IDS:
        counts = [
            (tally.certainties[zone, certainty], certainty)
            for certainty in CERTAINTIES[INSIDE:OUTSIDE:-1]
        ]
        if any(count for count, _ in counts):
            lines.append(
                f"{zone}: {', '.join(f'{count:,} {certainty}' for count, certainty in counts)}."
            )
    if tally.unplaced:
        reasons = "; ".join(f"{count:,} {reason}" for reason, count in tally.problems.most_common())
        lines.append(f"Not placed, with the reason in the column certainty: {reasons}.")
    return [*lines, *warn(tally)]


def warn(tally: Tally) -> list[str]:
    """Return what a reader should know before using the result."""
    return [*_doubt_columns(tally), *tally.notes]


def _doubt_columns(tally: Tally) -> list[str]:
    """Return whether the columns seem to be swapped or others, or nothing lies near."""
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
    if tally.problems[REASONS[Problem.PROJECTED]]:
        return [
            "The coordinates look projected, in metres: name their reference system with --crs, "
            "such as EPSG:32637 (UTM zone 37 north, which Syria lies in)."
        ]
    if tally.rows and not tally.in_syria and tally.unplaced < tally.rows:
        return ["No row lies in Syria; are these the right columns, and is it the right --crs?"]
    return []


def choose_names(taken: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the columns added: with _2, _3 ... where a table has one of them already.

    Upper and lower case count as the same, as in a GeoPackage.
    """
    known = {name.casefold() for name in taken}
    number = 1
    names: tuple[str, ...] = ADDED
    while known & set(names):
        number += 1
        names = tuple(f"{name}_{number}" for name in ADDED)
    return names
