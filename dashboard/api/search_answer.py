"""``GET /api/search``: what a search finds, as JSON, and what it may be asked."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from corpus.agreement import TOPICS
from corpus.edtf import read_day
from corpus.errors import ScopeError
from corpus.exports.scope import Filter
from corpus.quoting import quote, shorten
from corpus.records import Article, Passage, attribute
from corpus.search.filters import Filters
from corpus.search.searching import Hit, Results, search
from corpus.search.snippets import Segment
from corpus.search.statement_hits import StatementHit
from corpus.zone_ids import ZONE_IDS
from dashboard.library import Library
from dashboard.panels import citing
from dashboard.selection import Selection, find_zone_id

LONGEST = 200
MOST_HITS = 100
_FEWEST = 20
WORDS = Filter("words", "", "", "what to look for, as on the page")
PARAMETERS = (
    WORDS,
    Filter("outlet", "", "", "who published it: the name or a part of it"),
    Filter("kind", "", "", "the kind of source, or a part of it"),
    Filter("zone", "", "", "only what speaks of this zone", ZONE_IDS),
    Filter("topic", "", "", "only what is on this topic", TOPICS),
    Filter("speaker", "", "", "only what has this speaker: the name or a part of it"),
    Filter("from", "", "", "only articles published on this day or later", is_day=True),
    Filter("to", "", "", "only articles published on this day or before", is_day=True),
    Filter("limit", "", "", f"how many hits of each kind at most, from 1 to {MOST_HITS}"),
)


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceAnswer(_Answer):
    """The words that a hit is, or rests on.

    ``passage`` is empty where the words are no linked passage; ``view`` opens the page there and
    goes behind its address, ``url`` is the original's, ``cite`` the quotation with its source.
    """

    passage: str
    article: str
    title: str
    outlet: str
    kind: str
    published: str
    said_by: str
    quote: str
    url: str
    view: str
    cite: str


class HitAnswer(_Answer):
    """A hit: words of an article, an answer to a question, or a key date.

    The last two are summaries. ``heading`` is the article's title, the question, or what happened
    when; ``context`` the questions that a key date answers, too. ``id`` is the article's, the
    question's or the key date's; ``start`` and ``end`` are where the words of an article stand in
    its text, in code points, and null for a summary. ``marked`` has every text with its matches
    between square brackets.
    """

    kind: Literal["article", "answer", "key date"]
    id: str
    heading: str
    text: str
    context: str
    marked: str
    start: int | None
    end: int | None
    sources: tuple[SourceAnswer, ...]


class SearchAnswer(_Answer):
    """What a search found: ``total`` counts the hits in articles, ``message`` says it all."""

    message: str
    total: int
    is_total_exact: bool
    suggestions: tuple[str, ...]
    hits: tuple[HitAnswer, ...]


def answer_search(asked: Mapping[str, Sequence[str]], library: Library) -> SearchAnswer:
    """Return what is found for a question by the names of `PARAMETERS`, a value each.

    Raises
    ------
    ScopeError
        If a name or a value is none that there is; the message says which.
    SearchError
        If the index cannot be read.
    """
    known = [parameter.name for parameter in PARAMETERS]
    if twice := next((name for name, values in asked.items() if len(values) > 1), None):
        raise ScopeError(f"{quote(twice)} is given more than once: search for one thing.")
    question = {name: values[0] for name, values in asked.items()}
    if unknown := next((name for name in question if name not in known), None):
        raise ScopeError(f"There is no parameter {quote(unknown)}; there are: {', '.join(known)}.")
    if long := next((name for name, value in question.items() if len(value) > LONGEST), None):
        raise ScopeError(f"{long} may have {LONGEST} characters.")
    if WORDS.name not in question:
        raise ScopeError(f"Say what to look for: {WORDS.name}=ceasefire.")
    filters, limit = _read_filters(question), _read_limit(question)
    return _describe(search(library.index, question[WORDS.name], filters, limit), library)


def _read_filters(question: dict[str, str]) -> Filters:
    for parameter in PARAMETERS:
        value = question.get(parameter.name, "")
        if value and parameter.values and value not in parameter.values:
            listed = ", ".join(parameter.values)
            raise ScopeError(
                f"There is no {parameter.name} {quote(shorten(value))}; there are: {listed}."
            )
    days = {}
    for name in ("from", "to"):
        try:
            days[name] = read_day(question[name]) if question.get(name) else None
        except ValueError as error:
            raise ScopeError(f"{name}: {error}.") from None
    return Filters(
        outlet=question.get("outlet", ""),
        kind=question.get("kind", ""),
        zone=find_zone_id(question.get("zone")),
        topic=next((topic for topic in TOPICS if topic == question.get("topic")), None),
        speaker=question.get("speaker", ""),
        since=days["from"],
        until=days["to"],
    )


def _read_limit(question: dict[str, str]) -> int:
    text = question.get("limit", str(_FEWEST))
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= MOST_HITS):
        raise ScopeError(f"limit {quote(shorten(text))} is no whole number from 1 to {MOST_HITS}.")
    return int(text)


def _describe(found: Results, library: Library) -> SearchAnswer:
    return SearchAnswer(
        message=" ".join(filter(None, (found.said, found.also))),
        total=found.total,
        is_total_exact=found.is_total_exact,
        suggestions=found.suggestions,
        hits=(
            *(
                _describe_hit(hit, article, library)
                for hit in found.hits
                if (article := library.corpus.article(hit.article))
            ),
            *(_describe_statement(hit, library) for hit in found.statements),
        ),
    )


def _describe_hit(hit: Hit, article: Article, library: Library) -> HitAnswer:
    passage = library.corpus.passage(hit.passages[0]) if hit.passages else None
    text = _join(hit.segments)
    said_by = citing.name_speaker(hit, passage, article)
    source = _describe_source(
        article, passage, text, said_by, citing.offer_hit(hit, passage, article)
    )
    return HitAnswer(
        kind="article",
        id=article.id,
        heading=hit.title,
        text=text,
        context="",
        marked=_mark(hit.segments),
        start=hit.start,
        end=hit.end,
        sources=(source,),
    )


def _describe_statement(hit: StatementHit, library: Library) -> HitAnswer:
    passages = [*filter(None, map(library.corpus.passage, hit.passages))]
    articles = [library.corpus.article_of(passage) for passage in passages]
    return HitAnswer(
        kind=hit.kind,
        id=hit.id,
        heading=_join(hit.heading),
        text=_join(hit.text),
        context=_join(hit.context),
        marked="\n".join(_mark(part) for part in (hit.heading, hit.text, hit.context) if part),
        start=None,
        end=None,
        sources=tuple(
            _describe_source(
                article,
                passage,
                passage.quote,
                attribute(passage, article),
                citing.offer(passage, article),
            )
            for passage, article in zip(passages, articles, strict=True)
        ),
    )


def _describe_source(
    article: Article, passage: Passage | None, words: str, said_by: str, offered: citing.Citing
) -> SourceAnswer:
    return SourceAnswer(
        passage=passage.id if passage else "",
        article=article.id,
        title=article.title,
        outlet=article.outlet,
        kind=article.kind,
        published=article.published,
        said_by=said_by,
        quote=words,
        url=article.url,
        view=(
            Selection(passage=passage.id) if passage else Selection(article=article.id)
        ).address(),
        cite=offered.words,
    )


def _join(segments: tuple[Segment, ...]) -> str:
    return "".join(segment.text for segment in segments)


def _mark(segments: tuple[Segment, ...]) -> str:
    return "".join(f"[{each.text}]" if each.is_match else each.text for each in segments)


def describe_parameters() -> list[dict[str, Any]]:
    """Return the parameters as OpenAPI has them."""
    return [
        {
            "name": known.name,
            "in": "query",
            "required": known is WORDS,
            "description": f"{known.description[0].upper()}{known.description[1:]}.",
            "schema": _limit(known),
        }
        for known in PARAMETERS
    ]


def _limit(known: Filter) -> dict[str, Any]:
    if known.name == "limit":
        return {"type": "integer", "minimum": 1, "maximum": MOST_HITS, "default": _FEWEST}
    if known.is_day:
        return {"type": "string", "format": "date"}
    if known.values:
        return {"type": "string", "enum": [*known.values]}
    return {"type": "string", "maxLength": LONGEST}
