"""A name that several places bear, or nearly so, is asked about."""

import pytest

from geodata.gazetteer.matching import find_place, open_gazetteer
from geodata.gazetteer.name_parts import fold_name
from geodata.records import Atlas


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Maar Shmarin", "No place called 'Maar Shmarin' is known. Did you mean Maarrat Misrin ("),
        ("Banes", "No place called 'Banes' is known. Did you mean "),
        ("Zayzun", "Several places in Syria are called 'Zayzun', not all known here. Did you mean"),
        ("Nayrab", "Several places in Syria are called 'Nayrab', not all known here. Did you mean"),
        ("Khuraybah", "No place called 'Khuraybah' is known. Did you mean An Nāşirah (Homs), "),
        ("الغسانية", "No place called 'الغسانية' is known. Did you mean Ghassaniyah (Homs), "),
        ("الحولة", "2 places are called 'الحولة': "),
        ("al-Zara", "'al-Zara' may be Az-Zarah in Hama, or a place in Homs whose position is not "),
        ("Abdin", "'Abdin' may be Abdin in Daraa, or a place in Idlib whose position is not known"),
        ("Al Hama", "'Al Hama' may be Hama in Hama, or a place in Rif Dimashq whose position is "),
        ("Madaya", "2 places are called 'Madaya', or nearly so: Maḑāyā in Rif Dimashq; Madayah in"),
        ("Kafr Aya", "3 places are called 'Kafr Aya', or nearly so: Kafraya in Idlib; Kafraya in "),
        ("Kafr Abd", "No place called 'Kafr Abd' is known. Did you mean Kafr Abid (Aleppo), "),
        (
            "مضايا",
            "2 places are called 'مضايا', or nearly so: Maḑāyā in Rif Dimashq; Madayah in ",
        ),
        (
            "Duma",
            "2 places are called 'Duma': Douma in Rif Dimashq; Duma in Hama, 204 km ",
        ),
        (
            "Al-Ghariyah",
            "2 places are called 'Al-Ghariyah', or nearly so: Al Ghāriyah in As",
        ),
        (
            "Jibala",
            "2 places are called 'Jibala', or nearly so: Jibala in Idlib; Jablah in ",
        ),
        ("Hawash", "'Hawash' may be Al Ḩawāsh in Homs, or a place in Hama whose position is not "),
        ("al-Hass", "'al-Hass' may be Hass in Idlib, or a place in Aleppo whose position is not "),
        ("Syrien", "'Syrien' is the whole country, and not a place: "),
    ],
)
def test_what_may_be_another_place_is_asked_about(text: str, said: str, atlas: Atlas) -> None:
    found = find_place(text, atlas)
    assert found.match is None
    assert found.reason.startswith(said)


def test_namesakes_are_asked_about_with_governorate_and_distance(atlas: Atlas) -> None:
    found = find_place("Hader", atlas)
    assert found.match is None
    assert found.reason == (
        "2 places are called 'Hader': Al-Hader in Aleppo; Hadar in Quneitra, 321 km from the first."
    )


@pytest.mark.parametrize("name", ["Aqraba", "Jdeideh", "Jdaideh", "Judaydah"])
def test_a_village_whose_name_a_town_elsewhere_bears_is_asked_about(
    name: str, atlas: Atlas
) -> None:
    found = find_place(name, atlas)
    assert found.match is None
    assert found.others


def test_every_name_of_several_places_is_asked_about(atlas: Atlas) -> None:
    known = open_gazetteer(atlas).names
    shared = [owners for owners in known.by_letters.values() if len({n for n, _ in owners}) > 1]
    assert len(shared) > 30
    for owners in shared:
        for name in {spelling for _, spelling in owners}:
            if (match := find_place(name, atlas).match) is not None:
                # Letter for letter it is the name of one of them alone.
                bearers = {n for n, own in owners if fold_name(own) == fold_name(name)}
                assert bearers == {match.number}, name
