"""Whatever a browser sends is read as what it can be, or as nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.messages import Choice, read_choice

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize("address", ["?zone=idlib", "?", ""])
def test_a_choice_is_read(address: str) -> None:
    assert read_choice({"address": address, "number": 7}) == Choice(address, 7)


@given(ANYTHING)
def test_whatever_is_told_is_read(message: object) -> None:
    for name in ("address", "number"):
        told: dict[str, object] = {"address": "?", "number": 1, name: message}
        is_sound = isinstance(told["address"], str) and isinstance(told["number"], int)
        assert (read_choice(told) is not None) == is_sound
