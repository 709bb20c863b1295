"""The columns that hold the dates of a table's events, and how precisely each date is known."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from corpus.quoting import quote
from geodata.points.column_names import fold_name, list_names, split_name
from geodata.points.date_column_words import (
    DATE_WORDS,
    DAYS,
    END_WORDS,
    EVENT_WORDS,
    FILLERS,
    JOINED,
    NEAR_WORDS,
    NO_DATES,
    PARTS,
    PERIODS,
    RECORD_BEGINNINGS,
    RECORD_WORDS,
    START_WORDS,
    USUAL_NAMES,
)
from geodata.points.date_precision import (
    KNOWN_TO,
    UNTIL,
    choose_coarsest,
    find_date_precisions,
    is_nothing,
    is_precision,
    list_unread,
    read_known_to,
)
from geodata.points.labels import Labels


@dataclass(frozen=True)
class DateColumns:
    """Which columns hold the dates of events: one of whole dates, or those of year, month and day.

    ``places`` are those of the columns, none where no column surely holds them; ``precisions``
    are those of the columns that say how precisely a date is known, and what their codes mean.
    ``until`` is the place of the column that says when an event ended, where the date is that of
    its beginning, and ``is_open`` that an event without such a cell has not ended. ``notes`` say
    how the columns were chosen, where a reader should know.
    """

    places: tuple[int, ...] = ()
    precisions: tuple[tuple[int, Mapping[str, str]], ...] = ()
    until: int | None = None
    is_open: bool = False
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self.places)

    def list_places(self) -> list[int]:
        """Return the places of all columns that are read."""
        until = [] if self.until is None else [self.until]
        return [*self.places, *(place for place, _ in self.precisions), *until]

    def read(self, take: Callable[[int], Labels]) -> Labels | None:
        """Return the dates of rows as texts for `event_dates.EventDates`; None where none are.

        ``take`` returns the cells of the column at a place.
        """
        if not self.places:
            return None
        columns = [take(place) for place in self.list_places()]
        if len(columns) == 1 and not self.is_open:
            return columns[0]
        shape = [max(1, len(column.values)) for column in columns]
        groups, codes = np.unique(
            np.ravel_multi_index([column.codes for column in columns], shape), return_inverse=True
        )
        places = np.transpose(np.unravel_index(groups, shape)).tolist()
        texts = (
            [column.values[at] for column, at in zip(columns, each, strict=True)] for each in places
        )
        return Labels([self.join(each) for each in texts], codes)

    def join(self, cells: Sequence[str]) -> str:
        """Return the text of a date from the cells at `list_places`."""
        parts, grades = cells[: len(self.places)], cells[len(self.places) :]
        *grades, end = [*grades, ""] if self.until is None else grades
        text = parts[0] if len(parts) == 1 else _join_parts(parts)
        known_to = choose_coarsest(
            [
                read_known_to(cell, codes)
                for cell, (_, codes) in zip(grades, self.precisions, strict=True)
            ]
        )
        if is_nothing(end):
            end = ".." if self.is_open else text
        if text.strip() and end.strip() != text.strip():
            text = f"{text}{UNTIL}{end}"
        return f"{text}{KNOWN_TO}{known_to}" if known_to else text


def _join_parts(parts: Sequence[str]) -> str:
    year, month, day = (part.strip().removesuffix(".0") for part in [*parts, ""][:3])
    known = [part for part in (year, month, day) if part not in ("", "0", "00")]
    if len(known) < 3 and known != [year, month]:
        return year
    return "-".join(known) if month.isdecimal() else " ".join(reversed(known))


def find_dates(names: Sequence[str], first_row: Sequence[object] = ()) -> DateColumns:
    """Return the columns that hold the events' dates, empty where none surely do.

    Where ``first_row``, the cells below the names, holds tags of HXL, these count before the names.
    """
    tags = tuple(str(cell).strip() for cell in first_row)
    if any(tag.startswith("#geo") for tag in tags) and (found := _find_dates(tags, tuple(names))):
        return found
    return _find_dates(tuple(names), tuple(names))


@lru_cache(maxsize=256)  # features of GeoJSON have the same names over and over
def _find_dates(names: tuple[str, ...], shown: tuple[str, ...]) -> DateColumns:
    known = [fold_name(name) for name in names]
    words = [set(_split_joined(name)) for name in names]
    dates = [
        place for place, parts in enumerate(words) if parts & DATE_WORDS and not is_precision(parts)
    ]
    of_events = [place for place in dates if not _is_of_record(words[place])]
    found = next((known.index(usual) for usual in USUAL_NAMES if usual in known), None)
    if found is None:
        found = _choose(of_events, words, (EVENT_WORDS, START_WORDS))
    places = (found,) if found is not None else _find_parts(words)
    # GTD's approxdate, beside columns of year, month and day, holds what they do not.
    if len(places) < 3 and found is None and of_events:
        found = _choose(of_events, words, (None,))
        places = () if found is None else (found,)
    if not places and not of_events and "day" in known:
        places = (known.index("day"),)
    joined = ["".join(split_name(name)) for name in names]
    twins = [place for place, name in enumerate(joined) if name in {joined[at] for at in places}]
    if len(twins) > len(places):
        return DateColumns(notes=(_describe_twins(shown, twins),))
    notes = _describe(shown, words, dates, of_events, places)
    if not places:
        return DateColumns(notes=notes)
    precisions = find_date_precisions(names)
    unread = list_unread(names, [*places, *(place for place, _ in precisions)])
    until = _find_end(places, words)
    return DateColumns(places, precisions, until, notes=(*notes, *unread))


def _find_end(places: Sequence[int], words: Sequence[set[str]]) -> int | None:
    """Return the column of the end, where the date is that of a beginning."""
    if not words[places[0]] & START_WORDS:
        return None
    ends = [
        place
        for place, parts in enumerate(words)
        if parts & END_WORDS
        and not (parts - END_WORDS) & (START_WORDS | RECORD_WORDS)
        and (parts & DATE_WORDS or len(parts) < 2)
    ]
    return ends[0] if len(ends) == 1 else None


def _split_joined(name: str) -> Iterator[str]:
    """Yield the words of a name, and those that a word such as ``incidentdate`` is made of."""
    for word in split_name(name):
        yield word
        found = JOINED.fullmatch(word) if word not in NO_DATES | RECORD_WORDS else None
        if found:
            yield "date"
            yield (found["before"] or found["after"]).removeprefix("of").removesuffix("s")


def _is_of_record(words: set[str]) -> bool:
    is_period = bool(words & PERIODS) and not words & DAYS
    return (
        is_period
        or bool(words & (RECORD_WORDS | NEAR_WORDS))
        or any(word.startswith(RECORD_BEGINNINGS) for word in words - EVENT_WORDS)
    )


def _choose(
    dates: Sequence[int], words: Sequence[set[str]], kinds: Sequence[set[str] | None]
) -> int | None:
    """Return the one column that has words of the first kind that any has, if there is one."""
    for wanted in kinds:
        found = [place for place in dates if wanted is None or words[place] & wanted]
        # Beside incident_date, incident_date_time is the same with more.
        plain = [one for one in found if not any(words[other] < words[one] for other in found)]
        if found:
            return plain[0] if len(plain) == 1 else None
    return None


def _find_parts(words: Sequence[set[str]]) -> tuple[int, ...]:
    """Return the columns of year, month and day, or of year and month."""
    found = [
        [
            place
            for place, parts in enumerate(words)
            if len(parts & part) == 1 and parts <= part | EVENT_WORDS | DATE_WORDS | FILLERS
        ]
        for part in PARTS
    ]
    counts = [len(places) for places in found]
    if counts in ([1, 1, 1], [1, 1, 0]):
        return tuple(places[0] for places in found if places)
    return ()


def _describe_twins(names: Sequence[str], twins: Sequence[int]) -> str:
    return (
        f"Columns have the same name, {list_names([names[place] for place in twins])}: no date is "
        f"read, so there is no month and no status; give them names that differ."
    )


def _describe(
    names: Sequence[str],
    words: Sequence[set[str]],
    dates: Sequence[int],
    of_events: Sequence[int],
    places: tuple[int, ...],
) -> tuple[str, ...]:
    def show(listed: Sequence[int]) -> str:
        more = " ..." if len(listed) > 6 else ""
        return ", ".join(quote(names[place]) for place in listed[:6]) + more

    if len(places) > 1:
        return (f"The dates are those of the columns {show(places)} together.",)
    if places:
        plain = words[places[0]] <= DATE_WORDS | EVENT_WORDS | START_WORDS | FILLERS | {"day"}
        is_said = len({*dates, *places}) > 1 or not (
            plain or fold_name(names[places[0]]) == "sqldate"
        )
        return (f"The dates are those of the column {show(places)}.",) if is_said else ()
    if of_events:
        return (
            f"Several columns may hold the dates of events, {show(of_events)}: none is read, so "
            f"there is no month and no status; call the right one event_date.",
        )
    if dates:
        return (
            f"No date of an event is read, for {show(dates)} seems to be of the record, or only "
            f"near the event's: no month and no status; call a column event_date that holds it.",
        )
    return ()
