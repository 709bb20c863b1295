"""KML and KMZ, held against the OGC's schema and read back with GDAL's LIBKML."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import fastkml
import geopandas as gpd
import lxml.html
import pyogrio
import pytest
import shapely
from lxml import etree
from shapely.geometry.base import BaseGeometry

from corpus import Corpus
from geodata.exports import kml
from geodata.exports.extract import MapExtract
from geodata.exports.layers import LAYERS, list_features
from geodata.exports.rounding import tidy
from geodata.records import Atlas

Limit = Callable[..., MapExtract]
ROOT = Path(__file__).parents[2]
NAMES = {"k": "http://www.opengis.net/kml/2.2"}
HOSTILE = "</description>]]><script>alert('1')</script> & \"quoted\" \x0b\ufffe إدلب $[name] 😀"
HELD = HOSTILE.replace("\x0b", "\ufffd").replace("\ufffe", "\ufffd")


def parse(extract: MapExtract) -> Any:
    return etree.fromstring(b"".join(kml.write(extract, "atlas")))


def find_fault(document: Any) -> str:
    """Return the schema's first objection, or nothing."""
    schema = fastkml.get_schema_parser()
    return "" if schema.validate(document) else str(schema.error_log[0])


def values_of(placemark: Any) -> dict[str, str]:
    return {
        data.get("name"): data.findtext("k:value", "", NAMES)
        for data in placemark.iterfind("k:ExtendedData/k:Data", NAMES)
    }


def balloon_of(placemark: Any) -> Any:
    return lxml.html.fromstring(f"<div>{placemark.findtext('k:description', '', NAMES)}</div>")


def spans_in(document: Any) -> set[tuple[str, str]]:
    return {
        (span.findtext("k:begin", "", NAMES), span.findtext("k:end", "", NAMES))
        for span in document.iterfind(".//k:TimeSpan", NAMES)
    }


def placemarks_in(document: Any, folder: str) -> dict[str, Any]:
    return {
        values_of(placemark)["id"]: placemark
        for placemark in document.xpath(
            "//k:Folder[k:name=$folder]//k:Placemark", namespaces=NAMES, folder=folder
        )
    }


@pytest.fixture(scope="session")
def document(whole: MapExtract) -> Any:
    return parse(whole)


@pytest.fixture(scope="session", params=["kml", "kmz"])
def file(request: pytest.FixtureRequest, whole: MapExtract, tmp_path_factory: Any) -> Path:
    write = kml.write if request.param == "kml" else kml.write_zipped
    path: Path = tmp_path_factory.mktemp("kml") / f"atlas.{request.param}"
    path.write_bytes(b"".join(write(whole, "atlas")))
    return path


def read(file: Path, layer: str) -> gpd.GeoDataFrame:
    layers = [name for name, _ in pyogrio.list_layers(file)]
    wanted = layers[2:-1] if layer == "boundaries" else [layers[LAYERS.index(layer)]]
    wanted = [layers[-1]] if layer == "places" else wanted
    frames = [pyogrio.read_dataframe(file, layer=name) for name in wanted]
    return gpd.pd.concat([frame for frame in frames if len(frame)])


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"zones": ["south"], "topics": ["aid"], "as_of": "2019-06-01"},
        {"outlets": ["Tabnak"]},
    ],
    ids=["whole", "one zone that has ended", "one outlet"],
)
def test_the_document_keeps_to_the_schema(words: dict[str, Any], limit: Limit) -> None:
    assert find_fault(parse(limit(**words))) == ""


def test_an_atlas_of_nothing_keeps_to_the_schema(whole: MapExtract) -> None:
    assert find_fault(parse(replace(whole, atlas=Atlas(), corpus=Corpus()))) == ""


@pytest.mark.parametrize("layer", LAYERS)
def test_gdal_reads_back_ids_and_shapes(layer: str, file: Path, whole: MapExtract) -> None:
    features = list(list_features(layer, whole))
    frame = read(file, layer)
    assert list(frame["id"]) == [feature.id for feature in features]
    written = tidy([feature.geometry for feature in features])
    for feature, made, found in zip(features, written, frame.geometry, strict=True):
        assert shapely.equals(_flatten(found), made), feature.id


