"""Whatever a browser sends is read as what it can be, or as nothing."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.zone_ids import ZONE_IDS
from dashboard.messages import Click, read_address, read_click, read_picked

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize("zone", [*ZONE_IDS, None])
def test_a_click_is_read(zone: str | None) -> None:
    message = {"zone": zone, "lon": 36.5, "lat": 35.5, "n": 7}
    assert read_click(message) == Click(zone, (36.5, 35.5))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lon", "lat"), [(36, 35.0), ("36", "35"), (math.nan, 35.0), (36.0, math.inf), ([], {})]
)
def test_a_point_that_is_none_is_left_out(lon: object, lat: object) -> None:
    assert read_click({"zone": "nowhere", "lon": lon, "lat": lat}) == Click(None, None)


@given(ANYTHING)
def test_whatever_is_told_is_read(message: object) -> None:
    for wrapped in (message, {"zone": message, "lon": message, "lat": message}):
        clicked = read_click(wrapped)
        assert clicked is None or clicked.zone in (None, *ZONE_IDS)
    for wrapped in (message, {"selection": message}, {"selection": {"date": message}}):
        assert isinstance(read_picked(wrapped), set)
    assert isinstance(read_address(message), str)


def test_picked_marks_are_read() -> None:
    points = [{"id": "signing"}, {"id": 3}, {}, "signing", None]
    assert read_picked({"selection": {"date": points}}) == {"signing"}
