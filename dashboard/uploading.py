"""A reader's own table of points: where its rows lie, counted, on the map, and to take away."""

from dataclasses import dataclass
from typing import NoReturn

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.library import Library
from dashboard.templating import render
from geodata.errors import TableError
from geodata.outlines import GRADES
from geodata.point_chunks import Choices
from geodata.point_formats import FORMATS
from geodata.uploads import LocatedTable, locate_table

# More would hide the map and weigh down every click; the file that comes back has all.
MOST_SHOWN = 3000
PLACING = "Placing the rows …"


@dataclass(frozen=True, eq=False)
class Upload:
    """A reader's table, what they said of it, and what came of it.

    ``table`` is the table with its rows placed, or the sentence that says why they are not.
    ``points`` are what the map shows: longitude and latitude in degrees and the grade's number in
    `GRADES`.
    """

    file_id: str
    choices: Choices
    table: LocatedTable | str
    points: tuple[tuple[float, float, int], ...] = ()


def show_upload(library: Library) -> None:
    """Draw the field for a table, and its counts and the result where there is one."""
    st.html(render("upload_help.html", endings=sorted(FORMATS)))
    file = st.file_uploader("A table of points, up to 200 MB", key="table", max_upload_size=200)
    upload = current_upload()
    if file is None:
        if upload:
            _keep(None)
        return
    choices = _show_choices(is_open=upload is not None and isinstance(upload.table, str))
    if upload is None or (upload.file_id, upload.choices) != (file.file_id, choices):
        _keep(_place(file, choices, library))
    elif isinstance(upload.table, str):
        st.html(render("sentence.html", text=upload.table))
    else:
        st.html(render("table.html", **describe_table(upload.table, len(upload.points), library)))
        st.download_button(
            "Download the table with its columns added",
            data=upload.table.data,
            file_name=f"located-{file.name}",
            on_click="ignore",
            key="download-table",
        )


def _show_choices(is_open: bool) -> Choices:
    with (
        st.expander("Other columns or coordinates", expanded=is_open),
        st.form("table-choices", border=False),
    ):
        st.html(render("choices_help.html"))
        with st.container(horizontal=True):
            choices = Choices(
                lon=_ask("Column of longitudes (--lon)", "table-lon"),
                lat=_ask("Column of latitudes (--lat)", "table-lat"),
                crs=_ask("Reference system (--crs)", "table-crs"),
                layer=_ask("Layer of a GeoPackage (--layer)", "table-layer"),
            )
        st.form_submit_button("Place the rows with these")
    return choices


def _ask(label: str, key: str) -> str | None:
    return st.text_input(label, key=key, max_chars=200, width=230).strip() or None


def _place(file: UploadedFile, choices: Choices, library: Library) -> Upload:
    bar = st.progress(0.0, PLACING)
    try:
        table = locate_table(
            file.name,
            file.getvalue(),
            library.atlas,
            choices,
            progress=lambda share: _advance(bar, share),
        )
    except TableError as error:
        return Upload(file.file_id, choices, str(error))
    return Upload(file.file_id, choices, table, sample_points(table))


def _keep(upload: Upload | None) -> NoReturn:
    st.session_state["upload"] = upload
    # The map stands above this field: draw it anew with the points, or without.
    st.rerun()


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


def describe_table(table: LocatedTable, shown: int, library: Library) -> dict[str, object]:
    """Return what the page says of a table: counts by zone and grade, by month, and warnings."""
    tally = table.tally
    names = {zone.id: zone.name for zone in library.atlas.zones} | {"": "No zone"}
    grades = list(reversed(GRADES))
    months = sorted({month for _, _, month in tally.months})
    return {
        "rows": tally.rows,
        "unplaced": tally.unplaced,
        "problems": sorted(tally.problems.items()),
        "warnings": table.warnings,
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
        "shown": shown,
    }


def _advance(bar: DeltaGenerator, share: float) -> None:
    bar.progress(share, PLACING)
