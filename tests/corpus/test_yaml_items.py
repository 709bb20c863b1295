"""Items of lists in YAML files: one is changed, the rest stays as a hand wrote it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import ReadError
from corpus.reviewing.items import append_item, read_items, remove_item, update_item

TEXTS = st.text(
    st.sampled_from(["a", "b", " ", ":", "#", "'", '"', "\n", "-", "ب", "—", "{", "0", "\\"]),
    min_size=1,
    max_size=130,
)
LIST = """\
# head
- id: one  # why
  quote: >-
    folded
    words
  zones: [a, b]

# between
- id: two
  # inside
  quote: 'x'

- id: three
# the end
"""


@given(index=st.integers(0, 2), text=TEXTS, words=st.lists(TEXTS, max_size=3))
@settings(max_examples=30, deadline=None)
def test_an_item_changes_alone_whatever_is_written(index: int, text: str, words: list[str]) -> None:
    changed = update_item(LIST, "", index, {"note": text, "words": words})
    before, after = read_items(LIST), read_items(changed)
    before[index] |= {"note": text, "words": words}
    assert after == before
    for comment in ("# head", "# why", "# between", "# inside", "# the end"):
        assert changed.count(comment) >= 1
    longer = append_item(LIST, {"id": "four", "note": text})
    assert remove_item(longer, 3) == LIST
    assert read_items(remove_item(LIST, index)) == [
        each for number, each in enumerate(read_items(LIST)) if number != index
    ]


def test_an_item_that_is_not_in_lines_of_its_own_is_left_alone() -> None:
    for text in ("[{id: a}, {id: b}]", "- {id: a}\n- [x]\n- id: b"):
        with pytest.raises(ReadError, match=r"^line 1: |^line 2: "):
            remove_item(text, 0) and update_item(text, "", 1, {"x": "y"})
    assert append_item("# none yet\n[]\n", {"id": "a"}) == "# none yet\n\n\n- id: a\n"


@pytest.mark.parametrize(
    "empty", ["passages: []", "passages:  # none", "dates: []\npassages: []", "dates: []"]
)
def test_an_item_is_put_into_a_list_that_may_be_empty(empty: str) -> None:
    text = f"# head\narticle: a\n{empty}\nplaces: []\n"
    one = append_item(text, {"quote": "x"}, "passages")
    two = append_item(one, {"quote": "y"}, "passages")
    assert read_items(two, "passages") == [{"quote": "x"}, {"quote": "y"}]
    assert remove_item(two, 1, "passages") == one
    assert read_items(remove_item(one, 0, "passages"), "passages") == []
    assert "# head" in two
