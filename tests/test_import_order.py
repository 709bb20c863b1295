"""The order of imports: corpus, geodata, dashboard, and that of the packages inside them."""

import ast
import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder
from pathlib import Path

import pytest

from tests.loops import each

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("corpus", "geodata", "dashboard")
MODULES = [
    path.relative_to(ROOT)
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
]
# What a package must not know, beside the packages to its right.
UNKNOWN_TO = {
    "corpus.exports": {"corpus.search", "corpus.suggesting", "corpus.adding"},
    "corpus.search": {"corpus.exports", "corpus.suggesting", "corpus.adding"},
    "corpus.suggesting": {"corpus.exports", "corpus.adding", "corpus.reviewing"},
    "corpus.adding": {"corpus.exports", "corpus.reviewing"},
    "corpus.reviewing": {"corpus.exports", "corpus.search"},
    "geodata.records": {"geodata.loading", "geodata.checks", "geodata.wording", "geodata.outline"},
    "geodata.outline": {"geodata.gazetteer", "geodata.points", "geodata.exports"},
    "geodata.gazetteer": {"geodata.outline", "geodata.points", "geodata.exports"},
    "geodata.points": {"geodata.exports"},
    "geodata.points.readers": {"geodata.points.writers"},
    "geodata.exports": {"geodata.points"},
    "dashboard.panels": {"dashboard.api", "dashboard.server", "dashboard.uploads"},
    "dashboard.api": {"dashboard.server"},
}
# The few files that draw, and the one that serves.
DRAWING = {
    *(f"dashboard.{name}" for name in ("app", "asking", "exporting", "navigation", "page")),
    "dashboard.counting",
    "dashboard.uploading",
    "dashboard.server.serving",
}

each_module = each("module", MODULES, ids=str)


def name_module(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_by(module: Path) -> Iterator[str]:
    """Yield the full name of whatever a module imports, at its top or inside a function."""
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import hides which package it comes from"
            assert node.module is not None
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_in(name: str, package: str) -> bool:
    return f"{name}.".startswith(f"{package}.")


def test_every_package_has_modules() -> None:
    assert {module.parts[0] for module in MODULES} == set(PACKAGES)
    names = {name_module(module) for module in MODULES}
    assert names >= {*UNKNOWN_TO, *(other for others in UNKNOWN_TO.values() for other in others)}
    assert names >= DRAWING


def test_geodata_has_sixteen_entries_at_most() -> None:
    shown = [*(ROOT / "geodata").glob("*.py"), *(ROOT / "geodata").glob("*/__init__.py")]
    assert len(shown) <= 16


@each_module
def test_a_package_imports_only_from_packages_to_its_left(module: Path) -> None:
    to_the_right = {*PACKAGES[PACKAGES.index(module.parts[0]) + 1 :], "tests"}
    for package, others in UNKNOWN_TO.items():
        if is_in(name_module(module), package):
            to_the_right |= others
    wrong = [name for name in imported_by(module) if any(is_in(name, p) for p in to_the_right)]
    assert wrong == []


@each_module
def test_streamlit_is_imported_only_where_something_is_drawn(module: Path) -> None:
    imports_streamlit = {name.partition(".")[0] for name in imported_by(module)}
    if imports_streamlit & {"streamlit", "streamlit_folium"}:
        assert name_module(module) in DRAWING


@pytest.mark.parametrize("path", sorted((ROOT / "dashboard").iterdir()), ids=lambda path: path.name)
def test_nothing_in_dashboard_hides_an_installed_module(path: Path) -> None:
    # `streamlit run` puts this folder first on the path.
    name = path.stem
    if name.startswith((".", "__")):
        return
    outside = [entry for entry in sys.path if "site-packages" in entry]
    assert name not in sys.stdlib_module_names
    assert PathFinder.find_spec(name, outside) is None
