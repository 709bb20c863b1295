"""``python -m tests.bench_points``: how quickly points are placed, beside geopandas.sjoin.

It prints figures of one run and judges none of them, except that both must give the same answers.
Tables of CSV are placed from file to file, by each program in a process of its own, start included,
in turns. ``--rows N`` sets their length; with ``--large``, ten times as many rows are placed too,
by this project alone.
"""

import argparse
import csv
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
CSV_ROWS = 1_000_000
TOWNS = 2_000
# The code of "probably inside": from there on a point lies in the drawn zone.
DRAWN = 2
# A process's own peak is read from Linux: what getrusage says may be that of its parent.
PEAK = """
from pathlib import Path
print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])
"""
OURS = "import sys; from geodata.__main__ import main; main(sys.argv[1:])" + PEAK
THEIRS = (
    """
import sys
import geopandas as gpd
import pandas as pd
source, target, zones = sys.argv[1:]
table = pd.read_csv(source)
points = gpd.points_from_xy(table["longitude"], table["latitude"])
joined = gpd.GeoDataFrame(table, geometry=points, crs="EPSG:4326").sjoin(
    gpd.read_file(zones), how="left", predicate="intersects"
)
joined.drop(columns=["geometry", "index_right"]).to_csv(target, index=False)
"""
    + PEAK
)


@dataclass(frozen=True)
class Run:
    """What a process took: seconds, seconds of processor time, and at most how many MB."""

    seconds: float
    processor: float
    memory: float


def main() -> int:
    """Measure and print; return 0, or 1 where the answers differ."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_points")
    parser.add_argument("--rows", type=int, default=CSV_ROWS, help="rows of the CSV tables")
    parser.add_argument("--large", action="store_true", help="place ten times as many rows too")
    options = parser.parse_args()
    atlas = geodata.load(corpus.load())
    same = _compare(atlas)
    _measure_answers(atlas)
    _measure_tables(atlas, options.rows, options.large)
    return 0 if same else 1


def _compare(atlas: Atlas) -> bool:
    outlines = make_outlines(atlas)
    west, south, east, north = outlines.country.bounds
    random = np.random.default_rng(20170504)
    lon, lat = random.uniform(west, east, POINTS), random.uniform(south, north, POINTS)
    zones = _list_zones(atlas)
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


def _list_zones(atlas: Atlas) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"zone": range(len(atlas.zones))},
        geometry=[zone.drawn for zone in atlas.zones],
        crs="EPSG:4326",
    )


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


def _measure_tables(atlas: Atlas, rows: int, with_large: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        zones, source, target = folder / "zones.geojson", folder / "in.csv", folder / "out.csv"
        _list_zones(atlas).to_file(zones)
        for towns, label in ((0, "random points"), (TOWNS, f"points of {TOWNS:,} towns")):
            _write_events(source, rows, towns)
            ours: list[Run] = []
            theirs: list[Run] = []
            for _ in range(ROUNDS):
                ours.append(_run(OURS, "locate", str(source), "--out", str(target)))
                theirs.append(_run(THEIRS, str(source), str(target), str(zones)))
            size = source.stat().st_size / 1e6
            print(f"{rows:,} rows of CSV ({size:,.0f} MB), {label}, median of {ROUNDS}, in turns:")
            _print_runs("this project", ours)
            _print_runs("geopandas: read_csv, sjoin, to_csv", theirs)
            pairs = [*zip(ours, theirs, strict=True)]
            seconds = statistics.median(one.seconds / other.seconds for one, other in pairs)
            processor = statistics.median(one.processor / other.processor for one, other in pairs)
            print(f"  ratio {seconds:.2f} x in seconds, {processor:.2f} x in processor time")
        if with_large:
            _write_events(source, 10 * rows, 0)
            print(f"{10 * rows:,} rows of CSV ({source.stat().st_size / 1e6:,.0f} MB), once:")
            _print_runs("this project", [_run(OURS, "locate", str(source), "--out", str(target))])


def _run(code: str, *arguments: str) -> Run:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Run(seconds, processor, int(done.stdout.split()[-1]) / 1024)


def _print_runs(label: str, runs: Sequence[Run]) -> None:
    seconds = statistics.median(run.seconds for run in runs)
    processor = statistics.median(run.processor for run in runs)
    memory = max(run.memory for run in runs)
    print(
        f"  {label:36}{seconds:6.1f} s, {processor:6.1f} s of processor, at most {memory:,.0f} MB"
    )


def _write_events(path: Path, rows: int, towns: int) -> None:
    """Write a table of events at random points, or at so many towns."""
    random = np.random.default_rng(20170504)
    places = random.uniform((32.3, 35.7), (37.3, 42.4), (towns or rows, 2)).round(4)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        names = ["event_id_cnty", "event_date", "event_type", "latitude", "longitude", "notes"]
        writer.writerow(names)
        for start in range(0, rows, 100_000):
            chosen = np.arange(start, min(rows, start + 100_000))
            if towns:
                chosen = random.integers(0, towns, len(chosen))
            writer.writerows(
                (
                    f"SYR{row}",
                    f"2017-{row % 12 + 1:02d}-15",
                    "Shelling",
                    *place,
                    'shelling, "mortar", of the village of Xy',
                )
                for row, place in enumerate(places[chosen].tolist(), start)
            )


if __name__ == "__main__":
    sys.exit(main())
