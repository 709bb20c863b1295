"""The dates of a table's events: which day each of them is."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Literal

import numpy as np

from corpus.quoting import quote
from geodata.points.angles import LONGEST, normalise
from geodata.points.date_columns import KNOWN_TO, MONTH
from geodata.points.labels import Labels

# Other years are of other calendars, as 1438 and 1396 are, or slips of the pen.
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_TWO_DIGITS = 2
Order = Literal["day first", "month first", "year first", ""]

# Of each month: English, French, Russian, Arabic of the Levant and of Egypt, German, Turkish,
# Spanish, Italian. Of the longer words, beginnings of three letters or more are read too.
_MONTH_NAMES = """
january janvier январь января يناير januar jänner ocak enero gennaio
february février февраль февраля شباط فبراير februar şubat febrero febbraio
march mars март марта آذار مارس märz mart marzo
april avril апрель апреля نيسان أبريل إبريل nisan abril aprile
may mai май мая أيار مايو mayıs mayo maggio
june juin июнь июня حزيران يونيو juni haziran junio giugno
july juillet июль июля تموز يوليو juli temmuz julio luglio
august août август августа آب أغسطس ağustos agosto
september septembre сентябрь сентября أيلول سبتمبر eylül septiembre settembre
october octobre октябрь октября أكتوبر oktober ekim octubre ottobre
november novembre ноябрь ноября نوفمبر kasım noviembre
december décembre декабрь декабря ديسمبر dezember aralık diciembre dicembre
"""
_ARABIC_PAIRS = {"كانون الثاني": 1, "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12}


def _list_months() -> dict[str, int]:
    months = {normalise(words): month for words, month in _ARABIC_PAIRS.items()}
    starts: dict[str, set[int]] = {}
    for month, line in enumerate(_MONTH_NAMES.strip().splitlines(), start=1):
        for name in map(normalise, line.split()):
            months[name] = month
            for end in range(3, len(name)):
                starts.setdefault(name[:end], set()).add(month)
    # "jui" may be June or July in French, and says nothing.
    return {start: found.pop() for start, found in starts.items() if len(found) == 1} | months


_MONTHS = _list_months()
_WORD = r"(?P<word>[^\W\d_]+(?: [^\W\d_]+)?)\.?(?: ?[/(] ?(?P<also>[^\W\d_]+)\)?)?"
# An hour is no year: "May 5, 10:30".
_YEAR = r"(?P<year>\d{4}|'?\d\d)(?!\d|[:.h]\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?"
_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?|(\d\d)(\d\d))(?!\d)")
_NAMED = (
    re.compile(rf"(?:[^\W\d_]+\.?,? )?{_DAY}[ .,/-]*{_WORD}[ .,/-]*{_YEAR}"),
    re.compile(rf"(?:[^\W\d_]+,? )?{_WORD}[ -]{_DAY}[ ,-]+{_YEAR}"),
    # As programs print it, and posts of Twitter have it: "Fri May 05 10:30:00 +0000 2017".
    re.compile(
        rf"(?:[^\W\d_]+ )?{_WORD} {_DAY} \d\d:\d\d:\d\d(?: [+-]\d{{4}}| [a-z]+)? (?P<year>\d{{4}})"
    ),
    re.compile(rf"(?P<year>\d{{4}})[ -]{_WORD}[ -]{_DAY}(?!\d)"),
    re.compile(rf"{_WORD}[ ,-]+(?P<year>\d{{4}})(?P<day>)(?!\d)"),
)
_NUMBERS = re.compile(r"(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4}|\d\d)(?!\d)")
_MONTH_ALONE = re.compile(r"^(\d{1,2})[-/.](\d{4})$")
# Days since 1900, as a spreadsheet counts them, or seconds or milliseconds since 1970.
_COUNT = re.compile(r"\d{5}(?:\.\d+)?|1\d{9}(?:\d{3})?(?:\.0)?")
_FULL_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NEXT_WORD = re.compile(r"[ .-]*([^\W\d_]+)")
_HOUR_OR_DAY = re.compile(r" ?(?:[ap]\.?m\b|uhr|h\b|[/.-]\d)")
_LINKS = re.compile(r" (?:of|de|del) ")
# What goes before a date that says only on which side of it the event's lies, or how near.
_ASIDE = re.compile(
    r"(?:before|after|until|till|by|since|from|not|pre|post|avant|apres|depuis|vor|nach|bis|seit|"
    r"до|после|قبل|بعد|منذ|حتى|c|ca|circa|about|around|approx|approximately|week|mid|early|"
    r"reported|posted|published|wk|weekend|late|end|beginning|start|environ|vers|etwa|около|حوالي|نحو)\b"
)
# What goes after the first of two dates, an hour of day or not: "/2018-01-01", " - 8 June 2017",
# " or 8 June", and after one that EDTF says is not sure: "2017-05-05?".
_SPAN = re.compile(
    r"(?:[t ]?\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?(?:z|[+-]\d\d:?\d\d)?)? ?"
    r"(?:[?~%]|\.\.|\(?(?:±|\+/?-)|و ?\d|- ?(?:ongoing|present|now|today)|"
    r"[,;&] ?(?:\d{4}-\d|\d\d?[-/]\w|\d\d? [^\W\d_]+ \d{4})|"
    r"/ ?(?:\d|\.\.)|-(?!\d\d:?\d\d$) ?(?:\d|[^\W\d_]+\.? \d)|"
    r"(?:to|until|till|through|and|or|bis|oder|au|ou|по|или|الى|حتى|او) "
    r"(?:\d|[^\W\d_]+\.? \d|later|earlier|before|after))"
)


class EventDates:
    """The dates of a table, read in turn; what was read tells how 05/06/2017 is meant.

    The order of day, month and year is that of the whole column: a date that can be read in one
    order only settles it, as a day above 12 does. Where none has come yet, or some for several
    orders, a date that can be read in several stays ambiguous.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self._orders: set[Order] = set()
        self.example = ""
        self.ambiguous = self.unread = self.imprecise = 0
        self.unread_example = ""
        # The highest day of the month among dates that are written with the year first.
        self._highest_day = 0

    @property
    def order(self) -> Order:
        """The order that the dates so far have settled, if any."""
        return next(iter(self._orders)) if len(self._orders) == 1 else ""

    def read(self, texts: Iterable[str] | Labels) -> Labels:
        """Return the days as ``2017-05-05``, a month as ``2017-05``; empty where it is not sure.

        ``texts`` are those that `date_columns.DateColumns` returns.
        """
        labels = Labels.of(texts)
        plain = [text.partition(KNOWN_TO)[0] for text in labels.values]
        for text in plain:
            if order := _find_order(text):
                self._orders.add(order)
                self.example = min(self.example or text, text)
        days = [read_day(text, self.order) for text in plain]
        counts = np.bincount(labels.codes, minlength=len(days)).tolist()
        self.ambiguous += sum(n for n, day in zip(counts, days, strict=True) if day is None)
        for place, (text, count) in enumerate(zip(plain, counts, strict=True)):
            day, known_to = days[place], labels.values[place].partition(KNOWN_TO)[2]
            if day == "" and text.strip() and not text.startswith("#"):  # a tag of HXL
                self.unread += count
                self.unread_example = min(self.unread_example or text, text)
            elif day and known_to:
                self.imprecise += count
                days[place] = day[: len("2017-05")] if known_to == MONTH else ""
            if day and text.startswith(day):
                self._highest_day = max(self._highest_day, int(day[8:] or 0))
        return Labels([day or "" for day in days], labels.codes)

    def describe(self) -> list[str]:
        """Return what a reader should know of how the dates were read."""
        notes = []
        if self.unread:
            dates = "1 date is" if self.unread == 1 else f"{self.unread:,} dates are"
            hint = ""
            if _COUNT.fullmatch(self.unread_example.strip()):
                hint = ", which seems to count days or seconds (write 2017-05-09 in its place)"
            notes.append(
                f"{dates} not of a kind that is read, such as {quote(self.unread_example)}{hint}: "
                f"no month and no status."
            )
        if self.imprecise:
            dates = "1 date is" if self.imprecise == 1 else f"{self.imprecise:,} dates are"
            notes.append(
                f"{dates} known only to a week, a month or less: a status only where the whole "
                f"month has the same."
            )
        if self.ambiguous:
            dates = "1 date is" if self.ambiguous == 1 else f"{self.ambiguous:,} dates are"
            notes.append(
                f"{dates} ambiguous, since day, month or year could be exchanged and no date "
                f"before them settles which is meant: no month and no status."
            )
        elif self.order in ("month first", "year first"):
            first, example = self.order.removesuffix(" first"), quote(self.example.split()[0])
            notes.append(f"Dates are read with the {first} first, as in {example}.")
        if self.order == "day first" and 0 < self._highest_day <= 12:
            notes.append(
                f"Some dates are written as {quote(self.example)}, and none of those with the year "
                f"first has a day above 12: a spreadsheet may have exchanged their day and month."
            )
        return notes


