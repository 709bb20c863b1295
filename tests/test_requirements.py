"""Each list of packages names what is imported where that list alone is installed."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DISTRIBUTIONS = packages_distributions()
OURS = {"corpus", "geodata", "dashboard", "tests"}
# QGIS brings its own Python, which runs what imports it.
ELSEWHERE = {"qgis"}


def normalize(name: str) -> str:
    """Return a distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def packages_listed(file: Path) -> set[str]:
    """Return the distributions a list names, with those of the lists it includes."""
    listed = set()
    for line in file.read_text(encoding="utf-8").splitlines():
        if included := re.fullmatch(r"-r (\S+)", line):
            listed |= packages_listed(file.parent / included.group(1))
        elif pinned := re.match(r"([\w.-]+)==", line):
            listed.add(normalize(pinned.group(1)))
    return listed


def packages_imported(folder: Path) -> set[str]:
    """Return the distributions that the modules of a folder import."""
    names = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.partition(".")[0])
    names -= OURS | ELSEWHERE | sys.stdlib_module_names
    return {normalize(DISTRIBUTIONS[name][0]) for name in names}


@pytest.mark.parametrize(
    ("folder", "file"),
    [
        ("corpus", "requirements.txt"),
        ("geodata", "requirements.txt"),
        ("dashboard", "requirements.txt"),
        ("tests", "tests/requirements.txt"),
    ],
)
def test_what_is_imported_is_pinned(folder: str, file: str) -> None:
    imported = packages_imported(ROOT / folder)
    assert imported
    assert imported <= packages_listed(ROOT / file)


def test_tools_of_the_tests_are_not_installed_with_the_page() -> None:
    assert not {"pytest", "ruff", "mypy"} & packages_listed(ROOT / "requirements.txt")
