"""The dates of a table's events: under which name, and in which month."""

import re
from collections.abc import Sequence

# In lower case; ACLED writes event_date, UCDP GED date_start, GDELT SQLDATE.
_DATE_NAMES = ("event_date", "date_start", "date", "event date", "eventdate", "day", "sqldate")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ISO_DATE = re.compile(r"\s*(\d{4})-?(0[1-9]|1[0-2])(?:\D|\d\d|$)")
_WRITTEN_DATE = re.compile(r"\s*\d{1,2}[ -]([A-Za-z]{3})[a-z]*[ -](\d{4})\b")


def find_date_column(names: Sequence[str]) -> int | None:
    """Return the place of the column that holds an event's date, or None."""
    known = [name.strip().casefold() for name in names]
    return next((known.index(name) for name in _DATE_NAMES if name in known), None)


def read_month(text: str) -> str:
    """Return the month of a date as ``2017-05``; empty where it cannot be read without a guess.

    ISO 8601 and dates with the month as an English word are read; in 05/06/2017 the month is not
    known.
    """
    if found := _ISO_DATE.match(text):
        return f"{found[1]}-{found[2]}"
    found = _WRITTEN_DATE.match(text)
    if found and found[1].lower() in _MONTHS:
        return f"{found[2]}-{_MONTHS.index(found[1].lower()) + 1:02d}"
    return ""
