"""Calendar dates in the forms of EDTF that this project uses.

====================================  =================================================
``2017``, ``2017-05``, ``2017-05-06``  a year, a month, a day
``2017-05-06~``                        the same, approximate
``2017-01-23/2017-01-24``              from the one to the other
``[2017-11-04,2017-11-06]``            one of these, it is not known which
``../2017-06-04``                      by this day: nothing is said of when it begins
``2018-07-31/..``                      from this day on: nothing is said of when it ends
====================================  =================================================

A set and an interval may have ``~`` in them too; the closed end of an open interval is a day. See
https://www.loc.gov/standards/datetime/.

The library ``edtf`` (5.0.2) was tried and not taken: with pyparsing 3.3 its import fails wherever
warnings are errors, it takes 5 to 20 ms for a date, accepts an interval that ends before it begins
and a set that is not in order, and fails with a TypeError on an open one.
"""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from corpus.quoting import quote

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(~?)")
_OPEN = ".."
_LONGEST = 100  # characters of a date


class Span(NamedTuple):
    """The days a date may stand for: calendar dates, which belong to no time zone.

    Attributes
    ----------
    earliest, latest : datetime.date or None
        The first and the last day; None where the start or the end is open.
    approximate : bool
        Whether any part of it is.
    choices : tuple of Span
        The dates of a set, in order, of which it is one; empty for any other date.
    """

    earliest: date | None
    latest: date | None
    approximate: bool
    choices: tuple["Span", ...] = ()

    @property
    def first_named(self) -> date:
        """The first day that is named: where the start is open, the last.

        What is "by 4 June" stands at 4 June wherever dates are sorted, drawn or compared, and is
        ahead until then: an earlier day would be made up.
        """
        return self.earliest or self.last_named

    @property
    def last_named(self) -> date:
        """The last day that is named: where the end is open, the first."""
        day = self.latest or self.earliest
        assert day is not None  # one end is closed
        return day

    @property
    def is_open(self) -> bool:
        """Whether its start or its end is open."""
        return self.earliest is None or self.latest is None

    @property
    def is_day(self) -> bool:
        """Whether it is one day, and surely that."""
        return self.earliest == self.latest and not self.approximate

    @property
    def parts(self) -> tuple["Span", ...]:
        """The dates of a set; of any other date, itself."""
        return self.choices or (self,)

    def includes(self, day: date) -> bool:
        """Return whether it may stand for a day; between the dates of a set it does not."""
        return any(
            (part.earliest is None or part.earliest <= day)
            and (part.latest is None or day <= part.latest)
            for part in self.parts
        )

    def is_over(self, day: date) -> bool:
        """Return whether a day comes after all of it, which none does where its end is open."""
        return self.latest is not None and self.latest < day


@lru_cache(maxsize=20_000)
def parse(text: str) -> Span:
    """Return what an EDTF date stands for.

    Raises
    ------
    ValueError
        If the text is no date, is in a form not used here, ends before it begins, or is a set that
        is not in order.
    """
    if len(text) > _LONGEST:
        raise ValueError(f"{quote(text)} is longer than any date")
    if text.startswith("["):
        return _parse_set(text)
    start, slash, end = text.partition("/")
    if not slash:
        return _parse_date(text)
    if start == end == _OPEN:
        raise ValueError(f"{quote(text)} is open at both ends")
    if start == _OPEN:
        day = _parse_day(end, text)
        return Span(None, day.latest, day.approximate)
    if end == _OPEN:
        day = _parse_day(start, text)
        return Span(day.earliest, None, day.approximate)
    first, last = _parse_date(start), _parse_date(end)
    if first.first_named > last.last_named:
        raise ValueError(f"{quote(text)} ends before it begins")
    return Span(first.earliest, last.latest, first.approximate or last.approximate)


def _parse_set(text: str) -> Span:
    if not text.endswith("]"):
        raise ValueError(f"{quote(text)} is a set without its last bracket")
    choices = tuple(_parse_date(part) for part in text[1:-1].split(","))
    if len(choices) == 1:
        raise ValueError(f"{quote(text)} is a set of one date alone")
    for one, other in pairwise(choices):
        if one.last_named >= other.first_named:
            raise ValueError(f"the dates of {quote(text)} do not come one after the other")
    approximate = any(choice.approximate for choice in choices)
    return Span(choices[0].earliest, choices[-1].latest, approximate, choices)


def _parse_day(text: str, interval: str) -> Span:
    span = _parse_date(text)
    if span.earliest != span.latest:
        raise ValueError(f"{quote(interval)} is open at one end and has no day at the other")
    return span


def _parse_date(text: str) -> Span:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(
            f"{quote(text)} is no date of the form 2017, 2017-05 or 2017-05-06, or such with ~"
        )
    year, month, day = (int(part) if part else None for part in match.group(1, 2, 3))
    assert year is not None
    try:
        earliest = date(year, month or 1, day or 1)
    except ValueError:
        raise ValueError(f"{quote(text)} is not in the calendar") from None
    last_month = month or 12
    latest = date(year, last_month, day or monthrange(year, last_month)[1])
    return Span(earliest, latest, match.group(4) == "~")


def read_day(text: str) -> date:
    """Return the calendar day that a text names, written as in ``2017-05-06``.

    Raises
    ------
    ValueError
        If it is written in any other way, or is no day; the message says so.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    # Python would take a day of a week, or one without its dashes.
    if day is None or day.isoformat() != text:
        raise ValueError(f"{quote(text)} is not a date like 2017-05-06")
    return day
