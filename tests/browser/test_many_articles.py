"""A collection of more articles than fit on the page: lists are turned, articles fetched alone."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.bench_collection import write_folder
from tests.browser.reader import Visit
from tests.server import serve_page


def test_an_article_that_the_document_lacks_is_found_read_and_left(
    browser: Browser, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    write_folder(data, 130)
    with serve_page(tmp_path / "log", ZONES_DATA=str(data)) as server:
        visit = Visit(browser, server.address)
        reader = visit.open("/")
        page = reader.page
        reader.wait_for_map()
        links = page.locator(".sources a[data-choose]")
        expect(links).to_have_count(100)
        page.get_by_label("Title, outlet or date").fill("article 129:")
        page.get_by_label("Title, outlet or date").press("Enter")
        expect(links).to_have_count(1)
        links.click()
        expect(reader.title).to_have_text("Article 129: what was said")
        reader.expect_address(article="generated-129")
        page.locator(".article-nav .back").click()
        expect(reader.title).not_to_have_text("Article 129: what was said")
        page.go_back()
        expect(reader.title).to_have_text("Article 129: what was said")
        # Whoever opens its address has it from the start.
        page.reload()
        expect(reader.title).to_have_text("Article 129: what was said")
        visit.close()
