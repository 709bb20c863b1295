"""Questions and their answers: a place, a point, words, a day, a table of points."""

from datetime import date
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from corpus.search.searching import search
from dashboard.library import Library
from dashboard.panels import answers
from dashboard.selection import Selection
from tests.dashboard.client import ask
from tests.dashboard.markup import links, read_html
from tests.server import ROOT, Server

PAGE = str(ROOT / "dashboard" / "page.py")
INSIDE = '<span class="certainty">Inside</span>'


@pytest.fixture(scope="module")
def page() -> AppTest:
    """The page, of which one question after the other is asked."""
    page = AppTest.from_file(PAGE, default_timeout=60).run()
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    return " ".join(part.proto.body for part in page.main.get("html"))


def test_a_place_is_found_in_any_usual_spelling(page: AppTest) -> None:
    for name in ("Idlib", "Edlib", "إدلب", "Idlib city"):
        page.text_input(key="place-0").set_value(name).run()
        assert not page.exception
        assert f"{INSIDE} the zone Idlib and surroundings" in shown(page), name
        page.text_input(key="place-0").set_value("").run()
        assert INSIDE not in shown(page)


def test_namesakes_are_one_click_from_their_own_answer(page: AppTest) -> None:
    page.text_input(key="place-0").set_value("Hader").run()
    assert "321 km from the first" in shown(page)
    assert 'class="certainty"' not in shown(page)
    page.button(key="candidate-hadar").click().run()
    assert not page.exception
    assert "in the governorate Quneitra" in shown(page)
    assert 'class="certainty"' in shown(page)


@pytest.mark.parametrize("place", ["Hader", "Southern%20Syria", "Jadeda"])
def test_what_is_not_one_place_is_a_choice_without_a_verdict(place: str, server: Server) -> None:
    response = ask(server, f"/api/locate?place={place}")
    assert response.status == 300
    assert "certainty" not in response.json()
    for candidate in response.json()["candidates"]:
        own = ask(server, f"/api/locate{candidate['query']}")
        assert own.status == 200
        assert own.json()["place"]["id"] == candidate["id"]


@pytest.mark.parametrize("name", ["Xyzzyx", "<b>Idl", "\0", "Paris"])
def test_a_place_that_is_not_found_gets_a_sentence(name: str, library: Library) -> None:
    asked = (("place", name),)
    html = answers.unplaced(asked, library)
    assert answers.location(library, Selection(asked=asked)) == ""
    assert answers.describe_answer(asked, None, library) is None
    assert any(len(said.text) > 20 for said in read_html(html))


def test_words_are_found_and_marked_and_a_filter_narrows_the_search(page: AppTest) -> None:
    page.text_input(key="words").set_value("checkpoints").run()
    assert not page.exception
    assert "<mark>checkpoints</mark>" in shown(page)
    page.text_input(key="words").set_value("memorandum").run()
    everywhere = shown(page).count("<mark>")
    page.selectbox(key="search-outlet").set_value("Tabnak").run()
    assert shown(page).count("<mark>") < everywhere


@given(st.text(max_size=40))
def test_no_words_change_the_page(library: Library, words: str) -> None:
    html = answers.hits(search(library.index, words), library)
    tags = {element.tag for element in read_html(html)}
    assert tags <= {
        "section", "p", "ol", "li", "blockquote", "mark", "strong", "span", "a", "bdi", "button"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "certainty"),
    [
        ("lon=36.63&lat=35.93", "inside"),
        ("lon=36.0&lat=34.0", "outside"),
        ("place=Douma", "inside"),
    ],
)
def test_the_address_for_a_place_answers_as_json(
    query: str, certainty: str, server: Server
) -> None:
    response = ask(server, f"/api/locate?{query}")
    assert response.status == 200
    assert response.json()["certainty"] == certainty
    assert response.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("query", "named"),
    [
        *(("lon=x&lat=1", "lon"), ("lon=36", "lat"), ("lon=36&lat=99", "lat"), ("", "lon")),
        ("place=35.93+N+36.63", "give both, as in 35.93, 36.63 or 35.93 N 36.63 E"),
    ],
)
def test_a_bad_number_is_a_400_that_names_it(query: str, named: str, server: Server) -> None:
    response = ask(server, f"/api/locate?{query}")
    assert response.status == 400
    assert named in response.json()["error"]


