"""An event is placed no more precisely than its table says it is known."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from geodata.errors import TableError
from geodata.points.certainty import CERTAINTIES, Outlines
from geodata.points.coordinates import read_numbers
from geodata.points.precision import find_precisions, list_unused
from geodata.points.roundings import Roundings
from geodata.points.tables import Result
from tests.geodata.test_located_text import locate  # noqa: F401

Locate = Callable[..., tuple[Result, Any]]


@pytest.mark.parametrize(
    ("column", "code", "certainty"),
    [
        ("geo_precision", "1", "inside"),
        ("geo_precision", "2", "possibly inside"),
        ("geo_precision", "3", "not placed: known only to a region"),
        ("Geo Precision", "3", "not placed: known only to a region"),
        ("geoPrecision", "3", "not placed: known only to a region"),
        ("WHERE_PREC", "4", "not placed: known only to a province"),
        ("geo_precision", "4", "not placed: how precisely it is known cannot be read"),
        ("geo_precision", "", "inside"),
        ("geo_precision", "01", "inside"),
        ("geo_precision", "0", "not placed: how precisely it is known cannot be read"),
        ("where_prec", "06", "not placed: known only to a country"),
        ("where_prec", "1.0", "inside"),
        ("where_prec", "2", "possibly inside"),
        ("where_prec", "3", "not placed: known only to a district"),
        ("where_prec", "4", "not placed: known only to a province"),
        ("where_prec", "5", "not placed: known only to a line or an area"),
        ("where_prec", "6", "not placed: known only to a country"),
        ("where_prec", "7", "not placed: at sea or in the air"),
        ("feature_class", "P", "inside"),
        ("feature_class", "A", "not placed: known only to a district"),
        ("feature_class", "T", "not placed: known only to a line or an area"),
        ("feature_class", "H", "not placed: known only to a line or an area"),
        ("geoprecision", "3", "not placed: known only to a region"),
        ("geo_prec", "3", "not placed: known only to a region"),
        ("GeoPrec", "2", "possibly inside"),
        ("whereprec", "4", "not placed: known only to a province"),
        ("where_precision", "6", "not placed: known only to a country"),
        ("Feature Class", "A", "not placed: known only to a district"),
        ("ActionGeo_Type", "1", "not placed: known only to a country"),
        ("ActionGeo_Type", "2", "not placed: known only to a province"),
        ("ActionGeo_Type", "3", "inside"),
        ("ActionGeo_Type", "4", "inside"),
        ("actiongeo_type", "5", "not placed: known only to a province"),
        ("ActionGeo_Type", "0", "not placed: how precisely it is known cannot be read"),
    ],
)
def test_codes_count(column: str, code: str, certainty: str, locate: Locate) -> None:  # noqa: F811
    _, text = locate(f"lat,lon,{column}\n35.9306,36.6339,{code}\n")
    assert text.splitlines()[1].split(",")[4] == certainty


@pytest.mark.parametrize(
    ("specificity", "vicinity", "certainty"),
    [
        ("1", "0", "inside"),
        ("1.0", "", "inside"),
        ("1", "1", "possibly inside"),
        ("1", "-9", "possibly inside"),
        ("2", "0", "not placed: known only to a region"),
        ("3", "0", "not placed: known only to a region"),
        ("4", "1", "not placed: known only to a province"),
        ("5", "0", "not placed: known only to a country"),
        ("9", "0", "not placed: how precisely it is known cannot be read"),
    ],
)
@pytest.mark.parametrize("header", ["iyear,specificity,vicinity", "id,specificity,vicinity"])
def test_codes_of_the_terrorism_database_count(
    header: str,
    specificity: str,
    vicinity: str,
    certainty: str,
    locate: Locate,  # noqa: F811
) -> None:
    _, text = locate(f"lat,lon,{header}\n35.9306,36.6339,2017,{specificity},{vicinity}\n")
    assert text.splitlines()[1].split(",")[6] == certainty


def test_a_word_of_the_terrorism_database_is_told_in_another_table(
    locate: Locate,  # noqa: F811
) -> None:
    result, text = locate("lat,lon,specificity\n35.9306,36.6339,4\n")
    assert ",inside," in text
    assert "'specificity' may say it" in " ".join(result.notes)


@pytest.mark.parametrize(
    ("km", "certainty"),
    [
        ("0", "inside"),
        ("2 km", "inside"),
        ("200", "possibly inside"),
        ("500 m", "inside"),
        ("200 000 m", "not placed: how precisely it is known cannot be read"),
        ("200000 metres", "possibly inside"),
        ('"1,5 km"', "inside"),
        ('"1,500 m"', "not placed: how precisely it is known cannot be read"),
        ("±0.5 km", "inside"),
        ("Town", "inside"),
        ("Exact location (other)", "inside"),
        ("Village level", "inside"),
        ("within 1 km", "inside"),
        ("Sub-district", "not placed: known only to a district"),
        ("محافظة", "not placed: known only to a province"),
        ("approximate", "not placed: how precisely it is known cannot be read"),
        ("5 parsecs", "not placed: how precisely it is known cannot be read"),
        ("-1", "not placed: how precisely it is known cannot be read"),
        ("inf", "not placed: how precisely it is known cannot be read"),
    ],
)
def test_a_column_of_kilometres(km: str, certainty: str, locate: Locate) -> None:  # noqa: F811
    _, text = locate(f"lat,lon,off\n35.9306,36.6339,{km}\n", precision="off")
    assert f",{certainty}," in text.splitlines()[1]


def test_a_name_that_says_metres_is_of_metres(locate: Locate) -> None:  # noqa: F811
    _, text = locate("lat,lon,accuracy_m\n35.9306,36.6339,200\n", precision="accuracy_m")
    assert ",inside," in text.splitlines()[1]


@pytest.mark.parametrize(
    ("cells", "certainty"),
    [
        ("1,200,", "possibly inside"),
        ("2,0,", "possibly inside"),
        ("3,1,", "not placed: known only to a region"),
        ("1,1,4", "not placed: known only to a province"),
        ("1,1,1", "inside"),
    ],
)
def test_of_several_columns_the_coarsest_counts(
    cells: str,
    certainty: str,
    locate: Locate,  # noqa: F811
) -> None:
    header = "lat,lon,geo_precision,off,where_prec"
    _, text = locate(f"{header}\n35.9306,36.6339,{cells}\n", precision="off")
    assert text.splitlines()[1].split(",")[6] == certainty


def test_spaces_around_a_name_do_not_count(locate: Locate) -> None:  # noqa: F811
    _, text = locate("lat,lon, off\n35.9306,36.6339,200\n", precision="off")
    assert ",possibly inside," in text.splitlines()[1]


def test_a_column_that_is_not_there_is_named(locate: Locate) -> None:  # noqa: F811
    with pytest.raises(TableError, match="there is no column 'off' among"):
        locate("lat,lon\n35.9306,36.6339\n", precision="off")


def test_a_circle_is_no_surer_than_its_centre_and_agrees_with_it_when_tiny(
    outlines: Outlines,
) -> None:
    random = np.random.default_rng(5)
    lon, lat = random.uniform(35.5, 38, 3000), random.uniform(32.4, 36.5, 3000)
    zones, points = outlines.classify(lon, lat)
    tiny_zones, tiny = outlines.classify_circles(lon, lat, np.full(3000, 0.001))
    # A straight line in degrees is none in metres: metres apart where vertices are far.
    assert (tiny == points).mean() > 0.99
    assert (tiny_zones == zones).mean() > 0.99
    _, wide = outlines.classify_circles(lon, lat, np.full(3000, 5.0))
    inside = CERTAINTIES.index("inside")
    assert not (wide[points < inside] == inside).any()
    assert (wide[points > 0] > 0).all()


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("location_precision", "'location_precision' may say it"),
        ("coordinateUncertaintyInMeters", "'coordinateUncertaintyInMeters' may say it"),
        *(
            (name, f"'{name}' may say it")
            for name in (
                *("loc_prec", "radius_km", "error_km", "geo_confidence", "location_certainty"),
                *(
                    "hassasiyet",
                    "locprec",
                    "LocationAccuracy",
                    "coord_quality",
                    "radius",
                    "error_m",
                ),
                *("positionError", "Konum hassasiyeti", "geo_accuracy_km"),
            )
        ),
        *(
            (names, "")
            for names in (
                "temporal_precision",
                "date_accuracy",
                "confidence",
                "error",
                "blast_radius",
            )
        ),
        *((names, "") for names in ("_gps_precision", "time_precision", "geo_precision|accuracy")),
    ],
)
def test_a_column_that_is_not_read_is_told(names: str, said: str) -> None:
    columns = names.split("|")
    assert said in "".join(list_unused(columns, find_precisions(columns, None, "t.csv")))
    assert bool(said) == bool(list_unused(columns, find_precisions(columns, None, "t.csv")))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([(36, 35)], "1 row has whole degrees alone, and may be 70 km off"),
        ([(36.5, 35.1)] * 2, "2 rows have tenths of a degree alone, and may be 7 km off"),
        ([(36.5, 35.1)] + [(36.51, 35.12)] * 30, ""),
        ([(0, 0), (100, 5)], ""),
    ],
)
def test_rounded_degrees_are_told(rows: list[tuple[float, float]], said: str) -> None:
    roundings = Roundings()
    lon, lat = np.array(rows, dtype=float).T
    roundings.add(read_numbers(lon, lat))
    assert "".join(roundings.describe())[: len(said) or None] == said
