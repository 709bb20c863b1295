"""What stands together: the excerpts of a topic, and the dates in their order."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from corpus.background_records import BackgroundDate
from corpus.collection import Corpus
from corpus.date_words import format_edtf
from corpus.records import TOPICS, KeyDate, Topic
from corpus.zone_ids import ZONE_IDS, ZoneId
from dashboard.panels.excerpts import Excerpt, describe_passage, list_excerpts
from dashboard.selection import LinkTo

# What the memorandum lays down, in the order in which the page shows it.
PROVISIONS: dict[Topic, str] = {
    "boundaries": "The areas",
    "ceasefire": "Ceasefire",
    "air ban": "Ban on flights",
    "counter-terrorism": "Fight against terrorism",
    "security areas and checkpoints": "Security areas, checkpoints and observation posts",
    "monitoring": "Monitoring",
    "aid": "Aid and return",
    "working group and maps": "Working group and maps",
    "duration": "Duration",
}
REMARKS: dict[Topic, str] = {
    "security areas and checkpoints": "No article says where these were to be.",
    "working group and maps": "No map is among what the articles report as done.",
}


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
    """Return what the memorandum lays down for all four zones, by topic, then the other topics."""
    others = {topic: topic.capitalize() for topic in TOPICS if topic not in PROVISIONS}
    headings = PROVISIONS | others
    groups = (
        Group(
            heading,
            list_excerpts(
                (one for one in corpus.passages if one.topic == topic and one.zones == ZONE_IDS),
                corpus,
                link_to,
            ),
            REMARKS.get(topic, ""),
        )
        for topic, heading in headings.items()
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


def later_lines(corpus: Corpus, zone: ZoneId | None = None) -> tuple[LaterLine, ...]:
    """Return the background dates in order of time, those of a zone where one is given."""
    return tuple(
        LaterLine(format_edtf(event.date), event)
        for event in sorted(corpus.background_dates, key=date_order)
        if zone is None or zone in event.zones
    )


def date_order(date: KeyDate | BackgroundDate) -> tuple[object, ...]:
    """Return what key dates are sorted by: the first day they name, the last, then their id."""
    return (date.span.first_named, date.span.last_named, date.id)
