"""The posts set up later: signs on the map that can be clicked, hidden, and follow the day."""

from __future__ import annotations

from playwright.sync_api import expect

from dashboard.library import Library
from geodata.wording import LAYERS
from tests.browser.reader import Reader


def test_a_post_says_what_it_was_and_on_whose_word(reader: Reader, library: Library) -> None:
    reader.choose_in_list("idlib")
    reader.expect_zone("idlib")
    reader.map.get_by_role("button", name="Zoom to the chosen zone").click()
    reader.wait_for_map()
    reader.map.locator(".post-morek .post-hit").click()
    (post,) = (post for post in library.atlas.posts if post.id == "morek")
    box = reader.map.locator(".post-box")
    for words in ("Morek", "مورك", "Background", "Turkish armed forces", "7 April 2018", "2020"):
        expect(box).to_contain_text(words)
    expect(box).to_contain_text(f"Within 1 km of the sign: {post.located_by}.")
    links = box.locator(".post-sources a")
    assert links.evaluate_all("all => all.map(a => a.getAttribute('href'))") == [
        link.url for link in post.links
    ]
    expect(box.locator(".post-sources")).to_contain_text(
        "Sputnik (Russian state, in Arabic) (agency)"
    )
    # It is no choice of a zone, nor of a point.
    reader.expect_address(zone="idlib")
    box.get_by_role("button", name="Close popup").click()
    expect(box).to_have_count(0)


def test_posts_are_a_layer_that_can_be_hidden(reader: Reader, library: Library) -> None:
    reader.wait_for_map()
    signs = reader.map.locator(".post-mark")
    expect(signs).to_have_count(len(library.atlas.posts))
    reader.map.locator(".leaflet-control-layers").hover()
    box = reader.map.get_by_label(LAYERS["posts"].title)
    box.uncheck()
    expect(signs).to_have_count(0)
    expect(reader.map.locator(".post-circle")).to_have_count(0)
    box.check()
    expect(signs).to_have_count(len(library.atlas.posts))


def test_a_zones_panel_lists_its_posts_and_what_has_no_place(
    reader: Reader, library: Library
) -> None:
    reader.choose_in_list("east-ghouta")
    reader.expect_zone("east-ghouta")
    expect(reader.panel).to_contain_text("two checkpoints and four observation posts")
    posts = reader.panel.locator("details").filter(has_text="that a source names").last
    posts.locator("summary").last.click()
    expect(posts.locator("li")).to_have_count(1)
    expect(posts.locator("li")).to_contain_text("Wafideen camp")
    expect(posts.locator("li a.original").first).to_be_visible()
