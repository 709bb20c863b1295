"""Finding where a quote stands in a text.

Positions count Unicode code points, as Python's strings and W3C Web Annotations do.
"""

from corpus.errors import AnchorError

_LONGEST_PREFIX = 300


def find(body: str, quote: str, prefix: str = "") -> tuple[int, int]:
    """Return the start and the exclusive end of a quote in a text.

    The quote has to stand there verbatim, and exactly once after the prefix. A quote that does not
    is reported: looking for the nearest likeness would move it to words that were not chosen.

    Raises
    ------
    AnchorError
        If the quote is empty, does not stand in the text, or stands there more than once.
    """
    if not quote:
        raise AnchorError("the quote is empty")
    wanted = prefix + quote
    first = body.find(wanted)
    if first == -1:
        if prefix and quote in body:
            raise AnchorError("the quote is in the text, but nowhere after this prefix")
        raise AnchorError("the quote is not in the text")
    # Searching from the next character finds occurrences that overlap the first one too.
    if body.find(wanted, first + 1) != -1:
        advice = "a longer prefix" if prefix else "a prefix"
        raise AnchorError(f"the quote stands in the text more than once: give {advice}")
    return first + len(prefix), first + len(wanted)


def anchor(body: str, start: int, end: int) -> tuple[str, str] | None:
    """Return a quote and the shortest words before it with which it stands in the text once."""
    quote = body[start:end]
    if _stands_once(body, quote):
        return quote, ""
    before = start
    while before > max(0, start - _LONGEST_PREFIX):
        before = body.rfind(" ", 0, before - 1) + 1 if before > 1 else 0
        prefix = body[before:start]
        if _stands_once(body, prefix + quote):
            return quote, prefix
    return None


def _stands_once(body: str, words: str) -> bool:
    first = body.find(words)
    return body.find(words, first + 1) == -1
