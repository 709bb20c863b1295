"""The dates of the records in words. They are days, and no time zone touches them."""

from corpus import edtf
from corpus.date_words import say_span


def say_edtf(text: str) -> str:
    """Return an EDTF date in words: a day, month, year or span, and whether it is approximate."""
    return say_span(edtf.parse(text))
