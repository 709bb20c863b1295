"""The documents for maintainers name what there is: modules, functions, files, and each other."""

import importlib
import re
from pathlib import Path

import pytest

from geodata.checks.coverage import measure_coverage, sum_counts
from tests.server import ROOT
from tests.shipped import load_atlas

ATLAS = load_atlas()
DOCUMENTS = [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
PACKAGES = "corpus|geodata|dashboard"

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


def resolve(name: str) -> object:
    """Return the module, or the thing in a module, that a dotted name leads to."""
    parts = name.split(".")
    found: object = importlib.import_module(parts[0])
    for number, part in enumerate(parts[1:], start=2):
        if not hasattr(found, part):
            importlib.import_module(".".join(parts[:number]))
        found = getattr(found, part)
    return found


@each_document
def test_each_name_leads_somewhere(document: Path) -> None:
    names = set(re.findall(rf"`((?:{PACKAGES})(?:\.\w+)+)`", document.read_text(encoding="utf-8")))
    for name in sorted(names):
        resolve(name)


@each_document
def test_each_file_named_exists(document: Path) -> None:
    words = re.findall(r"`([\w./*-]+/[\w./*-]*)`", document.read_text(encoding="utf-8"))
    for word in words:
        if word.startswith((*PACKAGES.split("|"), "tests", "docs")) and "ID" not in word:
            assert list(ROOT.glob(word.rstrip("/"))), word


@each_document
def test_each_link_leads_to_a_file(document: Path) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text(encoding="utf-8")):
        assert (document.parent / link).exists(), link


def test_eight_journeys_are_told() -> None:
    told = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    journeys = told.partition("## Eight journeys")[2].partition("## How to add")[0]
    assert len(re.findall(r"^\*\*", journeys, flags=re.M)) == 8


def test_the_method_tells_how_the_bands_hold() -> None:
    method = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    coverage = measure_coverage(ATLAS)
    for zone in ATLAS.zones:
        counts = sum_counts(found for found in coverage if found.zone is zone)
        tested = [counts.left_out, counts.by_line] if counts.tells_sides_apart else ["–", "–"]
        cells = [zone.name, counts.points, counts.inside, counts.in_band, *tested]
        assert f"| {' | '.join(map(str, cells))} |" in method
    assert sum(not found.counts.points for found in coverage) == 7
