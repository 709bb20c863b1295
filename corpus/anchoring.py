"""Finding where a quote stands in a text.

Positions count Unicode code points, as Python's strings and W3C Web Annotations do.
"""

from corpus.errors import AnchorError


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
