"""A link opens exactly what its sender saw; what it could not find is in test_everywhere.py.

A link to a passage in its article is opened in test_slow_line.py, and on a phone in
test_everywhere.py.
"""

from __future__ import annotations

import re

from playwright.sync_api import expect

from dashboard.library import Library
from tests.browser.reader import Reader, Visit


def test_a_link_to_a_zone_and_a_day(visit: Visit) -> None:
    reader = visit.open("/?zone=idlib&asof=2018-08-01")
    reader.expect_zone("idlib")
    reader.expect_address(zone="idlib", asof="2018-08-01")
    expect(reader.title).to_be_in_viewport()
    expect(reader.title).to_be_focused()
    expect(reader.notice).to_have_count(0)
    # It had ended by then, and is drawn hollow.
    expect(reader.shape("south")).to_have_class(re.compile(r"\bended\b"))
    expect(reader.shape("idlib")).not_to_have_class(re.compile(r"\bended\b"))


def test_a_link_to_an_article_shows_its_beginning(visit: Visit, library: Library) -> None:
    article = library.corpus.articles[0]
    reader = visit.open(f"/?article={article.id}")
    expect(reader.title).to_have_text(article.title)
    expect(reader.title).to_be_in_viewport()
    expect(reader.title).to_be_focused()


def test_a_link_to_a_passage_of_a_zone_shows_it_among_the_excerpts(
    visit: Visit, library: Library
) -> None:
    passage = library.corpus.passages_of_zone("east-ghouta")[-1]
    reader = visit.open(f"/?zone=east-ghouta&passage={passage.id}")
    chosen = reader.page.locator(".excerpt.chosen")
    expect(chosen).to_have_attribute("id", f"excerpt-{passage.id}")
    expect(chosen).to_be_in_viewport(ratio=0.5)
    expect(chosen).to_be_focused()
    # Too small to be made out among the others: the map goes to it, as after a click.
    reader.frame.wait_for_function(
        "() => document.querySelector('.zone-east-ghouta').getBoundingClientRect().width > 60"
    )


def test_without_the_clipboard_the_address_is_shown_to_be_copied(reader: Reader) -> None:
    reader.choose_in_list("east-ghouta")
    reader.expect_zone("east-ghouta")
    button = reader.page.get_by_role("button", name="Copy link to this view")
    reader.page.evaluate(
        "() => Object.defineProperty(navigator, 'clipboard', { value: undefined,"
        " configurable: true })"
    )
    button.click()
    expect(reader.page.locator(".copy [role=status]")).to_contain_text(reader.page.url)
    # The browser's own is there again for whoever comes next.
    reader.page.evaluate("() => delete navigator.clipboard")
