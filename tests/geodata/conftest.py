"""The shipped data, and a copy of its folder for tests to break."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import geodata
from corpus import Corpus
from corpus.exports.scope import Scope, read_scope
from geodata import loading
from geodata.checks import check
from geodata.exports import linked_places
from geodata.exports.extract import MapExtract, make_map_extract
from geodata.loading import FOLDER
from geodata.points.certainty import Outlines, make_outlines
from geodata.points.chunks import TableOptions
from geodata.points.tables import Result, locate_file
from geodata.records import Atlas
from tests.shipped import load_atlas, load_corpus, make_extents

DATA_FILES = (
    "zones.yaml",
    "places.csv",
    "posts.csv",
    "control_points.csv",
    "control_exceptions.csv",
    "sources.yaml",
)


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return load_atlas()


@pytest.fixture(scope="session")
def outlines(atlas: Atlas) -> Outlines:
    """What points are held against."""
    return make_outlines(atlas)


@pytest.fixture(scope="session")
def whole(atlas: Atlas, corpus: Corpus) -> MapExtract:
    """An export of everything."""
    return make_map_extract(atlas, corpus, Scope())


@pytest.fixture(scope="session")
def documents(whole: MapExtract) -> dict[str, bytes]:
    """Everything in the Linked Places Format, by layer."""
    return {layer: b"".join(linked_places.write(whole, layer)) for layer in linked_places.LAYERS}


@pytest.fixture(scope="session")
def limit(atlas: Atlas, corpus: Corpus) -> Callable[..., MapExtract]:
    """A function that makes the export of what some filters keep."""
    return lambda **words: make_map_extract(atlas, corpus, read_scope(corpus, **words))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped data."""
    root = tmp_path / "copy"
    root.mkdir()
    for name in DATA_FILES:
        shutil.copy(FOLDER / name, root / name)
    shutil.copytree(FOLDER / "boundaries", root / "boundaries")
    return root


@pytest.fixture
def locate(tmp_path: Path, outlines: Outlines) -> Callable[..., tuple[Result, Path]]:
    """A function that places the rows of bytes in another format, and returns the file, too."""

    def locate_bytes(name: str, data: bytes, out: str, **options: Any) -> tuple[Result, Path]:
        source, target = tmp_path / name, tmp_path / f"out.{out}"
        source.write_bytes(data)
        return locate_file(source, target, outlines, TableOptions(**options)), target

    return locate_bytes


@pytest.fixture
def faults(
    folder: Path, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], list[str]]:
    """A function that checks the copy and returns its faults as text."""
    monkeypatch.setattr(loading, "make_extents", make_extents)
    return lambda: [str(fault) for fault in check(geodata.load(corpus, folder))]


@pytest.fixture
def edit(folder: Path) -> Callable[..., None]:
    """A function that hands a boundary file's features to another one and writes them back."""

    def edit_features(zone: str, change: Callable[[list[Any]], None]) -> None:
        path = folder / "boundaries" / f"{zone}.geojson"
        document = json.loads(path.read_text(encoding="utf-8"))
        change(document["features"])
        path.write_text(json.dumps(document), encoding="utf-8")

    return edit_features


@pytest.fixture
def replace(folder: Path) -> Callable[[str, str, str], None]:
    """A function that replaces words which stand in a file of the copy, once."""

    def replace_once(file: str, old: str, new: str) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace_once
