import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.anchoring import find
from corpus.errors import AnchorError

# Few letters, so that quotes recur; signs outside the basic plane, combining marks and newlines, so
# that code points are not confused with bytes, UTF-16 units and what is seen.
TEXT = st.text(alphabet="ab \n\r\u0301\u00a0\ufeff😀—", max_size=40)


@given(before=st.text(), quote=st.text(min_size=1), after=st.text())
def test_a_quote_of_any_text_is_found_where_it_stands_or_reported_as_ambiguous(
    before: str, quote: str, after: str
) -> None:
    body = before + quote + after
    try:
        start, end = find(body, quote)
    except AnchorError as error:
        assert "more than once" in str(error)
        assert body.find(quote) != body.rfind(quote)
    else:
        assert (start, end) == (len(before), len(before) + len(quote))


@given(before=TEXT, quote=TEXT.filter(bool), after=TEXT)
def test_everything_before_a_quote_is_always_prefix_enough(
    before: str, quote: str, after: str
) -> None:
    body = before + quote + after
    try:
        start, end = find(body, quote, before)
    except AnchorError:
        # Without a text before it the first cannot be distinguished from a later one.
        assert body.find(before + quote, 1) != -1
    else:
        assert (start, end) == (len(before), len(before + quote))


@given(body=TEXT, quote=TEXT.filter(bool), prefix=TEXT)
def test_what_is_found_is_verbatim_and_stands_once_after_its_prefix(
    body: str, quote: str, prefix: str
) -> None:
    places = [
        place
        for place in range(len(body) + 1)
        if body.startswith(quote, place) and body[:place].endswith(prefix)
    ]
    if len(places) == 1:
        assert find(body, quote, prefix) == (places[0], places[0] + len(quote))
    else:
        with pytest.raises(AnchorError):
            find(body, quote, prefix)


@pytest.mark.parametrize(
    ("body", "quote", "prefix", "message"),
    [
        ("one two", "", "", "the quote is empty"),
        ("one two", "three", "", "the quote is not in the text"),
        ("one two", "One", "", "the quote is not in the text"),
        ("one two", "two", "three ", "nowhere after this prefix"),
        ("one two one", "one", "", "more than once: give a prefix"),
        ("a one a one", "one", "a ", "more than once: give a longer prefix"),
        ("aaa", "aa", "", "more than once"),
        ("cafe\u0301", "caf\u00e9", "", "the quote is not in the text"),
        ("a\r\nb", "a\nb", "", "the quote is not in the text"),
    ],
)
def test_an_orphan_is_reported_and_never_moved(
    body: str, quote: str, prefix: str, message: str
) -> None:
    with pytest.raises(AnchorError, match=message):
        find(body, quote, prefix)


def test_positions_count_code_points() -> None:
    assert find("😀 é—zone", "zone") == (4, 8)
