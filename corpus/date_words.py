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
    """Return a date without the year where it is the one given.

    That is a day (``6 May``), a month (``July``), a year, a third of a month (``late May``, always
    approximate), the first and the last of these (``14–15 March``, ``May – June``), or the choices
    of a set (``4 or 6 November``), with ``about`` before it where it is approximate. A date with
    an open start or end carries its preposition: ``by 4 June``, ``by late May``, ``from 31 July
    on``.
    """
    if span.earliest is None:
        return f"by {_format_edge(span, year)}"
    if span.latest is None:
        return f"from {_format_edge(span, year)} on"
    if third := _name_third(span):
        return third + _format_month(span.earliest, year)
    about = "about " if span.approximate else ""
    if span.choices:
        return about + _format_choices(span.choices, year)
    return about + _format_days(span.earliest, span.latest, year)


def format_when(span: Span, year: int | None = None) -> str:
    """Return a date as it says when something is: `format_span` after ``on`` or ``in``.

    Without either where the words have a preposition of their own (``by 4 June``, ``about 6 May``).
    """
    words = format_span(span, year)
    first = span.parts[0]
    if _name_third(first):
        return f"in {words}"
    if span.is_open or span.approximate:
        return words
    return f"{'in' if _is_in_months(first.first_named, first.last_named) else 'on'} {words}"


def _name_third(span: Span) -> str:
    """Return which third of a month an approximate date is, as a prefix; empty for any other."""
    first, last = span.first_named, span.last_named
    if not span.approximate or span.choices or not _are_in_one_month(first, last):
        return ""
    return _THIRDS.get((first.day, 31 if _is_month_end(last) else last.day), "")


def _format_edge(span: Span, year: int | None) -> str:
    """Return the day of an open interval; where it is about that of a third, the third.

    So ``../2017-05-31~`` is by late May: with the day, more would be said than is known.
    """
    day = span.first_named
    if span.approximate:
        length = monthrange(day.year, day.month)[1]
        for first, last in _THIRDS:
            third = Span(day.replace(day=first), day.replace(day=min(last, length)), True)
            if day == (third.latest if span.earliest is None else third.earliest):
                return format_span(third, year)
    return format_span(Span(day, day, span.approximate), year)


def _format_choices(choices: tuple[Span, ...], year: int | None) -> str:
    *others, last = choices
    first_day, last_day = choices[0].first_named, last.last_named
    if _are_in_one_month(first_day, last_day):
        # A set in one month is of days.
        words = [str(choice.first_named.day) for choice in others]
    else:
        words = [
            _format_days(choice.first_named, choice.last_named, last_day.year) for choice in others
        ]
    return f"{', '.join(words)} or {_format_days(last.first_named, last_day, year)}"


def _format_days(first: date, last: date, year: int | None) -> str:
    if first == last:
        return format_day(first, year)
    if _is_in_months(first, last):
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


def _is_in_months(first: date, last: date) -> bool:
    return first.day == 1 and _is_month_end(last)


def _is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _are_in_one_month(first: date, last: date) -> bool:
    return (first.year, first.month) == (last.year, last.month)
