"""The figure as other programs see it: poppler its PDF, Chromium its SVG, both against the PNG."""

import os
import re
import subprocess
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from playwright.sync_api import sync_playwright

import corpus
from geodata import wording
from geodata.__main__ import main
from geodata.exports.figure.sheet import WIDTH
from tests.chromium import find_browser

TITLE = "De-escalation zones in Syria"
SUBTITLE = "Areas named on 4 May 2017; drawn by hand, no published boundary was found"

# What an export is limited to, by a name for its files.
VARIANTS = {
    "all": [],
    "idlib": ["--zone", "idlib"],
    "hollow": ["--zone", "east-ghouta", "south", "--as-of", "2018-06-01"],
}
each_variant = pytest.mark.parametrize("variant", VARIANTS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each variant in each of the three formats."""
    path = tmp_path_factory.mktemp("figures")
    for variant, limits in VARIANTS.items():
        for extension in ("png", "svg", "pdf"):
            out = str(path / f"{variant}.{extension}")
            assert main(["export", "--format", extension, *limits, "--out", out]) == 0
    return path


def run(*command: str | Path) -> str:
    """Return what a program says, which must be neither a warning nor an error."""
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def read_words(pdf: Path) -> str:
    return " ".join(run("pdftotext", pdf, "-").split())


def shrink(picture: Path) -> npt.NDArray[np.float64]:
    """Return a picture's colours in tiles of 1 mm, which forgive how edges are smoothed."""
    image = Image.open(picture).convert("RGB")
    return np.asarray(image.resize((160, 200), Image.Resampling.BOX), dtype=float)


def check_alike(one: Path, other: Path) -> None:
    """Fail where two pictures differ in more than how their edges are smoothed."""
    with Image.open(one) as first, Image.open(other) as second:
        assert first.size == second.size
    assert shrink(one).std() > 20, "the picture is blank"
    difference = np.abs(shrink(one) - shrink(other))
    assert difference.mean() < 2
    assert difference.max() < 48


@each_variant
def test_poppler_draws_the_pdf_as_the_png_is(variant: str, folder: Path) -> None:
    drawn = folder / f"{variant}-poppler"
    run("pdftoppm", "-r", "300", "-png", "-singlefile", folder / f"{variant}.pdf", drawn)
    check_alike(folder / f"{variant}.png", drawn.with_suffix(".png"))


@each_variant
def test_chromium_draws_the_svg_as_the_png_is(variant: str, folder: Path) -> None:
    png, drawn = folder / f"{variant}.png", folder / f"{variant}-chromium.png"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        page = browser.new_page(
            viewport={"width": 700, "height": 1000}, device_scale_factor=300 / 96
        )
        page.goto((folder / f"{variant}.svg").as_uri())
        page.screenshot(path=drawn)
        browser.close()
    with Image.open(png) as image, Image.open(drawn) as screen:
        screen.crop((0, 0, *image.size)).save(drawn)
    check_alike(png, drawn)


@each_variant
def test_pdftotext_finds_title_legend_and_sources(variant: str, folder: Path) -> None:
    words = read_words(folder / f"{variant}.pdf")
    assert words.startswith(TITLE)
    said = (SUBTITLE, *map(wording.describe_extent, wording.EXTENTS), wording.KINDS["front line"])
    for text in (*said, wording.GOVERNORATE, "Natural Earth", "GeoNames", "Cite as:"):
        assert text in words
    for article in corpus.load().articles:
        assert article.outlet in words


def test_pdftotext_finds_what_the_figure_is_limited_to(folder: Path) -> None:
    assert "Filters:" not in read_words(folder / "all.pdf")
    idlib = read_words(folder / "idlib.pdf")
    assert "Filters: zone idlib. On the page: /?zone=idlib" in idlib
    assert "East Ghouta" not in idlib
    hollow = read_words(folder / "hollow.pdf")
    assert "As of 1 June 2018; ended before it and drawn hollow: East Ghouta" in hollow
    assert "Filters: zone east-ghouta, south; asof 2018-06-01." in hollow
    assert wording.ENDED in hollow


def test_the_pdf_has_its_properties_and_no_moment(folder: Path) -> None:
    listed = run("pdfinfo", folder / "all.pdf")
    said = dict(re.findall(r"^(\w[\w ]*): +(.*)$", listed, flags=re.M))
    assert said["Title"] == TITLE
    assert said["Pages"] == "1"
    assert "CreationDate" not in said
    assert said["Author"].startswith("The makers of the map")
    assert "mapped by hand stretch by stretch" in said["Subject"]
    for name in ("version", "licence", "method", "citation", "filters"):
        assert said[name]
    width = float(said["Page size"].split()[0])
    assert width / 72 * 25.4 == pytest.approx(WIDTH, abs=0.01)


def test_the_pdf_brings_its_fonts(folder: Path) -> None:
    _, _, *fonts = run("pdffonts", folder / "all.pdf").splitlines()
    assert fonts
    for font in fonts:
        assert re.search(r"DejaVuSans.* CID TrueType +Identity-H +yes yes yes ", font)
