"""The formats in which shapes leave the house, beside those of the corpus."""

from corpus import formats as corpus_formats
from corpus.formats import Format
from geodata import csv_tables, flatgeobuf, geojson, geopackage, geoparquet, kml, linked_places
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
    Format(
        "flatgeobuf",
        "FlatGeobuf",
        "fgb",
        flatgeobuf.MEDIA_TYPE,
        LAYERS,
        "QGIS, GDAL, R (sf), web maps that read only what they show",
        flatgeobuf.write,
    ),
    Format(
        "geoparquet",
        "GeoParquet 1.1",
        "parquet",
        geoparquet.MEDIA_TYPE,
        LAYERS,
        "geopandas, DuckDB, R, data warehouses",
        geoparquet.write,
    ),
    Format(
        "csv",
        "CSV (UTF-8)",
        "csv",
        csv_tables.MEDIA_TYPE,
        csv_tables.CSV_LAYERS,
        "Excel, LibreOffice, R, Stata, databases; shapes are WKT in the column wkt",
        csv_tables.write,
    ),
    Format(
        "linked-places",
        "Linked Places Format 1.2",
        "jsonld",
        linked_places.MEDIA_TYPE,
        linked_places.LAYERS,
        "World Historical Gazetteer, Peripleo and other linked gazetteers; any reader of JSON-LD",
        linked_places.write,
    ),
    *corpus_formats.FORMATS,
)
