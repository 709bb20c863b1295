"""The entry: ``streamlit run dashboard/app.py``, from any folder."""

import gc
import logging
import sys
from pathlib import Path

# `streamlit run` puts this folder on the path, not the project's.
_HERE = Path(__file__).resolve().parent
if str(_HERE.parent) not in sys.path:
    sys.path.insert(0, str(_HERE.parent))

import streamlit as st  # noqa: E402

from dashboard import panels, zone_map  # noqa: E402
from dashboard.library import open_library  # noqa: E402
from dashboard.routes import ROUTES  # noqa: E402
from dashboard.selection import Selection  # noqa: E402
from dashboard.timeline import timeline_chart  # noqa: E402


def prepare() -> None:
    """Do what every first visit needs, before the first reader comes."""
    library = open_library()
    zone_map.build_map(library.map_script_version)
    timeline_chart((*library.corpus.key_dates, *library.corpus.background_dates), None)
    _ = library.index
    panels.reading_panel(library, Selection())
    # Streamlit collects garbage after every run of the page. What is loaded by now stays for good:
    # leaving it out of that search takes 100 ms off each click.
    gc.collect()
    gc.freeze()


def say_error(error: Exception) -> bool:
    """Show a sentence in place of an error that nobody foresaw; the log keeps the whole of it."""
    logging.getLogger(__name__).error("The page failed.", exc_info=error)
    st.error("Something here went wrong, and the rest of the page is missing. The log says what.")
    return True


prepare()
app = st.App(_HERE / "page.py", routes=ROUTES, on_script_error=say_error)
