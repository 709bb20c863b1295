"""Key dates on a line of time, as a Vega-Lite chart."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import altair as alt

from corpus.collection import Corpus
from corpus.date_words import format_edtf
from corpus.records import BackgroundDate, KeyDate
from dashboard.panels.groups import date_order

ROW_HEIGHT = 21
# How far into the span of all dates the words stand to the right of a mark; after it, to the left.
_LABEL_FLIP = 0.5
KINDS = ("happened", "in force", "planned", "expires", "background")
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
# Distinct without red and green, in light and dark (Okabe and Ito's palette).
_COLOURS = ("#56708a", "#0072b2", "#b8791a", "#8a4f7d", "#8c8577")


# The days of 2017 would be pressed together by the years after it; the list has those.
LAST_YEAR = 2018

Event = KeyDate | BackgroundDate


def list_events(corpus: Corpus) -> tuple[Event, ...]:
    """Return the key dates of a corpus, and the background dates up to the timeline's last year."""
    later = (event for event in corpus.background_dates if event.latest.year <= LAST_YEAR)
    return (*corpus.key_dates, *later)


@lru_cache(maxsize=64)
def timeline_chart(key_dates: tuple[Event, ...], asof: date | None) -> dict[str, Any]:
    """Return the Vega-Lite specification of the timeline.

    One row a key date, a mark on an exact day and a bar over the span of any other; what comes
    after the chosen day is faded. Clicking a mark sets the parameter ``date``, whose field ``id``
    is the key date's.
    """
    turn = _find_turn(key_dates)
    rows = [
        _row(number, key_date, asof, turn)
        for number, key_date in enumerate(sorted(key_dates, key=date_order))
    ]
    # UTC throughout: a calendar date must not slip by a day in any reader's time zone.
    scale = alt.Scale(type="utc")
    axis = alt.Axis(format="%-d %b %Y", labelAngle=0, title=None, orient="top", tickCount=6)
    chosen = alt.selection_point(name="date", fields=["id"], on="click", empty=False)
    legend = alt.Legend(title=None, orient="bottom")
    colours = alt.Scale(domain=KINDS, range=_COLOURS)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("row:O", axis=None),
        color=alt.Color("kind:N", scale=colours, legend=legend),
        opacity=alt.Opacity("strength:Q", scale=None, legend=None),
        description=alt.Description("text:N"),
        tooltip=[
            alt.Tooltip("label:N", title="What"),
            alt.Tooltip("when:N", title="When"),
            alt.Tooltip("kind:N", title="Kind"),
        ],
    )
    # The stroke keeps a day or two to be seen where the page is narrow.
    spans = (
        base.transform_filter("datum.is_span")
        .mark_bar(height=7, cornerRadius=4, strokeWidth=2)
        .encode(stroke=alt.Stroke("kind:N", scale=colours, legend=None))
    )
    points = (
        base.transform_filter("!datum.is_span")
        .mark_point(filled=True, size=85)
        .encode(
            shape=alt.Shape("kind:N", scale=alt.Scale(domain=KINDS, range=_SHAPES), legend=legend)
        )
    )
    words = base.encode(text="text:N", color=alt.value("currentColor"))
    # As long as there is free between the mark and the edge.
    names_right = words.transform_filter("!datum.is_late").mark_text(
        align="left", dx=9, limit=alt.ExprRef("width - scale('x', datum.end) - 9"), fontSize=12
    )
    names_left = words.transform_filter("datum.is_late").mark_text(
        align="right", dx=-9, limit=alt.ExprRef("scale('x', datum.start) - 9"), fontSize=12
    )
    layers = [
        spans.encode(x=alt.X("start:T", scale=scale, axis=axis), x2="end:T"),
        points.encode(x=alt.X("start:T", scale=scale, axis=axis)),
        names_right.encode(x=alt.X("end:T", scale=scale)),
        names_left.encode(x=alt.X("start:T", scale=scale)),
    ]
    if asof:
        rule = alt.Chart(alt.InlineData(values=[{"day": asof.isoformat()}])).mark_rule(
            strokeDash=[4, 3], color="currentColor", opacity=0.6
        )
        # Below the words, which it may cross.
        layers.insert(0, rule.encode(x=alt.X("day:T", scale=scale, axis=axis)))
    chart = alt.layer(*layers).add_params(chosen).properties(height=ROW_HEIGHT * len(rows))
    specification: dict[str, Any] = chart.to_dict()
    return specification


def _find_turn(key_dates: tuple[Event, ...]) -> date:
    first = min((key_date.earliest for key_date in key_dates), default=date.min)
    last = max((key_date.latest for key_date in key_dates), default=first)
    return first + (last - first) * _LABEL_FLIP


def _row(number: int, key_date: Event, asof: date | None, turn: date) -> dict[str, object]:
    is_ahead = asof is not None and key_date.earliest > asof
    when = format_edtf(key_date.date)
    is_span = key_date.latest > key_date.earliest
    # A bar covers its last day to the end.
    end = key_date.latest + timedelta(days=1) if is_span else key_date.latest
    return {
        "row": number,
        "id": key_date.id,
        "label": key_date.label,
        "text": f"{when}: {key_date.label}",
        "when": when,
        "kind": key_date.kind if isinstance(key_date, KeyDate) else "background",
        "start": key_date.earliest.isoformat(),
        "end": end.isoformat(),
        "is_span": is_span,
        "is_late": key_date.earliest > turn,
        # Fainter, and still dark enough to be read.
        "strength": 0.65 if is_ahead else 1.0,
    }
