"""Dates in words, as they stand inside a sentence. They are days, and belong to no time zone."""

from calendar import monthrange
from datetime import date

from corpus import edtf
from corpus.edtf import Span

# The thirds of a month that an approximate span of days stands for, by first and last day.
_THIRDS = {(1, 10): "early ", (11, 20): "mid-", (21, 31): "late "}


def format_edtf(text: str) -> str:
    """Return an EDTF date in words: a day, month, year or span, and whether it is approximate."""
    return format_span(edtf.parse(text))


def format_day(day: date, year: int | None = None) -> str:
    """Return a day as ``6 May 2017``, without the year where it is the one given."""
    return f"{day.day} {_format_month(day, year)}"


def format_span(span: Span, year: int | None = None) -> str:
    """Return a span of days, without the year where it is the one given.

    That is a day (``6 May``), a month (``July``), a year, a third of a month (``late May``, always
    approximate), or the first and the last of these (``14–15 March``, ``May – June``), with
    ``about`` before it where it is approximate.
    """
    first, last, is_approximate = span
    if not is_approximate:
        return _format_days(first, last, year)
    third = _THIRDS.get((first.day, 31 if _is_month_end(last) else last.day))
    if third and _are_in_one_month(first, last):
        return third + _format_month(first, year)
    return f"about {_format_days(first, last, year)}"


def _format_days(first: date, last: date, year: int | None) -> str:
    if first == last:
        return format_day(first, year)
    if first.day == 1 and _is_month_end(last):
        if _are_in_one_month(first, last):
            return _format_month(first, year)
        if first.year == last.year and (first.month, last.month) == (1, 12):
            return str(first.year)
        return f"{_format_month(first, last.year)} – {_format_month(last, year)}"
    if _are_in_one_month(first, last):
        return f"{first.day}–{format_day(last, year)}"
    return f"{format_day(first, last.year)} – {format_day(last, year)}"


def _format_month(day: date, year: int | None) -> str:
    return f"{day:%B}" + ("" if day.year == year else f" {day.year}")


def _is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _are_in_one_month(first: date, last: date) -> bool:
    return (first.year, first.month) == (last.year, last.month)
