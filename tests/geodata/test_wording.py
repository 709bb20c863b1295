"""Numbers in words."""

from geodata import wording


def test_an_area_is_said_no_more_closely_than_it_is_known() -> None:
    areas = (10352.2, 9208.0, 498.4, 93.68, 2900.2)
    assert [*map(wording.format_area, areas)] == ["10,000", "9,200", "500", "94", "2,900"]
