"""The picture of the months is SVG that any program draws, and its bars are the counts."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import product
from xml.etree import ElementTree as ET

import pytest

from corpus.edtf import Span
from dashboard.library import ASSETS, Library
from dashboard.panels.month_chart import _COLOURS, NIGHT, WIDTH, Wording, draw_months
from dashboard.panels.table_counts import narrow, picture
from geodata.points.months import MOST_MONTHS, NO_MONTH, MonthCounts, MonthKey
from tests.geodata.uploaded import locate_bytes

SVG = "{http://www.w3.org/2000/svg}"
ZONES = {"idlib": "Idlib", "south": "The <south>"}
HELD = {"idlib": Span(date(2017, 5, 6), None, False)}
WORDING = Wording("Rows: a&b.csv", "All of them", ["A note."])


def key(zone: str, month: str, certainty: str = "inside") -> MonthKey:
    return MonthKey(zone, certainty, month, "")  # type: ignore[arg-type]


def draw(counts: MonthCounts) -> ET.Element:
    return ET.fromstring(draw_months(counts, ZONES, HELD, WORDING))


def bars(svg: ET.Element) -> list[tuple[str, list[float]]]:
    """Return what each bar says of itself, and the heights of its parts."""
    return [
        (title, [float(part.attrib["height"]) for part in group.iter(f"{SVG}rect")])
        for group in svg.iter(f"{SVG}g")
        if (title := group.findtext(f"{SVG}title"))
    ]


def test_bars_are_as_high_as_the_counts() -> None:
    counts: MonthCounts = Counter(
        {
            key("idlib", "2017-05"): 6,
            key("idlib", "2017-05", "possibly inside"): 2,
            key("south", "2017-07"): 4,
            key("south", NO_MONTH): 9,
            key("", "2016-01", "outside"): 9,
        }
    )
    (may, (inside, possible)), (july, (south,)) = bars(draw(counts))
    assert may == "May 2017: 6 inside, 2 possibly inside"
    assert july == "July 2017: 4 inside"
    assert inside == pytest.approx(3 * possible)
    assert south == pytest.approx(2 * possible)


def test_every_text_stands_as_it_was_and_nothing_is_loaded() -> None:
    drawn = draw_months(Counter({key("south", "2017-05"): 1}), ZONES, HELD, WORDING)
    texts = {"".join(text.itertext()) for text in ET.fromstring(drawn).iter(f"{SVG}text")}
    assert {"Rows: a&b.csv", "All of them", "A note.", "The <south> · 1", "May 2017"} <= texts
    assert re.findall(r"(?:href|url|src|@import|<script|<style)", drawn) == []
    assert re.findall(r"https?://[^\"]*", drawn) == ["http://www.w3.org/2000/svg"]


@pytest.mark.parametrize("years", [1, 2, 9, MOST_MONTHS // 12])
def test_any_number_of_months_stays_on_the_sheet(years: int) -> None:
    months = [f"{2000 + year}-{month + 1:02}" for year, month in product(range(years), range(12))]
    svg = draw(Counter({key("idlib", month): 1 for month in months}))
    assert len(bars(svg)) == len(months)
    edges = [
        (float(part.attrib["x"]), float(part.attrib["width"]))
        for part in svg.iter(f"{SVG}rect")
        if "x" in part.attrib
    ]
    assert all(left >= 0 and left + width <= WIDTH for left, width in edges)
    ticks = [text for text in svg.iter(f"{SVG}text") if text.attrib.get("text-anchor") == "middle"]
    assert 1 < len(ticks) <= 12


def test_nothing_is_drawn_where_no_event_in_a_zone_has_a_month() -> None:
    counts: MonthCounts = Counter({key("idlib", NO_MONTH): 1, key("", "2017-05", "outside"): 1})
    assert draw_months(counts, ZONES, HELD, WORDING) == ""


def test_a_table_is_drawn_with_what_is_left_out(library: Library) -> None:
    rows = "2017-05-01,36.63,35.93\n2017-06-01,36.63,35.93\n,36.63,35.93\n2017-05-01,x,1\n"
    table, _ = locate_bytes("a.csv", f"date,lon,lat\n{rows}".encode(), library.atlas)
    name = "a\x1b\ufffe<b>.csv" * 40
    whole = picture(name, table.tally, library, is_narrowed=False, palette=NIGHT)
    assert [title for title, _ in bars(ET.fromstring(whole))] == [
        "May 2017: 1 inside",
        "June 2017: 1 inside",
    ]
    assert "Not drawn: 1 in a zone without a month, 1 not placed." in whole
    held = picture(name, narrow(table.tally), library, is_narrowed=True)
    assert [title for title, _ in bars(ET.fromstring(held))] == ["June 2017: 1 inside"]
    assert "Not drawn" not in held


def test_the_bars_have_the_colours_of_the_page() -> None:
    styles = (ASSETS / "certainty.css").read_text(encoding="utf-8")
    known = dict(re.findall(r"--([a-z-]+): (#\w{6});", styles))
    assert {name.replace(" ", "-"): colour for name, colour in _COLOURS.items()}.items() <= (
        known.items()
    )
