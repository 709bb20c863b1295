"""The figure for a report: its size and words, what it shows and hides, and its scale."""

import io
import itertools
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import pytest
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from corpus import Corpus
from corpus.errors import ReadError
from corpus.exports.scope import THEMES, Theme, read_scope
from corpus.zone_ids import ZONE_IDS
from geodata import basemap, wording
from geodata.exports import figure
from geodata.exports.extract import MapExtract, make_map_extract
from geodata.exports.figure import palette
from geodata.exports.figure.notes import describe
from geodata.exports.figure.sheet import WIDTH, draw_sheet
from geodata.records import Atlas
from tests.server import ROOT

TITLE = "De-escalation zones in Syria"
SUBTITLE = "Areas named on 4 May 2017; drawn by hand, no published boundary was found"

SVG = "{http://www.w3.org/2000/svg}"
DAY = "2018-06-01"
Drawn = Callable[[str, str], bytes]


def extract_of(
    atlas: Atlas, corpus: Corpus, zones: tuple[str, ...] = (), day: str | None = None
) -> MapExtract:
    return make_map_extract(atlas, corpus, read_scope(corpus, zones, as_of=day))


def draw_svg(extract: MapExtract) -> ET.Element:
    return ET.fromstring(b"".join(figure.write_svg(extract, "figure")))


def texts_of(svg: ET.Element) -> list[str]:
    return ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]


def ids_of(svg: ET.Element) -> set[str]:
    return {element.get("id", "") for element in svg.iter()}


@pytest.fixture(scope="module")
def drawn(atlas: Atlas, corpus: Corpus) -> Drawn:
    """A function that returns the figure of a zone in a format, drawn once."""

    @cache
    def draw(zone_id: str, extension: str) -> bytes:
        extract = extract_of(atlas, corpus, (zone_id,))
        return b"".join(getattr(figure, f"write_{extension}")(extract, "figure"))

    return draw


@pytest.fixture(scope="session")
def whole_svg(whole: MapExtract) -> ET.Element:
    return draw_svg(whole)


@pytest.fixture(scope="session")
def whole_png(whole: MapExtract) -> Image.Image:
    return Image.open(io.BytesIO(b"".join(figure.write_png(whole, "figure"))))


def test_a_png_is_as_wide_as_a_page_of_text_at_300_dots_to_the_inch(
    whole_png: Image.Image,
) -> None:
    assert whole_png.info["dpi"] == pytest.approx((300, 300), abs=0.01)
    width, height = (pixels / 300 * 25.4 for pixels in whole_png.size)
    assert width == pytest.approx(WIDTH, abs=0.1)
    assert 150 < height < 240


def test_a_png_says_of_itself_what_it_is(whole_png: Image.Image, whole: MapExtract) -> None:
    said = whole_png.info
    about = whole.about
    assert said["Title"] == TITLE
    assert said["Author"] == about.dataset.authors[0].name
    assert about.dataset.licence in said["Copyright"]
    assert about.dataset.method in said["Description"]
    assert said["Creation Time"] == about.dataset.released
    for name, value in about.name_values().items():
        assert f"{name}: {value}" in said["Comment"]
    assert "Software" not in said


def test_an_svg_holds_its_words_as_words(whole_svg: ET.Element, whole: MapExtract) -> None:
    words = " ".join(texts_of(whole_svg))
    for name in (zone.name for zone in whole.atlas.zones):
        assert name in words
    for text in (
        TITLE,
        SUBTITLE,
        *map(wording.describe_extent, wording.EXTENTS),
        wording.GOVERNORATE,
        "50 km",
        "36° N",
        "Aleppo",
        "Natural Earth, public domain",
        "Outlines stand for May – July 2017",
        whole.about.dataset.version,
        "EPSG:32637",
    ):
        assert text in words
    assert whole.about.dataset.citation in words
    for article in whole.corpus.articles:
        assert article.outlet in words
    assert "Filters:" not in words


