"""The formats in which shapes leave the house, beside those of the corpus."""

from corpus import formats as corpus_formats
from corpus.formats import Format
from geodata import geojson
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
    *corpus_formats.FORMATS,
)
