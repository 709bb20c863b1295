"""A reader's own table of points: the field for it, and the result beside the map."""

import streamlit as st
from streamlit.runtime import get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

from corpus.quoting import count_things
from dashboard.counting import show_counts
from dashboard.library import Library
from dashboard.templating import render
from dashboard.uploads.folder import LARGEST, MEGABYTE, open_upload_folder
from dashboard.uploads.locating import Located, Locating, Request
from geodata.points.chunks import TableOptions
from geodata.points.file_types import READABLE
from geodata.points.name_tables import NameColumns
from geodata.points.place_columns import PLACE_NAMES
from geodata.points.uploads import LIMITS, PartDone

LOCATING = "Locating the rows …"
WAITING = "Getting ready; tables that were sent before are located first …"
# How often the page asks how far it is. Nothing but the bar is drawn anew.
_POLL_SECONDS = 0.4


def show_result(library: Library) -> None:
    """Draw the counts of the table that was located, beside the map that shows its points."""
    # Its place is kept also without a table: what stands lower would else be drawn anew.
    place = st.empty()
    upload = current_upload()
    if upload is None or upload.located is None:
        return
    with place.container(key="own-table"):
        show_counts(upload.located, library)
        if st.button("Take the table off the map", key="drop-table"):
            _drop(upload)
            # The field for tables, far below, is emptied too.
            st.rerun()


def show_upload(library: Library) -> None:
    """Draw the field for a table, and how far it is."""
    st.html(render("upload_help.html", readable=READABLE, limits=LIMITS))
    most = LARGEST // MEGABYTE
    # A new key is the only way to take back the file that was chosen.
    key = f"table-{st.session_state.get('tables-stopped', 0)}"
    file = st.file_uploader(
        f"A table of points or of names of places, up to {most} MB", key=key, max_upload_size=most
    )
    upload = current_upload()
    if file is None:
        if upload:
            _keep(None)
            # The map is above this field: run the page again to draw it without the points.
            st.rerun()
        if stopped := st.session_state.get("table-stopped"):
            st.html(
                render("sentence.html", text=f"{stopped}: stopped; nothing of it is kept here.")
            )
        return
    st.session_state.pop("table-stopped", None)
    choices = _ask_choices(is_open=upload is not None and isinstance(upload.result, str))
    wanted = Request(_name_session(), file.file_id, file.name, *choices)
    # What ended without a word did so because the connection was lost: it is back.
    if upload is None or upload.request != wanted or upload.is_abandoned:
        is_replaced = upload is not None and upload.located is not None
        upload = _begin(wanted, library)
        if is_replaced:
            # The result of the one before stands beside the map.
            st.rerun()
    result = upload.result
    if isinstance(result, Located):
        st.html(
            render("sentence.html", text=f"{upload.request.name}: located, and shown on the map.")
        )
    elif isinstance(result, str):
        st.html(render("sentence.html", text=result))
    else:
        _show_progress(upload)


def _ask_choices(is_open: bool) -> tuple[TableOptions, NameColumns | None]:
    """Ask how a table is to be read, and whether it has names of places instead of points."""
    with (
        st.expander("Other columns or coordinates, or names of places", expanded=is_open),
        st.form("table-choices", border=False),
    ):
        st.html(render("options_help.html"))
        with st.container(horizontal=True):
            options = TableOptions(
                lon=_ask("Column of longitudes (--lon)", "table-lon"),
                lat=_ask("Column of latitudes (--lat)", "table-lat"),
                crs=_ask("Reference system (--crs)", "table-crs"),
                layer=_ask("Layer, sheet, or file in a zip (--layer)", "table-layer"),
                precision=_ask("Column of how far off (--precision)", "table-precision"),
            )
        has_names = st.checkbox("It is a table of names of places", key="table-has-names")
        with st.container(horizontal=True):
            place = _ask("Column of places' names (--place)", "table-place")
            admin = _ask("Column of governorates (--admin)", "table-admin")
        st.form_submit_button("Locate the rows with these")
    if not (has_names or place):
        return options, None
    return options, NameColumns(place or PLACE_NAMES, admin)


def _ask(label: str, key: str) -> str | None:
    return st.text_input(label, key=key, max_chars=200, width=230).strip() or None


def _begin(wanted: Request, library: Library) -> Locating:
    is_connected = get_instance().is_active_session
    upload = Locating(wanted, library.atlas, open_upload_folder(), is_connected)
    # Kept before it begins: whatever runs can be found and stopped.
    _keep(upload)
    upload.start()
    return upload


@st.fragment(run_every=_POLL_SECONDS)
def _show_progress(upload: Locating) -> None:
    """Draw how much of a table is located, time and again, and a button to stop it."""
    if upload.poll():
        # The map is above this field: run the page again to draw it with the points.
        st.rerun()
    if upload.done is None:
        st.progress(0.0, WAITING)
    else:
        st.progress(upload.done.fraction, describe_progress(upload.done, upload.size))
    st.button("Stop locating", key="stop-locating", on_click=_stop, args=(upload,))


def describe_progress(done: PartDone, size: int) -> str:
    """Return how much of a file of so many bytes is done, as a sentence."""
    # In thousands, as the field for the file says it.
    whole = f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{-(-size // 1000):,} kB"
    return (
        f"{LOCATING} {done.fraction:.0%} of {whole} read, {count_things(done.rows, 'row')} located"
    )


def _stop(upload: Locating) -> None:
    _drop(upload)
    st.session_state["table-stopped"] = upload.request.name


def _drop(upload: Locating) -> None:
    _keep(None)
    open_upload_folder().remove(upload.request.session, upload.request.file)
    st.session_state["tables-stopped"] = st.session_state.get("tables-stopped", 0) + 1


def _name_session() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def _keep(upload: Locating | None) -> None:
    if previous := current_upload():
        previous.stop()
    st.session_state["upload"] = upload


def current_upload() -> Locating | None:
    """Return the table that was uploaded in this session, if any."""
    upload: Locating | None = st.session_state.get("upload")
    return upload
