"""The columns of longitude and latitude: by the names that tables and users give them."""

from collections.abc import Sequence

from corpus.quoting import quote
from geodata.errors import TableError

# In lower case, the likelier first. ACLED and UCDP GED write latitude and longitude, GDELT the
# ActionGeo names; x and y are what GIS programs write.
_NAMES = (
    ("longitude", "latitude"),
    ("lon", "lat"),
    ("lng", "lat"),
    ("long", "lat"),
    ("decimallongitude", "decimallatitude"),
    ("actiongeo_long", "actiongeo_lat"),
    ("geo_long", "geo_lat"),
    ("point_x", "point_y"),
    ("lon_wgs84", "lat_wgs84"),
    ("easting", "northing"),
    ("x", "y"),
    ("خط الطول", "خط العرض"),
)


def find_columns(
    names: Sequence[str], lon: str | None, lat: str | None, where: str
) -> tuple[int, int]:
    """Return the positions of the columns of longitude and latitude.

    ``lon`` and ``lat`` are the names that a user gave; with None, usual names are looked for.

    Raises
    ------
    TableError
        If a column that was given is missing or there twice, if only one was given, or if none has
        a usual name.
    """
    if (lon is None) != (lat is None):
        raise TableError(f"{where}: give --lon and --lat together.")
    if lon is not None and lat is not None:
        return _find(names, lon, where), _find(names, lat, where)
    known = [name.strip().casefold() for name in names]
    for usual_lon, usual_lat in _NAMES:
        if usual_lon in known and usual_lat in known:
            for name in (usual_lon, usual_lat):
                if known.count(name) > 1:
                    raise TableError(
                        f"{where}: two columns are called {name}; use --lon and --lat."
                    )
            return known.index(usual_lon), known.index(usual_lat)
    shown = ", ".join(quote(name) for name in names[:12]) + (" ..." if len(names) > 12 else "")
    raise TableError(
        f"{where}: no columns of longitude and latitude among {shown}; name them with --lon and "
        f"--lat."
    )


def _find(names: Sequence[str], name: str, where: str) -> int:
    match names.count(name):
        case 0:
            raise TableError(f"{where}: there is no column {quote(name)}.")
        case 1:
            return names.index(name)
        case _:
            raise TableError(f"{where}: several columns are called {quote(name)}.")
