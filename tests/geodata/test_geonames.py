"""GeoNames' places: which of a place's other names is taken for its Arabic one."""

from typing import Any

import pytest

from geodata.gazetteer.build import make_row


@pytest.mark.parametrize(
    ("name", "others", "name_ar"),
    [
        # An old name, and that of a village beside it, come first.
        ("Dar‘ā", ["Adraa", "أذرِعات", "درعا"], "درعا"),
        ("Kafr Zaytā", ["الزيتية", "كفر زيتا"], "كفر زيتا"),
        ("Judaydat Yābūs", ["جديدة", "جديدة يابوس"], "جديدة يابوس"),
        # None sounds like it.
        ("Al-Tabqa", ["الثورة"], "الثورة"),
        ("Tartus", [], ""),
    ],
)
def test_the_arabic_name_is_the_first_that_sounds_like_the_name(
    name: str, others: list[str], name_ar: str
) -> None:
    place: dict[str, Any] = {"geonameid": 1, "name": name, "longitude": 36.1, "latitude": 35.1}
    row = make_row(place | {"alternatenames": others})
    assert row["name_ar"] == name_ar
    assert {*row["alt_names"].split(";"), row["name_ar"], ""} == {*others, ""}
