"""The formats in which shapes leave the house, beside those of the corpus."""

from corpus import formats as corpus_formats
from corpus.formats import Format
from geodata import geojson, geopackage, kml
from geodata.extract import MapExtract
from geodata.layers import LAYERS

FORMATS: tuple[Format[MapExtract], ...] = (
    Format(
        "geojson",
        "GeoJSON (RFC 7946)",
        "geojson",
        geojson.MEDIA_TYPE,
        LAYERS,
        "QGIS, ArcGIS, geojson.io, GitHub, any web map",
        geojson.write,
    ),
    Format(
        "gpkg",
        "GeoPackage",
        "gpkg",
        geopackage.MEDIA_TYPE,
        ("atlas",),
        "QGIS, drawn as on this page; ArcGIS; any program that uses GDAL",
        geopackage.write,
    ),
    Format(
        "kml",
        "KML",
        "kml",
        kml.MEDIA_TYPE,
        ("atlas",),
        "Google Earth and My Maps, with the excerpts in balloons; any GIS",
        kml.write,
    ),
    Format(
        "kmz",
        "KMZ (KML in a zip archive)",
        "kmz",
        kml.ZIPPED_MEDIA_TYPE,
        ("atlas",),
        "the same programs as KML, in a smaller file",
        kml.write_zipped,
    ),
    *corpus_formats.FORMATS,
)
