"""The counts of a reader's located table, narrowed as they choose, and a picture of them."""

import base64
from pathlib import Path

import streamlit as st

from dashboard.exporting import find_theme
from dashboard.library import Library
from dashboard.panels import table_counts
from dashboard.panels.month_chart import NIGHT, PAPER
from dashboard.templating import render
from dashboard.uploads.locating import Located
from geodata.points.placement import Tally
from geodata.points.uploads import LocatedTable

ALL, HELD = "all", "held"
_CHOICES = {ALL: "All rows", HELD: "Events while it was in force as agreed"}


@st.fragment
def show_counts(located: Located, library: Library) -> None:
    """Draw how many rows lie where, the result's link, and the choice of what is counted."""
    table = located.table
    st.html(table_counts.summary(table, f"located/{located.token}"))
    reason = table_counts.why_not_by_date(table, library)
    is_narrowed = not reason and _ask_narrowed()
    tally = table_counts.narrow(table.tally) if is_narrowed else table.tally
    if reason:
        st.html(render("remark.html", text=reason))
    elif is_narrowed:
        st.html(render("remark.html", text=table_counts.describe_narrowed(table.tally)))
    st.html(table_counts.counts(tally, library, is_narrowed))
    _show_picture(table, tally, library, is_narrowed)
    if by_month := table_counts.months(tally, library, is_narrowed):
        st.html(by_month)


def _show_picture(table: LocatedTable, tally: Tally, library: Library, is_narrowed: bool) -> None:
    # As the page is shown now; what is saved is for paper.
    palette = NIGHT if find_theme() == "dark" else PAPER
    shown = table_counts.picture(table.name, tally, library, is_narrowed, palette)
    if not shown:
        return
    source = base64.b64encode(shown.encode()).decode()
    st.html(render("month_picture.html", source=source))
    st.download_button(
        "Save the picture (SVG)",
        lambda: table_counts.picture(table.name, tally, library, is_narrowed),
        file_name=f"months-{Path(table.saved_as).stem}.svg",
        mime="image/svg+xml",
        key="table-picture",
        on_click="ignore",
    )


def _ask_narrowed() -> bool:
    chosen = st.radio(
        "Count",
        list(_CHOICES),
        format_func=_CHOICES.__getitem__,
        key="table-while",
        horizontal=True,
    )
    return chosen == HELD
