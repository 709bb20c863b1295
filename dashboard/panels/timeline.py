"""Key dates on a line of time, as a Vega-Lite chart."""

from calendar import timegm
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import altair as alt

from corpus.agreement import AGREEMENT
from corpus.background_records import BackgroundDate
from corpus.collection import Corpus
from corpus.date_words import format_edtf
from corpus.edtf import Span
from corpus.records import KeyDate
from dashboard.panels.groups import date_order

ROW_HEIGHT = 21
# Beside the axis, in pixels: as much as Streamlit leaves beside a slider's.
EDGE = 6
# From a mark to the words beside it, and along the dots that stand for an open start or end.
_GAP = 9
_DOTS = 44
# How far into the span of all dates the words stand to the right of a mark; after it, to the left.
_LABEL_FLIP = 0.5
KINDS = ("happened", "in force", "planned", "expires", "background")
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
# Distinct without red and green, in light and dark (Okabe and Ito's palette).
_COLOURS = ("#56708a", "#0072b2", "#b8791a", "#8a4f7d", "#8c8577")


LAST_YEAR = AGREEMENT.timeline_ends

Event = KeyDate | BackgroundDate
_Row = dict[str, object]


def list_events(corpus: Corpus) -> tuple[Event, ...]:
    """Return the key dates of a corpus, and the background dates up to the timeline's last year."""
    later = (event for event in corpus.background_dates if event.span.last_named.year <= LAST_YEAR)
    return (*corpus.key_dates, *later)


def find_days(corpus: Corpus) -> tuple[date, date] | None:
    """Return the first and the last day of the timeline, and of the slider above it."""
    if corpus.months is None:
        return None
    first, last = corpus.months
    # A day of the years after it is named in the field.
    return first, min(last, date(LAST_YEAR, 12, 31))


def draw_timeline(corpus: Corpus) -> dict[str, Any]:
    """Return the Vega-Lite specification of the corpus's timeline."""
    return timeline_chart(list_events(corpus), find_days(corpus))


@lru_cache(maxsize=4)
def timeline_chart(
    key_dates: tuple[Event, ...], days: tuple[date, date] | None = None
) -> dict[str, Any]:
    """Return the Vega-Lite specification of the timeline, from the first to the last of ``days``.

    One row a key date: a mark on a day; a bar over the span of any other date; of a set, the mark
    or bar of each of its dates, joined by a thin line; of an open interval, an upright on the day
    that is named, and dots of one length to the open side, where no day is. A mark is hollow where
    it is not surely the day. By what a mark says of itself, the panel's script knows which passage
    a click on it opens, and which marks come after the chosen day.
    """
    turn = _find_turn(key_dates)
    rows: list[_Row] = []
    marks: list[_Row] = []
    for number, key_date in enumerate(sorted(key_dates, key=date_order)):
        row, own_marks = _describe(number, key_date, turn)
        rows.append(row)
        marks += own_marks
    # UTC throughout: a calendar date must not slip by a day in any reader's time zone.
    scale = alt.Scale(type="utc", nice=False)
    if days:
        scale.domain = [1000 * timegm(day.timetuple()) for day in days]
    axis = alt.Axis(
        format="%-d %b %Y", labelAngle=0, title=None, orient="top", tickCount=6,
        # So that the axis is as wide as the chart: the slider's above it is.
        labelFlush=True, labelBound=True,
    )  # fmt: skip
    legend = alt.Legend(title=None, orient="bottom")
    colours = alt.Scale(domain=KINDS, range=_COLOURS)
    encoding: dict[str, Any] = {
        "y": alt.Y("row:O", axis=None),
        "color": alt.Color("kind:N", scale=colours, legend=legend),
        "opacity": alt.value(1),
        "description": alt.Description("text:N"),
        "tooltip": [
            alt.Tooltip("label:N", title="What"),
            alt.Tooltip("when:N", title="When"),
            alt.Tooltip("kind:N", title="Kind"),
        ],
    }
    whole = alt.Chart(alt.InlineData(values=rows)).encode(**encoding)
    single = alt.Chart(alt.InlineData(values=marks)).encode(
        x=alt.X("start:T", scale=scale, axis=axis), **encoding
    )
    stroke = alt.Stroke("kind:N", scale=colours, legend=None)
    # The stroke keeps a day or two to be seen where the page is narrow.
    spans = (
        single.transform_filter("datum.form == 'span'")
        .mark_bar(height=7, cornerRadius=4, strokeWidth=2)
        .encode(x2="end:T", stroke=stroke)
    )
    points = (
        single.transform_filter("datum.form == 'day'")
        .mark_point(filled=True, size=85, strokeWidth=2)
        .encode(
            shape=alt.Shape("kind:N", scale=alt.Scale(domain=KINDS, range=_SHAPES), legend=legend),
            stroke=stroke,
            fillOpacity=alt.FillOpacity("filling:Q", scale=None, legend=None),
        )
    )
    uprights = single.transform_filter("datum.form == 'limit'").mark_tick(thickness=4, size=15)
    first, last = (alt.X(f"{name}:T", scale=scale, axis=axis) for name in ("first", "last"))
    # The marks are told to a screen reader, these lines are not.
    joints = whole.transform_filter("datum.is_set").mark_rule(strokeWidth=1.5, aria=False)
    dots = [
        whole.transform_filter(f"datum.open == '{side}'")
        .mark_rule(strokeWidth=2.5, strokeDash=[2.5, 4], x2Offset=offset, aria=False)
        .encode(x=first, x2="first:T")
        for side, offset in (("start", -_DOTS), ("end", _DOTS))
    ]
    words = whole.encode(text="text:N", color=alt.value("currentColor"))
    # As long as there is free between the mark and the edge.
    names_right = words.transform_filter("!datum.is_late").mark_text(
        align="left",
        dx=alt.ExprRef("datum.right"),
        limit=alt.ExprRef("width - scale('x', datum.last) - datum.right"),
        fontSize=12,
    )
    names_left = words.transform_filter("datum.is_late").mark_text(
        align="right",
        dx=alt.ExprRef("-datum.left"),
        limit=alt.ExprRef("scale('x', datum.first) - datum.left"),
        fontSize=12,
    )
    layers = [
        joints.encode(x=first, x2="last:T"),
        *dots,
        spans,
        points,
        uprights,
        names_right.encode(x=last),
        names_left.encode(x=first),
    ]
    chart = alt.layer(*layers).properties(
        height=ROW_HEIGHT * len(rows),
        padding={"left": EDGE, "right": EDGE, "top": 5, "bottom": 5},
    )
    specification: dict[str, Any] = chart.to_dict()
    return specification


