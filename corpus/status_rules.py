"""The rules by which key dates make the line that says what held on a day; read from a file."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from corpus.entries import Entry, read_entries, validate
from corpus.faults import Fault, describe_missing
from corpus.fields import Id, Text
from corpus.quoting import quote
from corpus.reading import Record
from corpus.records import KeyDate

# What stands for the key date in the words of a rule: alone, and with its preposition.
DATE_PLACEHOLDER = "{date}"
WHEN_PLACEHOLDER = "{when}"

_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def _check_placeholders(text: str) -> str:
    for found in _BRACES.findall(text):
        if found not in (DATE_PLACEHOLDER, WHEN_PLACEHOLDER):
            raise ValueError(
                f"{quote(found)} is not a placeholder; there are {DATE_PLACEHOLDER} and "
                f"{WHEN_PLACEHOLDER}"
            )
    return text


def _refuse_placeholders(text: str) -> str:
    if _BRACES.search(text):
        raise ValueError("these words can have no placeholder")
    return text


_DatedWords = Annotated[str, AfterValidator(_check_placeholders)]
_PlainWords = Annotated[Text, AfterValidator(_refuse_placeholders)]


class _Rule(Record):
    id: Id
    since: Id | None = None
    until: Id | None = None


class DateRule(_Rule):
    """What a key date means for the days before, within and after it; empty for nothing.

    ``{date}`` stands for the key date in words (``6 May``) and ``{when}`` for the same after its
    preposition (``on 6 May``, ``by 4 June``). The rule holds from the first day that is named of
    the key date in ``since`` to the eve of that of the one in ``until``: a key date with an open
    start is ahead until its last day. ``separator`` parts its clause from the one before.
    """

    key_date: Id
    before: _DatedWords = ""
    within: _DatedWords = ""
    after: _DatedWords = ""
    separator: Literal["; ", ", "] = "; "

    @model_validator(mode="after")
    def _check_words(self) -> "DateRule":
        if not (self.before or self.within or self.after):
            raise ValueError("the rule is empty: it has none of before, within and after")
        return self

    @property
    def key_dates(self) -> tuple[str, ...]:
        """The ids of the key dates that it is about."""
        return (self.key_date,)


class DueRule(_Rule):
    """Something due by one key date or, where the articles differ, by any of several.

    ``ahead`` and ``past`` say so for the days to the end of a key date and after it. ``since`` and
    ``until`` are as in a `DateRule`.
    """

    due: _PlainWords
    ahead: _PlainWords
    past: _PlainWords
    dates: Annotated[tuple[Id, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check_dates(self) -> "DueRule":
        if len(set(self.dates)) < len(self.dates):
            raise ValueError("a key date is named twice")
        return self

    @property
    def key_dates(self) -> tuple[str, ...]:
        """The ids of the key dates that it is about."""
        return self.dates


StatusRule = DateRule | DueRule


def load_status_rules(
    path: Path, key_dates: Iterable[KeyDate]
) -> tuple[tuple[StatusRule, ...], list[Fault]]:
    """Return the sound status rules of a file, in its order, and the faults of the others.

    A corpus can do without rules: where there is no file, there are no rules and no fault.

    Parameters
    ----------
    path
        The YAML file.
    key_dates
        The sound key dates, which the rules may name.
    """
    if not os.path.lexists(path):
        return (), []
    known = {key_date.id for key_date in key_dates}
    entries, faults = read_entries(path)
    rules: list[StatusRule] = []
    for entry in entries:
        rule, rule_faults = _validate(entry, path.name)
        if rule is not None:
            rule_faults = [
                Fault(path.name, rule.id, f"{field}: {describe_missing('key date', key_date)}")
                for field, key_date in _list_references(rule)
                if key_date not in known
            ]
            if not rule_faults:
                rules.append(rule)
        faults += rule_faults
    return tuple(rules), faults


def _validate(entry: Entry, file: str) -> tuple[StatusRule | None, list[Fault]]:
    if "due" in entry.values:
        return validate(DueRule, entry, file)
    return validate(DateRule, entry, file)


def _list_references(rule: StatusRule) -> list[tuple[str, str]]:
    """Return the fields of a rule that name key dates, each with the id of one."""
    about = "dates" if isinstance(rule, DueRule) else "key_date"
    references = [(about, key_date) for key_date in rule.key_dates]
    references += [
        (field, key_date)
        for field, key_date in (("since", rule.since), ("until", rule.until))
        if key_date is not None
    ]
    return references
