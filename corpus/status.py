"""What held on a day, as the articles say it: a line of clauses, each with its passages.

The line is worked out from the key dates by the rules below. It says what had been agreed, was due
or was envisaged: what no article reports is not said to have come about.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from corpus import edtf
from corpus.collection import Corpus
from corpus.date_words import say_day, say_span
from corpus.records import KeyDate


class Clause(NamedTuple):
    """A clause of the line, the passages it rests on, and what parts it from the one before."""

    text: str
    passages: tuple[str, ...]
    separator: str = "; "


@dataclass(frozen=True)
class Status:
    """What held on a day.

    ``notice`` is a sentence for a day before the first or after the last article was printed, and
    empty for any other.
    """

    day: date
    clauses: tuple[Clause, ...]
    notice: str

    @property
    def line(self) -> str:
        """The day and the clauses in one line, without the notice."""
        words = "".join(
            (clause.separator if number else "") + clause.text
            for number, clause in enumerate(self.clauses)
        )
        return f"{say_day(self.day)}: {words or 'no key date says anything of this day'}"


@dataclass(frozen=True)
class _Rule:
    """What a key date means for the days before, within and after it; empty for nothing.

    ``{date}`` stands for the key date in words. The rule speaks from the first day of the key date
    named in ``since`` to the eve of the one in ``until``.
    """

    key_date: str
    before: str = ""
    within: str = ""
    after: str = ""
    since: str = ""
    until: str = ""
    separator: str = "; "


@dataclass(frozen=True)
class _Due:
    """Something due by one key date or, where the articles differ, by any of several.

    ``ahead`` and ``past`` say so for the days to the end of a key date and after it. Each key date
    has the preposition that its words take. ``since`` and ``until`` are as in a rule.
    """

    what: str
    ahead: str
    past: str
    dates: tuple[tuple[str, str], ...]
    since: str = ""
    until: str = ""


_SIGNING = "memorandum-signed"
_TERM = "first-term-ends"
_RULES: tuple[_Rule | _Due, ...] = (
    _Rule(
        "ceasefire-2016",
        before="the nationwide ceasefire of {date} not yet established",
        within="a nationwide ceasefire established on this day",
        after="a nationwide ceasefire established on {date}",
        until=_SIGNING,
    ),
    _Rule(
        _SIGNING,
        before="no memorandum on the zones signed yet",
        within="signed on this day",
        after="signed",
        until=_TERM,
    ),
    _Rule(_SIGNING, after="signed on {date}", since=_TERM),
    _Rule(
        "zones-ceasefire",
        before="the ceasefire not yet in force",
        within="the ceasefire due to be in force from this day",
        after="the ceasefire due to be in force since {date}",
        since=_SIGNING,
        until=_TERM,
        separator=", ",
    ),
    _Due(
        "the maps",
        ahead="are due",
        past="were due",
        dates=(("in", "maps-late-may"), ("by", "areas-agreed")),
        since=_SIGNING,
        until=_TERM,
    ),
    _Due(
        "a joint working group",
        ahead="is due",
        past="was due",
        dates=(("on", "working-group"),),
        since=_SIGNING,
        until=_TERM,
    ),
    _Rule(
        _TERM,
        before="the memorandum's first six months end {date}",
        within="the memorandum's first six months end {date}",
        after="the memorandum's first six months ended {date}",
        since=_SIGNING,
    ),
    _Rule(
        "extension-ends",
        before="an extension by six months, if made, ends {date}",
        within="an extension by six months, if made, ends {date}",
        after="an extension by six months, if made, ended {date}",
        since=_TERM,
    ),
)
_RULED = {
    key_date
    for rule in _RULES
    for key_date in (
        [rule.key_date] if isinstance(rule, _Rule) else [each for _, each in rule.dates]
    )
}


def status_on(day: date, corpus: Corpus) -> Status:
    """Return what held on a day according to the articles; every clause has its passages.

    A clause whose key date the corpus does not hold is left out.
    """
    key_dates = {key_date.id: key_date for key_date in corpus.key_dates}
    clauses = [
        clause
        for rule in _RULES
        if _speaks(rule, day, key_dates)
        for clause in (
            _apply(rule, day, key_dates)
            if isinstance(rule, _Rule)
            else _say_due(rule, day, key_dates, corpus)
        )
    ]
    return Status(day, (*clauses, *_list_events(day, corpus)), _say_coverage(day, corpus))


def _speaks(rule: _Rule | _Due, day: date, key_dates: dict[str, KeyDate]) -> bool:
    since, until = key_dates.get(rule.since), key_dates.get(rule.until)
    return (not rule.since or (since is not None and since.earliest <= day)) and (
        until is None or day < until.earliest
    )


def _apply(rule: _Rule, day: date, key_dates: dict[str, KeyDate]) -> Iterator[Clause]:
    key_date = key_dates.get(rule.key_date)
    if key_date is None:
        return
    if day < key_date.earliest:
        words = rule.before
    elif day <= key_date.latest:
        words = rule.within
    else:
        words = rule.after
    if words:
        text = words.format(date=_say_date(key_date, day))
        yield Clause(text, key_date.passages, rule.separator)


def _say_due(
    rule: _Due, day: date, key_dates: dict[str, KeyDate], corpus: Corpus
) -> Iterator[Clause]:
    found = [(word, key_dates[each]) for word, each in rule.dates if each in key_dates]
    past: list[str] = []
    ahead: list[str] = []
    for preposition, key_date in found:
        words = f"{preposition} {_say_date(key_date, day)}"
        if len(found) > 1:
            words += f" ({_name_outlet(key_date, corpus)})"
        (ahead if day <= key_date.latest else past).append(words)
    parts = [
        f"{verb} {' or '.join(words)}"
        for verb, words in ((rule.past, past), (rule.ahead, ahead))
        if words
    ]
    if parts:
        passages = tuple(passage for _, key_date in found for passage in key_date.passages)
        yield Clause(f"{rule.what} {', or '.join(parts)}", tuple(dict.fromkeys(passages)))


def _list_events(day: date, corpus: Corpus) -> Iterator[Clause]:
    """Yield a clause for every other key date that the day may be."""
    last_lead = ""
    for key_date in corpus.key_dates:
        if key_date.id in _RULED or not key_date.earliest <= day <= key_date.latest:
            continue
        is_day = key_date.earliest == key_date.latest
        if key_date.kind == "planned":
            lead = f"foreseen for {'this day' if is_day else _say_date(key_date, day)}: "
        else:
            lead = f"{'on this day' if is_day else _say_date(key_date, day)}: "
        yield Clause(("" if lead == last_lead else lead) + key_date.label, key_date.passages)
        last_lead = lead


def _say_date(key_date: KeyDate, day: date) -> str:
    return say_span(edtf.parse(key_date.date), day.year)


def _name_outlet(key_date: KeyDate, corpus: Corpus) -> str:
    passage = corpus.passage(key_date.passages[0])
    article = corpus.article(passage.article) if passage else None
    return article.outlet if article else ""


def _say_coverage(day: date, corpus: Corpus) -> str:
    spans = [edtf.parse(article.published) for article in corpus.articles]
    if not spans:
        return "There are no articles."
    first = min(spans)
    last = max(spans, key=lambda span: span.latest)
    if day < first.earliest:
        return (
            f"This day is before the coverage, which begins {_say_edge(first)}: "
            "what is said of it was written later."
        )
    if day > last.latest:
        return (
            f"This day is after the coverage, which ends {_say_edge(last)}: "
            "nothing of it is reported, only what was foreseen."
        )
    return ""


def _say_edge(span: edtf.Span) -> str:
    return say_span(span) if span.approximate else f"on {say_span(span)}"
