"""The panel for a reader's own table of points: upload, counts, points on the map, download."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from corpus.processes import Limits
from dashboard.library import Library
from dashboard.templating import render
from dashboard.uploads.folder import LARGEST, MEGABYTE, RefusalError, open_upload_folder
from geodata.errors import TableError
from geodata.points.certainty import CERTAINTIES, make_outlines
from geodata.points.chunks import TableOptions
from geodata.points.file_types import READABLE, is_packed
from geodata.points.uploads import LIMITS, Job, LocatedTable, locate_in_process

# More would hide the map and weigh down every click; the file that comes back has all.
MOST_SHOWN = 3000
# Tables located at once: each may occupy a processor and much memory.
MOST_AT_ONCE = 2
# The result may be so many times larger: five columns are more than a short row of coordinates.
_GROWTH = 6
# And where the file is packed as a whole: what is in it is that much longer.
_PACKED_GROWTH = 30
LOCATING = "Locating the rows …"
WAITING = "Waiting for other tables to be located …"


@dataclass(frozen=True, eq=False)
class Upload:
    """A reader's table, the options they chose for it, and the result.

    ``table`` is the table with its rows located, or the sentence why they could not be located;
    ``address`` is where the result can be fetched, relative to the page's.
    """

    file_id: str
    options: TableOptions
    table: LocatedTable | str
    result_id: str = ""
    address: str = ""

    @property
    def points(self) -> tuple[tuple[float, float, int], ...]:
        """What the map shows: longitude and latitude in degrees and the certainty's number."""
        return () if isinstance(self.table, str) else self.table.points


def show_upload(library: Library) -> None:
    """Draw the field for a table, and its counts and the result where there is one."""
    st.html(render("upload_help.html", readable=READABLE, limits=LIMITS))
    most = LARGEST // MEGABYTE
    file = st.file_uploader(
        f"A table of points, up to {most} MB", key="table", max_upload_size=most
    )
    upload = current_upload()
    if file is None:
        if upload:
            _keep(None)
        return
    options = _ask_options(is_open=upload is not None and isinstance(upload.table, str))
    if upload is None or (upload.file_id, upload.options) != (file.file_id, options):
        _keep(_locate_upload(file, options, library))
    elif isinstance(upload.table, str):
        st.html(render("sentence.html", text=upload.table))
    else:
        st.html(render("table.html", **describe_table(upload.table, upload.address, library)))


def _ask_options(is_open: bool) -> TableOptions:
    with (
        st.expander("Other columns or coordinates", expanded=is_open),
        st.form("table-choices", border=False),
    ):
        st.html(render("options_help.html"))
        with st.container(horizontal=True):
            options = TableOptions(
                lon=_ask("Column of longitudes (--lon)", "table-lon"),
                lat=_ask("Column of latitudes (--lat)", "table-lat"),
                crs=_ask("Reference system (--crs)", "table-crs"),
                layer=_ask("Layer, sheet, or file in a zip (--layer)", "table-layer"),
                precision=_ask("Column of kilometres off (--precision)", "table-precision"),
            )
        st.form_submit_button("Locate the rows with these")
    return options


def _ask(label: str, key: str) -> str | None:
    return st.text_input(label, key=key, max_chars=200, width=230).strip() or None


def _locate_upload(file: UploadedFile, options: TableOptions, library: Library) -> Upload:
    folder, session = open_upload_folder(), _name_session()
    result_id = secrets.token_hex(16)
    bar = st.progress(0.0, WAITING)
    token = ""
    try:
        with _waiting_for_turn(bar):
            source = folder.find(session, file.file_id)
            most = _GROWTH * source.stat().st_size + MEGABYTE
            if is_packed(source):
                most = max(most, min(LIMITS.file, _PACKED_GROWTH * source.stat().st_size))
            target = folder.reserve(session, result_id, most)
            job = Job(source, file.name, target, options, MOST_SHOWN)
            table = _locate(job, replace(LIMITS, file=most), library, bar)
        folder.record_size(session, result_id)
        token = folder.offer(session, result_id, f"located-{table.saved_as}")
    except (TableError, RefusalError) as error:
        return Upload(file.file_id, options, str(error))
    finally:
        # Also when Streamlit stops this because the reader has left.
        if not token:
            folder.remove(session, result_id)
    return Upload(file.file_id, options, table, result_id, f"located/{token}")


@contextmanager
def _waiting_for_turn(bar: DeltaGenerator) -> Iterator[None]:
    turns = _open_turns()
    while not turns.acquire(timeout=0.2):
        bar.progress(0.0, WAITING)
    try:
        yield
    finally:
        turns.release()


def _locate(job: Job, limits: Limits, library: Library, bar: DeltaGenerator) -> LocatedTable:
    """Return the located table; Streamlit stops this, and the process, when the reader leaves."""
    with closing(locate_in_process(job, make_outlines(library.atlas), limits)) as steps:
        for step in steps:
            if isinstance(step, LocatedTable):
                return step
            bar.progress(step, LOCATING)
    raise AssertionError("a table is located, or an error is raised")


@cache
def _open_turns() -> threading.Semaphore:
    return threading.BoundedSemaphore(MOST_AT_ONCE)


def _name_session() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def _keep(upload: Upload | None) -> NoReturn:
    previous = current_upload()
    if previous and previous.result_id:
        open_upload_folder().remove(_name_session(), previous.result_id)
    st.session_state["upload"] = upload
    # The map is above this field: run the page again to draw it with the points, or without.
    st.rerun()


def current_upload() -> Upload | None:
    """Return the table that was uploaded in this session, if any."""
    upload: Upload | None = st.session_state.get("upload")
    return upload


def describe_table(table: LocatedTable, address: str, library: Library) -> dict[str, object]:
    """Return what the page shows of a table: counts by zone, certainty and month, and warnings."""
    tally = table.tally
    names = {zone.id: zone.name for zone in library.atlas.zones} | {"": "No zone"}
    certainties = list(reversed(CERTAINTIES))
    months = sorted({month for _, _, month in tally.months})
    return {
        "rows": tally.rows,
        "unplaced": tally.unplaced,
        "problems": sorted(tally.problems.items()),
        "warnings": table.warnings,
        "certainties": certainties,
        "counts": [
            (name, [tally.certainties[(zone, certainty)] for certainty in certainties])
            for zone, name in names.items()
        ],
        "months": months,
        "by_month": [
            (
                name,
                [
                    sum(tally.months[(zone, certainty, month)] for certainty in certainties)
                    for month in months
                ],
            )
            for zone, name in names.items()
        ],
        "shown": len(table.points),
        "address": address,
    }
