"""Draws a GeoPackage with QGIS as somebody sees it who opens its layers, over the base map.

Run by the Python that QGIS belongs to, not by this project's: ``python3 qgis_map.py PACKAGE
PICTURE``. It reads a JSON object from standard input, with the ``bounds`` of the map (west, south,
east, north), its ``size`` in pixels and ``points`` (longitude, latitude) by name, and writes one
of what QGIS made of each table, of the colours at the points, the labels drawn, and its complaints.
"""

import json
import sys
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

# From the top down.
LAYERS = ("posts", "places", "boundaries", "zones", "extents")
TABLES = ("passages", "dates", "articles", "about")
BASEMAP = Path(__file__).parents[2] / "geodata" / "basemap"
# The quiet colours of the page's base map, from the top down.
BASE_STYLES = {
    "rivers": {"line_color": "#a9c6d3", "line_width": "0.34"},
    "governorates": {"style": "no", "outline_color": "#cfc7b8", "outline_style": "dash dot"},
    "lakes": {"color": "169,198,211,178", "outline_style": "no"},
    "country": {"color": "#f8f5ee", "outline_color": "#b9b1a2", "outline_width": "0.37"},
    "neighbours": {"color": "#ebe8e1", "outline_color": "#b9b1a2", "outline_width": "0.16"},
}
SEA = "#dde7ea"


def open_table(package: str, name: str) -> QgsVectorLayer:
    table = QgsVectorLayer(f"{package}|layername={name}", name, "ogr")
    assert table.isValid(), name
    QgsProject.instance().addMapLayer(table)
    return table


def open_base(name: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(str(BASEMAP / f"{name}.geojson"), name, "ogr")
    assert layer.isValid(), name
    is_line = layer.geometryType() == QgsWkbTypes.LineGeometry
    symbol = (QgsLineSymbol if is_line else QgsFillSymbol).createSimple(BASE_STYLES[name])
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    QgsProject.instance().addMapLayer(layer)
    return layer


def describe(table: QgsVectorLayer) -> dict[str, object]:
    _, is_styled = table.loadDefaultStyle()
    metadata = table.metadata()
    return {
        "is_styled": is_styled,
        "rows": table.featureCount(),
        "title": metadata.title(),
        "abstract": metadata.abstract(),
        "licences": metadata.licenses(),
    }


def draw(settings: QgsMapSettings) -> QgsMapRendererParallelJob:
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    assert not job.errors(), [error.message for error in job.errors()]
    return job


def main(package: str, picture: str) -> None:
    wanted = json.load(sys.stdin)
    complaints = []

    def note(text: str, tag: str, level: int) -> None:
        if level != Qgis.Info:
            complaints.append(f"{tag}: {text}")

    QgsApplication.messageLog().messageReceived.connect(note)
    tables = {name: open_table(package, name) for name in (*LAYERS, *TABLES)}
    described = {name: describe(table) for name, table in tables.items()}
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    web = QgsCoordinateReferenceSystem("EPSG:3857")
    project = QgsCoordinateTransform(degrees, web, QgsProject.instance())
    settings = QgsMapSettings()
    settings.setLayers([*(tables[name] for name in LAYERS), *map(open_base, BASE_STYLES)])
    settings.setDestinationCrs(web)
    settings.setExtent(project.transformBoundingBox(QgsRectangle(*wanted["bounds"])))
    settings.setOutputSize(QSize(*wanted["size"]))
    settings.setBackgroundColor(QColor(SEA))
    labelled = draw(settings)
    labelled.renderedImage().save(picture)
    # Colours are looked up where no name lies over them.
    settings.setFlag(QgsMapSettings.DrawLabeling, False)
    image = draw(settings).renderedImage()
    colours = {}
    for name, (lon, lat) in wanted["points"].items():
        point = settings.mapToPixel().transform(project.transform(QgsPointXY(lon, lat)))
        colours[name] = image.pixelColor(int(point.x()), int(point.y())).getRgb()[:3]
    json.dump(
        {
            "tables": described,
            "colours": colours,
            "labels": [label.labelText for label in labelled.takeLabelingResults().allLabels()],
            "complaints": complaints,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    main(*sys.argv[1:])
    application.exitQgis()
