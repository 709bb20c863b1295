"""Columns of coordinates are found by the parts of their names."""

import pytest

from geodata.errors import TableError
from geodata.points.coordinate_columns import find_columns


@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        ("_gps_longitude", "_gps_latitude"),
        ("Location.lon", "Location.lat"),
        ("point_long", "point_lat"),
        ("Longitude (°E)", "Latitude (°N)"),
        ("longitude", "lat"),
        ("#geo+lon", "#geo+lat"),
        ("خط_الطول", "خط_العرض"),
        ("خط الطول", "خط العرض"),
        ("Längengrad", "Breitengrad"),
        ("geogr. Länge", "geogr. Breite"),
        ("Longitude GPS", "Latitude GPS"),
        ("LONG_DD", "LAT_DD"),
        ("Долгота", "Широта"),
        ("BOYLAM", "ENLEM"),
        ("eventLongitude", "eventLatitude"),
        ("x", "y"),
    ],
)
def test_two_columns(lon: str, lat: str) -> None:
    names = ["id", "long_description", "gps_precision", lat, "latitude_error", lon, "point"]
    assert find_columns(names, None, None, "t.csv") == (5, 3)


@pytest.mark.parametrize(
    "name",
    ["coordinates", "gps", "WKT", "lat,lon", "Coordonnées", "الإحداثيات", "geo_point/latlng"],
)
def test_one_column_of_positions(name: str) -> None:
    assert find_columns(["id", "gps_accuracy", name], None, None, "t.csv") == (2, 2)


def test_a_pair_of_plain_names_goes_before_others() -> None:
    names = ["Actor1_Lat", "Actor1_Lon", "lat", "longitude"]
    assert find_columns(names, None, None, "t.csv") == (3, 2)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["start_lat", "start_lon", "end_lat", "end_lon"], "'start_lon', 'end_lon'"),
        (["lat", "lon", "latitude", "longitude"], "'longitude', 'lon'"),
        (["wkt", "coordinates"], "'wkt', 'coordinates'"),
        (["lat_deg", "lat_min", "lon_deg", "lon_min"], "'lon_deg' holds degrees alone, and 'lon_m"),
        (["name lat lon"], "no delimiter is known that parts 'name lat lon'; save the table with"),
        (["lonlat"], "the column 'lonlat' seems to have the longitude first"),
        (["lon, lat"], "the column 'lon, lat' seems to have the longitude first"),
        (["a", "latitude"], "no columns of longitude and latitude among 'a', 'latitude'"),
    ],
)
def test_where_no_column_is_the_likelier_they_are_listed(names: list[str], words: str) -> None:
    with pytest.raises(TableError, match=r"^t\.csv: ") as caught:
        find_columns(names, None, None, "t.csv")
    assert words in str(caught.value)
