"""An address stands for a selection and back; what it cannot mean is said and dropped."""

from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from corpus.zone_ids import ZONE_IDS, ZoneId
from dashboard.library import Library, open_library
from dashboard.selection import Selection, parse_address, read_selection
from tests.dashboard.shipped import ARTICLE_IDS, PASSAGE_IDS, each_passage, each_zone
from tests.loops import each

CORPUS = open_library().corpus
NAMES = ("zone", "passage", "article", "asof", "place", "id", "lon", "lat")
QUESTIONS = ((), (("place", "Maarrat al-Nu'man"),), (("lon", "36.5"), ("lat", "35.5")))
KNOWN = {"zone": ZONE_IDS, "passage": PASSAGE_IDS, "article": ARTICLE_IDS}


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    """Selections that a reader can arrive at: passage, zone and article go together."""
    asof = draw(st.none() | st.dates())
    passage = CORPUS.passage(draw(st.sampled_from(PASSAGE_IDS))) if draw(st.booleans()) else None
    if passage is None:
        zone = draw(st.none() | st.sampled_from(ZONE_IDS))
        asked = draw(st.sampled_from(QUESTIONS))
        return Selection(zone, None, draw(st.none() | st.sampled_from(ARTICLE_IDS)), asof, asked)
    zone = draw(st.sampled_from([None, *passage.zones]))
    article = draw(st.sampled_from([None, passage.article])) if zone else passage.article
    return Selection(zone, passage.id, article, asof)


@given(selections())
def test_an_address_gives_back_the_selection_it_was_made_from(selection: Selection) -> None:
    assert read_selection(parse_address(selection.address()), CORPUS) == (selection, ())


@given(selections())
def test_an_address_keeps_to_the_contract(selection: Selection) -> None:
    names = list(parse_address(selection.address()))
    assert names == [name for name in NAMES if name in names]
    assert selection.address().startswith("?")


def test_a_bare_address_selects_nothing() -> None:
    assert read_selection(parse_address("http://127.0.0.1:8501/"), CORPUS) == (Selection(), ())
    assert Selection().address() == "?"


def test_a_whole_address_is_read_without_its_fragment() -> None:
    assert parse_address("http://127.0.0.1:8501/?zone=idlib&asof=2017-05-06#top") == {
        "zone": "idlib",
        "asof": "2017-05-06",
    }


@given(st.sampled_from(["zone", "passage", "article"]), st.text(min_size=1))
def test_an_unknown_value_gives_one_complaint_and_is_dropped(name: str, value: str) -> None:
    assume(value not in KNOWN[name])
    selection, complaints = read_selection({name: value}, CORPUS)
    assert selection == Selection()
    (complaint,) = complaints
    assert f"no {name} “" in complaint
    assert value[:50] in complaint


@given(st.text(min_size=1))
def test_a_day_is_either_read_or_complained_of(value: str) -> None:
    selection, complaints = read_selection({"asof": value}, CORPUS)
    assert (selection.asof is None) == (len(complaints) == 1)


@given(st.dates())
def test_a_day_is_the_one_written_in_the_address(day: date) -> None:
    selection, complaints = read_selection({"asof": day.isoformat()}, CORPUS)
    assert (selection.asof, complaints) == (day, ())


def test_every_unknown_value_is_complained_of_and_the_known_ones_are_kept() -> None:
    parameters = {
        "zone": "idlib",
        "passage": "no-such",
        "article": "none",
        "asof": "2017-02-30",
    }
    selection, complaints = read_selection(parameters, CORPUS)
    assert selection == Selection(zone="idlib")
    assert len(complaints) == 3


def test_a_long_value_is_shortened() -> None:
    _, complaints = read_selection({"zone": "z" * 5000}, CORPUS)
    assert len(complaints[0]) < 200


@given(st.dictionaries(st.text(), st.text()))
def test_foreign_parameters_are_left_alone(parameters: dict[str, str]) -> None:
    foreign = {name: value for name, value in parameters.items() if name not in NAMES}
    assert read_selection(foreign, CORPUS) == (Selection(), ())


@each_passage
def test_a_passage_in_an_article_it_does_not_stand_in_is_dropped(
    passage_id: str, library: Library
) -> None:
    passage = library.corpus.passage(passage_id)
    assert passage is not None
    for article_id in ARTICLE_IDS:
        selection, complaints = read_selection(
            {"passage": passage_id, "article": article_id}, library.corpus
        )
        if article_id == passage.article:
            assert selection == Selection(passage=passage_id, article=article_id)
            assert complaints == ()
        else:
            assert selection == Selection(article=article_id)
            assert [passage_id in text and article_id in text for text in complaints] == [True]


@each_passage
def test_a_zone_of_which_a_passage_does_not_speak_is_dropped(
    passage_id: str, library: Library
) -> None:
    passage = library.corpus.passage(passage_id)
    assert passage is not None
    for zone_id in ZONE_IDS:
        selection, complaints = read_selection(
            {"zone": zone_id, "passage": passage_id}, library.corpus
        )
        speaks = zone_id in passage.zones
        assert (selection.zone == zone_id) is speaks
        assert selection.passage == passage_id
        assert len(complaints) == (0 if speaks else 1)


@each_passage
def test_a_passage_chosen_from_anywhere_gives_an_address_without_complaint(
    passage_id: str, library: Library
) -> None:
    passage = library.corpus.passage(passage_id)
    assert passage is not None
    asof = date(2017, 5, 6)
    for zone_id in (None, *ZONE_IDS):
        chosen = Selection(zone=zone_id, asof=asof).with_passage(passage)
        assert read_selection(parse_address(chosen.address()), library.corpus) == (chosen, ())
        assert (chosen.passage, chosen.article) == (passage.id, passage.article)
        assert chosen.asof == asof
        if zone_id in passage.zones:
            assert chosen.zone == zone_id


@each_zone
def test_a_zone_chosen_leaves_the_passage_and_the_article(zone_id: ZoneId) -> None:
    before = Selection(
        "south", "tass-zones-south", "tass-2017-05-05", date(2017, 5, 6), QUESTIONS[1]
    )
    assert before.with_zone(zone_id) == Selection(zone=zone_id, asof=date(2017, 5, 6))
    assert before.with_zone(None) == Selection(asof=date(2017, 5, 6))


@each("text", ["20170506", "2017-W18-6", "2017-05"])
def test_a_day_in_another_form_is_not_chosen(text: str) -> None:
    selection, complaints = read_selection({"asof": text}, CORPUS)
    assert selection.asof is None
    assert complaints == (f"“{text}” is not a date like 2017-05-06.",)
