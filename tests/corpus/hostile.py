"""Data files as nobody means well would write them, each a small seed, and mutations of any file.

A seed replaces or adds one file in a copy of the shipped data. Whatever is in a file, reading it
ends in records and faults, never in another error.
"""

import random
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]

_PASSAGES = "corpus/passages.yaml"
_DATES = "corpus/key_dates.yaml"
_QUESTIONS = "corpus/questions.yaml"
_ZONES = "geodata/zones.yaml"
_LINES = "geodata/boundaries/east-ghouta.geojson"
_PLACES = "geodata/places.csv"

_POINTS = "geodata/control_points.csv"
_HEADER = b"name,lat,lon,holder,as_of,source\n"

_DATE = b"- id: a\n  date: 2017-05-04\n  zones: all\n  kind: happened\n  passages: [tass-maps]\n"
_PROPERTIES = (
    b'"properties": {"part": "main", "ring": "outer", "kind": "assumed", "basis": "b", '
    b'"evidence": ["tass-maps"], "uncertainty_km": 1}'
)


def _features(coordinates: bytes, properties: bytes = _PROPERTIES) -> bytes:
    geometry = b'"geometry": {"type": "LineString", "coordinates": ' + coordinates + b"}"
    feature = b'{"type": "Feature", ' + properties + b", " + geometry + b"}"
    return b'{"type": "FeatureCollection", "features": [' + feature + b"]}"


