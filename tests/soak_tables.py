"""Tables of points changed by chance: each is placed, or refused in one sentence."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio

import corpus
import geodata
from corpus.errors import OutputError
from geodata.errors import TableError
from geodata.points.certainty import make_outlines
from geodata.points.chunks import TableOptions
from geodata.points.file_types import FILE_TYPES
from geodata.points.tables import locate_file
from tests.geodata.hostile.seeds import SEEDS
from tests.soak_mutations import mutate
from tests.soak_worker import Case

ROWS = (
    ("a1", 36.63, 35.93, "2017-05-04", "Idlib, ادلب"),
    ("a2", 36.72, 34.73, "2017-06-01", 'said "no"'),
    ("a3", 36.39, 33.53, "", "=1+1"),
    ("a4", 36.10, 32.62, "2017-12-31", "line\nbreak"),
    ("a5", 40.14, 35.33, "2018-01-01", ""),
    ("a6", 36.6301, 35.9301, "1 May 2017", "é"),
)
NAMES = ("id", "longitude", "latitude", "date", "notes")
TARGETS = (".csv", ".tsv", ".geojson", ".gpkg", ".parquet")
CHOICES = (
    *[TableOptions()] * 12,
    TableOptions(lon="longitude", lat="latitude"),
    TableOptions(crs="EPSG:32637"),
    TableOptions(crs="EPSG:4326", layer="points"),
)


@dataclass(frozen=True)
class Tables:
    """The tables that are changed: names of files, each with its bytes."""

    seeds: Mapping[str, bytes]
    name: str = "mutated tables"

    def prepare(self, folder: Path) -> Case:
        """Return what places a changed table, in a worker that has loaded the atlas."""
        outlines = make_outlines(geodata.load(corpus.load()))
        by_kind: dict[str, list[str]] = {}
        for name in self.seeds:
            by_kind.setdefault(FILE_TYPES[Path(name).suffix.lower()], []).append(name)

        def run(random: Random, case: Path) -> str:
            name = random.choice(by_kind[random.choice(list(by_kind))])
            others = [self.seeds[other] for other in self.seeds]
            suffix = Path(name).suffix if random.random() < 0.97 else random.choice(TARGETS)
            source = case / f"table{suffix}"
            source.write_bytes(mutate(random, self.seeds[name], others))
            target = case / f"placed{random.choice(TARGETS)}"
            if random.random() < 0.2:
                target.write_bytes(b"what was there")
            before = {path.name for path in case.iterdir()}
            try:
                locate_file(source, target, outlines, random.choice(CHOICES))
            except (TableError, OutputError) as error:
                assert {path.name for path in case.iterdir()} == before, "left behind"
                return judge_sentence(str(error))
            assert {path.name for path in case.iterdir()} == {source.name, target.name}, "left"
            return "placed"

        return run


def judge_sentence(text: str) -> str:
    """Return what a refusal is counted as; one that cannot be encoded raises."""
    text.encode()
    is_clean = text.replace("\t", "").isprintable()
    return "refused in a sentence" if is_clean else "refused in a sentence with control signs"


def list_seeds(more: Path | None = None) -> Mapping[str, bytes]:
    """Return the tables to be changed: sound ones, hostile ones, and those of a folder."""
    seeds = dict(make_sound_tables())
    for name, (file, data) in SEEDS.items():
        if Path(file).suffix.lower() in FILE_TYPES:
            seeds[f"hostile-{name}{Path(file).suffix}"] = data
    for path in sorted(more.iterdir()) if more else ():
        if path.suffix.lower() in FILE_TYPES:
            seeds[f"more-{path.name}"] = path.read_bytes()
    return seeds


def make_sound_tables() -> Mapping[str, bytes]:
    """Return small sound tables of every format."""
    columns = dict(zip(NAMES, map(list, zip(*ROWS, strict=True)), strict=True))
    points = gpd.points_from_xy(columns["longitude"], columns["latitude"])
    frame = gpd.GeoDataFrame(columns, geometry=points, crs="EPSG:4326")
    plain = pa.table(columns)
    return {
        "comma.csv": _write_text(",", "\n"),
        "semicolon.csv": b"\xef\xbb\xbf" + _write_text(";", "\r\n"),
        "tabs.tsv": _write_text("\t", "\n"),
        "points.geojson": frame.to_json(drop_id=True).encode(),
        "metres.geojson": _write_metres(frame),
        "points.gpkg": _write_package(frame),
        "metres.gpkg": _write_package(frame.to_crs("EPSG:32637")),
        "plain.parquet": _write_parquet(plain, "none", False),
        "packed.parquet": _write_parquet(plain, "snappy", True),
        "geo.parquet": _write_geoparquet(frame),
    }


def _write_text(delimiter: str, end: str) -> bytes:
    def quote(value: object) -> str:
        text = str(value)
        is_plain = not any(sign in text for sign in f'{delimiter}"\n')
        return text if is_plain else '"' + text.replace('"', '""') + '"'

    lines = [delimiter.join(map(quote, row)) for row in (NAMES, *ROWS)]
    return end.join([*lines, ""]).encode()


def _write_metres(frame: gpd.GeoDataFrame) -> bytes:
    document = json.loads(frame.to_crs("EPSG:32637").to_json(drop_id=True))
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32637"}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, **document}).encode()


def _write_package(frame: gpd.GeoDataFrame) -> bytes:
    out = io.BytesIO()
    # The same bytes every time; for this file alone, since GDAL's options are the whole process's.
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2017-05-04T00:00:00.000Z"})
    pyogrio.write_dataframe(frame, out, driver="GPKG", layer="points")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    return out.getvalue()


def _write_parquet(table: pa.Table, compression: str, has_dictionary: bool) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, compression=compression, use_dictionary=has_dictionary)
    return out.getvalue()


def _write_geoparquet(frame: gpd.GeoDataFrame) -> bytes:
    out = io.BytesIO()
    frame.to_parquet(out, compression=None)
    return out.getvalue()
