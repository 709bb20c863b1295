"""The static site in a browser, and its map in a frame of another origin."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.one_file.visit import Visit, on_the_site, serve
from tests.browser.test_everywhere import PHONE, violations

pytestmark = on_the_site


@pytest.fixture
def other_site(tmp_path: Path) -> Iterator[str]:
    yield from serve(tmp_path)


def test_addresses_mean_what_they_mean_in_the_app(visit: Visit, site: str) -> None:
    page = visit.open(f"{site}?zone=south")
    expect(page.locator("path.zone-south.chosen")).to_be_attached()
    expect(page.locator("#zone-south .part-title")).to_be_in_viewport()
    page.get_by_role("link", name="North Homs").first.click()
    expect(page).to_have_url(f"{site}?zone=north-homs#zone-north-homs")
    page.go_back()
    expect(page).to_have_url(f"{site}?zone=south#zone-south")
    page.goto(f"{site}?passage=tass-duration&asof=2018-06-01")
    expect(page.locator("mark.chosen, .passage.chosen").first).to_be_in_viewport()
    expect(page.locator("path.zone-east-ghouta.ended")).to_be_attached()
    expect(page.locator("#said")).to_contain_text("2018-06-01")
    page.goto(f"{site}?zone=nowhere&article=none&asof=soon")
    expect(page.locator("#said")).to_contain_text("There is no zone “nowhere”; the zones are idlib")
    expect(page.locator("#said")).to_contain_text("There is no article “none”.")
    expect(page.locator("#said")).to_contain_text("“soon” is not a date like 2017-05-06.")
    assert visit.problems == []


def test_the_map_stands_in_a_frame_of_another_origin_and_keeps_nothing(
    visit: Visit, site: str, other_site: str, tmp_path: Path
) -> None:
    page = visit.open(f"{site}?zone=idlib")
    page.get_by_role("button", name="Embed").click()
    snippet = page.locator("textarea.snippet").input_value()
    (tmp_path / "index.html").write_text(f"<!DOCTYPE html><p>Other</p>{snippet}", encoding="utf-8")
    visit.asked.clear()
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(other_site)
    frame = page.frame_locator("iframe")
    expect(frame.locator("path.zone-idlib.chosen")).to_be_attached()
    expect(frame.locator("#zone-idlib .part-title")).to_be_visible()
    link = frame.get_by_role("link", name="The four de-escalation zones")
    expect(link).to_be_visible()
    wide = frame.locator("html").evaluate("root => root.scrollWidth <= root.clientWidth")
    assert wide
    kept = frame.locator("html").evaluate(
        "() => [localStorage.length, sessionStorage.length, document.cookie]"
    )
    assert kept == [0, 0, ""]
    hosts = {address.split("/zones/")[0] for address in visit.asked if "favicon" not in address}
    assert hosts == {f"{other_site}/", site.removesuffix("/zones/")}
    page.goto(f"{site}embed/?theme=dark")
    expect(page.locator(":root")).to_have_css("color-scheme", "dark")
    assert [text for text in visit.problems if "favicon" not in text and "404" not in text] == []


@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["phone"])
def test_axe_finds_nothing_serious_in_what_the_file_has_not(visit: Visit, site: str) -> None:
    page = visit.open(site)
    page.get_by_role("button", name="Embed").click()
    assert violations(page, within=".masthead, #files") == []
