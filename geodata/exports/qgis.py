"""What QGIS looks for in a GeoPackage: how to draw each layer, and what to say of it."""

import sqlite3
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args
from xml.etree import ElementTree

from corpus.exports.extract import About
from geodata import wording
from geodata.exports.layers import LAYERS
from geodata.exports.templating import make_environment
from geodata.records.country import COUNTRY
from geodata.records.posts import PostKind

if TYPE_CHECKING:
    from jinja2 import Environment

_STYLES = Path(__file__).parent / "qgis_styles"
_METADATA_STANDARD = "http://mrcc.com/qgis.dtd"

# The table as QGIS itself makes it, and its entry in the list of tables.
_STYLE_TABLE = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
  f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)
VALUES ('layer_styles', 'attributes', 'layer_styles', 'How QGIS draws each layer', 0);
"""


def add_styles(database: sqlite3.Connection, made: str) -> None:
    """Add to a GeoPackage how each layer of shapes is drawn unless somebody chooses otherwise.

    ``made`` is a moment as a GeoPackage writes it.
    """
    database.executescript(_STYLE_TABLE)
    database.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
        " f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner,"
        " update_time) VALUES ('', '', ?, 'geom', ?, ?, '', TRUE, ?, '', ?)",
        [
            (layer, layer, read_style(layer), "As on the page of the data set", made)
            for layer in LAYERS
        ],
    )


def read_style(layer: str) -> str:
    """Return a layer's style as QGIS writes it (QML); its colours are those of the page's map."""
    template = _load_styles().get_template(f"{layer}.qml")
    return template.render(
        kinds=wording.KINDS,
        describe_extent=wording.describe_extent,
        post_kinds=[
            (kind, owner.name) for kind in get_args(PostKind) for owner in COUNTRY.post_owners
        ],
        is_hollow=wording.is_hollow,
        describe_post_kind=wording.describe_post_kind,
    )


@cache
def _load_styles() -> "Environment":
    return make_environment(_STYLES)


def add_descriptions(
    database: sqlite3.Connection, about: About, contents: Mapping[str, tuple[str, str]]
) -> None:
    """Add to a GeoPackage what QGIS shows of each table: what it is, method, licence, citation.

    ``contents`` are title and description of each table. The tables for metadata must be there.
    """
    for table, (title, description) in contents.items():
        described = database.execute(
            "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata)"
            " VALUES ('dataset', ?, 'text/xml', ?)",
            [_METADATA_STANDARD, _describe(about, title, description)],
        )
        database.execute(
            "INSERT INTO gpkg_metadata_reference (reference_scope, table_name, md_file_id)"
            " VALUES ('table', ?, ?)",
            [table, described.lastrowid],
        )


def _describe(about: About, title: str, description: str) -> str:
    dataset = about.dataset
    values = about.name_values()
    root = ElementTree.Element("qgis")
    for name, text in (
        ("identifier", about.view),
        ("type", "dataset"),
        ("title", f"{title}. {dataset.title}"),
        ("abstract", f"{description}\n{dataset.citation}\nFilters: {about.format_filters()}."),
        ("license", values["licence"]),
        ("rights", values["rights"]),
        ("history", dataset.method),
    ):
        ElementTree.SubElement(root, name).text = text
    return ElementTree.tostring(root, encoding="unicode")
