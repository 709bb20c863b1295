"""What an export is limited to: some zones, topics, outlets, passages, or what held by a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeVar, get_args

from corpus.agreement import TOPICS, Topic
from corpus.background_records import BackgroundDate, Clause, Difference
from corpus.collection import Corpus
from corpus.edtf import read_day
from corpus.errors import ScopeError
from corpus.quoting import quote, shorten
from corpus.records import Answer, KeyDate, Passage, Question
from corpus.zone_ids import ZONE_IDS, ZoneId

_Name = TypeVar("_Name", bound=str)
_Dated = TypeVar("_Dated", KeyDate, BackgroundDate)
_Answered = TypeVar("_Answered", Question, Difference)


@dataclass(frozen=True)
class Filter:
    """A filter of exports, as an address and a command line name it.

    Attributes
    ----------
    name, option : str
        In an address and on a command line.
    metavar : str
        The word for a value, in a command's help.
    description : str
        What is kept, beginning with a small letter and without a full stop.
    values : tuple of str
        All that it takes, where that does not depend on the data.
    is_day : bool
        Whether it takes one day instead of any number of names.
    of : str
        The layer it is for, where it is for one: how that is drawn, and nothing that is left out.
    """

    name: str
    option: str
    metavar: str
    description: str
    values: tuple[str, ...] = ()
    is_day: bool = False
    of: str = ""


ZONE = Filter("zone", "--zone", "ID", "the zones to keep", ZONE_IDS)
TOPIC = Filter("topic", "--topic", "TOPIC", "the topics to keep", TOPICS)
OUTLET = Filter("outlet", "--outlet", "OUTLET", "the outlets to keep")
PASSAGE = Filter("passage", "--passage", "ID", "the passages to keep, by their ids")
AS_OF = Filter(
    "asof",
    "--as-of",
    "DAY",
    "a day such as 2017-05-06: leave out key dates that begin later, and say what held then",
    is_day=True,
)
Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)
THEME = Filter(
    "theme",
    "--theme",
    "THEME",
    "light or dark: the colours of the figure, which alone has any",
    THEMES,
    of="figure",
)
FILTERS = (ZONE, TOPIC, OUTLET, PASSAGE, AS_OF, THEME)


@dataclass(frozen=True)
class Scope:
    """What is kept; an empty value limits nothing.

    Attributes
    ----------
    zones : tuple of ZoneId
        Zones, and what speaks of any of them.
    topics, outlets : tuple of str
        Of passages; what rests on passages is kept where one of these is.
    as_of : datetime.date or None
        Key dates and background dates that begin by this day; one with an open start counts as
        ahead until its last day.
    passages : tuple of str
        Ids of passages; what rests on passages is kept where one of these is.
    theme : str
        The colours in which a figure is drawn.
    """

    zones: tuple[ZoneId, ...] = ()
    topics: tuple[Topic, ...] = ()
    outlets: tuple[str, ...] = ()
    as_of: date | None = None
    passages: tuple[str, ...] = ()
    theme: Theme = THEMES[0]

    @property
    def is_selected(self) -> bool:
        """Whether it names what is kept of the articles, beside zones and a day."""
        return bool(self.topics or self.outlets or self.passages)

    @property
    def filters(self) -> dict[str, list[str]]:
        """The limits and the theme by their names, only those that are set."""
        values: dict[str, list[str]] = {
            ZONE.name: list(self.zones),
            TOPIC.name: list(self.topics),
            OUTLET.name: list(self.outlets),
            PASSAGE.name: list(self.passages),
            AS_OF.name: [self.as_of.isoformat()] if self.as_of else [],
            THEME.name: [] if self.theme == THEMES[0] else [self.theme],
        }
        return {name: limits for name, limits in values.items() if limits}


def read_scope(
    corpus: Corpus,
    zones: Iterable[str] = (),
    topics: Iterable[str] = (),
    outlets: Iterable[str] = (),
    as_of: str | None = None,
    passages: Iterable[str] = (),
    theme: Sequence[str] = (),
) -> Scope:
    """Return the scope that some words stand for, in the order of the data.

    Raises
    ------
    ScopeError
        If a word names nothing that there is; the message lists what there is.
    """
    return Scope(
        zones=_pick("zone", zones, ZONE_IDS),
        topics=_pick("topic", topics, TOPICS),
        outlets=_pick("outlet", outlets, list_values(OUTLET, corpus)),
        as_of=None if as_of is None else _read_day(as_of),
        passages=_pick("passage", passages, list_values(PASSAGE, corpus)),
        theme=next(iter(_pick("theme", theme[-1:], THEMES)), THEMES[0]),
    )


def read_filters(corpus: Corpus, filters: Mapping[str, Sequence[str]]) -> Scope:
    """Return the scope that filters stand for: values by the names of `FILTERS`.

    Of several days or themes the last one counts.

    Raises
    ------
    ScopeError
        If there is no filter of a name, or a value names nothing that there is.
    """
    known = [known.name for known in FILTERS]
    for name in filters:
        if name not in known:
            raise ScopeError(f"There is no filter {quote(name)}; there are: {', '.join(known)}.")
    return read_scope(
        corpus,
        zones=filters.get(ZONE.name, ()),
        topics=filters.get(TOPIC.name, ()),
        outlets=filters.get(OUTLET.name, ()),
        as_of=next(reversed(filters.get(AS_OF.name, ())), None),
        passages=filters.get(PASSAGE.name, ()),
        theme=filters.get(THEME.name, ()),
    )


def check_layer(scope: Scope, layer: str) -> None:
    """Refuse a theme for what has no colours.

    Raises
    ------
    ScopeError
        If there is one.
    """
    if scope.theme != THEMES[0] and layer != THEME.of:
        raise ScopeError(f"Only the {THEME.of} has a theme: leave it out for {layer}.")


def list_values(known: Filter, corpus: Corpus) -> tuple[str, ...]:
    """Return all that a filter of names takes."""
    if known is PASSAGE:
        return tuple(passage.id for passage in corpus.passages)
    return corpus.outlets if known is OUTLET else known.values


def limit(corpus: Corpus, scope: Scope) -> Corpus:
    """Return a corpus with what the scope keeps, and nothing that refers to what it does not.

    A passage that a key date of the zones rests on is kept though it names none of them, and a
    clause of the memorandum that a difference is about though it is of another topic.
    """
    key_dates = _limit_dates(corpus.key_dates, scope)
    used = {passage for key_date in key_dates for passage in key_date.passages}

    def is_kept(passage: Passage) -> bool:
        return (
            (not scope.zones or bool(set(passage.zones) & {*scope.zones}) or passage.id in used)
            and (not scope.topics or passage.topic in scope.topics)
            and (not scope.outlets or corpus.article_of(passage).outlet in scope.outlets)
            and (not scope.passages or passage.id in scope.passages)
        )

    passages = tuple(passage for passage in corpus.passages if is_kept(passage))
    ids = {passage.id for passage in passages}
    is_whole = not (scope.zones or scope.is_selected)
    sources = {passage.article for passage in passages}
    differences = tuple(_limit_answered(corpus.differences, ids))
    return replace(
        corpus,
        articles=tuple(article for article in corpus.articles if is_whole or article.id in sources),
        passages=passages,
        key_dates=tuple(
            key_date.model_copy(update={"passages": _common(key_date.passages, ids)})
            for key_date in key_dates
            if not ids.isdisjoint(key_date.passages)
        ),
        questions=tuple(_limit_answered(corpus.questions, ids)),
        clauses=tuple(_limit_clauses(corpus.clauses, differences, scope)),
        differences=differences,
        background_dates=_limit_dates(corpus.background_dates, scope),
    )


def _limit_dates(dates: Sequence[_Dated], scope: Scope) -> tuple[_Dated, ...]:
    return tuple(
        entry
        for entry in dates
        if (not scope.zones or set(entry.zones) & {*scope.zones})
        and (scope.as_of is None or entry.span.first_named <= scope.as_of)
    )


def _limit_answered(records: Iterable[_Answered], ids: set[str]) -> Iterable[_Answered]:
    for record in records:
        answers = tuple(_limit_answer(answer, ids) for answer in record.answers)
        if any(answer.answer for answer in answers):
            yield record.model_copy(update={"answers": answers})


def _limit_clauses(
    clauses: Iterable[Clause], differences: Iterable[Difference], scope: Scope
) -> Iterable[Clause]:
    used = {clause for difference in differences for clause in difference.clauses}
    for clause in clauses:
        if not scope.topics or clause.topic in scope.topics or clause.id in used:
            yield clause


def _limit_answer(answer: Answer, ids: set[str]) -> Answer:
    passages = _common(answer.passages, ids)
    return answer.model_copy(
        update={"passages": passages, "answer": answer.answer if passages else ""}
    )


def _common(passages: Iterable[str], ids: set[str]) -> tuple[str, ...]:
    return tuple(passage for passage in passages if passage in ids)


def _read_day(word: str) -> date:
    try:
        return read_day(word)
    except ValueError as error:
        raise ScopeError(f"{error}.") from error


def _pick(noun: str, wanted: Iterable[str], known: Sequence[_Name]) -> tuple[_Name, ...]:
    words = list(wanted)
    for word in words:
        if word not in known:
            raise ScopeError(
                f"There is no {noun} {quote(word)}; there are: {shorten(', '.join(known), 300)}."
            )
    return tuple(name for name in known if name in words)
