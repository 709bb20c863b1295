"""The reading panel: what a reader sees of a zone, or of the memorandum where none is chosen."""

from dataclasses import dataclass
from typing import NamedTuple

from corpus.background_records import BackgroundDate
from corpus.collection import Corpus
from corpus.date_words import format_edtf
from corpus.records import TOPICS, KeyDate, Topic, attribute
from corpus.zone_ids import ZONE_IDS, ZoneId
from dashboard.panels.excerpts import Excerpt, describe_passage
from dashboard.selection import LinkTo, Selection
from geodata.records import Zone

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


@dataclass(frozen=True)
class DatedLine:
    """A key date in words, with the address of the passage it rests on."""

    when: str
    label: str
    kind: str
    derivation: str
    address: str
    source: str


class LaterLine(NamedTuple):
    """A background date, and when it was in words."""

    when: str
    event: BackgroundDate


def zone_groups(
    zone: Zone, corpus: Corpus, link_to: LinkTo, chosen: str | None = None
) -> tuple[Group, ...]:
    """Return the excerpts on a zone: those on it alone or with others first, then on all four.

    ``link_to`` and ``chosen`` are those of `describe_passage`.
    """
    excerpts = [
        describe_passage(passage, corpus, link_to, chosen)
        for passage in corpus.passages_of_zone(zone.id)
    ]
    specific = tuple(excerpt for excerpt in excerpts if excerpt.passage.specific)
    shared = tuple(excerpt for excerpt in excerpts if not excerpt.passage.specific)
    return (Group(f"On {zone.name}", specific), Group("On all four zones", shared))


def provision_groups(
    corpus: Corpus, link_to: LinkTo, chosen: str | None = None
) -> tuple[Group, ...]:
    """Return what the memorandum lays down for all four zones, by topic, then the other topics.

    ``link_to`` and ``chosen`` are those of `describe_passage`.
    """
    others = {topic: topic.capitalize() for topic in TOPICS if topic not in PROVISIONS}
    headings = PROVISIONS | others
    groups = (
        Group(
            heading,
            tuple(
                describe_passage(passage, corpus, link_to, chosen)
                for passage in corpus.passages
                if passage.topic == topic and passage.zones == ZONE_IDS
            ),
            REMARKS.get(topic, ""),
        )
        for topic, heading in headings.items()
    )
    return tuple(group for group in groups if group.excerpts)


def dated_lines(
    corpus: Corpus, selection: Selection, zone: ZoneId | None = None
) -> tuple[DatedLine, ...]:
    """Return the key dates in order of time, those of a zone where one is given."""
    dates = [date for date in corpus.key_dates if zone is None or zone in date.zones]
    return tuple(_describe_date(date, corpus, selection) for date in sorted(dates, key=date_order))


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


def _describe_date(date: KeyDate, corpus: Corpus, selection: Selection) -> DatedLine:
    passage = corpus.passage(date.passages[0])
    if passage is None:  # the corpus drops a date whose passage is missing
        raise LookupError(f"the key date {date.id} has no passage")
    article = corpus.article_of(passage)
    return DatedLine(
        when=format_edtf(date.date),
        label=date.label,
        kind=date.kind,
        derivation=date.derivation,
        address=selection.link_to(passage),
        source=f"{attribute(passage, article)}, {format_edtf(article.published)}",
    )
