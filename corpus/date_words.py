"""Spans of calendar days in words, as they stand inside a sentence."""

from calendar import monthrange
from datetime import date

from corpus.edtf import Span

# The thirds of a month that an approximate span of days stands for, by first and last day.
_THIRDS = {(1, 10): "early ", (11, 20): "mid-", (21, 31): "late "}


def say_day(day: date, year: int | None = None) -> str:
    """Return a day as ``6 May 2017``, without the year where it is the one given."""
    return f"{day.day} {day:%B}" + ("" if day.year == year else f" {day.year}")


def say_span(span: Span, year: int | None = None) -> str:
    """Return a span of days, without the year where it is the one given.

    That is a day (``6 May``), a month (``July``), a third of one (``late May``), or a first and a
    last day (``14–15 March``), with ``about`` before it where it is approximate.
    """
    first, last, is_approximate = span
    about = "about " if is_approximate else ""
    if first == last:
        return about + say_day(first, year)
    if (first.year, first.month) != (last.year, last.month):
        return f"{about}{say_day(first, last.year)} – {say_day(last, year)}"
    suffix = "" if first.year == year else f" {first.year}"
    is_to_the_end = last.day == monthrange(last.year, last.month)[1]
    if first.day == 1 and is_to_the_end:
        return f"{about}{first:%B}{suffix}"
    third = _THIRDS.get((first.day, 31 if is_to_the_end else last.day))
    if is_approximate and third:
        return f"{third}{first:%B}{suffix}"
    return f"{about}{first.day}–{say_day(last, year)}"
