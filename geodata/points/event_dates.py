"""The dates of a table's events: which day each of them is."""

import re
from collections.abc import Iterable

import numpy as np

from corpus.quoting import count_things, quote
from geodata.points.date_precision import KNOWN_TO, MONTH, UNKNOWN, UNTIL
from geodata.points.date_texts import FIRST_OF_SHORT, Order, find_order, has_odd_year, read_day
from geodata.points.labels import Labels

# Days since 1900, as a spreadsheet counts them, or seconds or milliseconds since 1970.
_COUNT = re.compile(r"\d{5}(?:\.\d+)?|1\d{9}(?:\d{3})?(?:\.0)?")


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
        # Events that lasted longer than their first day.
        self.lasting = 0
        # Dates whose column of precision says what no list of codes has.
        self.unknown = 0
        self.unknown_example = ""
        # Years of two digits that no event is of.
        self.odd = 0
        self.odd_example = ""
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
        parts = [text.partition(KNOWN_TO)[0].partition(UNTIL) for text in labels.values]
        plain, ends = [each[0] for each in parts], [each[2] for each in parts]
        for text in plain:
            if order := find_order(text):
                self._orders.add(order)
                self.example = min(self.example or text, text)
        days = [read_day(text, self.order) for text in plain]
        counts = np.bincount(labels.codes, minlength=len(days)).tolist()
        self.ambiguous += sum(n for n, day in zip(counts, days, strict=True) if day is None)
        for place, (text, count) in enumerate(zip(plain, counts, strict=True)):
            day, known_to = days[place], labels.values[place].partition(KNOWN_TO)[2]
            if day == "" and has_odd_year(text, self.order):
                self.odd += count
                self.odd_example = min(self.odd_example or text, text)
            elif day == "" and text.strip() and not text.startswith("#"):  # a tag of HXL
                self.unread += count
                self.unread_example = min(self.unread_example or text, text)
            elif day and known_to.startswith(UNKNOWN):
                self.unknown += count
                self.unknown_example = min(self.unknown_example or known_to, known_to)
                days[place] = ""
            elif day and known_to:
                self.imprecise += count
                days[place] = day[: len("2017-05")] if known_to == MONTH else ""
            if day and ends[place] and (last := read_day(ends[place], self.order)) != day:
                self.lasting += count
                # Nothing, where even its month is not known.
                is_of_month = last is not None and last[:7] == day[:7]
                days[place] = (days[place] or "")[: len("2017-05")] if is_of_month else ""
            if day and text.startswith(day):
                self._highest_day = max(self._highest_day, int(day[8:] or 0))
        return Labels([day or "" for day in days], labels.codes)

    def describe(self) -> list[str]:
        """Return what a reader should know of how the dates were read."""
        notes = []
        if self.unread:
            dates = count_things(self.unread, "date is", "dates are")
            hint = ""
            if _COUNT.fullmatch(self.unread_example.strip()):
                hint = ", which seems to count days or seconds (write 2017-05-09 in its place)"
            notes.append(
                f"{dates} not of a kind that is read, such as {quote(self.unread_example)}{hint}: "
                f"no month and no status."
            )
        if self.odd:
            dates = count_things(self.odd, "date has", "dates have")
            notes.append(
                f"{dates} a year of two digits, such as {quote(self.odd_example)}, and would be "
                f"before {FIRST_OF_SHORT} or still to come: no month and no status."
            )
        if self.imprecise:
            dates = count_things(self.imprecise, "date is", "dates are")
            notes.append(
                f"{dates} known only to a week, a month or less: a status only where the whole "
                f"month has the same."
            )
        if self.lasting:
            events = count_things(self.lasting, "event")
            notes.append(
                f"{events} did not end on the day of its date, or it is not known when: a status "
                f"only where the whole month has the same."
            )
        if self.unknown:
            dates = count_things(self.unknown, "date")
            cell = quote(self.unknown_example.removeprefix(UNKNOWN))
            notes.append(
                f"How precisely {dates} may be known is said by a code or word that is not known, "
                f"such as {cell}: no month and no status."
            )
        if self.ambiguous:
            dates = count_things(self.ambiguous, "date is", "dates are")
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
