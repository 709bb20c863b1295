"""What a screen reader is told in five tasks, and how far the keyboard has to go."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from dashboard.library import Library
from tests.browser.reader import Reader
from tests.browser.test_everywhere import _TOO_WIDE


def expect_tree(part: Locator, tree: str) -> None:
    """See this in the accessibility tree of a part, among other things."""
    expect(part).to_match_aria_snapshot(tree)


def test_five_tasks_are_told_to_a_screen_reader(reader: Reader, library: Library) -> None:
    reader.wait_for_map()
    page = reader.page
    passage = library.corpus.passages_of_zone("north-homs")[0]
    article = library.corpus.article_of(passage)

    # To choose a zone: what is shown is said, and its excerpts are two presses of Tab away.
    expect_tree(page.locator(".st-key-zone"), '- radiogroup "Zone"')
    reader.option("").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    reader.expect_zone("north-homs")
    expect_tree(
        reader.panel,
        """
        - region "Excerpts and articles":
          - status: /North Homs/
          - heading /North Homs/ [level=2]
          - link "Skip to the excerpts"
          - group:
            - heading "How the boundary was drawn" [level=3]
          - region "Excerpts on North Homs":
            - heading /what the articles say/ [level=3]
          - heading "On all four zones" [level=2]
        """,
    )
    page.keyboard.press("Tab")
    expect(page.locator(".skip:focus")).to_have_text("Skip the map, to the excerpts")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    link = reader.excerpts.first.get_by_text("Read in the article")
    expect(link).to_be_focused()

    # To read an excerpt and open its article.
    expect_tree(
        reader.excerpts.first,
        f"""
        - listitem:
          - blockquote:
            - paragraph:
              - mark: {passage.quote}
          - paragraph:
            - strong: {article.outlet}
          - paragraph:
            - link /Read in the article/
            - link "Original"
            - button "Copy to cite"
            - link "BibTeX"
            - link "RIS"
        """,
    )
    page.keyboard.press("Enter")
    reader.expect_chosen_passage(passage.quote)
    expect_tree(
        reader.panel,
        f"""
        - region "Excerpts and articles":
          - status: {article.title}
          - navigation "Article":
            - link "← North Homs"
            - link "Next ›"
            - button "Copy to cite"
          - article:
            - heading "{article.title}" [level=2]
            - paragraph:
              - link /to the north of Homs/
        """,
    )
    page.keyboard.press("Escape")
    expect(link).to_be_focused()

    # To ask for a place: the answer is a live region.
    field = page.get_by_role("textbox", name="Was this place inside a zone?")
    field.fill("Rastan")
    field.press("Enter")
    expect(page.locator(".location[aria-live=polite]")).to_contain_text("North Homs")

    # To choose a day: it is told with its words, and at the zone's head.
    slider = page.get_by_role("slider", name="What held on that day?")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect_tree(
        page.locator(".status[aria-live=polite]"),
        '- paragraph:\n  - strong: 5 May 2017\n  - link "the memorandum signed"',
    )
    expect(reader.panel.locator(".day-status")).to_have_text("As on 5 May 2017: signed")

    # To take the data away.
    expect_tree(
        page.get_by_role("region", name="Download the data"),
        """
        - region "Download the data":
          - group:
            - combobox "What"
          - group:
            - combobox "Format"
          - paragraph:
            - link /Download de-escalation-/
        """,
    )

    # Letters twice as large lose nothing at the side.
    page.evaluate(
        "() => document.documentElement.style.setProperty('font-size', '30px', 'important')"
    )
    expect(page.locator("h1")).to_have_css("font-size", re.compile(r"5\d\.\d+px|5\dpx"))
    assert page.evaluate(_TOO_WIDE) == {"scrolls": [], "out": []}
    page.evaluate("() => document.documentElement.style.removeProperty('font-size')")


def test_a_zone_chosen_on_the_map_with_the_keyboard_is_read_on_in_the_panel(
    reader: Reader,
) -> None:
    reader.wait_for_map()
    reader.map.locator(".zone-label.of-south").press("Enter")
    reader.expect_zone("south")
    expect(reader.title).to_be_focused()
