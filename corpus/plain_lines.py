"""Front matter read without YAML where its lines are plain.

YAML takes ten times as long, which 100,000 articles feel. Whatever could mean something else to
YAML than it seems to is left to it.
"""

import re
from typing import Any

from corpus.entries import parse_entry, quote_values
from corpus.errors import ReadError

# A key and its whole value on a line, plain or in quotation marks without escapes, before a line
# with another key: nothing goes on below it. Only printable characters that are no line breaks.
_FIT = r"\x20-\x7e\xa1-\u2027\u202f-\ud7ff"
_PLAIN_LINE = re.compile(
    r"^([a-z][a-z0-9_]*): "
    rf"(?:([A-Za-z0-9](?:(?![:#])[{_FIT}]|:(?! )|(?<! )#)*)(?<![: ])|\"((?:(?![\"\\])[{_FIT}])*)\")"
    r"\n(?=[a-z]|\Z)",
    re.MULTILINE,
)
# What may span lines without being indented, keeps the line breaks after it, or ends the document.
_INTRICATE = re.compile(r"(?:^|[:-]) *[\"'\[{]|[|>][0-9]?\+|^[^a-z \-\n#]|\r|\t", re.MULTILINE)


def read_plain(front_text: str) -> dict[str, Any] | None:
    """Return the values of front matter, or None where YAML alone can say what they are."""
    values: dict[str, Any] = {}
    count = 0

    def take(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        values[found[1]] = found[3] if found[2] is None else found[2]
        return "\n"

    rest = _PLAIN_LINE.sub(take, front_text)
    if len(values) < count or _INTRICATE.search(rest):
        return None
    if rest.strip():
        try:
            others = parse_entry(quote_values(rest)).values
        except ReadError:
            return None
        if not values.keys().isdisjoint(others):
            return None
        values |= others
    return values
