"""Texts from anywhere, made fit to be shown in a message: short, and on one line."""

import json
import re

_LONGEST_QUOTE = 60
_LONGEST_MESSAGE = 1000
_LONGEST_REASON = 150
# How Python's messages on JSON go on with a position, which is told otherwise.
_POSITION_TO_COME = re.compile(r"(?: starting)?(?: at)?:? *$")


def shorten(text: str, longest: int = _LONGEST_QUOTE) -> str:
    """Return a text of at most so many characters; the last is ``…`` where it was cut."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def count_things(number: int, thing: str, things: str = "") -> str:
    """Return a number of things in words, as "1 place" or "1,000 places".

    ``things`` is said of several where an s does not make it: "date is" and "dates are".
    """
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"


def quote(text: str, longest: int = _LONGEST_QUOTE) -> str:
    r"""Return a text shortened and in quotation marks.

    What cannot be printed, such as the end of a line or a terminal's control character, is written
    as Python escapes it (``\x1b``).
    """
    return repr(shorten(text, longest))


def make_plain(text: str, longest: int = _LONGEST_MESSAGE) -> str:
    r"""Return a text shortened, as one line that can be encoded and controls no terminal.

    What cannot be printed is written as Python escapes it (``\x1b``).
    """
    text = shorten(text, longest)
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text
    )


def format_reason(error: Exception) -> str:
    """Return what a library says of its error, on one line and without a full stop at its end."""
    return shorten(" ".join(str(error).split()), _LONGEST_REASON).rstrip(".")


def format_json_fault(error: json.JSONDecodeError) -> str:
    """Return what is wrong with a JSON text, without where."""
    return _POSITION_TO_COME.sub("", error.msg)
