"""Finding things on the page: the contents, the questions on which articles differ, the search."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from dashboard.library import Library
from dashboard.panels.sections import CONTENTS, ZONES
from tests.browser.reader import Visit
from tests.browser.test_everywhere import PHONE


@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["phone"])
def test_sections_differences_and_words_are_found_with_keyboard_and_touch(
    visit: Visit, library: Library
) -> None:
    phone = visit.open()
    page = phone.page
    phone.wait_for_map()
    address = page.url
    contents = page.get_by_role("navigation", name="On this page").get_by_role("link")
    expect(contents).to_have_text([section.name for section in CONTENTS])

    # The links lead down the page in its order, to where reading goes on, and change nothing else.
    heights = []
    for number, section in enumerate(CONTENTS):
        link = contents.nth(number)
        if number % 2:
            link.tap()
        else:
            link.press("Enter")
        if section == ZONES:
            expect(phone.option("")).to_be_focused()
            continue
        part = page.locator(f"#{section.id}")
        expect(part).to_be_focused()
        expect(part).to_be_in_viewport()
        heights.append(part.evaluate("part => part.offsetTop"))
    assert heights == sorted(heights)
    assert page.url == address

    # Only where they differ: with a finger, and back with the keyboard.
    rows = page.locator(".questions tbody tr").filter(visible=True)
    questions = library.corpus.questions
    only = page.get_by_label("Only where they differ").last
    expect(rows).to_have_count(len(questions))
    only.tap()
    expect(rows).to_have_count(sum(question.outcome == "differ" for question in questions))
    expect(rows.get_by_text("They differ")).to_have_count(rows.count())
    only.press("Space")
    expect(rows).to_have_count(len(questions))

    # A date is found by what its question asks for, named for what it is, with its original.
    words = page.get_by_label("Words, a “phrase in quotes”")
    words.fill("maps")
    words.press("Enter")
    due = page.locator(".hits .excerpt").filter(has_text="by 4 June 2017")
    expect(due.locator(".topic")).to_have_text("Key date")
    passage = library.corpus.passage("transatlantic-june-4")
    assert passage is not None
    source = due.get_by_role("listitem").filter(has_text=passage.quote)
    original = source.get_by_role("link", name="Original")
    expect(original).to_have_attribute("href", library.corpus.article_of(passage).url)
    source.get_by_role("button", name="Copy to cite").tap()
    expect(source.get_by_role("status")).to_have_text(re.compile("Copied|Copy it from here"))
    expect(page.locator(".formats")).to_contain_text("Google Earth")
    source.get_by_role("link", name="Read in the article").press("Enter")
    phone.expect_chosen_passage(passage.quote)

    # A frame for another site can be had on a phone, too.
    page.get_by_role("button", name="Embed").tap()
    expect(page.get_by_label("HTML for another page")).to_be_visible()
