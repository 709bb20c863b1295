"""Takes the pictures of the page, the one-file HTML and the figure that the README shows.

``make pictures`` writes them into docs/; that of QGIS, which needs QGIS, is taken by hand.
"""

import os
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FloatRect, expect, sync_playwright

from dashboard.export_command import export
from tests.browser.reader import PATIENCE_MS, Reader, Visit, wait_for_rest
from tests.chromium import find_browser
from tests.server import ROOT, serve_page

DOCS = ROOT / "docs"
LAPTOP = {"width": 1280, "height": 800}
DESK = {"width": 1060, "height": 1000}
# Tall, so that nothing has to be scrolled to.
NARROW = {"width": 640, "height": 1500}
FIGURE_SIZE = (945, 1260)


def main() -> None:
    """Take every picture."""
    expect.set_options(timeout=PATIENCE_MS)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        with serve_page(folder / "log") as server:
            for view, size, address in (
                ("zone", LAPTOP, "/?zone=idlib"),
                ("article", LAPTOP, "/?passage=tass-zones-all"),
                ("day", DESK, "/?asof=2018-06-01"),
                ("place", NARROW, "/?zone=south"),
            ):
                visit = Visit(browser, server.address, viewport=size)
                reader = visit.open(address)
                reader.wait_for_map()
                area = _ask_place(reader) if view == "place" else None
                if view == "day":
                    _find_status(reader)
                reader.page.screenshot(path=DOCS / f"{view}.png", clip=area)
                visit.close()
        _show_one_file(browser, folder / "zones.html")
        browser.close()
        export(["export", "--format", "png", "--out", str(folder / "figure.png")])
        with Image.open(folder / "figure.png") as figure:
            figure.convert("RGB").resize(FIGURE_SIZE, Image.Resampling.LANCZOS).quantize(128).save(
                DOCS / "figure.png", optimize=True
            )


def _find_status(reader: Reader) -> None:
    """Scroll to the line that says what held on the day."""
    reader.page.locator("section.status").scroll_into_view_if_needed()
    reader.wait_for_map()


def _ask_place(reader: Reader) -> FloatRect:
    """Ask about Daraa, and return the area from the list of zones to the answer."""
    field = reader.page.get_by_label("Was this place inside a zone?")
    field.fill("Daraa")
    field.press("Enter")
    reader.page.get_by_text("The stretch that decides", exact=True).click()
    reader.wait_for_map()
    return _span(reader, ".st-key-zone", ".location")


def _span(reader: Reader, first: str, last: str) -> FloatRect:
    top = reader.page.locator(first).bounding_box()
    bottom = reader.page.locator(last).bounding_box()
    assert top
    assert bottom
    end = bottom["y"] + bottom["height"] + 8
    width = max(top["width"], bottom["width"]) + 16
    return {"x": top["x"] - 8, "y": top["y"] - 8, "width": width, "height": end - top["y"] + 8}


def _show_one_file(browser: Browser, file: Path) -> None:
    export(["export", "--format", "html", "--out", str(file)])
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(file.as_uri())
    page.locator(".zone-idlib").first.wait_for(state="attached")
    page.evaluate("() => { location.hash = 'idlib'; }")
    wait_for_rest(page)
    page.screenshot(path=DOCS / "one_file.png")


if __name__ == "__main__":
    main()