def test_an_svg_has_a_title_and_a_description_for_screen_readers(
    whole_svg: ET.Element, whole: MapExtract
) -> None:
    assert whole_svg.get("role") == "img"
    assert [child.tag for child in whole_svg[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert whole_svg[0].text == TITLE
    assert whole_svg[1].text == describe(whole)
    assert whole_svg.get("width") == f"{WIDTH / 25.4 * 72:.1f}pt"


# The largest, and the smallest.
@pytest.mark.parametrize("zone_id", ["idlib", "east-ghouta"])
def test_the_figure_of_a_zone_shows_it_alone(zone_id: str, atlas: Atlas, drawn: Drawn) -> None:
    svg = ET.fromstring(drawn(zone_id, "svg"))
    words = texts_of(svg)
    for zone in atlas.zones:
        extents = {f"{zone.id}-{extent}" for extent in ("core", "drawn", "possible")}
        assert (extents <= ids_of(svg)) == (zone.id == zone_id)
        assert (zone.name in words) == (zone.id == zone_id)
        assert (f"{TITLE}: {zone.name}" in words) == (zone.id == zone_id)
    assert any(f"Filters: zone {zone_id}." in line for line in words)
    kinds = {
        stretch.kind for zone in atlas.zones if zone.id == zone_id for stretch in zone.stretches
    }
    for kind, said in wording.KINDS.items():
        assert (said in words) == (kind in kinds)


def test_all_zones_are_drawn_and_the_smallest_once_more_in_an_inset(
    whole_svg: ET.Element, whole: MapExtract
) -> None:
    for zone in whole.atlas.zones:
        found = [e for e in whole_svg.iter() if e.get("id") == f"{zone.id}-drawn"]
        assert len(found) == (2 if zone.id == "east-ghouta" else 1)


def test_zones_that_had_ended_are_hollow(atlas: Atlas, corpus: Corpus) -> None:
    svg = draw_svg(extract_of(atlas, corpus, day=DAY))
    words = " ".join(texts_of(svg))
    hollow = {"north-homs", "east-ghouta"}
    for zone_id in ZONE_IDS:
        assert (f"{zone_id}-core" in ids_of(svg)) == (zone_id not in hollow)
        assert f"{zone_id}-front-line" in ids_of(svg)
    assert "As of 1 June 2018; ended before it and drawn hollow: North Homs, East Ghouta" in words
    assert wording.ENDED in words
    assert "Filters: asof 2018-06-01. On the page: /?asof=2018-06-01" in words
    for entry in corpus.background_dates:
        if entry.ends:
            is_said = bool(hollow & {*entry.zones})
            assert all((link.url in words) == is_said for link in entry.links)


@pytest.mark.parametrize("theme", THEMES)
def test_the_colours_are_those_of_the_page(theme: Theme) -> None:
    styles = (ROOT / "dashboard" / "assets" / "map_colours.css").read_text(encoding="utf-8")
    root = styles[: styles.index("}")]
    found = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", root)
    known = {name: colours[THEMES.index(theme)] for name, *colours in found}
    own = {*palette.COLOURS[theme].items()} - {*known.items()}
    assert {name for name, _ in own} == {"paper", "hatch", "sea-name"}


def test_a_figure_follows_the_theme_and_the_next_does_not(atlas: Atlas, corpus: Corpus) -> None:
    def draw(theme: Theme) -> str:
        scope = read_scope(corpus, ["east-ghouta"], as_of=DAY, theme=[theme])
        extract = make_map_extract(atlas, corpus, scope)
        assert "theme" not in extract.about.filters
        return b"".join(figure.write_svg(extract, "figure")).decode()

    dark, light = draw("dark"), draw("light")
    for name in ("paper", "land", "zone-deep"):
        assert palette.COLOURS["dark"][name] in dark
        assert palette.COLOURS["light"][name] not in dark
        assert palette.COLOURS["light"][name] in light
        assert palette.COLOURS["dark"][name] not in light
    assert len(dark) == len(light)


@pytest.mark.parametrize("zones", [(), *((zone_id,) for zone_id in ZONE_IDS)], ids=str)
def test_no_words_stand_over_others_or_leave_the_sheet(
    zones: tuple[str, ...], atlas: Atlas, corpus: Corpus
) -> None:
    sheet = draw_sheet(extract_of(atlas, corpus, zones, DAY))
    sheet.set_dpi(300)
    renderer = FigureCanvasAgg(sheet).get_renderer()  # type: ignore[no-untyped-call]
    page = shapely.box(-1, -1, sheet.bbox.width + 1, sheet.bbox.height + 1)
    for axes in sheet.axes:
        boxes = [
            (text.get_text(), shapely.box(*text.get_window_extent(renderer).extents))
            for text in axes.texts
            if not text.get_path_effects()
        ]
        for (words, box), (other, other_box) in itertools.combinations(boxes, 2):
            # The boxes hold ascenders and descenders that few of the words have.
            assert not box.buffer(-3).intersects(other_box.buffer(-3)), (words, other)
        assert [words for words, box in boxes if not page.contains(box)] == []


def test_the_bytes_are_the_same_elsewhere(drawn: Drawn, tmp_path: Path) -> None:
    # Another process, folder, time zone and seed; settings of the user's own; no home.
    (tmp_path / "matplotlibrc").write_text(
        "font.size: 30\nlines.linewidth: 9\nsvg.fonttype: path\n"
    )
    code = (
        "import sys\n"
        "from geodata.__main__ import main\n"
        "assert 'matplotlib' not in sys.modules, 'it slows every start'\n"
        "for name in ('svg', 'pdf'):\n"
        "    main(['export', '--format', name, '--zone', 'north-homs', '--out', f'a.{name}'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ
        | {
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": "7",
            "TZ": "Asia/Tokyo",
            "HOME": "/proc/none",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    for extension in ("svg", "pdf"):
        assert (tmp_path / f"a.{extension}").read_bytes() == drawn("north-homs", extension)


def test_threads_do_not_disturb_each_other(atlas: Atlas, corpus: Corpus, drawn: Drawn) -> None:
    zone_ids = ("east-ghouta", "north-homs")
    extracts = [extract_of(atlas, corpus, (zone_id,)) for zone_id in zone_ids]
    write = partial(figure.write_svg, layer="figure")
    alone = [drawn(zone_id, "svg") for zone_id in zone_ids]
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(lambda extract: b"".join(write(extract)), extracts))
    assert together == alone


def test_a_pdf_names_its_moment_only_when_stamped(
    atlas: Atlas, corpus: Corpus, drawn: Drawn
) -> None:
    extract = extract_of(atlas, corpus, ("north-homs",))
    plain = drawn("north-homs", "pdf")
    assert plain.startswith(b"%PDF-1.4")
    assert b"/FontFile2" in plain  # TrueType, embedded
    assert b"/CreationDate" not in plain
    about = replace(extract.about, made="2027-02-03T04:05:06Z")
    stamped = b"".join(figure.write_pdf(replace(extract, about=about), "figure"))
    assert b"/CreationDate (D:20270203040506Z)" in stamped


def test_a_name_is_neither_markup_nor_a_formula(atlas: Atlas, corpus: Corpus) -> None:
    name = 'A & <b>"$x^2$</b>'
    zone = atlas.zones[1].model_copy(update={"name": name})
    extract = extract_of(replace(atlas, zones=(zone,)), corpus)
    svg = draw_svg(extract)
    assert svg[0].text == f"{TITLE}: {name}"
    assert name in texts_of(svg)


def test_without_zones_the_country_is_drawn(corpus: Corpus) -> None:
    svg = draw_svg(extract_of(Atlas(map_title=TITLE), corpus))
    assert TITLE in texts_of(svg)
    assert not [name for name in ids_of(svg) if name.endswith("-drawn")]


def test_a_missing_base_map_is_one_sentence(
    whole: MapExtract, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(basemap, "_FOLDER", tmp_path)
    with pytest.raises(ReadError, match=r"^The base map's file country\.geojson cannot be read"):
        list(figure.write_png(whole, "figure"))
