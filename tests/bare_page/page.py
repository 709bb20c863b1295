"""Two polygons and what was clicked, with streamlit-folium as its README shows it."""

import folium
import streamlit as st
from streamlit_folium import st_folium


class LocalMap(folium.Map):
    """folium's map with this server's Leaflet."""

    default_js = [("leaflet", "../../vendor/leaflet/leaflet.js")]
    default_css = [("leaflet_css", "../../vendor/leaflet/leaflet.css")]


def square(zone: str, lon: float, lat: float) -> dict[str, object]:
    """Return a square of one degree as a GeoJSON feature."""
    ring = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    return {
        "type": "Feature",
        "properties": {"zone": zone},
        "geometry": {"type": "Polygon", "coordinates": [[[lon + x, lat + y] for x, y in ring]]},
    }


st.set_page_config(layout="wide")
shown = LocalMap(location=(34.5, 36.8), zoom_start=7, tiles=None)
for zone, lon, lat in (("idlib", 36.2, 35.4), ("south", 35.9, 32.5)):
    folium.GeoJson(
        square(zone, lon, lat),
        style_function=lambda feature: {"className": f"zone zone-{feature['properties']['zone']}"},
    ).add_to(shown)
left, right = st.columns(2)
with left:
    told = st_folium(shown, width=725, returned_objects=["last_active_drawing"])
with right, st.container(key="excerpts"):
    drawing = told.get("last_active_drawing")
    st.write(f"Chosen: {drawing['properties']['zone']}" if drawing else "Nothing chosen")
