"""A reader's own table of points: where its rows lie, counted, on the map, and to take away."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.library import Library
from dashboard.templating import render
from geodata.errors import TableError
from geodata.outlines import GRADES
from geodata.placement import Tally
from geodata.point_formats import FORMATS
from geodata.uploads import LocatedTable, locate_table

# More would hide the map and weigh down every click; the file that comes back has all.
MOST_SHOWN = 3000
PLACING = "Placing the rows …"


@dataclass(frozen=True, eq=False)
class Upload:
    """A table that was placed, and the points of it that the map shows.

    ``points`` are longitude and latitude in degrees and the grade's number in `GRADES`.
    """

    file_id: str
    table: LocatedTable
    points: tuple[tuple[float, float, int], ...]


def show_upload(library: Library) -> None:
    """Draw the field for a table, and its counts and the result where there is one."""
    st.html(render("upload_help.html", endings=sorted(FORMATS)))
    file = st.file_uploader("A table of points, up to 200 MB", key="table", max_upload_size=200)
    if file is None:
        st.session_state.pop("upload", None)
        return
    upload = current_upload()
    if upload is None or upload.file_id != file.file_id:
        bar = st.progress(0.0, PLACING)
        try:
            table = locate_table(
                file.name,
                file.getvalue(),
                library.atlas,
                progress=lambda share: _advance(bar, share),
            )
        except TableError as error:
            st.session_state.pop("upload", None)
            bar.empty()
            st.html(render("sentence.html", text=str(error)))
            return
        bar.empty()
        st.session_state["upload"] = Upload(file.file_id, table, sample_points(table))
        # The map stands above this field: draw it anew with the points.
        st.rerun()
    else:
        st.html(render("table.html", **describe_table(upload, library)))
        st.download_button(
            "Download the table with its columns added",
            data=upload.table.data,
            file_name=f"located-{file.name}",
            on_click="ignore",
            key="download-table",
        )


def current_upload() -> Upload | None:
    """Return what the reader has uploaded in this session, which alone holds it."""
    upload: Upload | None = st.session_state.get("upload")
    return upload


def sample_points(table: LocatedTable) -> tuple[tuple[float, float, int], ...]:
    """Return the placed rows for the map, evenly thinned where there are too many."""
    placed = np.flatnonzero(table.grades >= 0)
    step = max(1, -(-len(placed) // MOST_SHOWN))
    return tuple(
        (round(float(table.lon[row]), 4), round(float(table.lat[row]), 4), int(table.grades[row]))
        for row in placed[::step]
    )


def describe_table(upload: Upload, library: Library) -> dict[str, object]:
    """Return what the page says of a table: counts by zone and grade, by month, and warnings."""
    tally = upload.table.tally
    names = {zone.id: zone.name for zone in library.atlas.zones} | {"": "No zone"}
    grades = list(reversed(GRADES))
    months = sorted({month for _, _, month in tally.months})
    return {
        "rows": tally.rows,
        "unplaced": tally.unplaced,
        "problems": sorted(tally.problems.items()),
        "warnings": upload.table.warnings,
        "grades": grades,
        "counts": [
            (name, [tally.grades[(zone, grade)] for grade in grades])
            for zone, name in names.items()
        ],
        "months": months,
        "by_month": [
            (
                name,
                [sum(tally.months[(zone, grade, month)] for grade in grades) for month in months],
            )
            for zone, name in names.items()
        ],
        "shown": len(upload.points),
    }


def _advance(bar: DeltaGenerator, share: float) -> None:
    bar.progress(share, PLACING)


def _count_month(tally: Tally, zone: str, month: str) -> int:
    return sum(tally.months[(zone, grade, month)] for grade in GRADES)
