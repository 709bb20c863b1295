"""What the page shows of a reader's located table: counts by zone, certainty and month."""

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from corpus.date_words import format_span
from corpus.edtf import Span
from corpus.exports.dataset import load_dataset
from dashboard.library import Library
from dashboard.panels.month_chart import PAPER, Palette, Wording, draw_months
from dashboard.templating import render
from geodata.points.certainty import CERTAINTIES, OUTSIDE, Certainty
from geodata.points.months import NO_MONTH, OTHER_MONTHS, MonthCounts, list_months
from geodata.points.placement import Tally
from geodata.points.uploads import LocatedTable
from geodata.records.zone_terms import IN_FORCE, find_in_force

_MONTHS = {NO_MONTH: "no month", OTHER_MONTHS: "other months"}


class _Line(NamedTuple):
    """The counts of a zone, and the days that they are narrowed to."""

    name: str
    numbers: list[int]
    days: str = ""


def summary(table: LocatedTable, address: str) -> str:
    """Return how many rows there are and what to know of them; the file has the address."""
    return render(
        "table.html",
        tally=table.tally,
        problems=sorted(table.tally.problems.items()),
        warnings=table.warnings,
        shown=table.shown,
        address=address,
    )


def why_not_by_date(table: LocatedTable, library: Library) -> str:
    """Return why the rows cannot be narrowed to the days in force as agreed; empty if they can."""
    if not table.has_dates:
        return (
            "No column of dates was found, so the rows are neither counted by month nor narrowed "
            "to those while the agreement was in force as agreed."
        )
    if not list_months(table.tally.months):
        return (
            "No date can be read in the table, so the rows are neither counted by month "
            "nor narrowed to those while the agreement was in force as agreed."
        )
    if not any(map(find_in_force, library.atlas.terms.values())):
        return "The data does not say from when to when the agreement was in force."
    return ""


def narrow(tally: Tally) -> Tally:
    """Return the counts of the events while what was agreed was in force in their zone."""
    months: MonthCounts = Counter(
        {key: count for key, count in tally.months.items() if key.status == IN_FORCE}
    )
    certainties = Counter[tuple[str, Certainty]]()
    for key, count in months.items():
        certainties[key.zone, key.certainty] += count
    return replace(tally, certainties=certainties, months=months)


def counts(tally: Tally, library: Library, is_narrowed: bool) -> str:
    """Return the table of the rows of each zone by certainty; `tally` is narrowed where said."""
    # What is outside has no status.
    certainties = [*reversed(CERTAINTIES[OUTSIDE + is_narrowed :])]
    held: dict[str, Span | None] = {}
    if is_narrowed:
        held.update({zone: find_in_force(terms) for zone, terms in library.atlas.terms.items()})
    lines = []
    for zone, name in _name_zones(library, is_narrowed).items():
        days = held.get(zone)
        numbers = [tally.certainties[zone, certainty] for certainty in certainties]
        lines.append(_Line(name, numbers, format_span(days) if days else ""))
    return render("table_counts.html", certainties=certainties, lines=lines)


def describe_narrowed(tally: Tally) -> str:
    """Return what is counted and what is not, of a table's counts that are to be narrowed."""
    unknown = sum(count for key, count in tally.months.items() if key.zone and not key.status)
    sentence = (
        f"Counted are the rows whose zone_status is “{IN_FORCE}”: dated on the days named below. "
        "The file and the map have all."
    )
    if unknown:
        rows = "1 row in a zone has" if unknown == 1 else f"{unknown:,} rows in a zone have"
        sentence += (
            f" {rows} no status: without a date that can be read, or with a month in which the "
            "status changed."
        )
    return sentence


def months(tally: Tally, library: Library, is_narrowed: bool) -> str:
    """Return the table of the rows of each zone by month, or nothing where none has a month."""
    if not list_months(tally.months):
        return ""
    found = sorted({key.month for key in tally.months})
    by_month = Counter[tuple[str, str]]()
    for key, count in tally.months.items():
        by_month[key.zone, key.month] += count
    lines = [
        _Line(name, [by_month[zone, month] for month in found])
        for zone, name in _name_zones(library, is_narrowed).items()
    ]
    names = [_MONTHS.get(month, month) for month in found]
    return render("table_months.html", months=names, lines=lines)


def picture(
    name: str, tally: Tally, library: Library, is_narrowed: bool, palette: Palette = PAPER
) -> str:
    """Return the rows of a table of this name by zone and month as SVG; nothing without months."""
    in_force = {zone: find_in_force(terms) for zone, terms in library.atlas.terms.items()}
    wording = Wording(
        title=f"Rows by zone and month: {name}",
        subtitle=(
            f"Rows whose zone_status is “{IN_FORCE}”, stacked by certainty"
            if is_narrowed
            else "Rows in a zone, stacked by certainty"
        ),
        notes=[_describe_rest(tally, is_narrowed), f"Zones: {load_dataset().citation}"],
    )
    return draw_months(
        tally.months,
        _name_zones(library, is_narrowed=True),
        {zone: span for zone, span in in_force.items() if span},
        wording,
        palette,
    )


def _describe_rest(tally: Tally, is_narrowed: bool) -> str:
    """Return which rows a picture does not draw, if any."""
    inside = Counter[str]()
    for key, count in tally.months.items():
        if key.zone:
            inside[key.month] += count
    rest = {
        "in a zone without a month": inside[NO_MONTH],
        "in a zone in other months": inside[OTHER_MONTHS],
    }
    if not is_narrowed:
        outside = sum(count for (zone, _), count in tally.certainties.items() if not zone)
        rest |= {"in no zone": outside, "not placed": tally.unplaced}
    left = ", ".join(f"{count:,} {what}" for what, count in rest.items() if count)
    return f"Not drawn: {left}." if left else ""


def _name_zones(library: Library, is_narrowed: bool) -> dict[str, str]:
    """Return the names of the zones, and of none of them where rows outside are counted too."""
    names: dict[str, str] = {zone.id: zone.name for zone in library.atlas.zones}
    return names if is_narrowed else names | {"": "No zone"}
