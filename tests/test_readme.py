"""The README tells the truth: commands run, tables and figures are those of the data.

So do the tables of docs/data.md; what else the documents name is in test_docs.py.
"""

import re
import shlex
from importlib import import_module
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet
import pytest
import yaml

from corpus.exports.scope import Scope
from dashboard.api.downloads import FORMATS
from dashboard.uploads.folder import LARGEST, MEGABYTE
from geodata.checks import mean_uncertainty_km
from geodata.exports.extract import make_map_extract
from geodata.exports.layers import LAYERS, list_features
from geodata.records import Zone
from geodata.wording import format_area
from tests.server import ROOT
from tests.shipped import load_atlas, load_corpus

README = (ROOT / "README.md").read_text(encoding="utf-8")
DATA = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^ *(python -m .+)$", README, flags=re.M)
CORPUS = load_corpus()
ATLAS = load_atlas()


def table_row(text: str, first_cell: str) -> list[str]:
    """Return the cells of a text's table row that begins with a cell."""
    row = re.search(rf"^\| {re.escape(first_cell)} \|(.+)\|$", text, flags=re.M)
    assert row is not None, f"no row {first_cell}"
    return [cell.strip() for cell in row.group(1).split("|")]


def test_what_is_known_of_published_boundaries_is_said_in_the_words_of_the_data() -> None:
    method = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    assert ATLAS.publication is not None
    for text in (README, method):
        assert ATLAS.publication.text in " ".join(text.split())
        assert "nobody published" not in text.lower()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the tables and the folder of tables that the README speaks of."""
    table = pyarrow.table({"lon": [36.63, 36.0], "lat": [35.93, 34.0]})
    pyarrow.csv.write_csv(table, tmp_path / "events.csv")
    (tmp_path / "names.csv").write_text("town,governorate\nSaraqib,Idlib\n", encoding="utf-8")
    (tmp_path / "parts").mkdir()
    pyarrow.parquet.write_table(table, tmp_path / "parts" / "one.parquet")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_runs(
    command: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder)
    # Workers take long to start: tests/geodata/test_locate_folders.py has those of this machine.
    alone = command.partition("#")[0].replace(" --scheduler local", "")
    _, _, package, *arguments = shlex.split(alone)
    code = import_module(f"{package}.__main__").main(arguments)
    said = capfd.readouterr()
    assert code == 0, said.err
    out = re.search(r"--out (\S+)", command)
    assert said.out or (out and (folder / out.group(1)).stat().st_size > 0)


@pytest.mark.parametrize("target", re.findall(r"`?make (\w+)", README))
def test_each_make_target_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), flags=re.M)


@pytest.mark.parametrize("name", LAYERS)
def test_each_layer_has_the_properties_named(name: str) -> None:
    named = table_row(DATA, f"`{name}`")[1].strip("`").split()
    extract = make_map_extract(ATLAS, CORPUS, Scope())
    for feature in list_features(name, extract):
        assert list(feature.properties) == named


def test_the_formats_are_those_of_the_code() -> None:
    rows = re.findall(
        r"^\| (.+) \| `([\w-]+)` \| `\.([\w.]+)` \| (.+) \| (.+) \|$", DATA, flags=re.M
    )
    assert rows == [
        (
            known.title,
            known.id,
            known.extension,
            " ".join(f"`{x}`" for x in known.layers),
            known.use,
        )
        for known in FORMATS
    ]


@pytest.mark.parametrize("zone", ATLAS.zones, ids=lambda zone: zone.id)
def test_the_zones_figures_are_those_of_the_data(zone: Zone) -> None:
    assert table_row(README, zone.name) == [
        f"`{zone.id}`",
        format_area(zone.area_km2),
        f"{format_area(zone.area_core_km2)} to {format_area(zone.area_possible_km2)}",
        str(len(zone.stretches)),
        f"± {mean_uncertainty_km(zone):.1f} km",
    ]


def test_the_largest_upload_is_that_of_the_code() -> None:
    assert f"up to {LARGEST // MEGABYTE} MB" in " ".join(README.split())


def test_the_version_is_the_same_everywhere() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == ATLAS.version
    assert f'version = "{ATLAS.version}"' in (ROOT / "pyproject.toml").read_text()
    assert f"## {ATLAS.version} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
