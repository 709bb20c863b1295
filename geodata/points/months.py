"""Counts of a table's events by month, in no more months than can be shown."""

from bisect import bisect_left
from collections import Counter
from itertools import accumulate
from typing import NamedTuple

from geodata.points.certainty import Certainty

MOST_MONTHS = 240
# What stands for a month: of events without a readable one, and of those outside the months shown.
NO_MONTH, OTHER_MONTHS = "", "other"


class MonthKey(NamedTuple):
    """What events are counted by: the zone's id (empty outside), the certainty, month and status.

    ``month`` is ``2017-05``, `NO_MONTH` or `OTHER_MONTHS`; ``status`` is that of
    `geodata.records.zone_terms.find_status`.
    """

    zone: str
    certainty: Certainty
    month: str
    status: str


MonthCounts = Counter[MonthKey]


def limit_months(counts: MonthCounts, most: int = MOST_MONTHS) -> MonthCounts:
    """Return the counts with only so many months in a row, those with the most events.

    A table may hold any dates, also by mistake; what lies outside is counted as `OTHER_MONTHS`.
    """
    sizes: Counter[int] = Counter()
    for key, count in counts.items():
        if key.month:
            sizes[_number_month(key.month)] += count
    months = sorted(sizes)
    if not months or months[-1] - months[0] < most:
        return counts
    sums = [0, *accumulate(sizes[month] for month in months)]
    first = max(
        months,
        key=lambda month: (
            sums[bisect_left(months, month + most)] - sums[bisect_left(months, month)]
        ),
    )
    kept: MonthCounts = Counter()
    for key, count in counts.items():
        is_kept = not key.month or first <= _number_month(key.month) < first + most
        kept[key if is_kept else key._replace(month=OTHER_MONTHS)] += count
    return kept


def list_months(counts: MonthCounts) -> list[str]:
    """Return every month from the first to the last one of the counts, also those without any."""
    named = {key.month for key in counts} - {NO_MONTH, OTHER_MONTHS}
    if not named:
        return []
    first, last = _number_month(min(named)), _number_month(max(named))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]


def _number_month(month: str) -> int:
    """Return a month's place in the calendar, where months follow one another."""
    return 12 * int(month[:4]) + int(month[5:]) - 1
