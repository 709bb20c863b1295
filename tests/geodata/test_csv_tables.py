"""The layers and tables as CSV, read back with other libraries."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis.strategies import from_regex, one_of, text

from corpus import Corpus
from corpus.exports.formulas import escape_formula
from corpus.exports.rows import TABLES
from corpus.exports.scope import read_scope
from geodata.exports.csv_tables import CSV_LAYERS, write
from geodata.exports.extract import MapExtract, make_map_extract
from geodata.exports.layers import LAYERS, list_features
from geodata.records import Atlas
from tests.geodata.copies import copy_zones, measure_writing

# What Excel holds in one cell.
LONGEST_CELL = 32_767

layers = pytest.mark.parametrize("name", CSV_LAYERS)


@pytest.fixture(scope="session")
def documents(whole: MapExtract) -> dict[str, bytes]:
    return {name: b"".join(write(whole, name)) for name in CSV_LAYERS}


def rows_of(document: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(document.decode("utf-8-sig"), newline=""), strict=True))


def rearm(cell: str) -> str:
    """Return what a cell was before it was disarmed, by the rule that `escape_formula` states."""
    return cell[1:] if cell.startswith("'") and escape_formula(cell[1:]) != cell[1:] else cell


@layers
def test_the_form_is_what_excel_knows(name: str, documents: dict[str, bytes]) -> None:
    document = documents[name]
    assert document.startswith(b"\xef\xbb\xbfid,")
    assert document.endswith(b"\r\n")
    rows = rows_of(document)
    assert len(rows) > 3
    assert all(None not in row and None not in row.values() for row in rows)
    assert max(len(cell) for row in rows for cell in row.values()) <= LONGEST_CELL


@layers
def test_every_row_says_where_it_comes_from(
    name: str, whole: MapExtract, documents: dict[str, bytes]
) -> None:
    about = {f"export_{key}": value for key, value in whole.about.name_values().items()}
    for row in rows_of(documents[name]):
        own = {key: value for key, value in row.items() if key.startswith("export_")}
        assert own == about | {"export_filters": "none: all the data"}
        assert list(row)[-len(own) :] == list(own)


@pytest.mark.parametrize("name", LAYERS)
def test_pandas_reads_what_was_written(
    name: str, whole: MapExtract, documents: dict[str, bytes]
) -> None:
    frame = pd.read_csv(io.BytesIO(documents[name]), keep_default_na=False)
    features = list(list_features(name, whole))
    assert list(frame["id"]) == [feature.id for feature in features]
    assert not any(re.search(r"\d\.\d{6,}", wkt) for wkt in frame["wkt"])
    for wkt, feature in zip(frame["wkt"], features, strict=True):
        assert shapely.from_wkt(wkt).equals(feature.geometry)
    for key, value in features[0].properties.items():
        cell = frame[key][0]
        match value:
            case [str(), *_]:
                assert cell == "; ".join(value)
            case [_, *_]:
                assert json.loads(cell) == value
            case []:
                assert cell == ""
            case _:
                assert cell == value


@pytest.mark.parametrize("name", LAYERS)
def test_gdal_finds_the_shapes(
    name: str, whole: MapExtract, documents: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / f"{name}.csv"
    path.write_bytes(documents[name])
    frame = pyogrio.read_dataframe(path)
    features = list(list_features(name, whole))
    assert list(frame["id"]) == [feature.id for feature in features]
    for read, feature in zip(frame.geometry, features, strict=True):
        assert read.equals(feature.geometry)


def test_tables_keep_their_text(corpus: Corpus, documents: dict[str, bytes]) -> None:
    for passage, row in zip(corpus.passages, rows_of(documents["passages"]), strict=True):
        article = corpus.article(passage.article)
        assert article is not None
        assert (rearm(row["quote"]), row["url"]) == (passage.quote, article.url)
        assert article.body[int(row["start"]) : int(row["end"])] == passage.quote
    dates = [(row["id"], row["date"]) for row in rows_of(documents["dates"])]
    assert dates == [(key_date.id, key_date.date) for key_date in corpus.key_dates]
    titles = [rearm(row["title"]) for row in rows_of(documents["articles"])]
    assert titles == [article.title for article in corpus.articles]


def test_filters_are_said_and_leave_the_columns(
    atlas: Atlas, corpus: Corpus, documents: dict[str, bytes]
) -> None:
    scope = read_scope(corpus, ["south"], ["duration"], ["TASS"], "2017-06-01")
    extract = make_map_extract(atlas, corpus, scope)
    (zone,) = rows_of(b"".join(write(extract, "zones")))
    assert zone["ended"] == "false"
    assert zone["export_filters"] == extract.about.format_filters()
    for said, passages in extract.about.status:
        assert f"{said} ({', '.join(passages)})" in zone["export_status"]
    nothing = replace(extract, corpus=Corpus(), atlas=Atlas())
    for name in CSV_LAYERS:
        (header,) = b"".join(write(nothing, name)).decode("utf-8-sig").splitlines()
        expected = list(rows_of(documents[name])[0])
        expected.append("export_status")
        if name == "zones":
            expected.insert(expected.index("wkt"), "ended")
        assert header.split(",") == expected
    assert set(TABLES) < set(CSV_LAYERS)


@pytest.mark.parametrize(
    "dangerous",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0 =1", "'=1", "' '=1",
     '=HYPERLINK("http://example.org")', "＝1+1", "－1", "=cmd|' /C calc'!A0"],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_is_disarmed(dangerous: str, whole: MapExtract) -> None:
    zone = whole.atlas.zones[0].model_copy(update={"name": dangerous})
    extract = replace(whole, atlas=Atlas(zones=(zone,)))
    (row,) = rows_of(b"".join(write(extract, "zones")))
    assert row["name"] == f"'{dangerous}"
    assert rearm(row["name"]) == dangerous


@pytest.mark.parametrize("harmless", ["", "'Alma", "A=1", "إدلب", "1-2", "(=1)", "a\n=1", " a"])
def test_other_texts_stay_as_they_are(harmless: str) -> None:
    assert escape_formula(harmless) == rearm(harmless) == harmless


@given(cell=one_of(text(), from_regex(r"[' \t]*[=+\-@']?[' ]*[=+\-@]?.*", fullmatch=True)))
def test_disarming_can_be_undone(cell: str) -> None:
    assert rearm(escape_formula(cell)) == cell


def test_numbers_are_no_formulas(whole: MapExtract) -> None:
    place = whole.atlas.places[0].model_copy(update={"lon": -36.5, "lat": -35.25})
    zone = whole.atlas.zones[0].model_copy(update={"area_km2": -7.0})
    extract = replace(whole, atlas=Atlas(zones=(zone,), places=(place,)))
    (row,) = rows_of(b"".join(write(extract, "zones")))
    assert row["area_km2"] == "-7"
    (row,) = rows_of(b"".join(write(extract, "places")))
    assert row["wkt"] == "POINT (-36.5 -35.25)"


def test_an_unknown_layer_is_refused(whole: MapExtract) -> None:
    with pytest.raises(KeyError):
        list(write(whole, "roads"))


def test_many_copies_are_written_in_as_little_memory_as_few(whole: MapExtract) -> None:
    few, memory_for_few = measure_writing(write, copy_zones(whole, 40))
    many, memory_for_many = measure_writing(write, copy_zones(whole, 120))
    assert many > 2.9 * few
    assert memory_for_many < 1.1 * memory_for_few < many / 2
