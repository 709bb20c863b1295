"""KML and KMZ, held against the OGC's schema, and what their balloons and styles say."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import fastkml
import lxml.html
import pytest
from lxml import etree

from corpus import Corpus
from geodata.exports import kml
from geodata.exports.extract import MapExtract
from geodata.records import Atlas
from geodata.wording import LAYERS as LAYER_WORDS

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


def spans_in(part: Any) -> set[tuple[str, str]]:
    return {
        (span.findtext("k:begin", "", NAMES), span.findtext("k:end", "", NAMES))
        for span in part.iterfind(".//k:TimeSpan", NAMES)
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


def test_a_posts_balloon_says_what_it_was_and_on_whose_word(
    document: Any, whole: MapExtract
) -> None:
    placemarks = placemarks_in(document, LAYER_WORDS["posts"].title)
    for post in whole.atlas.posts:
        balloon = balloon_of(placemarks[post.id])
        text = balloon.text_content()
        assert "Background, from outside the articles." in text
        assert post.by in text
        assert f"Within {post.precision_km:g} km of the sign: {post.located_by}." in text
        assert [link.get("href") for link in balloon.iter("a")] == [link.url for link in post.links]
    span = placemarks["morek"].find("k:TimeSpan", NAMES)
    assert span.findtext("k:begin", "", NAMES) == "2018-04-07"
    assert span.findtext("k:end", "", NAMES) == "2020-11-02"


def test_a_place_says_how_it_stood_to_its_zone(document: Any) -> None:
    placemarks = placemarks_in(document, "Places")
    inside = balloon_of(placemarks["saraqib"]).text_content()
    assert "In 2017: inside Idlib and surroundings." in inside
    assert "In 2017" not in balloon_of(placemarks["tartus"]).text_content()


def test_what_stands_for_a_time_says_so(document: Any, whole: MapExtract) -> None:
    assert {zone.as_of for zone in whole.atlas.zones} == {"2017-05/2017-07"}
    spans = {
        span
        for layer in ("zones", "extents", "boundaries")
        for placemark in placemarks_in(document, LAYER_WORDS[layer].title).values()
        for span in spans_in(placemark)
    }
    assert spans == {("2017-05-01", "2017-07-31")}
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
    document = parse(replace(whole, atlas=replace(whole.atlas, zones=(zone,), posts=())))
    assert spans_in(document) == {(begin, end)}
    assert find_fault(document) == ""


def test_every_placemark_has_a_style_of_the_document(document: Any) -> None:
    ids = {style.get("id") for style in document.iterfind("k:Document/*[@id]", NAMES)}
    used = {url.text.removeprefix("#") for url in document.iterfind(".//k:styleUrl", NAMES)}
    assert used <= ids


def expect_small_marks(document: Any) -> None:
    scales = document.findall(".//k:IconStyle/k:scale", NAMES)
    assert [scale.text for scale in scales] == ["0.4"] * 6 + ["0.6"] * 2


def test_the_mark_of_a_place_or_post_is_small(document: Any) -> None:
    expect_small_marks(document)


def test_the_colours_are_the_pages(document: Any) -> None:
    css = (ROOT / "dashboard" / "assets" / "map_colours.css").read_text(encoding="utf-8")
    page = set(
        re.findall(r"--(?:zone|zone-deep|post): light-dark\(#([0-9a-f]{6})", css.split("}")[0])
    )
    colours = {colour.text for colour in document.iterfind(".//k:color", NAMES)}
    # KML writes blue, green, red.
    assert {c[6:8] + c[4:6] + c[2:4] for c in colours} == page


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