def _find_turn(key_dates: tuple[Event, ...]) -> date:
    first = min((key_date.span.first_named for key_date in key_dates), default=date.min)
    last = max((key_date.span.last_named for key_date in key_dates), default=first)
    return first + (last - first) * _LABEL_FLIP


def list_first_days(key_dates: Iterable[Event]) -> dict[str, str]:
    """Return the first day that each of the timeline's marks may stand for, by what it says."""
    return {_say(event): event.span.first_named.isoformat() for event in key_dates}


def _say(event: Event) -> str:
    return f"{format_edtf(event.date)}: {event.label}"


def _describe(number: int, key_date: Event, turn: date) -> tuple[_Row, list[_Row]]:
    """Return the row of a key date, and its marks, each with what the row says too."""
    span = key_date.span
    shared: _Row = {
        "row": number,
        "id": key_date.id,
        "label": key_date.label,
        "text": _say(key_date),
        "when": format_edtf(key_date.date),
        "kind": key_date.kind if isinstance(key_date, KeyDate) else "background",
    }
    marks = [_describe_mark(part, bool(span.choices)) for part in span.parts]
    row = shared | {
        "first": marks[0]["start"],
        "last": marks[-1]["end"],
        "is_set": bool(span.choices),
        "open": "start" if span.earliest is None else "end" if span.latest is None else "",
        "is_late": span.first_named > turn,
        "left": _GAP + (_DOTS if span.earliest is None else 0),
        "right": _GAP + (_DOTS if span.latest is None else 0),
    }
    return row, [shared | mark for mark in marks]


def _describe_mark(part: Span, is_choice: bool) -> _Row:
    first, last = part.first_named, part.last_named
    is_span = last > first
    # A bar covers its last day to the end, of which the calendar's last has no next.
    end = last + timedelta(days=1) if is_span and last < date.max else last
    return {
        "start": first.isoformat(),
        "end": end.isoformat(),
        "form": "limit" if part.is_open else "span" if is_span else "day",
        "filling": 1.0 if part.is_day and not is_choice else 0.0,  # of the mark on a day
    }
