"""Takes the pictures of the page, the one-file HTML and the figure that the README shows.

``make pictures`` writes them into docs/; that of QGIS, which needs QGIS, is taken by hand.
"""

import os
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

from dashboard.export_command import export
from tests.browser.reader import PATIENCE_MS, Visit, wait_for_rest
from tests.chromium import find_browser
from tests.server import ROOT, serve_page

DOCS = ROOT / "docs"
LAPTOP = {"width": 1280, "height": 800}
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
            for view, address in (
                ("zone", "/?zone=idlib"),
                ("article", "/?passage=tass-zones-all"),
                ("day", "/?asof=2018-06-01"),
                ("place", "/?place=Daraa"),
            ):
                visit = Visit(browser, server.address, viewport=LAPTOP)
                reader = visit.open(address)
                if view == "place":
                    expect(reader.page.locator(".location")).to_be_visible()
                reader.wait_for_map()
                reader.page.screenshot(path=DOCS / f"{view}.png")
                visit.close()
        _show_one_file(browser, folder / "zones.html")
        browser.close()
        export(["export", "--format", "png", "--out", str(folder / "figure.png")])
        with Image.open(folder / "figure.png") as figure:
            figure.convert("RGB").resize(FIGURE_SIZE, Image.Resampling.LANCZOS).quantize(128).save(
                DOCS / "figure.png", optimize=True
            )


def _show_one_file(browser: Browser, file: Path) -> None:
    export(["export", "--format", "html", "--out", str(file)])
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(file.as_uri())
    page.locator(".zone-idlib").first.wait_for(state="attached")
    page.evaluate("() => { location.hash = 'zone-idlib'; }")
    wait_for_rest(page)
    page.screenshot(path=DOCS / "one_file.png")


if __name__ == "__main__":
    main()
