"""What held on a day, as the articles say it: a line of clauses, each with its passages.

The line is worked out from the key dates by the status rules: see status_rules.yaml.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from corpus import edtf
from corpus.collection import Corpus
from corpus.date_words import format_day, format_span, format_when
from corpus.records import KeyDate
from corpus.status_rules import DATE_PLACEHOLDER, WHEN_PLACEHOLDER, DateRule, DueRule, StatusRule


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
        return f"{format_day(self.day)}: {words or 'no key date says anything of this day'}"


def status_on(day: date, corpus: Corpus) -> Status:
    """Return what held on a day according to the articles; every clause has its passages.

    A clause whose key date the corpus does not hold is left out.

    Parameters
    ----------
    day
        Any day of the calendar.
    corpus
        The key dates, the status rules, and the articles that they rest on.
    """
    clauses = [
        clause
        for rule in corpus.status_rules
        if _holds(rule, day, corpus)
        for clause in (
            _describe_due(rule, day, corpus)
            if isinstance(rule, DueRule)
            else _describe_date(rule, day, corpus)
        )
    ]
    return Status(day, (*clauses, *_list_events(day, corpus)), _describe_coverage(day, corpus))


def _holds(rule: StatusRule, day: date, corpus: Corpus) -> bool:
    since = corpus.key_date(rule.since) if rule.since else None
    until = corpus.key_date(rule.until) if rule.until else None
    return (not rule.since or (since is not None and since.span.first_named <= day)) and (
        until is None or day < until.span.first_named
    )


def _describe_date(rule: DateRule, day: date, corpus: Corpus) -> Iterator[Clause]:
    key_date = corpus.key_date(rule.key_date)
    if key_date is None:
        return
    span = key_date.span
    if day < span.first_named:
        words = rule.before
    elif not span.is_over(day):
        words = rule.within
    else:
        words = rule.after
    if words:
        text = words.replace(DATE_PLACEHOLDER, format_span(span, day.year))
        text = text.replace(WHEN_PLACEHOLDER, format_when(span, day.year))
        yield Clause(text, key_date.passages, rule.separator)


def _describe_due(rule: DueRule, day: date, corpus: Corpus) -> Iterator[Clause]:
    found = [key_date for each in rule.dates if (key_date := corpus.key_date(each))]
    past: list[str] = []
    ahead: list[str] = []
    for key_date in found:
        words = f"{format_when(key_date.span, day.year)} ({_name_outlet(key_date, corpus)})"
        (past if key_date.span.is_over(day) else ahead).append(words)
    parts = [
        f"{verb} {' or '.join(words)}"
        for verb, words in ((rule.past, past), (rule.ahead, ahead))
        if words
    ]
    if parts:
        passages = tuple(passage for key_date in found for passage in key_date.passages)
        yield Clause(f"{rule.due} {', or '.join(parts)}", tuple(dict.fromkeys(passages)))


def _list_events(day: date, corpus: Corpus) -> Iterator[Clause]:
    """Yield a clause for every other key date that the day may be."""
    ruled = {key_date for rule in corpus.status_rules for key_date in rule.key_dates}
    last_lead = ""
    for key_date in corpus.key_dates:
        if key_date.id in ruled or not _may_be(key_date, day, corpus):
            continue
        span = key_date.span
        words = format_span(span, day.year)
        if key_date.kind == "planned":
            lead = (
                f"foreseen {'' if span.is_open else 'for '}{'this day' if span.is_day else words}: "
            )
        else:
            lead = f"{'on this day' if span.is_day else words}: "
        yield Clause(("" if lead == last_lead else lead) + key_date.label, key_date.passages)
        last_lead = lead


def _may_be(key_date: KeyDate, day: date, corpus: Corpus) -> bool:
    """Return whether a key date may be a day; with an open start, from its printing to its end."""
    if key_date.span.earliest is not None:
        return key_date.span.includes(day)
    last = key_date.span.last_named
    printed = (
        edtf.parse(corpus.article_of(passage).published).first_named
        for passage_id in key_date.passages
        if (passage := corpus.passage(passage_id))
    )
    return min((*printed, last)) <= day <= last


def _name_outlet(key_date: KeyDate, corpus: Corpus) -> str:
    passage = corpus.passage(key_date.passages[0])
    return corpus.article_of(passage).outlet if passage else ""


def _describe_coverage(day: date, corpus: Corpus) -> str:
    if corpus.coverage is None:
        return "There are no articles."
    first, last = corpus.coverage
    if day < first.first_named:
        return (
            f"This day is before the coverage, which begins {format_when(first)}: "
            "what is said of it was written later."
        )
    if last.is_over(day):
        return (
            f"This day is after the coverage, which ends {format_when(last)}: "
            "nothing of it is reported, only what was foreseen."
        )
    return ""
