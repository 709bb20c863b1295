"""Writing Shapefiles, zipped: for programs that read nothing newer.

A Shapefile cuts names of columns after 10 letters and texts after 254 bytes, and holds no lists:
``README.txt`` in the archive says what was cut and what is missing.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from geodata import wording
from geodata.exports.archives import zip_files
from geodata.exports.extract import MapExtract
from geodata.exports.frames import flatten_about, make_frame
from geodata.exports.layers import LAYERS
from geodata.gdal import putting_together, write_dataframe

if TYPE_CHECKING:
    import geopandas as gpd

MEDIA_TYPE = "application/zip"

LONGEST_NAME, LONGEST_TEXT = 10, 254
# Names that would be cut to something that says nothing, or to one another.
SHORT_NAMES = {
    "governorates": "govs",
    "description": "descript",
    "uncertainty_km_min": "unc_km_min",
    "uncertainty_km_max": "unc_km_max",
    "uncertainty_km": "unc_km",
    "area_core_km2": "area_core",
    "area_possible_km2": "area_poss",
    "precision_km": "prec_km",
}
# Lists of records, which the other formats have.
_LEFT_OUT = ("passages", "key_dates", "sources", "links")
_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")


def write(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return a zip archive of a Shapefile for each layer that is not empty, in one piece.

    Raises
    ------
    OutputError
        If the folder for temporary files has no room for it.
    """
    with putting_together("the Shapefiles") as folder:
        archive = zip_files(_make_files(extract, folder))
    yield archive


def _make_files(extract: MapExtract, folder: Path) -> Iterator[tuple[str, bytes]]:
    explained = [_explain(extract)]
    for layer in LAYERS:
        frame = make_frame(layer, extract)
        if frame.empty:
            explained.append(f"{layer}: nothing is left of it\n")
            continue
        explained.append(_explain_layer(layer, frame))
        path = folder / f"{layer}.shp"
        write_dataframe(
            _fit(frame),
            path,
            driver="ESRI Shapefile",
            encoding="UTF-8",
            promote_to_multi=layer == "boundaries" or None,
            layer_options={"DBF_DATE_LAST_UPDATE": extract.about.made[:10]},
        )
        for ending in _PARTS:
            yield f"{layer}{ending}", path.with_suffix(ending).read_bytes()
    yield "README.txt", "\n".join(explained).encode()


def _fit(frame: "gpd.GeoDataFrame") -> "gpd.GeoDataFrame":
    """Return a layer as a Shapefile can hold it."""
    fitted = frame.drop(columns=[name for name in _LEFT_OUT if name in frame])
    for name in fitted.columns:
        if name == "geometry":
            continue
        if fitted[name].dtype == bool:
            fitted[name] = fitted[name].astype("int32")
        elif any(isinstance(value, str) for value in fitted[name]):
            fitted[name] = [_cut(value) for value in fitted[name]]
    return fitted.rename(columns=SHORT_NAMES)


def _cut(value: object) -> object:
    """Return a text that is no longer than a cell, without half a letter at its end."""
    if not isinstance(value, str) or len(value.encode()) <= LONGEST_TEXT:
        return value
    return value.encode()[: LONGEST_TEXT - len("…".encode())].decode(errors="ignore") + "…"


def _explain(extract: MapExtract) -> str:
    about = "\n".join(f"{name}: {value}" for name, value in flatten_about(extract.about).items())
    return (
        f"{about}\n\n"
        f"A Shapefile holds names of {LONGEST_NAME} letters and texts of {LONGEST_TEXT} bytes; "
        "longer texts end with …, and lists of records are left out. GeoPackage, GeoJSON and "
        "the other formats hold everything. All is in UTF-8 and in longitude and latitude, "
        "WGS 84.\n"
    )


def _explain_layer(layer: str, frame: "gpd.GeoDataFrame") -> str:
    left_out = [name for name in _LEFT_OUT if name in frame]
    cut = [
        name
        for name in frame.columns
        if name not in (*left_out, "geometry")
        and any(_cut(value) is not value for value in frame[name])
    ]
    lines = [f"{layer}: {wording.LAYERS[layer].title}"]
    lines += [f"  {SHORT_NAMES[name]} is {name}" for name in frame.columns if name in SHORT_NAMES]
    lines += [f"  some texts are cut: {', '.join(cut)}"] if cut else []
    lines += [f"  left out: {', '.join(left_out)}"] if left_out else []
    return "\n".join(lines) + "\n"
