"""How one date is read from a text: its notations, and what may stand beside it.

Whatever stands beside a date and is not known to be harmless leaves the day out: a second date, a
word such as "onwards", a sign such as an arrow. See `date_words` for what is known.
"""

import re
from contextlib import suppress
from datetime import date
from typing import Literal

from geodata.points.angles import LONGEST, normalise
from geodata.points.date_words import HARMLESS, HARMLESS_TO_SHORT, LEAD, MONTHS, NOTE

# Other years are of other calendars, as 1438 and 1396 are, or slips of the pen.
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
# With two digits, 1438 is written as 38: no event before the war is meant.
FIRST_OF_SHORT = 2011
_TWO_DIGITS = 2
Order = Literal["day first", "month first", "year first", ""]

_WORD = r"(?P<word>[^\W\d_]+(?: [^\W\d_]+)?)\.?(?: ?[/(] ?(?P<also>[^\W\d_]+)\)?)?"
# An hour is no year: "May 5, 10:30".
_YEAR = r"(?P<year>\d{4}|'?\d\d)(?!\d|[:.h]\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?"
# EXIF writes 2017:06:01.
_YEAR_FIRST = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?|:(\d\d):(\d\d)|(\d\d)(\d\d))(?!\d)"
)
_NAMED = (
    re.compile(rf"{_DAY}[ .,/-]*{_WORD}[ .,/-]*{_YEAR}"),
    re.compile(rf"{_WORD}[ -]{_DAY}[ ,-]+{_YEAR}"),
    # As programs print it, and posts of Twitter have it: "Fri May 05 10:30:00 +0000 2017".
    re.compile(rf"{_WORD} {_DAY} \d\d:\d\d:\d\d(?: [+-]\d{{4}}| [a-z]+)? (?P<year>\d{{4}})"),
    re.compile(rf"(?P<year>\d{{4}})[ -]{_WORD}[ -]{_DAY}(?!\d)"),
    re.compile(rf"{_WORD}[ ,-]+(?P<year>\d{{4}})(?P<day>)(?!\d)"),
)
_NUMBERS = re.compile(r"(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4}|\d\d)(?!\d)")
_MONTH_ALONE = re.compile(r"^(\d{1,2})[-/.](\d{4})$")
# EDTF: a day of that month.
_ANY_DAY = re.compile(r"^(\d{4}-\d\d)-(?:xx|uu)$")
_LINKS = re.compile(r" (?:of|de|del|من) (?=[^\W\d_]|\d{4})")
_WORDS = re.compile(r"[^\W\d_]+")
# In a note of the source: of another day than the event's.
_TIME_WORDS = {
    "before", "after", "until", "till", "since", "from", "through", "onwards", "later", "earlier",
    "approx", "approximately", "about", "around", "circa", "estimated", "unsure", "uncertain",
}  # fmt: skip


def read_day(text: str, order: Order = "") -> str | None:
    """Return a date as ``2017-05-05`` or ``2017-05``, empty for none, None for an ambiguous one.

    ISO 8601 and dates with the month as a word are read as they are. In 05/06/2017 and 17-05-06,
    ``order`` says which number is the day; with points, the day comes first, as where dates are
    written so. A span of days, and the time before or after one, is no day.
    """
    day, year = _read(text, order)
    return "" if day and _is_odd(day, year) else day


def has_odd_year(text: str, order: Order = "") -> bool:
    """Return whether a date is not read for its year's two digits, which would be of no event."""
    day, year = _read(text, order)
    return bool(day) and _is_odd(day or "", year)


def find_order(text: str) -> Order:
    """Return the one order in which a date of numbers can be read, if it is only one."""
    found = _NUMBERS.match(_clean(text))
    readings = _list_readings(found) if found and found[2] != "." else {}
    # What is read as no date at all says nothing of others.
    if found is None or len(readings) != 1 or any(_is_odd(d, found[4]) for d in readings.values()):
        return ""
    return next(iter(readings))


