"""The page opens on every selection, says what it could not, and shows the words it promised."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from corpus.exports.formats import list_layers
from corpus.zone_ids import ZONE_IDS, ZoneId
from dashboard.api.downloads import DOWNLOADS, FORMATS
from dashboard.document import ZONE_DOWNLOADS, open_document
from dashboard.library import Library
from dashboard.selection import Selection
from tests.dashboard.markup import read_html
from tests.dashboard.pieces import inside
from tests.dashboard.shipped import each_article, each_zone
from tests.server import ROOT

PAGE = ROOT / "dashboard" / "page.py"
# A day on which each zone is opened: before all of them, in their time and after it.
DAYS = dict(zip(ZONE_IDS, ("2016-01-01", "2017-05-06", "2030-12-31", "2030-12-31"), strict=True))


def open_page(**parameters: str) -> AppTest:
    """Return the page as it opens at an address, without an error."""
    page = AppTest.from_file(PAGE, default_timeout=60)
    for name, value in parameters.items():
        page.query_params[name] = value
    return run(page)


@pytest.fixture(scope="module")
def page() -> AppTest:
    """The page with nothing chosen, to be looked at."""
    return open_page()


def run(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception, page.exception
    return page


def words(page: AppTest) -> str:
    """Return the text that the server writes into the page: all around the reading document."""
    return "\n".join(
        e.text for part in page.main.get("html") for e in read_html(part.proto.body) if not e.within
    )


def notices(page: AppTest) -> list[str]:
    """Return what the page's notices say."""
    return [
        element.words
        for part in page.main.get("html")
        for element in read_html(part.proto.body)
        if element.attributes.get("role") == "alert"
    ]


def links(page: AppTest) -> list[str]:
    return [
        element.attributes["href"]
        for part in page.main.get("html")
        for element in read_html(part.proto.body)
        if "href" in element.attributes
    ]


def panel(page: AppTest) -> dict[str, Any]:
    """Return what the server tells the script of the reading panel."""
    part = page.main.get("bidi_component")[0]
    sent: dict[str, Any] = json.loads(part.proto.json)
    return sent


def test_it_opens_with_the_whole_document(page: AppTest, library: Library) -> None:
    assert notices(page) == []
    assert page.radio(key="zone").value == "all"
    version = open_document(library).version
    assert panel(page)["document"] == f"assets/reading.html?v={version}"
    assert panel(page)["zones"] == [zone.id for zone in library.atlas.zones]


@each_zone
def test_a_zone_opens_with_its_option_chosen_and_the_day(zone_id: ZoneId, page: AppTest) -> None:
    opened = open_page(zone=zone_id, asof=DAYS[zone_id])
    assert notices(opened) == []
    assert opened.radio(key="zone").value == zone_id
    # What is chosen is in the address, which the browser reads: the document is the same, and so is
    # what stands below the map, whose links get the day as they are reached.
    assert panel(opened) == panel(page)
    assert list_choices(opened) == list_choices(page)


@each_article
def test_an_article_opens_at_each_passage(article_id: str, library: Library) -> None:
    """At its first and its last one; test_selection goes through all."""
    page = AppTest.from_file(PAGE, default_timeout=60)
    passages = library.corpus.passages_of_article(article_id)
    for passage in (passages[0], passages[-1]):
        page.query_params.clear()
        page.query_params.update(Selection().with_passage(passage).parameters())
        run(page)
        assert notices(page) == [], passage.id


UNKNOWN = ("no-such", "<script>alert(1)</script>", "../..", "é\u202e'\"")


@pytest.mark.parametrize("turn", range(len(UNKNOWN)))
def test_an_unknown_value_is_said_and_the_rest_shown(turn: int) -> None:
    """Each parameter has each of the values once."""
    names = ("zone", "passage", "article", "asof")
    values = (*UNKNOWN[turn:], *UNKNOWN[:turn])
    page = open_page(**dict(zip(names, values, strict=True)))
    (notice,) = notices(page)
    for value in values:
        assert value in notice
    assert page.radio(key="zone").value == "all"


