"""Reviewing suggestions with the keyboard, on a server that is killed in between."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from corpus.adding.completeness import check_suggestions
from corpus.loading import load
from tests.browser.reader import Visit
from tests.corpus.adding import make_page
from tests.reviewed import copy_data
from tests.server import serve_page

PARAGRAPHS = (
    "Government forces shelled the town of Rastan in northern Homs countryside on Thursday, "
    "residents said.",
    "Warplanes bombed Saraqib in Idlib province on Friday, the local council said.",
    "Nobody bombed Douma in East Ghouta on 9 May 2017.",
    "قال شهود عيان إن الطيران قصف مدينة إدلب يوم الخميس.",
)
ID = "example-news-2017-05-12"


def decide(page: Page, key: str) -> None:
    """Press a key that decides, and wait until it is on disk and the next one is chosen."""
    before = page.locator("#left").inner_text()
    page.keyboard.press(key)
    expect(page.locator("#left")).not_to_have_text(before)
    expect(page.locator("body")).not_to_have_class("busy")


def review_until_the_server_is_killed(browser: Browser, data: Path, log: Path) -> None:
    """Add an article and accept three suggestions; the fourth decision has no server to go to."""
    with serve_page(log, options=("--edit", "--data", str(data))) as server:
        visit = Visit(browser, server.address)
        page = visit.open("/review").page
        saved = FilePayload(name="saved.html", mimeType="text/html", buffer=make_page(PARAGRAPHS))
        page.locator("#add input[type=file]").set_input_files(saved)
        add = page.get_by_role("button", name="Add")
        expect(add).to_be_enabled()
        add.focus()
        # A press as a whole may wait for good: the page that would tell of the key's end is gone.
        page.keyboard.down("Enter")
        page.wait_for_url(f"**/review/{ID}")
        page.keyboard.up("Enter")
        expect(page.locator("#which")).to_contain_text("Passage, score")
        expect(page.locator("#text p").nth(3)).to_have_css("direction", "rtl")
        page.keyboard.press("4")
        expect(page.locator("#said")).to_have_text("Saved.")
        page.get_by_label("Speaker").select_text()
        page.keyboard.type("a resident")
        page.keyboard.press("Enter")
        expect(page.locator("body")).to_be_focused()
        expect(page.locator("body")).not_to_have_class("busy")
        expect(page.get_by_label("Speaker")).to_have_value("a resident")
        for key in "aaa":
            decide(page, key)
        os.kill(server.pid, signal.SIGKILL)
        page.keyboard.press("a")
        expect(page.locator("#said")).to_contain_text("this was not saved")
        visit.close()


def test_six_suggestions_are_reviewed_with_keys_though_the_server_is_killed(
    browser: Browser, tmp_path: Path
) -> None:
    data = copy_data(tmp_path / "data")
    with pytest.raises(RuntimeError, match="the server died"):
        review_until_the_server_is_killed(browser, data, tmp_path / "log")
    with serve_page(tmp_path / "log", options=("--edit", "--data", str(data))) as server:
        visit = Visit(browser, server.address)
        page = visit.open(f"/review/{ID}").page
        expect(page.locator("#list .state.accepted")).to_have_count(3)
        for key in "ras":
            decide(page, key)
        left = page.locator("#left").inner_text()
        decide(page, "r")
        decide(page, "u")
        expect(page.locator("#left")).to_have_text(left)
        page.evaluate(
            "const [one, two] = document.querySelectorAll('#text p')[2].children;"
            "getSelection().setBaseAndExtent(one.firstChild, 0, two.firstChild, 5)"
        )
        page.keyboard.press("m")
        expect(page.locator("#said")).to_contain_text("A new passage")
        expect(page.locator("#quote")).to_have_text("Nobody bombed Douma")
        expect(page.locator("#reasons")).to_have_text("selected by hand")
        page.keyboard.press("u")
        expect(page.locator("#left")).to_have_text(left)
        # Somebody in another window comes first.
        other = visit.open(f"/review/{ID}").page
        expect(other.locator("#left")).to_have_text(left)
        decide(other, "r")
        page.keyboard.press("a")
        expect(page.locator("#said")).to_contain_text("Somebody else has changed this")
        check_page(visit)
        visit.check()
        visit.close()
    corpus = load(data / "corpus")
    assert [*corpus.faults, *check_suggestions(data / "corpus", corpus)] == []


def check_page(visit: Visit) -> None:
    """Hold that the running server's page and map show what was accepted."""
    reader = visit.open(f"/?zone=south&passage={ID}-p1&article={ID}")
    reader.expect_chosen_passage(PARAGRAPHS[0])
    expect(reader.page.get_by_role("link", name="Review")).to_have_attribute("href", "/review")
    expect(reader.shape("south")).to_have_class(re.compile(r"\bchosen\b"))
