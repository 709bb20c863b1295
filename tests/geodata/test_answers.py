"""The JSON that answers a question for a place."""

import json
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Corpus
from geodata.errors import LocationError, UnknownPlaceError
from geodata.points.certainty import CERTAINTIES
from geodata.points.location_answer import CandidatesAnswer, LocationAnswer
from geodata.points.lookup import answer
from geodata.records import Atlas


def locate(question: dict[str, str], atlas: Atlas) -> LocationAnswer:
    found = answer(question, atlas)
    assert isinstance(found, LocationAnswer)
    return found


def test_a_point_is_answered_with_the_words_it_rests_on(atlas: Atlas, corpus: Corpus) -> None:
    found = locate({"lon": "36.33711", "lat": "33.531"}, atlas)
    assert (found.certainty, found.zone) == ("probably inside", "east-ghouta")
    stretch = found.stretch
    assert stretch is not None
    assert found.distance_km is not None
    assert stretch.id.startswith("east-ghouta/")
    assert stretch.basis
    assert stretch.uncertainty_km > found.distance_km
    passage = corpus.passage(stretch.passages[0].id)
    assert passage is not None
    assert stretch.passages[0].quote == passage.quote
    assert all(link.startswith("http") for link in stretch.links)


def test_the_json_has_its_fields_in_order(atlas: Atlas) -> None:
    point = answer({"lon": "36.33711", "lat": "33.531"}, atlas).as_json()
    assert [*point] == [
        *("lon", "lat", "certainty", "sentence", "in_syria", "zone", "nearest_zone"),
        *("distance_km", "as_of", "stretch", "version", "licence"),
    ]
    assert [*point["stretch"]] == [
        "id",
        "kind",
        "basis",
        "uncertainty_km",
        "passages",
        "links",
        "sources",
    ]
    place = answer({"place": "Douma"}, atlas).as_json()
    assert [*place] == ["place", *point, "other_places"]
    named = [
        *("id", "name", "name_ar", "governorate", "spelling", "score", "source"),
        *("coordinate_source", "note", "lon", "lat"),
    ]
    assert [*place["place"]] == [*place["other_places"][0]] == named
    asked = answer({"place": "Hader"}, atlas).as_json()
    assert [*asked] == ["asked", "sentence", "area", "candidates", "version", "licence"]
    assert [*asked["candidates"][0]] == [*named, "distance_km", "query"]
    abroad = answer({"lon": "2.35", "lat": "48.85"}, atlas).as_json()
    assert [*abroad] == [*point]


def test_a_place_is_answered_as_its_point(atlas: Atlas) -> None:
    by_name = answer({"place": "Saraqeb"}, atlas).as_json()
    place = by_name.pop("place")
    assert by_name.pop("other_places") == []
    assert (place["name"], place["source"], place["score"]) == ("Saraqib", "places.csv", 1.0)
    point = {"lon": str(place["lon"]), "lat": str(place["lat"])}
    assert answer(point, atlas).as_json() == by_name


def test_a_place_beyond_the_ceasefire_line_is_in_no_zone(atlas: Atlas) -> None:
    point = locate({"lon": "35.7716", "lat": "33.27029"}, atlas)
    assert point.certainty == "possibly inside"  # by the line alone
    found = locate({"place": "مجدل شمس"}, atlas)
    assert (found.certainty, found.zone, found.nearest_zone) == ("outside", None, "south")
    assert found.sentence.startswith("Outside all zones. On the Golan Heights, which Israel has ")


def test_each_candidate_has_a_verdict_of_its_own(atlas: Atlas) -> None:
    found = answer({"place": "Hader"}, atlas)
    assert isinstance(found, CandidatesAnswer)
    verdicts = {}
    for candidate in found.candidates:
        own = answer(dict(parse_qsl(candidate.query[1:])), atlas)
        assert isinstance(own, LocationAnswer)
        assert own.place is not None
        verdicts[own.place.name] = own.certainty
    assert {*verdicts} == {"Hadar", "Al-Hader"}
    assert [place.distance_km for place in found.candidates] == [0, 320.8]


def test_an_area_has_no_certainty(atlas: Atlas) -> None:
    found = answer({"place": "Idlib Governorate"}, atlas)
    assert isinstance(found, CandidatesAnswer)
    assert found.area is not None
    assert (found.area.kind, found.area.zone) == ("governorate", None)
    assert [candidate.id for candidate in found.candidates] == ["idlib"]
    zone = answer({"place": "الغوطة الشرقية"}, atlas)
    assert isinstance(zone, CandidatesAnswer)
    assert zone.area is not None
    assert zone.area.zone == "east-ghouta"


