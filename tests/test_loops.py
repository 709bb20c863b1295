"""A test that goes through many records fails where one of them does, and names it."""

import pytest

from tests.loops import each


def test_every_value_is_gone_through_and_those_that_fail_are_named() -> None:
    seen = []

    @each("number", [1, 2, 3, 4], ids=lambda number: f"number {number}")
    def check(number: int, limit: int) -> None:
        seen.append(number)
        assert number % 2 == 0, limit

    with pytest.raises(ExceptionGroup, match="2 of 4 failed") as failed:
        check(limit=0)
    assert seen == [1, 2, 3, 4]
    named = [note for one in failed.value.exceptions for note in one.__notes__]
    assert named == ["number: number 1", "number: number 3"]


def test_a_loop_over_nothing_is_refused() -> None:
    with pytest.raises(AssertionError, match="there is no zone"):
        each("zone", [])
