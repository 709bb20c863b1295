"""Writing a QGIS project (.qgz): one file that holds every layer, drawn as on the page.

QGIS finds no table in the archive of a project, whatever lies there. It does read GeoJSON that
stands in the project in the place of a file's name; so nothing has to lie beside the project.
"""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import shapely

from geodata import wording
from geodata.exports.archives import zip_files
from geodata.exports.extract import MapExtract
from geodata.exports.geopackage import make_layer
from geodata.exports.qgis import read_style
from geodata.projection import to_web_mercator

# None is registered.
if TYPE_CHECKING:
    import geopandas as gpd

MEDIA_TYPE = "application/x-qgis-project"

_GEOMETRIES = {"zones": "Polygon", "extents": "Polygon", "boundaries": "Line"}
_QML = re.compile(r"<qgis[^>]*>(.*)</qgis>", re.DOTALL)
# From the top down, as on the page.
_ORDER = ("posts", "places", "boundaries", "zones", "extents")
# Around the zones, as a share of their width.
_MARGIN = 0.05


def write(extract: MapExtract, layer: str) -> Iterator[bytes]:
    """Return a project with the layers that are not empty, in one piece."""
    yield zip_files([("atlas.qgs", _write_project(extract).encode())])


def _write_project(extract: MapExtract) -> str:
    frames = {name: make_layer(name, extract) for name in _ORDER}
    names = [name for name, frame in frames.items() if not frame.empty]
    tree = "".join(
        f"<layer-tree-layer id={quoteattr(_name(name))} name={quoteattr(_title(name))} "
        f'providerKey="ogr" checked="Qt::Checked" expanded="0"/>\n'
        for name in names
    )
    dataset = extract.about.dataset
    title = escape(dataset.title)
    layers = "".join(_write_layer(name, frames[name]) for name in names)
    return f"""<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis projectname={quoteattr(dataset.title)} version="3.22.0">
<title>{title}</title>
<projectCrs>{_write_crs("EPSG:3857")}</projectCrs>
<layer-tree-group>
{tree}</layer-tree-group>
<mapcanvas name="theMapCanvas" annotationsVisible="1">
<units>meters</units>
{_write_extent(extract)}
<destinationsrs>{_write_crs("EPSG:3857")}</destinationsrs>
</mapcanvas>
<projectMetadata>
<title>{title}</title>
<abstract>{escape(dataset.method)} {escape(dataset.citation)} Filters:
{escape(extract.about.format_filters())}.</abstract>
</projectMetadata>
<projectlayers>
{layers}</projectlayers>
<properties>
<SpatialRefSys><ProjectionsEnabled type="int">1</ProjectionsEnabled></SpatialRefSys>
</properties>
</qgis>
"""


def _write_layer(name: str, frame: "gpd.GeoDataFrame") -> str:
    style = _QML.search(read_style(name))
    assert style, name
    geometry = _GEOMETRIES.get(name, "Point")
    return f"""<maplayer type="vector" geometry="{geometry}" labelsEnabled="1">
<id>{_name(name)}</id>
<datasource>{escape(_write_source(frame))}</datasource>
<layername>{escape(_title(name))}</layername>
<srs>{_write_crs("EPSG:4326")}</srs>
<provider encoding="UTF-8">ogr</provider>
{style[1].strip()}
</maplayer>
"""


def _write_source(frame: "gpd.GeoDataFrame") -> str:
    """Return a layer as GeoJSON without the sign at which QGIS ends a file's name."""
    columns = frame.drop(columns="geometry").astype(object)
    rows = columns.where(columns.notna(), None).to_dict("records")
    features = [
        {"type": "Feature", "properties": row, "geometry": json.loads(geometry)}
        for row, geometry in zip(rows, shapely.to_geojson(frame.geometry.values), strict=True)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    return text.replace("|", r"\u007c")


def _name(layer: str) -> str:
    """Return a layer's id, of a form that QGIS keeps."""
    return f"{layer}_de_escalation"


def _title(name: str) -> str:
    return wording.LAYERS[name].title


def _write_crs(authority: str) -> str:
    # QGIS looks at the authority only beside a number of its own, which it then leaves alone.
    return f"<spatialrefsys><srsid>1</srsid><authid>{authority}</authid></spatialrefsys>"


def _write_extent(extract: MapExtract) -> str:
    zones = extract.atlas.zones or extract.whole_atlas.zones
    if not zones:
        return ""
    shown = to_web_mercator(shapely.union_all([zone.possible for zone in zones]))
    west, south, east, north = shown.bounds
    margin = (east - west) * _MARGIN
    corners = {
        "xmin": west - margin,
        "ymin": south - margin,
        "xmax": east + margin,
        "ymax": north + margin,
    }
    return (
        f"<extent>{''.join(f'<{name}>{at:.0f}</{name}>' for name, at in corners.items())}</extent>"
    )