# Name: the file, relative to the data folder, and what it holds.
SEEDS: dict[str, tuple[str, bytes]] = {
    # YAML: what PyYAML hands to Python unchecked.
    "character beyond Unicode": (_PASSAGES, rb'- id: "\U00110000"'),
    "character beyond C": (_PASSAGES, rb'- id: "\UFFFFFFFF"'),
    "long version": (_PASSAGES, b"%YAML " + b"9" * 5000 + b".1\n---\n- id: a\n"),
    "long minor version": (_QUESTIONS, b"%YAML 1." + b"9" * 5000 + b"\n---\n- id: a\n"),
    "escaped tag that is no UTF-8": (_QUESTIONS, b"- !<%ff%fe> a\n"),
    "undefined tag handle": (_QUESTIONS, b"- !a!b c\n"),
    "surrogates in a text": (_DATES, _DATE + rb'  label: "\ud83d\ude00"'),
    "surrogates in an id": (_DATES, _DATE.replace(b"id: a", rb'id: "\ud83d\ude00"')),
    "surrogates in a key": (_DATES, _DATE + b'  label: a\n  "\\ud83d": b\n'),
    "surrogates in a list": (_DATES, _DATE.replace(b"[tass-maps]", rb'["\udc00"]')),
    "NUL in a text": (_DATES, _DATE + rb'  label: "a\0b"'),
    "terminal sequence in a text": (_DATES, _DATE + rb'  label: "\x1b[2J"'),
    "terminal sequence in an id": (_DATES, _DATE.replace(b"id: a", rb'id: "\x1b[2J\x07\n-"')),
    "no character": (_DATES, _DATE + rb'  label: "\uffff"'),
    "line breaks in an id": (_PASSAGES, rb'- id: "a\nNo faults: everything is fine.\u2028"'),
    "long id": (_PASSAGES, b"- id: " + b"a" * 100_000),
    "more records than anybody writes": (_PASSAGES, b"- {a: b}\n" * 15_000),
    "more YAML than anybody writes": (_PASSAGES, b"- id: a\n" * 150_000),
    "more unknown keys than anybody writes": (
        _PASSAGES,
        b"- id: a\n" + b"".join(b"  k%d: a\n" % n for n in range(50_000)),
    ),
    "alias to itself": (_PASSAGES, b"- &a\n  id: *a\n"),
    "aliases that multiply": (
        _PASSAGES,
        b"- id: &a0 [x]\n"
        + b"".join(
            b"  k%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9))
            for n in range(1, 30)
        ),
    ),
    "merge keys": (_PASSAGES, b"- &a {id: a}\n- {<<: *a, id: b}\n"),
    "deep lists": (_PASSAGES, b"[" * 5000),
    "deep mappings": (_PASSAGES, b"- " + b"{a: " * 5000),
    "deep indentation": (_PASSAGES, b"".join(b" " * n + b"a:\n" for n in range(1000))),
    "much YAML": (_PASSAGES, b"- a: b\n" * 290_000),
    "many lines": (_PASSAGES, b"#\n" * 200_001),
    "only a mark of byte order": (_PASSAGES, b"\xef\xbb\xbf"),
    "UTF-16": (_PASSAGES, "- id: a".encode("utf-16")),
    "surrogates as UTF-8": (_PASSAGES, b"- id: \xed\xa0\xbd\xed\xb8\x80"),
    "date without an end": (_DATES, _DATE.replace(b"2017-05-04", b"2017-05-04/") + b"  label: a"),
    "date of the year 0": (_DATES, _DATE.replace(b"2017-05-04", b"0000") + b"  label: a"),
    "date in other digits": (
        _DATES,
        _DATE.replace(b"2017-05-04", "٢٠١٧".encode()) + b"  label: a",
    ),
    "long date": (_DATES, _DATE.replace(b"2017-05-04", b"9" * 5000) + b"  label: a"),
    "zones of one surrogate": (_ZONES, b'version: "1"\nlicence: "\\udcff"\nzones: [{id: idlib}]'),
    "zones that are a word": (_ZONES, b"version: a\nlicence: b\nzones: c\n"),
    # Articles.
    "file name that is no UTF-8": ("corpus/articles/caf\udce9.md", b"---\nid: a\n---\nText."),
    "file name that steers a terminal": ("corpus/articles/\x1b[2J\n.md", b"---\nid: a\n---\nText."),
    "NUL in an article": ("corpus/articles/a.md", b"---\nid: a\n---\nText \0."),
    "form feed in an article": ("corpus/articles/a.md", b"---\nid: a\n---\nText \f."),
    "front matter without an end": ("corpus/articles/a.md", b"---" + b"\n---x" * 200_000),
    # GeoJSON.
    "number of 5,000 digits": (_LINES, _features(b"[[" + b"9" * 5000 + b", 33.5], [36.4, 33.5]]")),
    "number of 4,000 digits": (_LINES, _features(b"[[" + b"9" * 4000 + b", 33.5], [36.4, 33.5]]")),
    "number without an end": (_LINES, _features(b"[[1e999, 33.5], [36.4, 33.5]]")),
    "NaN": (_LINES, _features(b"[[NaN, 33.5], [36.4, 33.5]]")),
    "Infinity": (_LINES, _features(b"[[36.4, -Infinity], [36.4, 33.5]]")),
    "truth as a coordinate": (_LINES, _features(b"[[true, 33.5], [36.4, 33.5]]")),
    "deep position": (_LINES, _features(b"[" * 960 + b"]" * 960)),
    "deep part": (
        _LINES,
        _features(
            b"[[36.3, 33.5], [36.4, 33.5]]",
            _PROPERTIES.replace(b'"main"', b"[" * 970 + b"]" * 970),
        ),
    ),
    "deep JSON": (_LINES, b"[" * 100_000),
    "surrogates in JSON": (
        _LINES,
        _features(b"[[36.3, 33.5], [36.4, 33.5]]", _PROPERTIES.replace(b'"main"', rb'"\ud83d"')),
    ),
    "surrogates as a key of JSON": (
        _LINES,
        _features(b"[[36.3, 33.5], [36.4, 33.5]]", _PROPERTIES.replace(b'"basis"', rb'"\ud83d"')),
    ),
    "NUL in JSON": (
        _LINES,
        _features(b"[[36.3, 33.5], [36.4, 33.5]]", _PROPERTIES.replace(b'"b"', rb'"\u0000"')),
    ),
    "line on one spot": (_LINES, _features(b"[[36.3, 33.5], [36.3, 33.5], [36.3, 33.5]]")),
    "line there and back": (_LINES, _features(b"[[36.3, 33.5], [36.4, 33.5], [36.3, 33.5]]")),
    "a thousand spikes": (
        _LINES,
        _features(
            b"[[36.3, 33.5], "
            + b"".join(b"[36.%03d, 33.%d], " % (300 + n // 10, 5 + n % 2) for n in range(1000))
            + b"[36.3, 33.5]]"
        ),
    ),
    "many positions": (_LINES, _features(b"[" + b"[36.3, 33.5], " * 3000 + b"[36.3, 33.6]]")),
    "many features": (
        _LINES,
        b'{"type": "FeatureCollection", "features": [' + b"{}, " * 3000 + b"{}]}",
    ),
    # CSV.
    "table of a byte order mark": (_PLACES, b"\xef\xbb\xbf"),
    "NUL in a table": (_PLACES, b"id,name\na,\0\n"),
    "long cell": (_POINTS, _HEADER + b"a" * 200_000 + b",33,36,SDF,2017,b\n"),
    "cell without an end": (_POINTS, _HEADER + b'"' + b"a\n" * 1000),
    "blank rows": (_POINTS, _HEADER + b"\n" * 1000),
    "carriage returns": (_PLACES, b"id\rname\r"),
    "huge numbers": (_POINTS, _HEADER + b"a," + b"9" * 5000 + b",1e999,SDF,2017,b\n"),
    "terminal sequence in a table": (_POINTS, _HEADER + b"a,33,36,SDF,2017,\x1b[2J\n"),
    # What is no text at all.
    "image": (_QUESTIONS, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "large file": (_QUESTIONS, b"#" * 8_000_001),
    "large boundary": (_LINES, b" " * 8_000_001),
}

_PIECES = (
    *(b'"\\UFFFFFFFF"', b'"\\ud83d"', b'"\\0"', b"\\", b'"', b"'", b"\0", b"\x1b", b"\xff", b"\n"),
    *(
        b"\r",
        b"\t",
        b"---\n",
        b"- ",
        b": ",
        b"&a ",
        b"*a",
        b"!<%ff>",
        b"%YAML 9.9\n",
        b"|9\n",
        b"? ",
    ),
    *(
        b"[" * 400,
        b"{" * 400,
        b"9" * 5000,
        b"-",
        b"1e999",
        b"NaN",
        b"null",
        b"true",
        b"[]",
        b"{}",
        b",",
    ),
    *(
        b"~",
        b"/",
        b"<<: ",
        b"#",
        b"\xed\xa0\xbd",
        b"\xef\xbb\xbf",
        b"\xc2\x85",
        b"\xe2\x80\xa8",
        b";",
    ),
)


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes of a file with some of them changed, left out, doubled or put in."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        at = chance.randrange(len(changed) + 1)
        end = min(len(changed), at + chance.choice((1, 1, 4, 40, 400)))
        match chance.randrange(5):
            case 0 if at < len(changed):
                changed[at] ^= 1 << chance.randrange(8)
            case 1:
                changed[at:end] = b""
            case 2:
                changed[at:at] = changed[at:end]
            case 3:
                changed[at:] = b"" if chance.random() < 0.2 else changed[at:]
            case _:
                changed[at : chance.choice((at, end))] = chance.choice(_PIECES)
    return bytes(changed)


def list_data_files(root: Path = ROOT) -> list[str]:
    """Return the names of the shipped data files, relative to the folder that holds both parts."""
    patterns = ("corpus/*.yaml", "corpus/articles/*.md", "geodata/*.yaml", "geodata/*.csv")
    found = [
        path for each in (*patterns, "geodata/boundaries/*.geojson") for path in root.glob(each)
    ]
    return sorted(str(path.relative_to(root)) for path in found)


def copy_data(folder: Path) -> Path:
    """Return a folder with a copy of the shipped data, in ``corpus`` and ``geodata``."""
    for name in list_data_files():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder
