"""What the words of a date come to: days, worked out from the day of publication where relative."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.edtf import Span

# The thirds of a month, as `corpus.date_words` names them.
_THIRDS = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "first": (1, 15),
    "second": (16, 31),
    "week": (1, 7),
}
_PARTS_OF_YEAR = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "first": (1, 6),
    "second": (7, 12),
    "week": (1, 1),
}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}


@dataclass(frozen=True)
class Value:
    """The days that words stand for, whole months and years as such; ``reasons`` say why.

    ``choices`` are the days of a set, of which it is one. ``is_open`` says that nothing is said of
    when it begins.
    """

    first: date
    last: date
    approximate: bool = False
    reasons: tuple[str, ...] = ()
    choices: tuple[date, ...] = ()
    is_open: bool = False
    is_unit: bool = False

    @property
    def edtf(self) -> str:
        """The date in EDTF."""
        mark = "~" if self.approximate else ""
        if self.choices:
            return f"[{','.join(f'{day}{mark}' for day in self.choices)}]"
        if self.is_open:
            return f"../{self.last}{mark}"
        if self.first == self.last:
            return f"{self.first}{mark}"
        if self.is_unit:
            is_year = (self.first.month, self.last.month) == (1, 12)
            return f"{self.first.year:04}{mark}" if is_year else f"{self.first:%Y-%m}{mark}"
        return "/".join(f"{edge}{mark}" for edge in _name_edges(self.first, self.last))


def _name_edges(first: date, last: date) -> tuple[str, str]:
    """Return both ends of an interval: in years or months where it is made of whole ones."""
    is_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if is_months and first.month == 1 and last.month == 12:
        return f"{first.year:04}", f"{last.year:04}"
    if is_months and (first.year, first.month) != (last.year, last.month):
        return f"{first:%Y-%m}", f"{last:%Y-%m}"
    return first.isoformat(), last.isoformat()


def make_day(year: int, month: int, day: int, *reasons: str) -> Value | None:
    """Return a day; None where the calendar has no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Value(found, found, reasons=reasons)


def make_month(year: int, month: int, *reasons: str) -> Value:
    """Return a month."""
    length = monthrange(year, month)[1]
    return Value(date(year, month, 1), date(year, month, length), reasons=reasons, is_unit=True)


def make_year(year: int, *reasons: str) -> Value:
    """Return a year."""
    return Value(date(year, 1, 1), date(year, 12, 31), reasons=reasons, is_unit=True)


def make_third(month: Value, third: str, *reasons: str) -> Value:
    """Return the early, middle or late third of a month; of a year, its months."""
    year = month.first.year
    if month.first.month != month.last.month:
        first, last = _PARTS_OF_YEAR[third]
        return Value(date(year, first, 1), make_month(year, last).last, True, reasons)
    first, last = _THIRDS[third]
    end = month.last if last == 31 else month.first.replace(day=last)
    return Value(month.first.replace(day=first), end, True, (*month.reasons, *reasons))


def make_season(year: int, season: str, *reasons: str) -> Value:
    """Return the months of a season in the northern hemisphere."""
    first, last = _SEASONS[season]
    end = make_month(year + (last > 12), (last - 1) % 12 + 1).last
    return Value(date(year, first, 1), end, True, reasons)


def make_set(days: Iterable[date], *reasons: str) -> Value:
    """Return a date that is one of several days."""
    ordered = tuple(sorted(set(days)))
    return Value(
        ordered[0], ordered[-1], reasons=reasons, choices=ordered if len(ordered) > 1 else ()
    )


def shift(span: Value | Span, count: int, unit: str) -> tuple[date, date]:
    """Return the first and last day of a span so many days, weeks, months or years on."""
    first = span.first if isinstance(span, Value) else span.first_named
    last = span.last if isinstance(span, Value) else span.last_named
    return _shift_day(first, count, unit), _shift_day(last, count, unit)


def _shift_day(day: date, count: int, unit: str) -> date:
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
