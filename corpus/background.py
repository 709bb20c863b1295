"""What became of the zones after the articles were printed: background, each with its links."""

import os
from datetime import date
from pathlib import Path

from corpus.background_records import BackgroundDate
from corpus.collection import Corpus
from corpus.entries import read_entries, validate
from corpus.faults import Fault
from corpus.zone_ids import ZONE_IDS, ZoneId


def load_background_dates(path: Path) -> tuple[tuple[BackgroundDate, ...], list[Fault]]:
    """Return the sound background dates of a file, in its order, and the faults of the others.

    A corpus can do without background: where there is no file, there are no dates and no fault.
    """
    if not os.path.lexists(path):
        return (), []
    entries, faults = read_entries(path)
    background_dates: list[BackgroundDate] = []
    ended: set[tuple[ZoneId, str]] = set()
    for entry in entries:
        background_date, entry_faults = validate(BackgroundDate, entry, path.name)
        faults += entry_faults
        if background_date is None:
            continue
        ends = {
            (zone, background_date.by) for zone in background_date.zones if background_date.ends
        }
        faults += [
            Fault(path.name, background_date.id, f"the zone '{zone}' has ended before on this word")
            for zone, _ in sorted(ends & ended)
        ]
        if not ends & ended:
            background_dates.append(background_date)
        ended |= ends
    return tuple(background_dates), faults


def ended_zones(day: date, corpus: Corpus) -> tuple[ZoneId, ...]:
    """Return the zones that had ended before a day, in the order of all zones."""
    last_days = find_last_days(corpus)
    return tuple(zone for zone in ZONE_IDS if zone in last_days and last_days[zone] < day)


def find_last_days(corpus: Corpus) -> dict[ZoneId, date]:
    """Return the last day of each zone of which an end is known.

    Where two sides name two days, or one is known only between two, it is the last of them.
    """
    ends: dict[ZoneId, list[date | None]] = {}
    for background_date in corpus.background_dates:
        if background_date.ends:
            for zone in background_date.zones:
                ends.setdefault(zone, []).append(background_date.span.latest)
    closed = {zone: [day for day in days if day] for zone, days in ends.items() if None not in days}
    return {zone: max(days) for zone, days in closed.items()}
