"""GDAL as it is used here: it writes files and reads none, and every run writes the same bytes."""

import pyogrio
from pyogrio import write_arrow, write_dataframe
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError

__all__ = ["GDAL_ERRORS", "FieldError", "GeometryError", "write_arrow", "write_dataframe"]

# What GDAL says when a file cannot be written: as of a full disk.
GDAL_ERRORS = (DataSourceError, DataLayerError, FeatureError)

pyogrio.set_gdal_config_options(
    {
        # In a thread of its own, GDAL puts the nodes of the spatial index in any order.
        "OGR_GPKG_ALLOW_THREADED_RTREE": False,
        # Nothing beside a file is looked for, and no address ends so: nothing is asked of a host.
        "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
        "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    }
)