def test_the_known_part_of_an_address_is_kept() -> None:
    page = open_page(zone="south", article="no-such")
    (notice,) = notices(page)
    assert "no-such" in notice
    assert page.radio(key="zone").value == "south"


def list_choices(page: AppTest) -> list[str]:
    """Return the addresses of the links that choose something."""
    return [address for address in links(page) if address.startswith("?")]


def test_the_list_chooses_a_zone_and_writes_the_address() -> None:
    page = open_page(asof="2017-05-06", article="tass-2017-05-05")
    assert notices(page) == []
    for zone_id in ZONE_IDS:
        page.radio(key="zone").set_value(zone_id)
        run(page)
        assert page.query_params == {"zone": zone_id, "asof": "2017-05-06"}
        assert page.radio(key="zone").value == zone_id
    page.radio(key="zone").set_value("all")
    run(page)
    assert page.query_params == {"asof": "2017-05-06"}
    # The browser is to follow each of these.
    assert panel(page)["moves"] == len(ZONE_IDS) + 1


def test_the_list_has_every_zone_by_its_name(page: AppTest, library: Library) -> None:
    options = page.radio(key="zone").options
    assert options[1:] == [zone.name for zone in library.atlas.zones]


def test_every_key_date_is_in_a_list_beside_the_timeline(page: AppTest, library: Library) -> None:
    shown = words(page)
    for key_date in library.corpus.key_dates:
        assert key_date.label in shown
        assert key_date.derivation in shown


def test_every_difference_between_the_sources_is_in_a_table(
    page: AppTest, library: Library
) -> None:
    shown = words(page)
    for question in library.corpus.questions:
        assert question.question in shown
        for answer in question.answers:
            assert answer.answer in shown


def draw_downloads() -> None:
    """Draw that part of the page alone: it is drawn anew for each format."""
    from dashboard.exporting import show_export
    from dashboard.library import open_library

    show_export(open_library())


def test_everything_can_be_taken_away() -> None:
    part = run(AppTest.from_function(draw_downloads, default_timeout=60))
    offers: set[str] = set()
    for place, layer in enumerate(list_layers(FORMATS)):
        part.selectbox(key="layer").select_index(place).run()
        for number in range(sum(layer in known.layers for known in FORMATS)):
            # The first format is there with its layer.
            if number:
                part.selectbox(key=f"format-{layer}").select_index(number).run()
            assert not part.exception
            offers |= {address for address in links(part) if address.startswith("api/")}
    assert offers == {"api/", *(f"api/{d.path}" for d in DOWNLOADS.values() if not d.zone)}


@each_zone
def test_a_zone_can_be_downloaded_alone(zone_id: ZoneId) -> None:
    offered = {one.attributes.get("href") for one in inside(f"zone-{zone_id}")}
    for path in ZONE_DOWNLOADS:
        assert path in DOWNLOADS
        assert f"api/{path}?zone={zone_id}" in offered


def test_what_is_downloaded_can_be_limited() -> None:
    page = open_page(zone="south", asof="2017-05-06")
    page.multiselect(key="export-zones").select("south")
    page.checkbox(key="export-asof").check()
    page.multiselect(key="export-topics").select("aid").run()
    address = "api/zones.geojson?zone=south&topic=aid&asof=2017-05-0"
    assert f"{address}6" in links(page)
    page.query_params["asof"] = "2017-05-07"
    assert f"{address}7" in links(run(page))


def test_no_text_of_an_address_is_markup() -> None:
    page = open_page(zone="<b>x</b>", article="<img src=x onerror=alert(1)>")
    raw = "".join(part.proto.body for part in page.main.get("html"))
    assert "<b>x</b>" not in raw
    assert "<img" not in raw
    assert html.escape("<b>x</b>") in raw
