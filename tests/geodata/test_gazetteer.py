"""Finding places by any usual spelling."""

import json
import time
from pathlib import Path

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from geodata.errors import GazetteerError
from geodata.gazetteer.geonames import read_geonames
from geodata.gazetteer.matching import find_places, open_gazetteer
from geodata.loading import SHIPPED
from geodata.records import Atlas

FIELDS = "id, name, name_ar, alt_names, lon, lat"
HEADER = FIELDS.replace(" ", "") + "\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Idlib", "idlib"),
        ("Idleb", "idlib"),
        ("Edlib", "idlib"),
        ("IDLIB", "idlib"),
        ("Idilb", "idlib"),
        ("إدلب", "idlib"),
        ("ادلب", "idlib"),
        ("أدلب", "idlib"),
        ("Ma'arrat an-Nu'man", "maarrat-al-numan"),
        ("Maarat al-Numan", "maarrat-al-numan"),
        ("Maaret al-Nouman", "maarrat-al-numan"),
        ("Ma’arrat al-Nu‘man", "maarrat-al-numan"),
        ("معرّة النعمان", "maarrat-al-numan"),
        ("معره نعمان", "maarrat-al-numan"),
        ("Khan Cheikhoun", "khan-shaykhun"),
        ("Jisr ash-Shughur", "jisr-al-shughur"),
        ("Saraqeb", "saraqib"),
        ("Sarqib", "saraqib"),
        ("Rastan", "al-rastan"),
        ("ar-Rastan", "al-rastan"),
        ("رستن", "al-rastan"),
        ("الرستن", "al-rastan"),
        ("Dayr az-Zawr", "deir-ez-zor"),
        ("Sweida", "as-suwayda"),
        ("Salamieh", "salamiyah"),
        ("Douma, Damascus", "douma"),
        ("القنيطره", "quneitra"),
        ("Palmyra", "tadmur"),
    ],
)
def test_a_usual_spelling_finds_its_place_first(text: str, place: str, atlas: Atlas) -> None:
    match = find_places(text, atlas)[0]
    assert (match.place.id, match.source) == (place, "places.csv")


def test_every_name_of_every_place_finds_it(atlas: Atlas) -> None:
    for place in atlas.places:
        for name in filter(None, (place.name, place.name_ar, *place.alt_names)):
            best = find_places(name, atlas)
            assert best[0].score == 1.0, name
            assert place.id in [match.place.id for match in best], name


def test_a_slip_in_a_long_name_still_finds_it(atlas: Atlas) -> None:
    for place in atlas.places:
        word = max(place.name.split(), key=len)
        if len(word) < 7:
            continue
        middle = len(word) // 2
        slipped = place.name.replace(word, f"{word[:middle]}k{word[middle:]}")
        assert place.id in [match.place.id for match in find_places(slipped, atlas)], slipped


def test_geonames_has_what_the_gazetteer_lacks_and_nothing_twice(atlas: Atlas) -> None:
    match = find_places("Al Karamah", atlas)[0]
    assert match.source == "GeoNames"
    assert match.place.coordinate_source.startswith("GeoNames 4273, ")
    assert match.place.name_ar == "الكرامة"
    for name in ("Idlib", "Saraqib", "Damascus", "Homs", "Raqqa", "Latakia"):
        same = [match for match in find_places(name, atlas) if match.score > 0.98]
        assert [match.source for match in same] == ["places.csv"], name


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (None, "geonames_syria.csv: the file is missing."),
        ("", "geonames_syria.csv: the file is empty."),
        (HEADER, "geonames_syria.csv: the file holds no records."),
        ("id,name\n", f"geonames_syria.csv: the header does not name exactly {FIELDS}."),
        (f"{HEADER}1,A,,,37.0\n", "geonames_syria.csv: 1: 5 cells, not 6."),
        (f"{HEADER}1,A,,,37,35\n1,B,,,37,35\n", "1: the id stands twice, on lines 2 and 3."),
        (f"{HEADER}x,A,,,37,35\n2,B,,,99,35\n", "(1 more faults)."),
    ],
)
def test_a_damaged_file_of_geonames_is_one_sentence(
    text: str | None, fault: str, tmp_path: Path
) -> None:
    path = tmp_path / "geonames_syria.csv"
    if text is not None:
        path.write_text(text)
    with pytest.raises(GazetteerError) as caught:
        read_geonames(path)
    assert str(caught.value).startswith("The places of GeoNames cannot be read: geonames_syria.csv")
    assert str(caught.value).endswith(fault)


@pytest.mark.parametrize("text", ["", "   ", "xyzzyq", "'", "ء", "12345", "\0", "Ljubljana"])
def test_what_is_no_place_finds_nothing(text: str, atlas: Atlas) -> None:
    assert find_places(text, atlas) == ()


@given(st.text())
def test_any_text_is_answered(atlas: Atlas, text: str) -> None:
    scores = [match.score for match in find_places(text, atlas)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_a_question_takes_less_than_twenty_milliseconds(atlas: Atlas) -> None:
    gazetteer = open_gazetteer(atlas)
    names = [place.name for place in atlas.places]
    start = time.process_time()
    for name in names:
        gazetteer.find(name)
    assert (time.process_time() - start) / len(names) < 0.02


def test_a_very_long_name_costs_no_more(atlas: Atlas) -> None:
    start = time.process_time()
    assert find_places("Idlib" * 200_000, atlas) == ()
    assert time.process_time() - start < 0.2


def test_places_of_the_gazetteer_are_in_syria(atlas: Atlas) -> None:
    # The export gives them Syria's country code; the base map's border is off by a kilometre.
    country = json.loads((SHIPPED / "basemap" / "syria.geojson").read_text(encoding="utf-8"))
    land = shapely.union_all([shape(feature["geometry"]) for feature in country["features"]])
    assert [place.id for place in atlas.places if land.distance(place.point) > 0.02] == []
