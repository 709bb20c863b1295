"""``python -m tests.bench_points``: how quickly points are placed, beside geopandas.sjoin.

It prints figures of one run and judges none of them, except that both must give the same answers.
With ``--rows N`` it also places a CSV table of N rows in a process of its own and says how much
memory that took at most.
"""

import argparse
import csv
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np

import corpus
import geodata
from geodata.gazetteer.matching import open_gazetteer
from geodata.points.certainty import Codes, Floats, Outlines, make_outlines
from geodata.points.location import locate_point
from geodata.records import Atlas

ROOT = Path(__file__).resolve().parents[1]
POINTS = 3_000_000
ROUNDS = 3
CSV_ROWS = 300_000
# The code of "probably inside": from there on a point lies in the drawn zone.
DRAWN = 2
# A process's own peak is read from Linux: what getrusage says may be that of its parent.
MEASURED = (
    "import sys; from pathlib import Path; from geodata.__main__ import main; "
    "code = main(sys.argv[1:]); status = Path('/proc/self/status').read_text(); "
    "print(status.partition('VmHWM:')[2].split()[0]); sys.exit(code)"
)


def main() -> int:
    """Measure and print; return 0, or 1 where the answers differ."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_points")
    parser.add_argument("--rows", type=int, default=CSV_ROWS, help="rows of the CSV table")
    options = parser.parse_args()
    atlas = geodata.load(corpus.load())
    same = _compare(atlas)
    _measure_answers(atlas)
    _measure_table(options.rows)
    return 0 if same else 1


def _compare(atlas: Atlas) -> bool:
    outlines = make_outlines(atlas)
    west, south, east, north = outlines.country.bounds
    random = np.random.default_rng(20170504)
    lon, lat = random.uniform(west, east, POINTS), random.uniform(south, north, POINTS)
    zones = gpd.GeoDataFrame(
        {"zone": range(len(atlas.zones))},
        geometry=[zone.drawn for zone in atlas.zones],
        crs="EPSG:4326",
    )
    ours: list[float] = []
    theirs: list[float] = []
    mine = plain = np.empty(0, dtype=np.int64)
    for _ in range(ROUNDS):
        mine = _time(ours, lambda: _place(outlines, lon, lat))
        plain = _time(theirs, lambda: _join(zones, lon, lat))
    same = bool((mine == plain).all())
    quick, slow = statistics.median(ours), statistics.median(theirs)
    print(f"{POINTS:,} random points over Syria, median of {ROUNDS}, in turns:")
    print(f"  zones and certainties, this project   {quick:8.3f} s")
    print(f"  geopandas.sjoin, drawn zones only{slow:8.3f} s   {slow / quick:.1f} x as long")
    print(
        f"  the same zone for every point: {'yes' if same else 'NO'} ({(mine >= 0).sum():,} in one)"
    )
    classified = outlines.classify(lon, lat)
    start = time.perf_counter()
    outlines.measure(lon, lat, *classified)
    print(f"  distances and stretches besides  {time.perf_counter() - start:8.3f} s")
    return same


def _time(times: list[float], work: Callable[[], Codes]) -> Codes:
    start = time.perf_counter()
    done = work()
    times.append(time.perf_counter() - start)
    return done


def _place(outlines: Outlines, lon: Floats, lat: Floats) -> Codes:
    zones, certainties = outlines.classify(lon, lat)
    return np.where(certainties >= DRAWN, zones, -1)


def _join(zones: gpd.GeoDataFrame, lon: Floats, lat: Floats) -> Codes:
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat), crs="EPSG:4326")
    joined = gpd.sjoin(points, zones, predicate="intersects", how="left")
    found: Codes = joined["zone"].fillna(-1).to_numpy(np.int64)
    return found


def _measure_answers(atlas: Atlas) -> None:
    start = time.perf_counter()
    gazetteer = open_gazetteer(atlas)
    opened = time.perf_counter() - start
    names = [name for place in atlas.places for name in (place.name, *place.alt_names)]
    searches: list[float] = []
    answers: list[float] = []
    for name in names:
        start = time.perf_counter()
        match = gazetteer.find(name, atlas).match
        searches.append(time.perf_counter() - start)
        if match is not None:
            start = time.perf_counter()
            locate_point(match.place.lon, match.place.lat, atlas)
            answers.append(time.perf_counter() - start)
    print(f"{len(names)} names looked up among {len(gazetteer.names.forms):,} spellings:")
    for label, times in (("a name found", searches), ("a point answered", answers)):
        median, late = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(f"  {label:17}{median * 1000:6.2f} ms, 95th percentile {late * 1000:.2f} ms")
    print(f"  gazetteer opened {opened * 1000:6.0f} ms, once")


def _measure_table(rows: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name) / "events.csv", Path(name) / "out.csv"
        _write_events(source, rows)
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, "locate", str(source), "--out", str(target)],
            cwd=ROOT,
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        spent = time.perf_counter() - start
        memory = int(done.stdout.split()[-1]) / 1024
        size = source.stat().st_size / 2**20
        print(f"{rows:,} rows of CSV ({size:,.0f} MB) placed, start included:")
        print(
            f"  {spent:.1f} s, {rows / spent:,.0f} rows a second, at most {memory:.0f} MB of memory"
        )


def _write_events(path: Path, rows: int) -> None:
    random = np.random.default_rng(20170504)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["event_id_cnty", "event_date", "latitude", "longitude", "notes"])
        for start in range(0, rows, 100_000):
            count = min(100_000, rows - start)
            lat = random.uniform(32.3, 37.3, count).round(4).tolist()
            lon = random.uniform(35.7, 42.4, count).round(4).tolist()
            writer.writerows(
                (f"SYR{start + row}", f"2017-{row % 12 + 1:02d}-15", y, x, 'shelling, "mortar"')
                for row, (y, x) in enumerate(zip(lat, lon, strict=True))
            )


if __name__ == "__main__":
    sys.exit(main())