def _flatten(geometry: BaseGeometry) -> BaseGeometry:
    """Return a shape without the height and the collection that KML has for it."""
    flat = shapely.force_2d(geometry)
    return flat if flat.geom_type != "GeometryCollection" else shapely.union_all(flat.geoms)


def test_gdal_reads_back_arabic_names_and_properties(file: Path, whole: MapExtract) -> None:
    zones = read(file, "zones")
    assert list(zones["name_ar"]) == [zone.name_ar for zone in whole.atlas.zones]
    assert list(zones["Name"]) == [zone.name for zone in whole.atlas.zones]
    assert list(zones["method"]) == [zone.method for zone in whole.atlas.zones]
    places = read(file, "places")
    assert list(places["name_ar"]) == [place.name_ar for place in whole.atlas.places]
    stretches = read(file, "boundaries")
    assert [float(text) for text in stretches["uncertainty_km"]] == [
        stretch.uncertainty_km for zone in whole.atlas.zones for stretch in zone.stretches
    ]


def test_a_zones_balloon_carries_every_excerpt_word_for_word(
    document: Any, whole: MapExtract
) -> None:
    placemarks = placemarks_in(document, "Zones as drawn")
    for zone in whole.atlas.zones:
        balloon = balloon_of(placemarks[zone.id])
        passages = whole.corpus.passages_of_zone(zone.id)
        assert [quote.text for quote in balloon.iter("blockquote")] == [
            passage.quote for passage in passages
        ]
        sources = [quote.getnext() for quote in balloon.iter("blockquote")]
        for passage, source in zip(passages, sources, strict=True):
            article = whole.corpus.article(passage.article)
            assert article is not None
            text = source.text_content()
            assert all(
                words in text
                for words in (article.outlet, article.kind, passage.speaker, article.title)
            )
            assert source.find("a").get("href") == article.url
            assert "2017" in text


def test_a_stretchs_balloon_says_what_it_rests_on(document: Any, whole: MapExtract) -> None:
    placemarks = placemarks_in(document, "Boundary stretches")
    for zone in whole.atlas.zones:
        for stretch in zone.stretches:
            balloon = balloon_of(placemarks[stretch.id])
            text = balloon.text_content()
            assert stretch.basis in text
            assert f"± {stretch.uncertainty_km} km" in text
            links = {link.get("href") for link in balloon.iter("a")}
            for evidence in stretch.evidence:
                passage = whole.corpus.passage(evidence)
                assert evidence in links if passage is None else passage.quote in text


def test_stretches_lie_in_a_folder_for_each_zone(document: Any, whole: MapExtract) -> None:
    folders = document.xpath("//k:Folder[k:name='Boundary stretches']/k:Folder", namespaces=NAMES)
    assert [folder.findtext("k:name", "", NAMES) for folder in folders] == [
        zone.name for zone in whole.atlas.zones
    ]
    assert [len(folder.findall("k:Placemark", NAMES)) for folder in folders] == [
        len(zone.stretches) for zone in whole.atlas.zones
    ]


def test_a_place_says_how_it_stood_to_its_zone(document: Any) -> None:
    placemarks = placemarks_in(document, "Places")
    inside = balloon_of(placemarks["saraqib"]).text_content()
    assert "In 2017: inside Idlib and surroundings." in inside
    assert "In 2017" not in balloon_of(placemarks["tartus"]).text_content()


def test_what_stands_for_a_time_says_so(document: Any, whole: MapExtract) -> None:
    assert {zone.as_of for zone in whole.atlas.zones} == {"2017-05/2017-07"}
    assert spans_in(document) == {("2017-05-01", "2017-07-31")}
    assert not placemarks_in(document, "Places")["idlib"].findall("k:TimeSpan", NAMES)


@pytest.mark.parametrize(
    ("as_of", "begin", "end"),
    [
        ("[2017-05-04,2017-05-06]", "2017-05-04", "2017-05-06"),
        ("../2017-06-04", "", "2017-06-04"),
        ("2018-07-31/..", "2018-07-31", ""),
    ],
)
def test_a_time_of_any_form_is_as_open_as_it_is(
    as_of: str, begin: str, end: str, whole: MapExtract
) -> None:
    zone = whole.atlas.zones[0].model_copy(update={"as_of": as_of})
    document = parse(replace(whole, atlas=replace(whole.atlas, zones=(zone,))))
    assert spans_in(document) == {(begin, end)}
    assert find_fault(document) == ""