def _clean(text: str) -> str:
    plain = _LINKS.sub(" ", normalise(text)) if len(text) <= LONGEST else ""
    return _ANY_DAY.sub(r"\1", _MONTH_ALONE.sub(r"\2-\1", plain))


def _read(text: str, order: Order) -> tuple[str | None, str]:
    """Return the day, as `read_day` does, and the digits of its year."""
    plain = _clean(text)
    day, year = _read_plain(plain, order)
    lead = LEAD.match(plain)
    # "Mar 5 2017" is of March and no Tuesday.
    if day == "" and lead and lead.end():
        return _read_plain(plain[lead.end() :], order)
    return day, year


def _read_plain(plain: str, order: Order) -> tuple[str | None, str]:
    if found := _YEAR_FIRST.match(plain):
        parts = (found[3] or found[5] or found[7], found[4] or found[6] or found[8])
        return (_write(found[1], *parts) if _is_alone(found) else ""), found[1]
    if found := _NUMBERS.match(plain):
        return (_choose(found, order) if _is_alone(found) else ""), found[4]
    for pattern in _NAMED:
        found = pattern.match(plain)
        month = MONTHS.get(found["word"]) if found else None
        # The UN writes both Arabic names of a month, the Levant's and Egypt's.
        if found and month and MONTHS.get(found["also"] or found["word"]) == month:
            year = found["year"].removeprefix("'")
            is_day = _is_alone(found, is_short=len(year) == _TWO_DIGITS)
            return (_write(year, str(month), found["day"]) if is_day else ""), year
    return "", ""


def _is_alone(found: re.Match[str], is_short: bool = False) -> bool:
    """Return whether nothing stands after a date that may say of another day, or of several.

    So do the second 11 and 12 in "9 May - 11 May 2017", "May 9-11, 2017" and "9 May - 12 June",
    and the last digits in "9 May 10 pm": there ``is_short`` says that the year is of two digits.
    """
    rest = found.string[found.end() :]
    if is_short:
        return bool(HARMLESS_TO_SHORT.fullmatch(rest))
    if note := NOTE.search(rest):
        words = {*_WORDS.findall(note["note"])}
        if note.end() < len(rest) or words & (_TIME_WORDS | MONTHS.keys()):
            return False
        rest = rest[: note.start()]
    return bool(HARMLESS.fullmatch(rest))


def _choose(found: re.Match[str], order: Order) -> str | None:
    one, mark, other, year = found.groups()
    if mark == ".":
        return _write(year, other, one)
    readings = _list_readings(found)
    if order in readings:
        return readings[order]
    days = {*readings.values()}
    return None if len(days) > 1 else "".join(days)


def _list_readings(found: re.Match[str]) -> dict[Order, str]:
    """Return the days that a date such as 05/06/2017 or 17-05-06 may be, by the order of each.

    No event is of a year to come, nor of 1930 or 1931 where the other number may be the year.
    """
    one, _, other, last = found.groups()
    parts: dict[Order, tuple[str, str, str]] = {
        "day first": (last, other, one),
        "month first": (last, one, other),
    }
    if len(one) == len(last) == _TWO_DIGITS:
        parts["year first"] = (one, other, last)
    days: dict[Order, str] = {order: _write(*each) for order, each in parts.items()}
    now = date.today().year
    past = {order: day for order, day in days.items() if day and 1931 < int(day[:4]) <= now}
    return past or {order: day for order, day in days.items() if day}


def _is_odd(day: str, year: str) -> bool:
    """Return whether two digits of a year make it one before the war, or a day to come."""
    is_of_event = f"{FIRST_OF_SHORT}" <= day <= date.today().isoformat()
    return len(year) == _TWO_DIGITS and not is_of_event


def _write(year: str, month: str, day: str | None) -> str:
    # Excel's two digits, by the rule that it reads them by.
    number = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 30 else 1900)
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        return ""
    with suppress(ValueError):
        whole = date(number, int(month), int(day or 1)).isoformat()
        return whole if day else whole[:7]
    return ""
