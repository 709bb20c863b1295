"""Citing: one click copies words with their source, and BibTeX and RIS of them lie beside it."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from corpus.exports.citations import cite_in_words
from corpus.exports.dataset import load_dataset
from corpus.records import Passage, attribute
from dashboard.library import Library
from tests.browser.reader import Reader


def copy_from(reader: Reader, place: Locator) -> str:
    """Return what a click on "Copy to cite" copies."""
    place.get_by_role("button", name="Copy to cite").click()
    expect(place.get_by_role("status")).to_have_text("Copied.")
    copied: str = reader.page.evaluate("() => navigator.clipboard.readText()")
    return copied


def cited(passage: Passage, library: Library) -> str:
    article = library.corpus.article_of(passage)
    return cite_in_words(passage.quote, attribute(passage, article), article)


def test_excerpts_passages_and_hits_are_copied_with_their_source(
    reader: Reader, library: Library
) -> None:
    page = reader.page
    # No public address is known here.
    edition = load_dataset().edition
    reader.choose_in_list("south")
    reader.expect_zone("south")
    passage = library.corpus.passages_of_zone("south")[0]
    card = reader.excerpts.first
    expected = f"{cited(passage, library)}\n{edition}: ?passage={passage.id}"
    assert copy_from(reader, card) == expected
    # A click on the button is none on the excerpt.
    reader.expect_address(zone="south")
    for name, start in (("BibTeX", "@misc{"), ("RIS", "TY  - ELEC\r\nID  - ")):
        with page.expect_download() as download:
            card.get_by_role("link", name=name).click()
        text = download.value.path().read_bytes().decode()
        assert text.startswith(start + passage.id)
        assert text.count(start) == 1
        assert f"View: {edition}: ?passage={passage.id}".replace("_", r"\_") in text

    card.get_by_text("Read in the article").click()
    reader.expect_chosen_passage(passage.quote)
    navigation = reader.panel.locator(".article-nav")
    assert copy_from(reader, navigation) == expected
    page.keyboard.press("n")
    expect(reader.panel.locator(".stepper")).to_contain_text("2 of ")
    other = library.corpus.passage(reader.address()["passage"])
    assert other is not None
    # Without the clipboard the words are shown.
    page.evaluate(
        "() => Object.defineProperty(navigator, 'clipboard', { value: null, configurable: true })"
    )
    navigation.get_by_role("button", name="Copy to cite").click()
    expect(navigation.get_by_role("status")).to_contain_text(cited(other, library))
    page.evaluate("() => { delete navigator.clipboard; }")
    page.keyboard.press("Escape")

    page.get_by_label("Words, a “phrase in quotes”").fill('"security areas"')
    page.keyboard.press("Enter")
    hit = page.locator(".hits .excerpt").first
    copied = copy_from(reader, hit)
    words = hit.locator("blockquote").text_content() or ""
    assert words.strip() in copied
    assert f"\n{edition}: ?" in copied
