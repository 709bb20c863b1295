"""Calendar dates in the forms of EDTF that this project uses.

The forms are ``2017``, ``2017-05``, ``2017-05-06``, each with ``~`` after it when approximate, and
an interval of two of these with ``/`` between them. See https://www.loc.gov/standards/datetime/.

The library ``edtf`` (5.0.2) was tried and not taken: with pyparsing 3.3 its import fails wherever
warnings are errors, it takes 5 to 20 ms for a date, accepts an interval that ends before it begins,
and fails with a TypeError on an open one.
"""

import re
from calendar import monthrange
from datetime import date
from functools import cache
from typing import NamedTuple

from corpus.quoting import quote

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(~?)")


class Span(NamedTuple):
    """The days a date may stand for: calendar dates, which belong to no time zone."""

    earliest: date
    latest: date
    approximate: bool


@cache
def parse(text: str) -> Span:
    """Return the first and the last day of an EDTF date, and whether it is approximate.

    Raises
    ------
    ValueError
        If the text is no date, is in a form not used here, or ends before it begins.
    """
    parts = text.split("/")
    if len(parts) > 2:
        raise ValueError(f"'{text}' has more than two dates")
    spans = [_parse_date(part) for part in parts]
    first, last = spans[0], spans[-1]
    if first.earliest > last.latest:
        raise ValueError(f"'{text}' ends before it begins")
    return Span(first.earliest, last.latest, any(span.approximate for span in spans))


def _parse_date(text: str) -> Span:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(
            f"'{text}' is no date of the form 2017, 2017-05 or 2017-05-06, or such with ~"
        )
    year, month, day = (int(part) if part else None for part in match.group(1, 2, 3))
    assert year is not None
    try:
        earliest = date(year, month or 1, day or 1)
    except ValueError:
        raise ValueError(f"'{text}' is not in the calendar") from None
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
