"""Calendar dates in words. They are days, never moments, and no time zone touches them."""

from datetime import date, timedelta

from corpus import edtf
from corpus.date_words import say_day


def say_edtf(text: str) -> str:
    """Return an EDTF date in words: a day, a month, or a span, with ``about`` where approximate."""
    parsed = edtf.parse(text)
    words = _say_span(parsed.earliest, parsed.latest)
    return f"about {words}" if parsed.approximate else words


def _say_span(first: date, last: date) -> str:
    if first == last:
        return say_day(first)
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%B %Y}"
        if (first.month, last.month) == (1, 12) and first.year == last.year:
            return str(first.year)
        if first.year == last.year:
            return f"{first:%B} – {last:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{say_day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {say_day(last)}"
    return f"{say_day(first)} – {say_day(last)}"
