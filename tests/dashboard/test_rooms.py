"""The three rooms stand in a row: each imports only from those to its left."""

import ast
import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("corpus", "geodata", "dashboard")
MODULES = [path.relative_to(ROOT) for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
# The few files that draw, and the one that serves.
DRAWING = {
    Path("dashboard") / f"{name}.py"
    for name in ("app", "asking", "exporting", "navigation", "page", "serving", "uploading")
}

each_module = pytest.mark.parametrize("module", MODULES, ids=str)


def imported_by(module: Path) -> Iterator[str]:
    """Yield the first name of whatever a module imports, at its top or inside a function."""
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import hides which room it comes from"
            assert node.module is not None
            yield node.module.partition(".")[0]


def test_every_room_has_modules() -> None:
    assert {module.parts[0] for module in MODULES} == set(ROOMS)


@each_module
def test_a_room_imports_only_from_rooms_to_its_left(module: Path) -> None:
    to_the_right = ROOMS[ROOMS.index(module.parts[0]) + 1 :]
    assert set(imported_by(module)).isdisjoint({*to_the_right, "tests"})


@each_module
def test_streamlit_is_imported_only_where_something_is_drawn(module: Path) -> None:
    imports_streamlit = {"streamlit", "streamlit_folium"} & set(imported_by(module))
    assert not imports_streamlit or module in DRAWING


@pytest.mark.parametrize("path", sorted((ROOT / "dashboard").iterdir()), ids=lambda path: path.name)
def test_nothing_in_dashboard_hides_an_installed_module(path: Path) -> None:
    # `streamlit run` puts this folder first on the path.
    name = path.stem
    if name.startswith((".", "__")):
        return
    outside = [entry for entry in sys.path if "site-packages" in entry]
    assert name not in sys.stdlib_module_names
    assert PathFinder.find_spec(name, outside) is None
