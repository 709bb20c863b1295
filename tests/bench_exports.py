"""``python -m tests.bench_exports``: large exports, beside ``GeoDataFrame.to_json``.

The four zones stand in the layer many times over. Each measurement is a process of its own, in
turns, so that one's memory is not the other's. It prints figures of one run and judges none; wanted
is that GeoJSON takes at most as long, and that memory does not grow with the copies. The frame is
ready before its time begins, and it stays in memory as text; ours makes each feature as it goes.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd

import corpus
import geodata
from corpus.exports.scope import Scope
from geodata.exports import csv_tables, geojson
from geodata.exports.extract import MapExtract, make_map_extract
from geodata.exports.layers import list_features
from tests.geodata.copies import copy_zones

ROOT = Path(__file__).resolve().parents[1]
COPIES = 10_000
ROUNDS = 2
GEOJSON = "GeoJSON"
TO_JSON = "GeoDataFrame.to_json"


def write_geojson(extract: MapExtract, copies: int) -> Callable[[], int]:
    """Return what writes the copied zones as GeoJSON, and returns how many bytes they are."""
    return lambda: sum(map(len, geojson.write(copy_zones(extract, copies), "zones")))


def write_csv(extract: MapExtract, copies: int) -> Callable[[], int]:
    """Return what writes the copied zones as CSV, and returns how many bytes they are."""
    return lambda: sum(map(len, csv_tables.write(copy_zones(extract, copies), "zones")))


def write_frame(extract: MapExtract, copies: int) -> Callable[[], int]:
    """Return what writes a ready frame of the same features with geopandas, and its length."""
    features = list(list_features("zones", extract)) * copies
    frame = gpd.GeoDataFrame(
        [feature.properties for feature in features],
        geometry=[feature.geometry for feature in features],
        index=[feature.id for feature in features],
        crs="EPSG:4326",
    )
    return lambda: len(frame.to_json())


SUBJECTS = {
    GEOJSON: write_geojson,
    TO_JSON: write_frame,
    "CSV": write_csv,
}


def main() -> int:
    """Measure and print; return 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_exports")
    parser.add_argument("--copies", type=int, default=COPIES, help=f"of each zone ({COPIES:,})")
    parser.add_argument("--subject", choices=SUBJECTS, help="measure it in this process")
    options = parser.parse_args()
    if options.subject:
        print(*_measure(options.subject, options.copies))
    else:
        _compare(options.copies)
    return 0


def _measure(subject: str, copies: int) -> tuple[float, int, int]:
    shipped = corpus.load()
    extract = make_map_extract(geodata.load(shipped), shipped, Scope())
    work = SUBJECTS[subject](extract, copies)
    start = time.perf_counter()
    size = work()
    spent = time.perf_counter() - start
    # A process's own peak is read from Linux: what getrusage says may be that of its parent.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return spent, size, int(status.partition("VmHWM:")[2].split()[0]) // 1024


def _compare(copies: int) -> None:
    for number in (copies // 10, copies):
        times: dict[str, list[float]] = {subject: [] for subject in SUBJECTS}
        for _ in range(ROUNDS):
            for subject, spent in times.items():
                spent.append(_run(subject, number))
        ours, theirs = (statistics.median(times[name]) for name in (GEOJSON, TO_JSON))
        print(f"GeoJSON took {ours / theirs:.2f} x as long as to_json (median of {ROUNDS} each)")


def _run(subject: str, copies: int) -> float:
    words = [sys.executable, "-m", "tests.bench_exports", "--subject", subject]
    done = subprocess.run(
        [*words, "--copies", str(copies)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    spent, size, memory = done.stdout.split()
    print(
        f"the zones {copies:,} times, {subject:21}{float(spent):7.1f} s, "
        f"{int(size) / 2**20:,.0f} MB, at most {int(memory):,} MB of memory"
    )
    return float(spent)


if __name__ == "__main__":
    sys.exit(main())
