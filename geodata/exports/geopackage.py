"""Writing a GeoPackage: every layer and table in one file, which QGIS opens as the page draws it.

See https://www.geopackage.org/spec120/. GDAL writes the file; what it dates by the clock is then
given the day that the export says it was made on.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.exports.rows import TABLES, list_rows
from geodata import wording
from geodata.exports.extract import MapExtract
from geodata.exports.frames import flatten_about, make_frame
from geodata.exports.layers import LAYERS
from geodata.exports.qgis import add_descriptions, add_styles
from geodata.gdal import putting_together, write_dataframe

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

MEDIA_TYPE = "application/geopackage+sqlite3"

# What is in the file, in its order.
CONTENTS = {name: words for name, words in wording.LAYERS.items() if words.description}
_GEOMETRY_TYPES = {
    "zones": "MultiPolygon",
    "extents": "MultiPolygon",
    "boundaries": "MultiLineString",
    "places": "Point",
    "posts": "Point",
}


def write(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return a GeoPackage 1.2 with all layers, tables and styles as bytes, in one piece.

    Raises
    ------
    OutputError
        If the folder for temporary files has no room for it.
    """
    with putting_together("the GeoPackage") as folder:
        made = _make_file(extract, folder)
    yield made


def _make_file(extract: MapExtract, folder: Path) -> bytes:
    path, made = folder / "atlas.gpkg", _format_moment(extract.about.made)
    _write_contents(path, extract)
    # Outside of any transaction, because VACUUM takes none.
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        add_styles(database, made)
        add_descriptions(database, extract.about, CONTENTS)
        database.execute("UPDATE gpkg_contents SET last_change = ?", [made])
        database.execute("UPDATE gpkg_metadata_reference SET timestamp = ?", [made])
        # A new file: the old one's header counts GDAL's transactions, which are not always as many.
        database.execute("VACUUM INTO ?", [str(folder / "whole.gpkg")])
    return (folder / "whole.gpkg").read_bytes()


def _write_contents(path: Path, extract: MapExtract) -> None:
    import pandas as pd

    about = flatten_about(extract.about)
    for layer in LAYERS:
        _write_table(path, layer, make_layer(layer, extract), _GEOMETRY_TYPES[layer], about)
    for table in TABLES:
        _write_table(path, table, _make_table(table, extract))
    _write_table(path, "about", pd.DataFrame(about.items(), columns=["name", "value"]))


def _write_table(
    path: Path,
    name: str,
    frame: "pd.DataFrame",
    geometry_type: str | None = None,
    about: dict[str, str] | None = None,
) -> None:
    title, description = CONTENTS[name]
    write_dataframe(
        frame,
        path,
        layer=name,
        driver="GPKG",
        geometry_type=geometry_type,
        promote_to_multi=geometry_type is not None and geometry_type.startswith("Multi"),
        dataset_metadata=about,
        dataset_options={"VERSION": "1.2"},  # what every reader knows
        layer_options={"IDENTIFIER": title, "DESCRIPTION": description},
    )


def make_layer(layer: str, extract: MapExtract) -> "gpd.GeoDataFrame":
    """Return a layer with what its style goes by beside what is exported of it everywhere."""
    frame = make_frame(layer, extract)
    if frame.empty:  # it has no columns either
        return frame
    if layer == "places":
        ranks = {place.id: place.rank for place in extract.atlas.places}
        frame.insert(1, "rank", [ranks[place] for place in frame["id"]])
    if layer == "extents" and extract.scope.as_of is not None:
        frame.insert(3, "ended", frame["zone"].isin(extract.ended))
    return frame


def _make_table(table: str, extract: MapExtract) -> "pd.DataFrame":
    import pandas as pd

    # A table that nothing is left of has the columns it would have had.
    whole = pd.DataFrame(list_rows(table, replace(extract, corpus=extract.whole)))
    rows = list(list_rows(table, extract))
    return pd.DataFrame(rows, columns=whole.columns).astype(whole.dtypes)


def _format_moment(made: str) -> str:
    """Return a day or moment in the one form that a GeoPackage knows."""
    return f"{datetime.fromisoformat(made):%Y-%m-%dT%H:%M:%S}.000Z"
