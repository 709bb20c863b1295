"""What holds on a day, stage by stage: the browser shows it as soon as a day is chosen."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Literal, NamedTuple

from corpus import edtf
from corpus.background import ended_zones
from corpus.collection import Corpus
from corpus.edtf import Span
from dashboard.panels.answers import describe_status
from dashboard.selection import LinkTo
from geodata.records import Atlas, Zone
from geodata.records.posts import list_standing

# How all zones stood on a day: not yet agreed, agreed and not yet in force, or neither.
Phase = Literal["unsigned", "signed", ""]


class _Held(NamedTuple):
    """What the articles say, zones that had ended, posts that did not stand, the zones' phase."""

    status: dict[str, object]
    ended: tuple[Zone, ...]
    absent: tuple[str, ...]
    phase: Phase


class Stage(NamedTuple):
    """Days on which the same holds, from ``first`` on until the next one begins."""

    first: date
    held: _Held


def list_stages(corpus: Corpus, atlas: Atlas, link_to: LinkTo) -> list[Stage]:
    """Return what holds on every day of the calendar, beginning with its first."""
    stages = (
        Stage(day, _find_held(day, corpus, atlas, link_to)) for day in _list_turns(corpus, atlas)
    )
    return [next(same) for _, same in groupby(stages, key=lambda stage: stage.held)]


def _list_turns(corpus: Corpus, atlas: Atlas) -> list[date]:
    """Return every day on which something may begin to hold."""
    days = {date.min}
    for span in _list_spans(corpus, atlas):
        for part in (span, *span.parts):
            for day in (part.earliest, part.first_named, part.last_named, part.latest):
                # A clause names the year of a date in another year alone.
                days |= {*_with_next(day), *_with_next(date(day.year, 12, 31))} if day else set()
                days |= {date(day.year, 1, 1)} if day else set()
    return sorted(days)


def _with_next(day: date) -> Iterator[date]:
    yield day
    if day < date.max:
        yield day + timedelta(days=1)


def _list_spans(corpus: Corpus, atlas: Atlas) -> Iterator[Span]:
    yield from (each.span for each in (*corpus.key_dates, *corpus.background_dates))
    yield from (edtf.parse(article.published) for article in corpus.articles)
    for post in atlas.posts:
        yield from map(edtf.parse, filter(None, (post.set_up, post.given_up)))


def _find_held(day: date, corpus: Corpus, atlas: Atlas, link_to: LinkTo) -> _Held:
    ended = ended_zones(day, corpus)
    standing = {post.id for post in list_standing(atlas.posts, day, corpus)}
    return _Held(
        describe_status(day, corpus, link_to),
        tuple(zone for zone in atlas.zones if zone.id in ended),
        tuple(post.id for post in atlas.posts if post.id not in standing),
        _find_phase(day, corpus, atlas),
    )


def _find_phase(day: date, corpus: Corpus, atlas: Atlas) -> Phase:
    agreed, in_force = (
        corpus.key_date(name or "") for name in (atlas.agreed_on, atlas.in_force_from)
    )
    if agreed and day < agreed.span.first_named:
        return "unsigned"
    if in_force and day < in_force.span.first_named:
        return "signed"
    return ""