@pytest.mark.parametrize(
    "text", ["35.93, 36.63", "35°55'48\"N 36°37'48\"E", "36.63 E, 35.93 N", "POINT (36.63 35.93)"]
)
def test_coordinates_that_were_pasted_are_a_point(text: str, atlas: Atlas) -> None:
    found = answer({"place": text}, atlas)
    assert isinstance(found, LocationAnswer)
    assert [found.lon, found.lat] == pytest.approx([36.63, 35.93])
    assert found.certainty == "inside"
    assert found.place is None


def test_outside_has_no_zone_but_a_nearest_one(atlas: Atlas) -> None:
    found = locate({"place": "Damascus"}, atlas)
    assert found.certainty == "outside"
    assert (found.zone, found.nearest_zone) == (None, "east-ghouta")
    abroad = locate({"lon": "2.35", "lat": "48.85"}, atlas)
    assert abroad.sentence.startswith("Outside Syria")
    assert (abroad.in_country, abroad.stretch) == (False, None)


@pytest.mark.parametrize(
    ("lon", "lat"), [("36,6339", "35,9306"), ("36.6339° E", "N35.9306"), ("٣٦٫٦٣٣٩", "٣٥٫٩٣٠٦")]
)
def test_coordinates_are_read_as_tables_have_them(lon: str, lat: str, atlas: Atlas) -> None:
    plain = answer({"lon": "36.6339", "lat": "35.9306"}, atlas)
    assert answer({"lon": lon, "lat": lat}, atlas) == plain


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ({}, "Give lon and lat in degrees, or place, a name."),
        ({"lon": "36"}, "The parameter lat is missing."),
        ({"lat": "36"}, "The parameter lon is missing."),
        ({"lon": " ", "lat": "36"}, "The parameter lon is missing."),
        ({"lon": "east", "lat": "36"}, "The parameter lon is not a number: 'east'."),
        ({"lon": "36", "lat": "nan"}, "The parameter lat is not a number: 'nan'."),
        ({"lon": "1_0", "lat": "36"}, "The parameter lon is not a number: '1_0'."),
        ({"lon": "36 N", "lat": "36"}, "The parameter lon has the letter of a lat: '36 N'."),
        ({"lon": "181", "lat": "36"}, "The parameter lon is beyond 180 degrees: '181'."),
        ({"lon": "36", "lat": "-90.01"}, "The parameter lat is beyond 90 degrees: '-90.01'."),
        ({"place": ""}, "The parameter place is empty."),
        ({"place": "a" * 101}, "The parameter place is longer than 100 characters."),
        ({"place": "Idlib", "lon": "36"}, "Give either lon and lat, or place, not both."),
        ({"id": ""}, "The parameter id is empty."),
        ({"q": "Idlib"}, "There is no parameter 'q'; give lon and lat, or place."),
    ],
)
def test_a_bad_question_is_named(question: dict[str, str], message: str, atlas: Atlas) -> None:
    with pytest.raises(LocationError) as caught:
        answer(question, atlas)
    assert str(caught.value) == message
    assert not isinstance(caught.value, UnknownPlaceError)


def test_an_id_that_is_none_is_a_plain_sentence(atlas: Atlas) -> None:
    with pytest.raises(UnknownPlaceError, match="There is no place with the id 'atlantis'"):
        answer({"id": "atlantis"}, atlas)


def test_no_place_at_all_is_a_plain_sentence(atlas: Atlas) -> None:
    with pytest.raises(
        UnknownPlaceError, match=r"No place called 'xyzzyq' is known\. No name like it"
    ):
        answer({"place": "xyzzyq"}, atlas)


@given(st.dictionaries(st.sampled_from(["lon", "lat", "place", "x"]), st.text()))
def test_any_parameters_are_answered_or_refused(atlas: Atlas, question: dict[str, str]) -> None:
    try:
        found = answer(question, atlas)
    except LocationError as error:
        assert len(str(error)) < 300
    else:
        json.dumps(found.as_json(), allow_nan=False)


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_any_point_on_earth_is_answered(atlas: Atlas, lon: float, lat: float) -> None:
    found = locate({"lon": f"{lon:.12f}", "lat": f"{lat:.12f}"}, atlas)
    assert found.certainty in CERTAINTIES
    json.dumps(found.as_json(), allow_nan=False)