def _find_order(text: str) -> Order:
    """Return the one order in which a date of numbers can be read, if it is only one."""
    found = _NUMBERS.match(normalise(text)) if len(text) <= LONGEST else None
    readings = _list_readings(found) if found and found[2] != "." else {}
    return next(iter(readings)) if len(readings) == 1 else ""


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


def read_day(text: str, order: Order = "") -> str | None:
    """Return a date as ``2017-05-05`` or ``2017-05``, empty for none, None for an ambiguous one.

    ISO 8601 and dates with the month as a word are read as they are. In 05/06/2017 and 17-05-06,
    ``order`` says which number is the day; with points, the day comes first, as where dates are
    written so. A span of days, and the time before or after one, is no day.
    """
    plain = _LINKS.sub(" ", normalise(text)) if len(text) <= LONGEST else ""
    plain = _MONTH_ALONE.sub(r"\2-\1", plain)
    if not plain or _is_no_day(plain):
        return ""
    if found := _YEAR_FIRST.match(plain):
        return _write(found[1], found[3] or found[5], found[4] or found[6])
    if found := _NUMBERS.match(plain):
        one, mark, other, year = found.groups()
        if mark == ".":
            return _write(year, other, one)
        readings = _list_readings(found)
        if order in readings:
            return readings[order]
        days = {*readings.values()}
        return None if len(days) > 1 else "".join(days)
    for pattern in _NAMED:
        found = pattern.match(plain)
        month = _MONTHS.get(found["word"]) if found else None
        # The UN writes both Arabic names of a month, the Levant's and Egypt's.
        if found and month and _MONTHS.get(found["also"] or found["word"]) == month:
            return _write(found["year"].removeprefix("'"), str(month), found["day"])
    return ""


