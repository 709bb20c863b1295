"""Every format of every layer is made of the same bytes by another process, wherever it runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from geodata.exports.extract import MapExtract
from geodata.exports.formats import FORMATS

ROOT = Path(__file__).parents[2]
# The figures need settings of their own: see test_figure.
EXPORTS = {
    f"{known.id}-{layer}": (known.write, layer)
    for known in FORMATS
    for layer in known.layers
    if layer != "figure"
}
WRITER = """
import sys
from pathlib import Path
import corpus, geodata
from corpus.exports.scope import Scope
from geodata.exports.extract import make_map_extract
from geodata.exports.formats import FORMATS
shipped = corpus.load()
extract = make_map_extract(geodata.load(shipped), shipped, Scope())
for known in FORMATS:
    for layer in known.layers:
        if layer != "figure":
            Path(f"{known.id}-{layer}").write_bytes(b"".join(known.write(extract, layer)))
"""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a process writes in another folder, time zone and order of hashes."""
    folder = tmp_path_factory.mktemp("written")
    # GDAL takes some of these signs for its own.
    temporary = tmp_path_factory.mktemp("temporary") / "a!b;c"
    temporary.mkdir()
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WRITER],
        cwd=folder,
        env=os.environ
        | {
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": "4",
            "TZ": "UTC-13",
            "TMPDIR": str(temporary),
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(temporary.iterdir()) == []
    return folder


def test_nothing_else_is_written(elsewhere: Path) -> None:
    assert {path.name for path in elsewhere.iterdir()} == {*EXPORTS}


@pytest.mark.parametrize("name", EXPORTS)
def test_another_process_writes_the_same_bytes(
    name: str, elsewhere: Path, whole: MapExtract
) -> None:
    write, layer = EXPORTS[name]
    assert (elsewhere / name).read_bytes() == b"".join(write(whole, layer))
