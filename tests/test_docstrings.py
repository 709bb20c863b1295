"""Docstrings of what is public: as numpydoc wants them, and true to the signature."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from numpydoc.docscrape import NumpyDocString
from numpydoc.validate import validate

from tests.loops import each

ROOT = Path(__file__).resolve().parents[1]
# What runs when it is imported.
SCRIPTS = {"__main__", "app", "page"}
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for package in ("corpus", "geodata", "dashboard")
    for path in sorted((ROOT / package).rglob("*.py"))
    if path.stem not in SCRIPTS
]
# A section stands where it says more than the first line and the types do.
OPTIONAL = {
    "ES01",  # an extended summary
    "EX01",  # examples
    "PR04",  # types of parameters, which the signature has
    "RT01",  # returns
    "SA01",  # see also
    "YD01",  # yields
}


def list_public(module: ModuleType) -> Iterator[tuple[str, object]]:
    """Yield each public function, class and method that a module defines, with its full name."""
    for name, item in vars(module).items():
        if name.startswith("_") or getattr(item, "__module__", None) != module.__name__:
            continue
        if inspect.isfunction(item):
            yield f"{module.__name__}.{name}", item
        elif inspect.isclass(item):
            yield f"{module.__name__}.{name}", item
            for member, value in vars(item).items():
                is_code = inspect.isfunction(value) or isinstance(value, property)
                if is_code and not member.startswith("_"):
                    yield f"{module.__name__}.{name}.{member}", value


def find_faults(name: str, item: object) -> Iterator[str]:
    """Yield what is wrong with a docstring."""
    sections = NumpyDocString(inspect.getdoc(item) or "")
    # All parameters are described, or none.
    passed_over = OPTIONAL if sections["Parameters"] else OPTIONAL | {"PR01"}
    for code, message in validate(name)["errors"]:
        if code not in passed_over:
            yield f"{name}: {code} {message}"
    if inspect.isclass(item):
        fields = {field for base in item.__mro__ for field in inspect.get_annotations(base)}
        for entry in sections["Attributes"]:
            for attribute in entry.name.split(", "):
                if attribute not in fields and not hasattr(item, attribute):
                    yield f"{name}: no attribute {attribute}"


@each("module", MODULES)
def test_docstrings_hold_to_numpydoc_and_to_the_code(module: str) -> None:
    public = list(list_public(import_module(module)))
    assert [fault for name, item in public for fault in find_faults(name, item)] == []


def test_what_is_wrong_is_found() -> None:
    assert any("PR02" in fault for fault in find_faults(f"{__name__}.describe", describe))
    assert list(find_faults(f"{__name__}.Described", Described)) == [
        f"{__name__}.Described: no attribute height"
    ]


def describe(width: int) -> int:
    """Return a width.

    Parameters
    ----------
    height
        Another thing.
    """
    return width


class Described:
    """A thing.

    Attributes
    ----------
    width, height : int
        Its size.
    """

    width: int = 1
