"""Columns of coordinates are found by the parts of their names."""

from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from geodata.errors import TableError
from geodata.points.certainty import make_outlines
from geodata.points.coordinate_columns import find_columns, rank_names
from geodata.points.tables import locate_file
from geodata.records import Atlas


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
        ("Coord_X", "Coord_Y"),
        ("UTM_Easting", "UTM_Northing"),
        ("GPS E", "GPS N"),
        ("Länge", "Breite"),
        ("Länge (WGS84)", "Breite (WGS84)"),
        ("خطوط الطول", "خطوط العرض"),
        ("الطول", "العرض"),
        ("Longtitude", "Lattitude"),
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
        (["lat_deg", "lat_sec", "lon_deg", "lon_min", "lon_sec"], "'lon_deg' holds degrees alone"),
        (["Idlib", "35.9306", "36.6339"], "the first row holds values, such as '35.9306', and no"),
        (["35.9306, 36.6339"], "the first row holds values, such as '35.9306, 36.6339', and no"),
        (["Coordinates (X, Y)"], "'Coordinates (X, Y)' seems to have the longitude first"),
        (["id,lat,lon"], "each row is one cell in quotation marks, such as 'id,lat,lon'; take"),
        (["id", "Plus Code"], "; 'Plus Code' is not read: convert it to degrees."),
    ],
)
def test_where_no_column_is_the_likelier_they_are_listed(names: list[str], words: str) -> None:
    with pytest.raises(TableError, match=r"^t\.csv: ") as caught:
        find_columns(names, None, None, "t.csv")
    assert words in str(caught.value)


def test_whole_degrees_beside_minutes_are_no_positions() -> None:
    names = ["lat", "lat_min", "lon", "lon_min"]
    assert find_columns(names, None, None, "t.csv", [["35.5", "1", "36.5", "2"]]) == (2, 0)
    with pytest.raises(TableError, match="'lon' holds degrees alone, and 'lon_min' their minutes"):
        find_columns(names, None, None, "t.csv", [["35", "55", "36", "38"]])


@pytest.mark.parametrize(
    ("names", "row", "said"),
    [
        (
            "site,lat,min,sec,lon,min,sec",
            "a,35,38,53,36,40,36",
            "'lon' holds degrees alone, and 'm",
        ),
        (
            "Latitude deg,min,sec,N/S,Longitude deg,min.1,sec.1,E/W",
            "35,38,53,N,36,40,36,E",
            "'Longitude deg' holds degrees alone, and 'min.1' their minutes",
        ),
        (
            "Latitude Degrees,Minutes,Direction,Longitude Degrees,Minutes,Direction",
            "35.0,38.9,N,36.0,40.6,E",
            "'Longitude Degrees' holds degrees alone, and 'Minutes' their minutes",
        ),
        ("lat,lat_mn,lon,lon_mn", "35,38,36,40", "'lon' holds degrees alone, and 'lon_mn'"),
        ("lat,latmin,lon,lonmin", "35,38,36,40", "'lon' holds degrees alone, and 'lonmin'"),
        ("latitude,minutes,longitude,minutes", "35°,38,36°,40", "and 'minutes' their minutes"),
        (
            "latitude,minutes,longitude,minutes",
            "35° N,38',36° E,40'",
            "and 'minutes' their minutes",
        ),
        ("enlem,dakika,boylam,dakika", "35,38,36,40", "'boylam' holds degrees alone"),
        ("широта,мин,долгота,мин", "35,38,36,40", "'долгота' holds degrees alone"),
        ("خط العرض,دقائق,خط الطول,دقائق", "٣٥,٣٨,٣٦,٤٠", "'خط الطول' holds degrees alone"),
        ("latitud,minutos,longitud,minutos", "35,38,36,40", "'longitud' holds degrees alone"),
        (
            "latd,latm,lats,NS,longd,longm,longs,EW",
            "35,38,53,N,36,40,36,E",
            "'longd' holds degrees",
        ),
    ],
)
def test_degrees_whose_minutes_stand_beside_them_are_no_positions(
    names: str, row: str, said: str
) -> None:
    with pytest.raises(TableError) as caught:
        find_columns(names.split(","), None, None, "t.csv", [row.split(",")])
    assert said in str(caught.value)


def test_degrees_alone_are_refused_in_tables_without_a_look_at_their_rows(
    tmp_path: Path, atlas: Atlas
) -> None:
    for cells in ([35.0, None], [35, 36], ["35", "36"]):
        columns = {"lat": cells, "lat_min": [38.9, 1.5], "lon": [36, 36], "lon_min": [40, 1]}
        parquet.write_table(pa.table(columns), tmp_path / "t.parquet")
        with pytest.raises(TableError, match="'lon' holds degrees alone, and 'lon_min' their min"):
            locate_file(tmp_path / "t.parquet", tmp_path / "out.csv", make_outlines(atlas))


@pytest.mark.parametrize(
    ("names", "row", "found"),
    [
        ("lat,lon,minutes", "35.64,36.67,38", (1, 0)),
        ("lat,minutes,lon,minutes", "35.64,38,36.67,40", (2, 0)),
        # Longer than an hour, or the least of something.
        ("lat,lon,minutes", "35,36,120", (1, 0)),
        ("x,y,minutes", "286430,3978980,38", (0, 1)),
        ("lat,lon,min,max", "35,36,2,9", (1, 0)),
        ("lat,lon,date,minutes", "35,36,2017-05-05,38", (1, 0)),
        ("Latitude (degrees),Longitude (degrees),latitude_min", "35.64,36.67,35.1", (1, 0)),
    ],
)
def test_minutes_of_something_else_do_not_matter(
    names: str, row: str, found: tuple[int, int]
) -> None:
    assert find_columns(names.split(","), None, None, "t.csv", [row.split(",")]) == found


@pytest.mark.parametrize(
    ("names", "rank"),
    [
        ("General|Coordinates", 1),
        ("id|lat|lon", 2),
        ("id|name", 0),
        # Refused in the end, but no worse a header than the row of "N" and "E" below it.
        ("lat_deg|lat_min|lat_dir|lon_deg|lon_min|lon_dir", 2),
    ],
)
def test_names_of_two_columns_rank_above_one(names: str, rank: int) -> None:
    assert rank_names(names.split("|"), None, None) == rank


def test_values_are_no_names_where_they_are_given_as_such() -> None:
    with pytest.raises(TableError, match="the first row holds values, such as"):
        find_columns(["36.6339", "35.9306"], "36.6339", "35.9306", "t.csv")


def test_of_kobos_two_columns_of_one_place_the_question_is_taken() -> None:
    assert find_columns(["gps", "_geolocation"], None, None, "t.json") == (0, 0)
    assert find_columns(["_geolocation"], None, None, "t.json") == (0, 0)


def test_width_and_length_are_coordinates_only_by_their_cells() -> None:
    names = ["الطول", "العرض"]
    rows = [["36,63", "35,93"], ["5.5", "3.25"]]
    assert find_columns(names, None, None, "t.csv", rows) == (0, 1)
    with pytest.raises(TableError, match="no columns of longitude and latitude"):
        find_columns(names, None, None, "t.csv", rows[1:])
