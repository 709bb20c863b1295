"""What stands together: the excerpts of a topic, and the dates in their order."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from corpus.agreement import AGREEMENT, TOPICS, Provision
from corpus.background_records import BackgroundDate
from corpus.collection import Corpus
from corpus.date_words import format_edtf
from corpus.records import KeyDate
from corpus.zone_ids import ZONE_IDS
from dashboard.panels.excerpts import Excerpt, describe_passage, list_excerpts
from dashboard.selection import LinkTo


@dataclass(frozen=True)
class Group:
    """Excerpts under one heading, with what a reader must know before them."""

    heading: str
    excerpts: tuple[Excerpt, ...]
    remark: str = ""


class DatedEntry(NamedTuple):
    """A key date, when it was in words, and the excerpts it rests on."""

    date: KeyDate
    when: str
    words: tuple[Excerpt, ...]


class LaterLine(NamedTuple):
    """A background date, and when it was in words."""

    when: str
    event: BackgroundDate


def provision_groups(corpus: Corpus, link_to: LinkTo) -> tuple[Group, ...]:
    """Return what the agreement lays down for all zones, by topic, then the other topics."""
    provisions = {each.topic: each for each in AGREEMENT.provisions}
    others = {
        topic: Provision(topic=topic, heading=topic.capitalize())
        for topic in TOPICS
        if topic not in provisions
    }
    groups = (
        Group(
            provision.heading,
            list_excerpts(
                (one for one in corpus.passages if one.topic == topic and one.zones == ZONE_IDS),
                corpus,
                link_to,
            ),
            provision.remark,
        )
        for topic, provision in {**provisions, **others}.items()
    )
    return tuple(group for group in groups if group.excerpts)


def dated_entries(dates: Iterable[KeyDate], corpus: Corpus, link_to: LinkTo) -> list[DatedEntry]:
    """Return key dates in order of time, with the words of a corpus that they rest on."""
    return [
        DatedEntry(
            date,
            format_edtf(date.date),
            tuple(
                describe_passage(passage, corpus, link_to)
                for passage in map(corpus.passage, date.passages)
                if passage
            ),
        )
        for date in sorted(dates, key=date_order)
    ]


def later_lines(corpus: Corpus) -> tuple[LaterLine, ...]:
    """Return the background dates in order of time."""
    return tuple(
        LaterLine(format_edtf(event.date), event)
        for event in sorted(corpus.background_dates, key=date_order)
    )


def date_order(date: KeyDate | BackgroundDate) -> tuple[object, ...]:
    """Return what key dates are sorted by: the first day they name, the last, then their id."""
    return (date.span.first_named, date.span.last_named, date.id)
