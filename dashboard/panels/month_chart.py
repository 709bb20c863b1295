"""A picture of a table's events by zone and month, stacked by certainty: SVG, made here."""

from calendar import monthrange
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import wrap
from typing import NamedTuple

from corpus.date_words import format_edtf
from corpus.edtf import Span
from corpus.quoting import make_plain, shorten
from dashboard.templating import render
from geodata.points.certainty import CERTAINTIES, OUTSIDE, Certainty
from geodata.points.months import MonthCounts, list_months

WIDTH, _LEFT, _RIGHT = 760, 52, 16
_HEAD, _PANEL, _GAP, _AXIS = 94, 84, 34, 22
_LINE, _LETTERS = 14, 128
_WIDEST_BAR = 26
# So many names of months stand side by side.
_MOST_LABELS = 8
_STEPS = (1, 2, 3, 6, 12, 24, 36, 60)
# The surest stands at the bottom, where heights can be compared.
_SHOWN: tuple[Certainty, ...] = tuple(reversed(CERTAINTIES[OUTSIDE + 1 :]))
# Those of the points on the map.
_COLOURS: dict[Certainty, str] = {
    "inside": "#14507f",
    "probably inside": "#4b93c9",
    "possibly inside": "#e0a526",
}


@dataclass(frozen=True)
class Palette:
    """The colours of all but the bars: paper, words, lines, days in force, edges of bars."""

    ground: str
    ink: str
    quiet: str
    rule: str
    held: str
    edge: str


PAPER = Palette("#fdfcf9", "#2b2722", "#6b6459", "#d9d3c7", "#efe5f1", "#fdfcf9")
NIGHT = Palette("#17181b", "#ece9e2", "#b5b0a6", "#45464b", "#3a2c40", "#b5b0a6")


@dataclass(frozen=True)
class Wording:
    """What the picture says beside its counts, a line each; ``notes`` are broken into lines."""

    title: str
    subtitle: str
    notes: Sequence[str]


class _Part(NamedTuple):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


class _Bar(NamedTuple):
    """The events of a zone in a month, with their numbers in words."""

    title: str
    parts: tuple[_Part, ...]


class _Panel(NamedTuple):
    """The bars of a zone, above a base line, and the days in force behind them."""

    name: str
    total: int
    base: float
    held: _Part | None
    bars: tuple[_Bar, ...]


class _Tick(NamedTuple):
    """A mark on an axis."""

    at: float
    label: str


def draw_months(
    counts: MonthCounts,
    zones: Mapping[str, str],
    held: Mapping[str, Span],
    wording: Wording,
    palette: Palette = PAPER,
) -> str:
    """Return the picture as SVG, or nothing where no event lies in a zone in a month.

    Parameters
    ----------
    counts : MonthCounts
        The events, within as many months as `geodata.points.months.limit_months` leaves.
    zones : mapping of str to str
        The names of the zones to draw, by id, in order.
    held : mapping of str to Span
        The days on which what was agreed was in force, by zone id.
    wording : Wording
        The title and the notes.
    palette : Palette
        The colours.
    """
    inside = Counter({key: count for key, count in counts.items() if key.zone in zones})
    months = list_months(inside)
    if not months:
        return ""
    numbers = Counter[tuple[str, str, Certainty]]()
    heights = Counter[tuple[str, str]]()
    for key, count in inside.items():
        if key.month in months:
            numbers[key.zone, key.month, key.certainty] += count
            heights[key.zone, key.month] += count
    axis = _Axis(months)
    top = _find_top(max(heights.values()))
    panels = []
    for place, (zone, name) in enumerate(zones.items()):
        base = _HEAD + _PANEL + place * (_PANEL + _GAP)
        bars = tuple(
            _stack(month, {one: numbers[zone, month, one] for one in _SHOWN}, axis, base, top)
            for month in months
            if heights[zone, month]
        )
        total = sum(heights[zone, month] for month in months)
        panels.append(_Panel(name, total, base, axis.cover(held.get(zone), base, palette), bars))
    notes = [line for note in wording.notes for line in wrap(note, _LETTERS)]
    feet = panels[-1].base + _AXIS
    return render(
        "month_chart.svg",
        width=WIDTH,
        height=feet + _LINE * len(notes) + 12,
        left=_LEFT,
        right=WIDTH - _RIGHT,
        title=shorten(make_plain(wording.title), 90),
        subtitle=wording.subtitle,
        legend=[(_COLOURS[one], one) for one in _SHOWN],
        is_held=any(panel.held for panel in panels),
        panels=panels,
        panel_height=_PANEL,
        months=axis.ticks(),
        heights=[
            _Tick(_PANEL * share, f"{round(top * share):,}")
            for share in ((0, 0.5, 1) if top % 2 == 0 else (0, 1))
        ],
        notes=[_Tick(feet + _LINE * (place + 1), line) for place, line in enumerate(notes)],
        palette=palette,
    )


class _Axis:
    """The months side by side, each as wide as the others."""

    def __init__(self, months: Sequence[str]) -> None:
        self._months = months
        self._slot = (WIDTH - _LEFT - _RIGHT) / len(months)
        self.bar = min(self._slot * 0.8, _WIDEST_BAR)

    def centre(self, month: str) -> float:
        """Return the middle of a month."""
        return _LEFT + (self._months.index(month) + 0.5) * self._slot

    def _find(self, day: date) -> float:
        """Return the start of a day, which lies in one of the months, or at the nearer end."""
        month = f"{day:%Y-%m}".rjust(7, "0")
        if month < self._months[0]:
            return _LEFT
        if month > self._months[-1]:
            return WIDTH - _RIGHT
        within = (day.day - 1) / monthrange(day.year, day.month)[1]
        return _LEFT + (self._months.index(month) + within) * self._slot

    def cover(self, span: Span | None, base: float, palette: Palette) -> _Part | None:
        """Return the ground of days, as high as a panel, or None where none of them is shown."""
        if span is None or span.earliest is None:
            return None
        start = self._find(span.earliest)
        end = WIDTH - _RIGHT if span.latest is None else self._find(span.latest + timedelta(days=1))
        if end <= start:
            return None
        return _Part(round(start, 1), base - _PANEL, round(end - start, 1), _PANEL, palette.held)

    def ticks(self) -> list[_Tick]:
        """Return as many names of months, or years, as there is room for."""
        step = next((one for one in _STEPS if len(self._months) / one <= _MOST_LABELS), 120)
        ticks = []
        for month in self._months:
            year, number = int(month[:4]), int(month[5:]) - 1
            if (12 * year + number) % step == 0:
                label = str(year) if step >= 12 else format_edtf(month)
                ticks.append(_Tick(round(self.centre(month), 1), label))
        return ticks


def _stack(
    month: str, numbers: Mapping[Certainty, int], axis: _Axis, base: float, top: int
) -> _Bar:
    parts = []
    y = base
    for certainty, number in numbers.items():
        if number:
            height = _PANEL * number / top
            y -= height
            left = axis.centre(month) - axis.bar / 2
            parts.append(
                _Part(
                    round(left, 2),
                    round(y, 2),
                    round(axis.bar, 2),
                    round(height, 2),
                    _COLOURS[certainty],
                )
            )
    said = ", ".join(f"{number:,} {one}" for one, number in numbers.items() if number)
    return _Bar(f"{format_edtf(month)}: {said}", tuple(parts))


def _find_top(highest: int) -> int:
    """Return the least round number that is not below the highest bar."""
    power: int = 10 ** (len(str(highest)) - 1)
    return next(step * power for step in (1, 2, 4, 6, 8, 10) if step * power >= highest)
