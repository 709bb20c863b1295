"""Numbers in words."""

from shapely import LineString, Polygon

from geodata import wording
from geodata.records import Atlas


def test_an_area_is_said_no_more_closely_than_it_is_known() -> None:
    areas = (10352.2, 9208.0, 498.4, 93.68, 2900.2)
    assert [*map(wording.format_area, areas)] == ["10,000", "9,200", "500", "94", "2,900"]


def test_a_stretch_lies_on_a_side_of_its_zone(atlas: Atlas) -> None:
    corners = [(0, 0), (0, 2), (8, 2), (8, 0)]
    zone = atlas.zones[0].model_copy(update={"drawn": Polygon(corners)})
    found = {}
    for line in ([(0, 1), (0, 2)], [(2, 2), (6, 2)], [(8, 0), (7.5, 0)], [(4, 1), (4, 1.1)]):
        stretch = zone.stretches[0].model_copy(update={"line": LineString(line)})
        found[tuple(line[0])] = wording.find_side(zone, stretch)
    assert found == {(0, 1): "north-west", (2, 2): "north", (8, 0): "south-east", (4, 1): "middle"}
