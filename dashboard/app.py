"""The entry: ``streamlit run dashboard/app.py``, from any folder."""

import sys
from pathlib import Path

# `streamlit run` puts this folder on the path, not the project's.
_HERE = Path(__file__).resolve().parent
if str(_HERE.parent) not in sys.path:
    sys.path.insert(0, str(_HERE.parent))

import streamlit as st  # noqa: E402

from dashboard.library import open_library  # noqa: E402
from dashboard.routes import ROUTES  # noqa: E402

# Load before the first reader comes: nobody should wait for it.
_ = open_library().map_script

app = st.App(_HERE / "page.py", routes=ROUTES)
