"""Reading: from the excerpt to the article at that very passage, and on to the next."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from corpus.records import Passage
from corpus.zone_ids import ZoneId
from dashboard.library import Library
from dashboard.selection import Selection
from tests.browser.reader import Reader
from tests.loops import each


def passage_of(library: Library, passage_id: str) -> Passage:
    passage = library.corpus.passage(passage_id)
    assert passage is not None
    return passage


# The largest, and the smallest.
@each("zone_id", ["idlib", "east-ghouta"])
def test_the_last_excerpt_opens_its_article_at_the_passage(
    zone_id: ZoneId, reader: Reader, library: Library
) -> None:
    passage = library.corpus.passages_of_zone(zone_id)[-1]
    reader.choose_in_list(zone_id)
    reader.expect_zone(zone_id)
    card = reader.page.locator(f"#excerpt-{passage.id}")
    # What is said of all zones is folded by topic.
    reader.unfold(card)
    card.get_by_text("Read in the article").click()
    reader.expect_chosen_passage(passage.quote)
    reader.expect_address(zone=zone_id, passage=passage.id, article=passage.article)


def test_the_whole_excerpt_opens_the_article(reader: Reader, library: Library) -> None:
    card = reader.page.locator(".excerpt").nth(2)
    passage = passage_of(library, (card.get_attribute("id") or "").removeprefix("excerpt-"))
    # The memorandum's own text stands above: the mouse reaches only what is in view.
    card.scroll_into_view_if_needed()
    words = card.locator("mark").bounding_box()
    assert words is not None
    reader.page.mouse.click(words["x"] + 20, words["y"] + 8)
    reader.expect_chosen_passage(passage.quote)


def test_the_words_of_an_excerpt_can_be_selected(reader: Reader) -> None:
    """Who quotes a source copies its words: dragging over them marks them."""
    words = reader.excerpts.first.locator("mark").bounding_box()
    assert words is not None
    reader.page.mouse.move(words["x"] + 5, words["y"] + 10)
    reader.page.mouse.down()
    reader.page.mouse.move(words["x"] + 200, words["y"] + 10, steps=8)
    reader.page.mouse.up()
    selected = reader.page.evaluate("() => getSelection().toString()")
    assert len(selected) > 10
    assert selected in (reader.excerpts.first.locator("mark").text_content() or "")
    reader.expect_memorandum()


def test_an_excerpt_can_be_opened_with_the_keyboard(reader: Reader, library: Library) -> None:
    passage = library.corpus.passages_of_zone("south")[0]
    reader.choose_in_list("south")
    reader.expect_zone("south")
    link = reader.page.locator(f"#excerpt-{passage.id} a[data-choose]")
    link.focus()
    reader.page.keyboard.press("Enter")
    reader.expect_chosen_passage(passage.quote)
    # The focus has gone where the reader looks, so that Tab goes on from there.
    expect(reader.page.locator(f"#passage-{passage.id}")).to_be_focused()
    reader.page.keyboard.press("Tab")
    expect(reader.chosen_marks.first).to_be_focused()


def test_another_mark_in_the_article_is_chosen_by_a_click(reader: Reader, library: Library) -> None:
    first, other = passage_of(library, "tass-lead"), passage_of(library, "tass-zones-south")
    reader.page.locator(f"#excerpt-{first.id} a[data-choose]").click()
    reader.expect_chosen_passage(first.quote)
    reader.panel.locator(".article-text a").filter(has_text=other.quote).click()
    reader.expect_chosen_passage(other.quote)
    assert other.zones == ("south",)
    reader.expect_address(zone="south", passage=other.id, article=other.article)
    expect(reader.shape("south")).to_have_class(re.compile(r"\bchosen\b"))


def test_a_passage_on_all_zones_touches_them_all_on_the_map(
    reader: Reader, library: Library
) -> None:
    passage = passage_of(library, "tass-lead")
    reader.page.locator(f"#excerpt-{passage.id} a[data-choose]").click()
    reader.expect_chosen_passage(passage.quote)
    expect(reader.map.locator("path.zone.touched")).to_have_count(4)
    reader.panel.locator("a[data-choose=back]").click()
    reader.expect_memorandum()
    expect(reader.map.locator("path.zone.touched")).to_have_count(0)


def test_next_and_previous_go_from_passage_to_passage(reader: Reader, library: Library) -> None:
    reader.choose_in_list("idlib")
    reader.expect_zone("idlib")
    # In the order of the panel, those that are folded too.
    ids = reader.excerpts.evaluate_all("all => all.map(card => card.dataset.passage)")
    assert sorted(ids) == sorted(p.id for p in library.corpus.passages_of_zone("idlib"))
    passages = [passage_of(library, id_) for id_ in ids]
    reader.excerpts.first.get_by_text("Read in the article").click()
    reader.expect_chosen_passage(passages[0].quote)
    stepper = reader.panel.locator(".stepper")
    expect(stepper).to_contain_text(f"1 of {len(passages)}")
    for place in (1, 2, 3):
        stepper.get_by_text("Next").click()
        expect(stepper).to_contain_text(f"{place + 1} of {len(passages)}")
        reader.expect_chosen_passage(passages[place].quote)
    stepper.get_by_text("Previous").click()
    expect(stepper).to_contain_text(f"3 of {len(passages)}")
    reader.expect_chosen_passage(passages[2].quote)


def test_back_and_forward_go_through_every_choice(reader: Reader, library: Library) -> None:
    page = reader.page
    passage = library.corpus.passages_of_zone("idlib")[0]
    reader.click_zone("south")
    reader.expect_zone("south")
    reader.choose_in_list("idlib")
    reader.expect_zone("idlib")
    reader.excerpts.first.get_by_text("Read in the article").click()
    reader.expect_chosen_passage(passage.quote)

    page.go_back()
    reader.expect_zone("idlib")
    reader.expect_address(zone="idlib")
    page.go_back()
    reader.expect_zone("south")
    reader.expect_address(zone="south")
    page.go_back()
    reader.expect_memorandum()
    reader.expect_address()
    expect(reader.map.locator("path.zone.chosen")).to_have_count(0)

    page.go_forward()
    reader.expect_zone("south")
    page.go_forward()
    reader.expect_zone("idlib")
    page.go_forward()
    reader.expect_chosen_passage(passage.quote)
    reader.expect_address(zone="idlib", passage=passage.id, article=passage.article)


def test_one_choice_is_one_entry_in_the_history(reader: Reader) -> None:
    entries = reader.page.evaluate("() => history.length")
    reader.click_zone("idlib")
    reader.expect_zone("idlib")
    assert reader.page.evaluate("() => history.length") == min(entries + 1, 50)


@pytest.mark.parametrize("key_date_id", ["memorandum-signed", "maps-late-may"])
def test_a_mark_on_the_timeline_opens_the_words_it_rests_on(
    key_date_id: str, reader: Reader, library: Library
) -> None:
    (key_date,) = (known for known in library.corpus.key_dates if known.id == key_date_id)
    passage = passage_of(library, key_date.passages[0])
    mark = reader.page.locator(".timeline a", has_text=key_date.label)
    mark.focus()
    target = Selection().with_passage(passage)
    # It can be copied, too.
    expect(mark).to_have_attribute("href", target.address())
    mark.press("Enter")
    reader.expect_address(**target.parameters())
    reader.expect_chosen_passage(passage.quote)
    reader.page.go_back()
    expect(mark).to_be_focused()


def test_a_key_date_in_the_list_opens_the_words_it_rests_on(
    reader: Reader, library: Library
) -> None:
    key_date = next(date for date in library.corpus.key_dates if date.id == "maps-late-may")
    passage = passage_of(library, key_date.passages[0])
    reader.page.get_by_text("The same as a list").click()
    # With the keyboard: while the list unfolds, there is no place to point at.
    link = reader.page.locator(".dates a").filter(has_text=key_date.label)
    link.focus()
    reader.page.keyboard.press("Enter")
    reader.expect_chosen_passage(passage.quote)


def test_an_answer_in_the_table_opens_the_words_it_rests_on(
    reader: Reader, library: Library
) -> None:
    question = library.corpus.questions[0]
    answer = next(answer for answer in question.answers if answer.passages)
    passage = passage_of(library, answer.passages[0])
    row = reader.page.locator(".questions tr").filter(has_text=question.question)
    row.locator("td a").first.click()
    reader.expect_chosen_passage(passage.quote)


def test_an_article_opens_from_the_list_of_articles(reader: Reader, library: Library) -> None:
    article = library.corpus.articles[-1]
    reader.page.locator(".sources a").filter(has_text=article.title).click()
    reader.expect_address(article=article.id)
    expect(reader.title).to_have_text(article.title)
    expect(reader.title).to_be_in_viewport()


def test_a_link_to_an_original_opens_in_another_tab(reader: Reader) -> None:
    link = reader.excerpts.first.get_by_text("Original")
    address = link.get_attribute("href")
    reader.page.evaluate(
        """() => document.addEventListener("click", event => {
            window.leaving = event.target.closest("a")?.target;
            event.preventDefault();
        }, { once: true })"""
    )
    link.click()
    assert reader.page.evaluate("() => window.leaving") == "_blank"
    assert address
    reader.expect_memorandum()


def test_the_address_of_a_view_can_be_copied(reader: Reader) -> None:
    reader.choose_in_list("south")
    reader.expect_zone("south")
    reader.page.get_by_role("button", name="Copy link to this view").click()
    expect(reader.page.locator(".copy [role=status]")).to_have_text("Copied.")
    assert reader.page.evaluate("() => navigator.clipboard.readText()") == reader.page.url
    assert reader.address() == {"zone": "south"}
