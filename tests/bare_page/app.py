"""The bare page that ours is measured against: same server, same local Leaflet, nothing else."""

from pathlib import Path

import streamlit as st
import xstatic.pkg.leaflet
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

leaflet = StaticFiles(directory=xstatic.pkg.leaflet.BASE_DIR)
app = st.App(Path(__file__).parent / "page.py", routes=[Mount("/vendor/leaflet", leaflet)])
