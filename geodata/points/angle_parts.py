"""Degrees, minutes and seconds in columns of their own: no position is made of the degrees alone.

A whole degree is a hundred kilometres, so that its row would lie in the wrong zone.
"""

from collections.abc import Sequence

from corpus.quoting import quote
from geodata.errors import TableError
from geodata.points.angles import read_angle
from geodata.points.axis_names import LAT_WORDS, LON_WORDS, MINUTE_WORDS
from geodata.points.column_names import split_name

_AXES = (LON_WORDS | {"long"}, LAT_WORDS)
_DEGREES = {"deg", "degree", "degrees", "d"}
# Beside the name of an axis m is enough: lat_m, latm.
_MINUTES = {*MINUTE_WORDS, "m"}
_MARKS = " '\u2019\u2032"


def refuse_parts(
    names: Sequence[str],
    found: tuple[int, int],
    where: str,
    rows: Sequence[Sequence[object]],
) -> None:
    """Refuse columns that hold only the degrees of angles, whose minutes are in others.

    ``found`` are the places of longitude and latitude, ``rows`` the first ones. A column that is
    called minutes, and of no axis, may be of time: it counts only beside two columns of whole
    degrees, right after one of them or with another such column.

    Raises
    ------
    TableError
        If they do.
    """
    if found[0] == found[1]:
        return
    numbers = [_take_numbers(rows, place) for place in found]
    are_whole = [bool(each) and all(map(_is_whole, each)) for each in numbers]
    bare = _find_bare(names, rows) if all(are_whole) else []
    for place, axis, each, is_whole in zip(found, _AXES, numbers, are_whole, strict=True):
        # Decimal degrees are called degrees too.
        may_be_whole = not each or any(map(_is_whole, each))
        if is_whole or (may_be_whole and {*split_name(names[place])} & _DEGREES):
            named = (name for name in names if _is_part(name, axis, _MINUTES))
            if (minutes := next(named, None)) is not None:
                raise _explain(names[place], minutes, where)
        after = [other for other in bare if other > place]
        if after and (len(bare) > 1 or after[0] == place + 1):
            raise _explain(names[place], names[after[0]], where)


def refuse_named_parts(names: Sequence[str], where: str) -> None:
    """Refuse columns such as ``latd``, ``latm``, ``longd`` and ``longm``.

    Raises
    ------
    TableError
        If there are such columns of both axes.
    """
    pairs = [
        (degrees, minutes)
        for axis in _AXES
        for degrees in [name for name in names if _is_part(name, axis, _DEGREES)][:1]
        for minutes in [name for name in names if _is_part(name, axis, _MINUTES)][:1]
    ]
    if len(pairs) == len(_AXES):
        raise _explain(*pairs[0], where)


def _explain(degrees: str, minutes: str, where: str) -> TableError:
    return TableError(
        f"{where}: {quote(degrees)} holds degrees alone, and {quote(minutes)} their minutes; make "
        f"one column of each such pair."
    )


def _is_part(name: str, axis: set[str], parts: set[str]) -> bool:
    """Return whether a name is of an axis and a part of its angles: ``lat_min`` or ``latmin``."""
    words = {*split_name(name)}
    if words & axis and words & parts:
        # "Latitude (degrees, minutes, seconds)" holds whole angles.
        return not (words & _DEGREES and words & MINUTE_WORDS)
    return any(word.startswith(one) and word[len(one) :] in parts for word in words for one in axis)


def _find_bare(names: Sequence[str], rows: Sequence[Sequence[object]]) -> list[int]:
    """Return the columns that are called minutes, of nothing else, and may be of angles."""
    words = [{word for word in split_name(name) if not word.isdecimal()} for name in names]
    found = []
    for place, each in enumerate(words):
        is_least = "min" in each and any("max" in other for other in words)
        numbers = _take_numbers(rows, place)
        may_be = bool(numbers) and all(0 <= number < 60 for number in numbers)
        if each and each <= MINUTE_WORDS and may_be and not is_least:
            found.append(place)
    return found


def _take_numbers(rows: Sequence[Sequence[object]], place: int) -> list[float]:
    cells = (str(row[place]).strip(_MARKS) for row in rows if place < len(row))
    angles = [read_angle(cell) for cell in cells]
    return [angle.degrees for angle in angles if angle is not None]


def _is_whole(number: float) -> bool:
    """Return whether a number is one of whole degrees; metres are more."""
    return number.is_integer() and abs(number) <= 180
