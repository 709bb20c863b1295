"""Whether what is said of passages rests on them: quoted words, outlets, zones and days.

Each check returns what is wrong, a message a fault. Words in straight quotation marks are held to
be the source's own; marks, capitals and line breaks may differ from it.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from corpus import edtf
from corpus.faults import describe_missing
from corpus.quoting import quote
from corpus.records import Answer, Article, KeyDate, Passage, Question

_QUOTED = re.compile('"([^"]+)"')
_MARKS = re.compile("[\"'“”‘’«»]")
_EDGES = " .,;:!?"


class Sources:
    """The sound articles and passages by their ids, looked up and not gone through."""

    def __init__(self, articles: Iterable[Article], passages: Iterable[Passage]) -> None:
        self.articles = {article.id: article for article in articles}
        self.passages = {passage.id: passage for passage in passages}

    @cached_property
    def outlets(self) -> dict[str, list[str]]:
        """The ids of each outlet's articles."""
        ids: dict[str, list[str]] = {}
        for article in self.articles.values():
            ids.setdefault(article.outlet, []).append(article.id)
        return ids


def check_answers(answers: Iterable[Answer], sources: Sources) -> list[str]:
    """Return what is wrong with the answers to one question.

    Each is of another article that is known, its passages are that article's, and the words that
    it quotes are in them.
    """
    by_id = sources.passages
    messages: list[str] = []
    answered: set[str] = set()
    for answer in answers:
        if answer.article not in sources.articles:
            messages.append(describe_missing("article", answer.article))
        if answer.article in answered:
            messages.append(f"article '{answer.article}' answers twice")
        answered.add(answer.article)
        used = [by_id[each] for each in answer.passages if each in by_id]
        messages += [
            describe_missing("passage", each) for each in answer.passages if each not in by_id
        ]
        messages += [
            f"passage '{passage.id}' is from '{passage.article}', not this article"
            for passage in used
            if passage.article != answer.article
        ]
        if len(used) == len(answer.passages):
            messages += [
                f"the words {quote(words)} are in none of the passages of '{answer.article}' that "
                "it names"
                for words in _find_unfounded(answer.answer, [passage.quote for passage in used])
            ]
    return messages


def check_question(question: Question, sources: Sources) -> list[str]:
    """Return what is wrong with the answers to a question, and with what is said of them together.

    The words that the comparison quotes are in passages of the answers, and the outlets that it
    names are among those that answer.
    """
    answering = {answer.article for answer in question.given}
    used = {each for answer in question.answers for each in answer.passages}
    quotes = [sources.passages[each].quote for each in used if each in sources.passages]
    note = question.comparison_note
    return [
        *check_answers(question.answers, sources),
        *(
            f"comparison_note: the words {quote(words)} are in none of the passages of the answers"
            for words in _find_unfounded(note, quotes)
        ),
        *(
            f"comparison_note: {outlet} is named, but does not answer"
            for outlet, article_ids in sources.outlets.items()
            if outlet in note
            and re.search(rf"\b{re.escape(outlet)}\b", note)
            and answering.isdisjoint(article_ids)
        ),
    ]


def check_key_date(key_date: KeyDate, sources: Sources) -> list[str]:
    """Return what is wrong where a key date says more than its passages and their articles.

    Its words in quotation marks are in those articles, the outlets it names carry them, its zones
    are zones of its passages. What lies after all of them cannot have happened or be in force. A
    day that rests on the inferred date of an article is approximate, as that is.
    """
    used = [sources.passages[each] for each in key_date.passages if each in sources.passages]
    ids = {passage.article for passage in used}
    articles = [sources.articles[each] for each in sorted(ids)]
    said = f"{key_date.label} {key_date.derivation}"
    messages = [
        f"the words {quote(words)} are in no article that its passages are from"
        for words in _find_unfounded(said, [article.body for article in articles])
    ]
    messages += [
        f"{outlet} is named, but no passage of '{article_id}'"
        for outlet, article_ids in sources.outlets.items()
        if outlet in said and re.search(rf"\b{re.escape(outlet)}\b", said)
        for article_id in article_ids
        if article_id not in ids
    ]
    zones = {zone for passage in used for zone in passage.zones}
    messages += [
        f"the zone '{zone}' is in none of its passages"
        for zone in key_date.zones
        if zone not in zones
    ]
    return messages + list(_check_days(key_date, articles))


def _check_days(key_date: KeyDate, articles: Sequence[Article]) -> Iterable[str]:
    spans = [edtf.parse(article.published) for article in articles]
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
