"""What the browser is told of every day is what holds on it."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from corpus.background import ended_zones
from dashboard.chosen_day import Stage, list_stages
from dashboard.library import open_library
from dashboard.panels.answers import describe_status
from dashboard.selection import Selection
from geodata.records.posts import list_standing
from tests.dashboard.pieces import inside

LIBRARY = open_library()
LINK = Selection().link_to
STAGES = list_stages(LIBRARY.corpus, LIBRARY.atlas, LINK)
NEAR = st.integers(0, 4000).map(lambda days: date(2016, 10, 1) + timedelta(days))


def find_stage(day: date) -> Stage:
    return [stage for stage in STAGES if stage.first <= day][-1]


@given(NEAR | st.dates())
def test_every_day_has_what_holds_on_it(day: date) -> None:
    corpus, posts = LIBRARY.corpus, LIBRARY.atlas.posts
    held = find_stage(day).held
    assert held.status == describe_status(day, corpus, LINK)
    assert tuple(zone.id for zone in held.ended) == ended_zones(day, corpus)
    standing = {post.id for post in list_standing(posts, day, corpus)}
    assert {post.id for post in posts} - standing == {*held.absent}


def test_the_zones_are_signed_before_they_are_in_force() -> None:
    days = (date(2017, 5, 3), date(2017, 5, 4), date(2017, 5, 5), date(2017, 5, 6))
    assert [find_stage(day).held.phase for day in days] == ["unsigned", "signed", "signed", ""]


def test_what_held_leads_to_its_words_and_background_is_said_to_be() -> None:
    told = inside("days")
    assert len([one for one in told if "data-from" in one.attributes]) == len(STAGES)
    links = [one for one in told if one.attributes.get("data-choose") == "passage"]
    assert links
    assert all(one.attributes["href"].startswith("#passage-") for one in links)
    assert any("Background, from outside the articles" in one.words for one in told)
