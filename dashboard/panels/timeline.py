"""Key dates on an axis of days: what their marks are drawn from, in HTML and SVG."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from corpus.agreement import AGREEMENT
from corpus.background_records import BackgroundDate
from corpus.collection import Corpus
from corpus.date_words import format_edtf
from corpus.edtf import Span
from corpus.records import Dated, KeyDate
from dashboard.panels.groups import DatedEntry, LaterLine, date_order

LAST_YEAR = AGREEMENT.timeline_ends
BACKGROUND = "background"
# The kinds in the order of the legend, each with the path of its mark on a day, around its middle.
SHAPES = {
    "happened": "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0-5 0Z",
    "in force": "M-4.5-4.5H4.5V4.5H-4.5Z",
    "planned": "M0-5L5.5 4.5H-5.5Z",
    "expires": "M0-6L5 0L0 6L-5 0Z",
    BACKGROUND: "M-2-5.5H2V-2H5.5V2H2V5.5H-2V2H-5.5V-2H-2Z",
}
# Months from a tick of the axis to the next, and how many ticks there may be.
_STEPS = (1, 3, 6, 12, 24, 60, 120, 600, 1_200, 6_000, 24_000)
_MOST_TICKS = 9
# In percent of the axis: where the words come to stand left of a mark, and a tick has no room.
_TURN, _LAST_TICK = 50, 92


class Tick(NamedTuple):
    """The first day of a month on the axis: where it stands, in percent, and its name.

    A narrow axis leaves out the names of those that are ``minor``.
    """

    at: float
    label: str
    is_minor: bool


class Mark(NamedTuple):
    """A mark from ``start`` on, over ``width``, both in percent of the axis.

    The form is ``day``, ``span`` or, where a side is open, ``start`` or ``end``: that side. It is
    hollow where it is not surely the day.
    """

    form: str
    start: float
    width: float
    is_hollow: bool

    @property
    def end(self) -> float:
        """Where it ends, in percent of the axis."""
        return self.start + self.width


class Row(NamedTuple):
    """A date: its marks, its words, and the address of what it rests on.

    A key date's address is that of a passage. ``remark`` says what the mark is; ``first`` is the
    first day that it may stand for.
    """

    first: date
    kind: str
    words: str
    remark: str
    address: str
    marks: tuple[Mark, ...]

    @property
    def is_late(self) -> bool:
        """Whether the words stand left of the marks."""
        return self.marks[0].start > _TURN

    @property
    def gap(self) -> float:
        """How far the words are from the edge on the side of the marks, in percent."""
        return round(100 - self.marks[0].start if self.is_late else self.marks[-1].end, 2)


class Timeline(NamedTuple):
    """The first and the last day of the axis, what stands on it, and the kinds for the legend."""

    first: date
    last: date
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    kinds: tuple[str, ...]
    shapes: dict[str, str] = SHAPES


def is_drawn(event: Dated) -> bool:
    """Return whether a date lies within the years of the timeline."""
    return event.span.last_named.year <= LAST_YEAR


def find_days(corpus: Corpus) -> tuple[date, date] | None:
    """Return the first and the last day of the timeline, and of the slider above it."""
    if corpus.months is None:
        return None
    first, last = corpus.months
    # A day of the years after it is named in the field.
    return first, min(last, date(LAST_YEAR, 12, 31))


def make_timeline(
    days: tuple[date, date] | None, dates: Iterable[DatedEntry], later: Iterable[LaterLine]
) -> Timeline | None:
    """Return what is drawn of key and background dates from the first to the last of ``days``.

    A row each: a mark on a day; a bar over the span of any other date; of a set, the mark or bar of
    each of its dates; of an open interval, its side that is named.

    Returns
    -------
    Timeline or None
        None without days.
    """
    if days is None:
        return None
    first, last = days
    length = (last - first).days
    found: list[tuple[KeyDate | BackgroundDate, str, str]] = [
        (entry.date, entry.date.kind, entry.words[0].address) for entry in dates
    ]
    found += [(line.event, BACKGROUND, line.event.links[0].url) for line in later]
    rows = []
    for event, kind, address in sorted(found, key=lambda each: date_order(each[0])):
        if is_drawn(event):
            source = event.links[0].publisher if isinstance(event, BackgroundDate) else ""
            rows.append(
                Row(
                    event.span.first_named,
                    kind,
                    f"{format_edtf(event.date)}: {event.label}",
                    f"{kind}; opens {source}" if source else kind,
                    address,
                    tuple(_make_mark(part, event.span, first, length) for part in event.span.parts),
                )
            )
    shown = {row.kind for row in rows}
    kinds = tuple(kind for kind in SHAPES if kind in shown)
    return Timeline(first, last, tuple(_list_ticks(first, last)), tuple(rows), kinds)


def _make_mark(part: Span, whole: Span, first: date, length: int) -> Mark:
    start, end = part.first_named, part.last_named
    form = "start" if part.earliest is None else "end" if part.latest is None else "day"
    days = 0
    if end > start:
        # A bar covers its last day to the end.
        form, days = "span", (end - start).days + 1
    is_sure = part.is_day and not whole.choices
    return Mark(form, _share((start - first).days, length), _share(days, length), not is_sure)


def _share(days: int, length: int) -> float:
    return round(100 * days / length, 2)


def _list_ticks(first: date, last: date) -> list[Tick]:
    """Return as many firsts of months as there is room for."""
    length = (last - first).days
    months = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    step = next(step for step in _STEPS if len(months) / step <= _MOST_TICKS)
    ticks = []
    for month in months:
        year, number = divmod(month, 12)
        at = _share((date(year, number + 1, 1) - first).days, length)
        if month % step == 0 and at <= _LAST_TICK:
            name = format_edtf(f"{year:04}-{number + 1:02}")[:3]
            label = f"{year}" if step >= 12 else f"{name} {year}"
            ticks.append(Tick(at, label, month // step % 2 == 1))
    return ticks
