"""Posts that were set up later: what the data must hold, and on which days they stood."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

import geodata
from corpus import Corpus, edtf
from corpus.exports.scope import read_scope
from geodata.exports.extract import make_map_extract
from geodata.exports.formats import FORMATS
from geodata.records import Atlas
from geodata.records.posts import Post, list_standing
from tests.loops import each
from tests.shipped import load_atlas

Replace = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]

POSTS = load_atlas().posts
each_post = each("post", POSTS, ids=lambda post: post.id)

# How a row of the shipped file begins.
TELL_EIS = "tell-al-eis,idlib,"


@each_post
def test_a_post_has_its_days_its_place_and_labelled_sources(post: Post) -> None:
    assert edtf.parse(post.set_up)
    assert post.located_by
    assert post.links
    assert all(link.publisher for link in post.links)


@each_post
def test_the_circle_is_no_smaller_than_what_the_place_rests_on(post: Post) -> None:
    if "point map" in post.located_by or "GeoNames" in post.located_by:
        assert post.precision_km >= 1
    else:
        assert post.located_by.startswith("estimated from the description")
        assert post.precision_km >= 1.5


def test_what_could_not_be_named_is_told_with_the_zone(atlas: Atlas) -> None:
    told: dict[str, str] = {
        zone.id: " ".join(fact.text for fact in zone.posts_told) for zone in atlas.zones
    }
    for zone, words in {
        "idlib": "twelve Turkish, ten Russian and seven Iranian",
        "north-homs": "two checkpoints and three observation posts",
        "east-ghouta": "two checkpoints and four observation posts",
        "south": "two checkpoints and ten observation posts",
    }.items():
        assert words in told[zone]
    assert not {post.id for post in atlas.posts} & {"handarat", "tell-qartal", "jaburin"}


@pytest.mark.parametrize(
    ("post", "day", "stood"),
    [
        ("tell-al-eis", "2018-02-04", False),
        ("tell-al-eis", "2018-02-05", True),
        ("tell-al-eis", "2020-12-31", True),
        ("tell-al-eis", "2021-01-01", False),
        # Seen on a day: nothing is said of the days before, nor of those after.
        ("thaala", "2017-07-25", False),
        ("thaala", "2017-07-26", True),
        ("thaala", "2017-07-27", False),
        ("dar-al-kabirah", "2017-08-10", True),
        ("dar-al-kabirah", "2017-08-11", False),
        # No end was found, but the zone has one.
        ("hirbnafsah", "2018-05-01", True),
        ("hirbnafsah", "2018-06-01", False),
        # The zone of Idlib has no end either, but what is told of it has.
        ("salwa", "2024-12-08", True),
        ("salwa", "2024-12-09", False),
        # Seen on a day, with an end.
        ("izra", "2017-07-29", False),
        ("izra", "2017-07-30", True),
        ("izra", "2018-04-27", True),
        ("izra", "2018-04-28", False),
    ],
)
def test_an_export_for_a_day_has_the_posts_that_stood_on_it(
    post: str, day: str, stood: bool, atlas: Atlas, corpus: Corpus
) -> None:
    extract = make_map_extract(atlas, corpus, read_scope(corpus, as_of=day))
    assert (post in {one.id for one in extract.atlas.posts}) is stood


def test_nothing_is_told_of_a_day_after_the_last_background_date(
    atlas: Atlas, corpus: Corpus
) -> None:
    last = max(event.span.last_named for event in corpus.background_dates)
    after = last + timedelta(days=1)
    assert list_standing(atlas.posts, last, corpus)
    assert list_standing(atlas.posts, after, corpus) == ()
    tell_eis = next(post for post in atlas.posts if post.id == "tell-al-eis")
    stayed = tell_eis.model_copy(update={"given_up": f"{after}"})
    assert list_standing((stayed,), after, corpus) == (stayed,)


def test_a_zone_limits_the_posts(atlas: Atlas, corpus: Corpus) -> None:
    extract = make_map_extract(atlas, corpus, read_scope(corpus, zones=["south"]))
    assert {post.zone for post in extract.atlas.posts} == {"south"}
    assert make_map_extract(atlas, corpus, read_scope(corpus, topics=["aid"])).atlas.posts == POSTS


@pytest.mark.parametrize("name", [form.id for form in FORMATS if "posts" in form.layers])
def test_every_format_writes_a_day_without_posts(name: str, atlas: Atlas, corpus: Corpus) -> None:
    extract = make_map_extract(atlas, corpus, read_scope(corpus, as_of="2017-05-06"))
    assert extract.atlas.posts == ()
    (form,) = (one for one in FORMATS if one.id == name)
    assert b"".join(form.write(extract, "posts"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (TELL_EIS, "tell-al-eis,aleppo,", "tell-al-eis: zone: "),
        (TELL_EIS, "salwa,idlib,", "salwa: the id stands twice"),
        (",36.99,35.99,2,", ",35.99,36.99,2,", "tell-al-eis: the post is outside Syria"),
        (",36.99,35.99,", ",36.99012,35.99,", "tell-al-eis: lon: more than 3 decimals"),
        (",36.99,35.99,2", ",36.99,35.99,0", "tell-al-eis: precision_km: "),
        (",36.99,35.99,2", ",36.99,35.99,10.5", "tell-al-eis: precision_km: "),
        (",36.99,35.99,2", ",36.99,95.99,2", "tell-al-eis: lat: "),
        (
            ",2018-02-05,",
            ",2018-02-30,",
            "tell-al-eis: set_up: '2018-02-30' is not in",
        ),
        (",2018-02-05,", ",2021-02-05,", "tell-al-eis: it was given up (2020-12~) before it was"),
    ],
)
def test_a_bad_post_is_named(
    old: str, new: str, message: str, replace: Replace, faults: Faults
) -> None:
    replace("posts.csv", old, new)
    assert any(fault.startswith(f"posts.csv: {message}") for fault in faults()), faults()


def test_a_post_far_from_its_line_needs_a_note(replace: Replace, faults: Faults) -> None:
    old = ",../2017-08-07,,36.643,34.976,1,"
    replace("posts.csv", old, ",../2017-08-07,,37.15,35.1,1,")
    assert faults() == []
    replace("posts.csv", "Not named by the ministry.\n", "\n")
    (fault,) = faults()
    assert "km from the line of 'north-homs', more than 15, and no note" in fault


def test_a_post_very_far_from_its_line_is_a_fault_whatever_its_note(
    replace: Replace, faults: Faults
) -> None:
    replace("posts.csv", ",../2017-08-07,,36.643,34.976,1,", ",../2017-08-07,,37.5,35.3,1,")
    (fault,) = faults()
    assert fault.startswith("posts.csv: deir-al-fardis: the post is ")
    assert fault.endswith(" km from the line of 'north-homs', more than 25")


def test_a_page_that_is_not_named_costs_its_posts_alone(
    replace: Replace, faults: Faults, folder: Path, corpus: Corpus
) -> None:
    page = "https://dostor.synceg.net/3308915"
    replace("sources.yaml", f"- url: {page}\n", "- url: javascript:dostor\n")
    lost = {post.id for post in POSTS if page in post.sources}
    found = faults()
    assert lost
    for post_id in lost:
        assert f"posts.csv: {post_id}: the page '{page}' is not in sources.yaml" in found
    left = {post.id for post in geodata.load(corpus, folder).posts}
    assert left == {post.id for post in POSTS} - lost


def test_a_folder_can_do_without_posts(folder: Path, corpus: Corpus, faults: Faults) -> None:
    (folder / "posts.csv").unlink()
    assert geodata.load(corpus, folder).posts == ()
    assert all(fault.endswith("post rests on this page") for fault in faults())