def test_every_placemark_has_a_style_of_the_document(document: Any) -> None:
    ids = {style.get("id") for style in document.iterfind("k:Document/*[@id]", NAMES)}
    used = {url.text.removeprefix("#") for url in document.iterfind(".//k:styleUrl", NAMES)}
    assert used <= ids


def expect_small_marks(document: Any) -> None:
    scales = document.findall(".//k:IconStyle/k:scale", NAMES)
    assert [scale.text for scale in scales] == ["0.4"] * 6


def test_a_places_mark_is_small(document: Any) -> None:
    expect_small_marks(document)


def test_the_colours_are_the_pages(document: Any) -> None:
    css = (ROOT / "dashboard" / "assets" / "map.css").read_text(encoding="utf-8")
    violets = set(re.findall(r"--zone(?:-deep)?: #([0-9a-f]{6})", css.split("}")[0]))
    colours = {colour.text for colour in document.iterfind(".//k:color", NAMES)}
    # KML writes blue, green, red.
    assert {c[6:8] + c[4:6] + c[2:4] for c in colours} == violets


def test_the_document_says_what_it_is(limit: Limit) -> None:
    extract = limit(zones=["idlib"], topics=["aid"], as_of="2017-06-01")
    document = parse(extract).find("k:Document", NAMES)
    values = values_of(document)
    assert values == extract.about.name_values() | {
        "filters": "zone idlib; topic aid; asof 2017-06-01"
    }
    text = balloon_of(document).text_content()
    assert all(value in text for name, value in values.items() if name != "title")
    assert all(clause in text for clause, _ in extract.about.status)
    assert document.findtext("k:name", "", NAMES) == values["title"]


def test_an_ended_zone_is_hollow(limit: Limit) -> None:
    zones = placemarks_in(parse(limit(as_of="2019-01-01")), "Zones as drawn")
    styles = {name: zone.findtext("k:styleUrl", "", NAMES) for name, zone in zones.items()}
    assert styles == {
        "idlib": "#drawn",
        "north-homs": "#drawn-ended",
        "east-ghouta": "#drawn-ended",
        "south": "#drawn-ended",
    }


def test_text_never_becomes_markup(whole: MapExtract) -> None:
    corpus = replace(
        whole.corpus,
        passages=tuple(p.model_copy(update={"quote": HOSTILE}) for p in whole.corpus.passages),
    )
    zones = tuple(
        zone.model_copy(update={"name": HOSTILE, "description": HOSTILE, "name_ar": HOSTILE})
        for zone in whole.atlas.zones
    )
    extract = replace(whole, corpus=corpus, whole=corpus, atlas=replace(whole.atlas, zones=zones))
    document = parse(extract)
    assert find_fault(document) == ""
    placemark = placemarks_in(document, "Zones as drawn")["idlib"]
    balloon = balloon_of(placemark)
    assert not list(balloon.iter("script"))
    assert {quote.text for quote in balloon.iter("blockquote")} == {HELD}
    assert placemark.findtext("k:name", "", NAMES) == HELD
    assert values_of(placemark)["name_ar"] == HELD


def test_the_archive_holds_the_document_and_the_mark(document: Any, whole: MapExtract) -> None:
    with zipfile.ZipFile(io.BytesIO(b"".join(kml.write_zipped(whole, "atlas")))) as archive:
        assert archive.namelist() == ["doc.kml", "files/place.png"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        zipped = etree.fromstring(archive.read("doc.kml"))
    assert {href.text for href in zipped.iterfind(".//k:href", NAMES)} == {"files/place.png"}
    expect_small_marks(zipped)
    for icon in list(zipped.iterfind(".//k:Icon", NAMES)):
        icon.getparent().remove(icon)
    assert find_fault(zipped) == ""
    assert [e.text for e in zipped.iter("{*}value")] == [e.text for e in document.iter("{*}value")]
    assert not document.findall(".//k:href", NAMES)