@given(
    question=st.dictionaries(st.sampled_from(["lon", "lat", "place", "x"]), st.text(max_size=30))
)
def test_whatever_is_asked_gets_json(question: dict[str, str], server: Server) -> None:
    response = ask(server, f"/api/locate?{urlencode(question)}")
    assert response.status in (200, 300, 400, 404)
    assert isinstance(response.json(), dict)


@pytest.mark.parametrize(("lon", "lat"), [("36.63", "35.93"), ("36.1", "32.615"), ("10", "50")])
def test_a_point_is_answered_on_the_page(lon: str, lat: str, library: Library) -> None:
    asked = (("lon", lon), ("lat", lat))
    html = answers.location(library, Selection(asked=asked))
    assert answers.unplaced(asked, library) == ""
    assert 'class="certainty"' in html
    shown = answers.describe_answer(asked, None, library)
    assert shown is not None
    # How sure it is is said once, at the sentence's beginning.
    assert shown["grade"].lower() == shown["certainty"]
    assert shown["certainty"] not in shown["sentence"].lower()


def test_a_places_own_note_basis_and_sources_stand_in_the_answer(library: Library) -> None:
    asked = (("place", "Jobar"),)
    shown = answers.describe_answer(asked, None, library)
    assert shown is not None
    assert shown["certainty"] == "probably inside"
    assert shown["brief"] == "East Ghouta, 0.2 km from its line"
    assert "Sputnik lists it as covered" in shown["note"]
    html = answers.location(library, Selection(asked=asked))
    assert "<details" not in html
    for words in (shown["note"], shown["line"], "Zamalka and Jobar", "TASS: ", "The National"):
        assert words in html
    # It goes with a click.
    (close,) = (one for one in links(html) if one.attributes.get("data-choose") == "no-place")
    assert close.attributes["href"] == "?"


def test_an_answer_says_how_the_zone_stood_on_the_chosen_day(library: Library) -> None:
    asked, day = (("place", "Jobar"),), date(2018, 6, 1)
    status = "East Ghouta on 1 June 2018: ended by the word of "
    shown = answers.describe_answer(asked, day, library)
    assert shown is not None
    assert status in shown["sentence"]
    assert shown["brief"].endswith(" from its line. 1 June 2018: ended.")
    assert status in answers.location(library, Selection(asked=asked, asof=day))


def test_a_search_over_http_names_what_each_hit_is_and_what_it_rests_on(server: Server) -> None:
    found = ask(server, "/api/search?words=maps&limit=5&utm_source=x").json()
    kinds = {hit["kind"] for hit in found["hits"]}
    assert kinds == {"article", "answer", "key date"}
    (due,) = (hit for hit in found["hits"] if hit["id"] == "areas-agreed")
    assert due["heading"].startswith("by 4 June 2017: ")
    assert "[maps]" in due["marked"]
    source = due["sources"][0]
    assert source["outlet"] == "TransAtlantic Magazine"
    assert source["view"] == "?passage=transatlantic-june-4"
    assert source["url"] in source["cite"]
    assert source["quote"] in source["cite"]
    for question in (
        "words=a&zone=nowhere",
        "words=a&from=yesterday",
        "words=a&limit=101",
        "words=a&words=b",
        "words=a&offset=2",
        "zone=idlib",
    ):
        refusal = ask(server, f"/api/search?{question}")
        assert refusal.status == 400
        assert refusal.json()["error"].endswith(".")


def test_a_hit_on_the_page_has_its_original_and_can_be_cited(library: Library) -> None:
    html = answers.hits(search(library.index, "maps"), library)
    elements = read_html(html)
    named = [one.text for one in elements if one.has_class("topic")]
    assert named == ["Article", *["Answer to a question"] * 2, *["Key date"] * 2]
    cards = [one for one in elements if one.has_class("excerpt-foot")]
    originals = [one for one in elements if one.has_class("original")]
    cites = [one for one in elements if "data-cite" in one.attributes]
    assert len(cards) == len(originals) == len(cites) > len(named)
    addresses = {article.url for article in library.corpus.articles}
    assert {one.attributes["href"] for one in originals} <= addresses
