"""What the cells of a column of hemispheres say: letters, words, and 1 or -1 for them."""

from collections.abc import Sequence
from functools import lru_cache

from geodata.points.angles import LONGEST, Axis, normalise, read_hemisphere

# Of one axis, or of both: NE.
Signs = dict[Axis, int]
# Beside those that a coordinate may end in; see `angles`.
_WORDS: tuple[tuple[tuple[Axis, int], str], ...] = (
    (("lat", 1), "northern norden nördlich noerdlich settentrionale septentrional север"),
    (("lat", -1), "southern süden sued sueden südlich suedlich meridionale meridional sul юг"),
    (("lon", 1), "eastern osten östlich oestlich orientale oriental leste восток"),
    (("lon", -1), "western westen westlich occidentale occidental ovest запад"),
)
_MEANINGS = {normalise(word): meaning for meaning, words in _WORDS for word in words.split()}
_BOTH = {
    one[:length] + mark + other[:length]: (one, other)
    for one in ("north", "south")
    for other in ("east", "west")
    for length in (1, 5)
    for mark in ("", "-", " ", "/")
}
# After the word: "northern hemisphere", "south latitude".
_AFTER = (" hemisphere", " latitude", " longitude", " lat", " lon", " long")
_AROUND = " .,;:°()[]'\"*"
# What programs write for an empty cell.
_NOTHING = {"", "nan", "null", "none"}
_NUMBERS = {"1": 1, "+1": 1, "1.0": 1, "-1": -1, "-1.0": -1}


def is_nothing(text: str) -> bool:
    """Return whether a cell says nothing: it is empty, or what programs write for that."""
    return normalise(text[:LONGEST]) in _NOTHING


def is_letter(text: str) -> bool:
    """Return whether a cell is one letter."""
    return len(normalise(text[:LONGEST])) == 1


@lru_cache(maxsize=10_000)
def read_cell(text: str) -> tuple[tuple[Axis, int], ...]:
    """Return the axes and signs that a cell names surely: none, one, or both of "NE"."""
    plain = normalise(text[:LONGEST])
    bare = plain.strip(_AROUND)
    for ending in _AFTER:
        bare = bare.removesuffix(ending)
    for word in (plain, bare):
        axis, sign = read_hemisphere(word)
        if axis:
            return ((axis, sign),)
    if bare in _MEANINGS:
        return (_MEANINGS[bare],)
    return tuple(read_hemisphere(word) for word in _BOTH.get(bare, ()))


def read_cells(texts: Sequence[str], axis: Axis, may_be_numbers: bool) -> list[Signs]:
    """Return what each of different cells says; nothing where it cannot be read.

    Of a column of one axis, a cell that names another, or both, cannot be read: it may be of wind.
    With ``may_be_numbers`` 1 and -1 are signs, if there are no other numbers beside them, such as
    0, which would make 1 a code.
    """
    if not axis:
        return [dict(read_cell(text)) for text in texts]
    found: list[Signs] = [
        {axis: known[0][1]} if len(known) == 1 and known[0][0] == axis else {}
        for known in map(read_cell, texts)
    ]
    plain = [normalise(text[:LONGEST]) for text in texts]
    numbers = {text for text in plain if any(map(str.isdigit, text)) and text[0] != "#"}
    if may_be_numbers and numbers <= _NUMBERS.keys():
        found = [
            {axis: _NUMBERS[text]} if text in _NUMBERS else signs
            for text, signs in zip(plain, found, strict=True)
        ]
    return found