def _is_no_day(plain: str) -> bool:
    """Return whether a text holds a span of days, or only a day before or after the event's."""
    if _ASIDE.match(plain):
        return True
    found = (pattern.match(plain) for pattern in (_YEAR_FIRST, _NUMBERS, *_NAMED))
    return any(
        _SPAN.match(plain, each.end()) or ("word" in each.re.groupindex and _is_no_year(each))
        for each in found
        if each is not None
    )


def _is_no_year(found: re.Match[str]) -> bool:
    """Return whether two digits behind a month are a day or an hour.

    So are the second 11 and 12 in "9 May - 11 May 2017", "May 9-11, 2017" and "9 May - 12 June",
    and the last digits in "9 May 10 pm".
    """
    rest = found.string[found.end() :]
    other = _NEXT_WORD.match(rest)
    return len(found["year"]) < len("2017") and bool(
        _FULL_YEAR.search(rest) or _HOUR_OR_DAY.match(rest) or (other and other[1] in _MONTHS)
    )


def _write(year: str, month: str, day: str | None) -> str:
    # Excel's two digits, by the rule that it reads them by.
    number = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 30 else 1900)
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        return ""
    with suppress(ValueError):
        whole = date(number, int(month), int(day or 1)).isoformat()
        return whole if day else whole[:7]
    return ""
