"""Finding the dates of an article, as EDTF."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus import edtf
from corpus.search.sentences import split_paragraphs, split_sentences
from corpus.suggesting import date_patterns as patterns
from corpus.suggesting.calendar_words import DIGITS
from corpus.suggesting.date_grammar import FORMS, read_count
from corpus.suggesting.date_setting import REACH, Setting
from corpus.suggesting.date_values import Value, make_set, shift
from corpus.suggesting.matching import Matcher
from corpus.suggesting.terms import Term

_START = re.compile(r"(?<![\w/.-])(?=\w)")
_ARTICLE = r"(?:the\s+|its\s+|their\s+|this\s+|a\s+)?(?:\w+\s+){0,3}?"
_MOST_DATES = 2_000
_FIRST_OF_LAST = 21  # the day on which the last third of a month begins
_LONGEST_LEAD = 40
_LASTING = ("agreement", "zones", "recalling")  # what sentences on its term speak of
_LONGEST_SENTENCE = 5_000  # characters of it that are looked at


@dataclass(frozen=True)
class FoundDate:
    """A date in a text: where its words stand, as code points, and what they come to."""

    start: int
    end: int
    date: str
    reasons: tuple[str, ...]


def find_dates(
    body: str, span: tuple[int, int], published: str, terms: Sequence[Term] = ()
) -> list[FoundDate]:
    """Return the dates in a part of a text, in order.

    ``published`` is the article's date, EDTF; ``terms`` say which events days are counted from.
    """
    events = [term for term in terms if term.kind in ("event", "earlier")]
    lasting = sorted(
        {edtf.parse(each.date).first_named for each in events if each.date and each.kind == "event"}
    )
    base = Setting(edtf.parse(published), events=_compile_events(events), lasting=tuple(lasting))
    agreement = Matcher(
        (word, term) for term in terms if term.kind in _LASTING for word in term.words
    )
    text = body.translate(DIGITS)
    found: list[FoundDate] = []
    earlier = None
    for start, end in split_paragraphs(text, span):
        previous = None
        for first, last in split_sentences(text[start:end]):
            stop = min(last, first + _LONGEST_SENTENCE)
            setting = replace(base, previous=previous, earlier=earlier)
            if not agreement.find(text[start + first : start + stop]):
                setting = replace(setting, lasting=())
            dates, previous = _find_in_sentence(text, start + first, start + stop, setting)
            found += dates
            earlier = previous or earlier
            if len(found) > _MOST_DATES:
                return found[:_MOST_DATES]
    return found


def _compile_events(events: Sequence[Term]) -> tuple[tuple[re.Pattern[str], date], ...]:
    patterns_of_events = []
    for term in events:
        words = "|".join(
            re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "")
            for word in term.words
        )
        assert term.date is not None
        pattern = re.compile(rf"{_ARTICLE}(?:{words})", re.IGNORECASE)
        patterns_of_events.append((pattern, edtf.parse(term.date).first_named))
    return tuple(patterns_of_events)


def _find_in_sentence(
    text: str, start: int, end: int, setting: Setting
) -> tuple[list[FoundDate], Value | None]:
    """Return the dates of a sentence, and the date named last."""
    sentence = text[start:end]
    found: list[FoundDate] = []
    previous = setting.previous
    position = since = 0
    term: tuple[int, str] | None = None
    while match := _START.search(sentence, position):
        begin = match.start()
        here = replace(
            setting,
            previous=previous,
            before=sentence[max(since, begin - REACH) : begin],
            after=sentence[begin : begin + REACH],
        )
        value, stop = _read_term(sentence, begin, here, term)
        if value is not None:
            lasting = patterns.LASTING.match(sentence, begin)
            term = read_count(lasting) if lasting else term
        else:
            value, stop = _read(sentence, begin, here)
        if value is None:
            position = _skip_word(sentence, begin)
            continue
        value, begin = _bound(sentence, since, begin, value)
        found.append(FoundDate(start + begin, start + stop, value.edtf, value.reasons))
        previous = value
        position = since = stop
    return found, previous


def _skip_word(sentence: str, begin: int) -> int:
    match = re.compile(r"\w+").match(sentence, begin)
    return match.end() if match else begin + 1


def _read(sentence: str, begin: int, setting: Setting) -> tuple[Value | None, int]:
    if since := patterns.SINCE.match(sentence, begin):
        for event, day in setting.events:
            if named := event.match(sentence, since.end()):
                return Value(day, day, reasons=("the day of what is named",)), named.end()
    for pattern, reader in FORMS:
        match = pattern.match(sentence, begin)
        if match is None:
            continue
        value = reader(match, replace(setting, after=sentence[match.end() : match.end() + REACH]))
        if value is not None:
            stop = _end_anchor(match) if match.groupdict().get("anchor") else match.end()
            # A full stop after a month is the sentence's, as likely as the word's.
            return value, stop - match.group().endswith(".")
    return None, begin


def _end_anchor(match: re.Match[str]) -> int:
    """Return where the words end that name what days are counted from."""
    words = match["anchor"]
    if match["side"].lower() in ("ago", "later", "earlier", "назад"):
        return match.start("anchor")
    parts = re.match(
        r"\s*(?:\S+\s+){0,4}?\S*(?:sign\w*|memorandum|that|this|then|it|force)\b", words
    )
    return match.start("anchor") + (parts.end() if parts else 0)


def _read_term(
    sentence: str, begin: int, setting: Setting, term: tuple[int, str] | None
) -> tuple[Value | None, int]:
    """Return the last day of a term of the agreement, ``in force during six months``."""
    if not setting.lasting:
        return None, begin
    lasting = patterns.LASTING.match(sentence, begin)
    again = patterns.SAME_PERIOD.match(sentence, begin) if term else None
    if lasting is None and again is None:
        return None, begin
    count, unit = read_count(lasting) if lasting else (2 * term[0], term[1]) if term else (0, "day")
    if unit not in ("month", "year"):
        return None, begin
    days = [shift(Value(day, day), count, unit)[0] for day in setting.lasting]
    names = " or ".join(str(day) for day in setting.lasting)
    match = lasting or again
    assert match is not None
    return make_set(days, f"the end of {count} {unit}s counted from {names}"), match.end()


def _bound(sentence: str, since: int, begin: int, value: Value) -> tuple[Value, int]:
    """Return a date as the words before it bound it, and where these begin."""
    since = max(since, begin - _LONGEST_LEAD)
    lead = patterns.LEADS.search(sentence[since:begin])
    if lead is None or value.is_open or value.choices:
        return value, begin
    # Before the end of June is no day before the last days of June.
    is_end = value.approximate and value.first.day == _FIRST_OF_LAST and value.last.day > 27
    if lead["before"] and not is_end:
        eve = value.first - timedelta(days=1)
        bounded = replace(value, first=eve, last=eve, reasons=(*value.reasons, "before that day"))
    else:
        bounded = replace(
            value, reasons=(*value.reasons, "the last day meant: nothing is said of from when on")
        )
    is_sure = value.first == value.last
    bounded = replace(bounded, is_open=True, approximate=value.approximate or not is_sure)
    return bounded, since + lead.start()
