"""Whether what is said of passages rests on them: quoted words, outlets, zones and days.

Each check returns what is wrong, a message a fault. Words in straight quotation marks are held to
be the source's own; marks, capitals and line breaks may differ from it.
"""

import re
from collections.abc import Iterable, Sequence

from corpus import edtf
from corpus.quoting import quote
from corpus.records import Answer, Article, KeyDate, Passage

_QUOTED = re.compile('"([^"]+)"')
_MARKS = re.compile("[\"'“”‘’«»]")
_EDGES = " .,;:!?"


def check_answer(answer: Answer, passages: Iterable[Passage]) -> list[str]:
    """Return what is wrong where an answer quotes words that none of its passages has."""
    texts = [passage.quote for passage in passages if passage.id in answer.passages]
    return [
        f"the words {quote(words)} are in none of the passages of '{answer.article}' that it names"
        for words in _find_unfounded(answer.answer, texts)
    ]


def check_key_date(
    key_date: KeyDate, passages: Iterable[Passage], articles: Sequence[Article]
) -> list[str]:
    """Return what is wrong where a key date says more than its passages and their articles.

    Its words in quotation marks are in those articles, the outlets it names carry them, its zones
    are zones of its passages. What lies after all of them cannot have happened or be in force. A
    day that rests on the inferred date of an article is approximate, as that is.
    """
    used = [passage for passage in passages if passage.id in key_date.passages]
    sources = [article for article in articles if article.id in {each.article for each in used}]
    said = f"{key_date.label} {key_date.derivation}"
    messages = [
        f"the words {quote(words)} are in no article that its passages are from"
        for words in _find_unfounded(said, [article.body for article in sources])
    ]
    messages += [
        f"{article.outlet} is named, but no passage of '{article.id}'"
        for article in articles
        if article not in sources and re.search(rf"\b{re.escape(article.outlet)}\b", said)
    ]
    zones = {zone for passage in used for zone in passage.zones}
    messages += [
        f"the zone '{zone}' is in none of its passages"
        for zone in key_date.zones
        if zone not in zones
    ]
    return messages + list(_check_days(key_date, sources))


def _check_days(key_date: KeyDate, sources: Sequence[Article]) -> Iterable[str]:
    spans = [edtf.parse(article.published) for article in sources]
    if key_date.kind in ("happened", "in force") and all(
        span.last_named < key_date.span.first_named for span in spans
    ):
        yield f"the kind is '{key_date.kind}', but its articles are from before: write 'planned'"
    if not key_date.span.approximate and all(
        span.approximate
        and span.first_named <= key_date.span.last_named
        and key_date.span.first_named <= span.last_named
        for span in spans
    ):
        yield "its article has no certain date of its own: write the date with ~"


def _find_unfounded(text: str, sources: Iterable[str]) -> list[str]:
    plain = [_normalise(source) for source in sources]
    return [
        words
        for words in _QUOTED.findall(text)
        if not any(_normalise(words).strip(_EDGES) in source for source in plain)
    ]


def _normalise(text: str) -> str:
    return " ".join(_MARKS.sub("", text).casefold().split())
