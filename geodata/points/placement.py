"""Placing the rows of a table: the columns that are added, and the count of the results."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from corpus.quoting import count_things
from corpus.zone_ids import ZONE_IDS
from geodata.points.certainty import (
    CERTAINTIES,
    INSIDE,
    OUTSIDE,
    Certainty,
    Codes,
    Floats,
    Mask,
    Outlines,
    find_distinct,
)
from geodata.points.coordinates import REASONS, Coordinates, Problem
from geodata.points.labels import Labels
from geodata.points.months import MonthCounts, MonthKey
from geodata.records.country import COUNTRY
from geodata.records.zone_terms import find_status

ADDED = ("zone", "certainty", "distance_km", "stretch", "zone_status")


@dataclass(frozen=True, eq=False)
class Placement:
    """Where each row lies, in order.

    ``zone`` is a zone's id, empty outside; ``certainty`` one of `CERTAINTIES`, or "not placed: "
    and the reason; ``distance_km`` the distance to the nearest drawn line with one decimal, NaN
    where it was not measured; ``stretch`` the id of the stretch that decides, empty where nothing
    was measured; ``zone_status`` how the zone stood on the event's date, empty where there is no
    zone or no date. ``codes`` holds the codes of the certainties, -1 for a row that is not placed.
    """

    lon: Floats
    lat: Floats
    codes: Codes
    zone: Labels
    certainty: Labels
    distance_km: Floats
    stretch: Labels
    zone_status: Labels


@dataclass
class Tally:
    """The numbers of rows by result; tallies of parts add up.

    ``certainties`` counts rows by zone id (empty outside) and certainty, ``problems`` those not
    placed by reason. ``swapped`` counts the rows outside the country that would lie in it with
    longitude and latitude exchanged, ``in_country`` those that lie in it as they are. ``months``
    counts the rows of tables with dates by month and by how the zone stood as well. ``notes`` say
    how the dates were read, where a reader should know.
    """

    rows: int = 0
    certainties: Counter[tuple[str, Certainty]] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    months: MonthCounts = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    in_country: int = 0
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
        self.in_country += other.in_country
        self.swapped += other.swapped


def place_rows(
    coordinates: Coordinates, outlines: Outlines, days: Labels | None = None
) -> tuple[Placement, Tally]:
    """Return where the rows of a chunk lie, and their count.

    ``coordinates`` are in WGS 84, NaN where there is a problem: see `coordinates.to_wgs84`.
    ``days`` are the events' dates as `event_dates` reads them, for tables that have any.
    """
    lon, lat, problems = coordinates.lon, coordinates.lat, coordinates.problems
    found = _find(coordinates, outlines)
    zones, certainties, distances, stretches, in_country, is_swapped = found
    if coordinates.in_no_zone is not None:
        zones = np.where(coordinates.in_no_zone, -1, zones)
        certainties = np.where(coordinates.in_no_zone, OUTSIDE, certainties)
    placed = problems == Problem.NONE
    placement = Placement(
        lon=lon,
        lat=lat,
        codes=np.where(placed, certainties, -1),
        zone=Labels(("", *outlines.zones), zones + 1),
        certainty=_explain(coordinates, certainties),
        distance_km=np.round(distances, 1),
        stretch=Labels(("", *(stretch.id for stretch in outlines.stretches)), stretches + 1),
        zone_status=_find_statuses(zones, days, outlines),
    )
    tally = Tally(
        rows=len(coordinates),
        certainties=_count_certainties(zones[placed], certainties[placed], outlines),
        problems=Counter(
            {REASONS[code]: int((problems == code).sum()) for code in np.unique(problems[~placed])}
        ),
        in_country=int(in_country.sum()),
        swapped=int(is_swapped.sum()),
    )
    if days is not None:
        tally.months = _count_months(zones, placement, days, outlines)
    return placement, tally


def _find(
    coordinates: Coordinates, outlines: Outlines
) -> tuple[Codes, Codes, Floats, Codes, Mask, Mask]:
    """Return for every row zone, certainty, distance, stretch, and whether it lies in the country.

    The last says whether it would with longitude and latitude exchanged, and does not as it is.
    """
    lon, lat = coordinates.lon, coordinates.lat
    radius = np.zeros(len(lon)) if coordinates.radius_km is None else coordinates.radius_km
    # Events are known to a town, and have its position: each is looked up once.
    distinct = find_distinct(lon, lat, radius)
    if distinct is not None:
        rows, places = distinct
        lon, lat, radius = lon[rows], lat[rows], radius[rows]
    zones, certainties = outlines.classify(lon, lat)
    wide = np.flatnonzero((radius > 0) & ~np.isnan(lon))
    if len(wide):
        zones[wide], certainties[wide] = outlines.classify_circles(
            lon[wide], lat[wide], radius[wide]
        )
    distances, stretches = outlines.measure(lon, lat, zones, certainties)
    in_country = outlines.is_in_country(lon, lat)
    is_swapped = outlines.is_in_country(lat, lon) & ~in_country
    found = zones, certainties, distances, stretches, in_country, is_swapped
    return found if distinct is None else tuple(each[places] for each in found)  # type: ignore[return-value]


def _explain(coordinates: Coordinates, certainties: Codes) -> Labels:
    """Return the certainty of every row, or why it is not placed."""
    problems = coordinates.problems
    codes = np.where(problems == Problem.NONE, certainties, problems + len(CERTAINTIES))
    reasons = Labels.of(coordinates.reasons.values())
    codes[[*coordinates.reasons]] = reasons.codes + len(CERTAINTIES) + len(Problem)
    words = [*(REASONS[problem] for problem in Problem), *reasons.values]
    return Labels([*CERTAINTIES, *(f"not placed: {each}" for each in words)], codes)


def _find_statuses(zones: Codes, days: Labels | None, outlines: Outlines) -> Labels:
    codes = np.zeros(len(zones), dtype=np.int64)
    if days is None:
        return Labels([""], codes)
    rows = np.flatnonzero(zones >= 0)
    pairs, codes[rows] = np.unique(
        zones[rows] * len(days.values) + days.codes[rows], return_inverse=True
    )
    codes[rows] += 1
    statuses = [""]
    for zone, day in zip(*np.divmod(pairs, max(1, len(days.values))), strict=True):
        terms = outlines.terms.get(outlines.zones[zone], ())
        statuses.append(find_status(terms, days.values[day]))
    return Labels(statuses, codes)


def _count_months(
    zones: Codes, placement: Placement, days: Labels, outlines: Outlines
) -> MonthCounts:
    """Return the numbers of placed rows by zone, certainty, month and status."""
    rows = np.flatnonzero(placement.codes >= OUTSIDE)
    months = Labels.of(day[: len("2017-05")] for day in days.values)
    statuses = Labels.of(placement.zone_status.values)
    names = ("", *outlines.zones)
    columns = (
        zones + 1,
        placement.codes,
        months.codes[days.codes],
        statuses.codes[placement.zone_status.codes],
    )
    shape = [max(1, len(of)) for of in (names, CERTAINTIES, months.values, statuses.values)]
    groups, counts = np.unique(
        np.ravel_multi_index([column[rows] for column in columns], shape), return_counts=True
    )
    places = np.transpose(np.unravel_index(groups, shape)).tolist()
    counted: MonthCounts = Counter()
    for (zone, certainty, month, status), count in zip(places, counts.tolist(), strict=True):
        key = MonthKey(
            names[zone],
            CERTAINTIES[certainty],
            months.values[month],
            statuses.values[status],
        )
        counted[key] = count
    return counted


def _count_certainties(
    zones: Codes, certainties: Codes, outlines: Outlines
) -> Counter[tuple[str, Certainty]]:
    counts = np.bincount((zones + 1) * len(CERTAINTIES) + certainties).tolist()
    names = ("", *outlines.zones)
    return Counter(
        {
            (names[pair // len(CERTAINTIES)], CERTAINTIES[pair % len(CERTAINTIES)]): count
            for pair, count in enumerate(counts)
            if count
        }
    )


def summarise(tally: Tally) -> list[str]:
    """Return the counts as lines for a reader, warnings last."""
    by_certainty = Counter[Certainty]()
    for (_, certainty), count in tally.certainties.items():
        by_certainty[certainty] += count
    certainties = ", ".join(
        f"{by_certainty[certainty]:,} {certainty}" for certainty in reversed(CERTAINTIES)
    )
    lines = [f"{count_things(tally.rows, 'row')}: {certainties}; {tally.unplaced:,} not placed."]
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
    shapes = tally.problems[REASONS[Problem.NO_POINT]]
    lines = [
        f"Lines, areas and groups of points ({shapes:,}) are not placed, for they may lie on both "
        f"sides of a zone's line: take a point of each, such as its middle."
    ]
    return [*_doubt_columns(tally), *(lines if shapes else []), *tally.notes]


def _doubt_columns(tally: Tally) -> list[str]:
    """Return sentences: the columns seem to be swapped, or to be others; or nothing lies near."""
    if tally.swapped > tally.in_country:
        return [
            f"Longitude and latitude seem to be swapped: {count_things(tally.swapped, 'row')} "
            f"{'lies' if tally.swapped == 1 else 'lie'} in {COUNTRY.name} only with the two "
            f"exchanged, {tally.in_country:,} as they are."
        ]
    # A table of the whole region has rows in other countries of which that is true by chance.
    if 2 * tally.swapped > tally.rows - tally.unplaced - tally.in_country:
        return [
            f"{count_things(tally.swapped, 'row')} outside {COUNTRY.name} would lie in it if "
            "longitude and latitude were exchanged."
        ]
    if tally.problems[REASONS[Problem.PROJECTED]] > tally.in_country:
        return [
            "The coordinates look projected, in metres: name their reference system with --crs, "
            f"such as {COUNTRY.metres} ({COUNTRY.describes_metres}, which {COUNTRY.name} lies in)."
        ]
    if tally.rows and not tally.in_country and tally.unplaced < tally.rows:
        return [
            f"No row lies in {COUNTRY.name}; are these the right columns, and is it the right "
            "--crs?"
        ]
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
