"""A link opens exactly what its sender saw, and says what it could not find."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from dashboard.library import Library
from dashboard.selection import Selection
from tests.browser.reader import Visit


def test_a_link_to_a_zone(visit: Visit) -> None:
    reader = visit.open("/?zone=idlib")
    reader.expect_zone("idlib")
    reader.expect_address(zone="idlib")
    expect(reader.title).to_be_in_viewport()
    expect(reader.notice).to_have_count(0)


# The first of the articles, and the longest.
@pytest.mark.parametrize("article_id", ["vestnik-kavkaza-2017-05-02", "tass-2017-05-05"])
def test_a_link_to_a_passage_shows_it_in_its_article_beside_the_map(
    article_id: str, visit: Visit, library: Library
) -> None:
    passage = library.corpus.passages_of_article(article_id)[-1]
    target = Selection().with_passage(passage)
    reader = visit.open(f"/{target.address()}")
    reader.expect_chosen_passage(passage.quote)
    reader.wait_for_map()
    # Also when all the rest has arrived.
    reader.expect_chosen_passage(passage.quote)
    expect(reader.page.locator(".st-key-map iframe")).to_be_in_viewport(ratio=0.8)
    reader.expect_address(**target.parameters())


def test_a_link_to_an_article_shows_its_beginning(visit: Visit, library: Library) -> None:
    article = library.corpus.articles[0]
    reader = visit.open(f"/?article={article.id}")
    expect(reader.title).to_have_text(article.title)
    expect(reader.title).to_be_in_viewport()


def test_a_link_to_a_passage_of_a_zone_shows_it_among_the_excerpts(
    visit: Visit, library: Library
) -> None:
    passage = library.corpus.passages_of_zone("south")[-1]
    reader = visit.open(f"/?zone=south&passage={passage.id}")
    chosen = reader.page.locator(".excerpt.chosen")
    expect(chosen).to_have_attribute("id", f"excerpt-{passage.id}")
    expect(chosen).to_be_in_viewport(ratio=0.5)


def test_an_unknown_id_is_said_and_the_rest_shown(visit: Visit) -> None:
    reader = visit.open(
        "/?zone=idlib&article=none-2017-01-01&asof=never"
        "&passage=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"
    )
    for said in ("none-2017-01-01", "never", "<img src=x onerror=alert(1)>"):
        expect(reader.notice).to_contain_text(said)
    expect(reader.notice).to_be_in_viewport()
    expect(reader.title).to_be_visible()
    assert reader.page.locator(".notices img").count() == 0
    # The next choice leaves the complaint behind.
    reader.choose_in_list("south")
    reader.expect_zone("south")
    reader.expect_address(zone="south")
    expect(reader.notice).to_have_count(0)
    expect(reader.title).to_have_count(1)


def test_without_the_clipboard_the_address_is_shown_to_be_copied(visit: Visit) -> None:
    reader = visit.open("/?zone=east-ghouta")
    reader.expect_zone("east-ghouta")
    reader.expect_address(zone="east-ghouta")
    reader.wait_for_map()
    button = reader.page.get_by_role("button", name="Copy link to this view")
    reader.page.evaluate(
        "() => Object.defineProperty(navigator, 'clipboard', { value: undefined })"
    )
    button.click()
    expect(reader.page.locator(".copy [role=status]")).to_contain_text(reader.page.url)
