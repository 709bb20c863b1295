"""GeoJSON: reading the features of a collection one by one, and writing them with properties added.

Ids, nested properties, other members of the file and of its features stay as they are.
"""

import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

import numpy as np

from corpus.quoting import quote
from geodata.errors import TableError
from geodata.points.chunks import CHUNK_BYTES, CHUNK_ROWS, Chunk, TableOptions
from geodata.points.coordinates import Coordinates, Problem, find_infinite
from geodata.points.event_dates import find_date_column
from geodata.points.placement import ADDED, Placement
from geodata.points.readers.json_text import JsonText
from geodata.points.reference_systems import read_crs

_BLOCK = 2**20
# Read features take many times the memory of their text.
_CHUNK_TEXT = CHUNK_BYTES // 4
# Longer than an added key whose letters are all escaped.
_LONGEST_KEY = 256


def _escape(letters: str) -> str:
    """Return a pattern of letters, each of which JSON may write as its code too."""
    return "".join(rf"(?:{x}|\\u00(?:{ord(x.lower()):x}|{ord(x.upper()):x}))" for x in letters)


_NUMBER = rf"{_escape('_')}(?:[0-9]|\\u003[0-9]){{1,9}}"
_ADDED_KEYS = re.compile(
    # Most keys begin with another character, and are skipped at once.
    rf'("(?=[{"".join(name[0] for name in ADDED)}\\])(?:{"|".join(map(_escape, ADDED))})'
    rf'(?:{_NUMBER})?")\s*:'.encode(),
    re.IGNORECASE,
)


class FeatureReader:
    """A GeoJSON FeatureCollection of points, read from a binary file that can be rewound."""

    def __init__(
        self, file: BinaryIO, name: str, options: TableOptions, with_dates: bool = False
    ) -> None:
        """Read the members before the features.

        Raises
        ------
        TableError
            If the file is not a FeatureCollection.
        """
        if options.lon or options.lat:
            raise TableError(
                f"{name}: GeoJSON has its coordinates in the geometry; leave out --lon."
            )
        self._file, self._name, self._options = file, name, options
        self._with_dates = with_dates
        self._size = max(1, file.seek(0, io.SEEK_END))
        if not file.seek(0) and not file.read(1):
            raise TableError(f"{name}: the file is empty.")
        # The properties of later features are not known in time, so all keys count.
        self.names = _find_added_keys(file)
        file.seek(0)
        self._text = JsonText(file, name)
        self.head: dict[str, Any] = {}
        self.tail: dict[str, Any] = {}
        self._text.expect("{")
        if not self._read_members(self.head):
            raise TableError(f"{name}: this is JSON, but not a GeoJSON FeatureCollection.")
        own = _find_crs(self.head, name)
        self.crs = read_crs(options.crs or own, name)
        self._check_crs(own)

    def _read_members(self, members: dict[str, Any]) -> bool:
        """Read members of the collection up to its features; return whether they were reached."""
        text = self._text
        if text.peek() == "}":
            text.expect("}")
            return False
        while True:
            key = text.read_value()
            if not isinstance(key, str):
                raise text.fault("a name expected")
            again = key == "features" and members is self.tail
            if again or key in self.head or key in self.tail:
                raise text.fault(f"the name {quote(key)} stands twice in the collection")
            text.expect(":")
            if key == "features":
                text.expect("[")
                return True
            members[key] = text.read_value()
            if text.expect(",}") == "}":
                return False

    def _check_crs(self, own: str | None) -> None:
        if self._options.crs and own and read_crs(own, self._name) != self.crs:
            raise TableError(
                f"{self._name}: the file names a reference system of its own; leave out --crs."
            )

    def progress(self) -> float:
        """Return the fraction of the file's bytes that has been read."""
        return self._file.tell() / self._size

    def chunks(self) -> Iterator[Chunk]:
        """Yield the features in order, then read the members after them."""
        features: list[dict[str, Any]] = []
        number = size = 0
        for feature, length in self._read_features():
            features.append(feature)
            number, size = number + 1, size + length
            if len(features) == CHUNK_ROWS or size > _CHUNK_TEXT:
                yield self._make_chunk(features)
                features, size = [], 0
        if features:
            yield self._make_chunk(features)
        text = self._text
        text.where = "after the features"
        if text.expect(",}") == ",":
            self._read_members(self.tail)
        if text.peek():
            raise text.fault("something follows the collection")
        kind = {**self.head, **self.tail}.get("type")
        if kind != "FeatureCollection":
            raise TableError(f"{self._name}: the type is {kind!r}, not 'FeatureCollection'.")
        own = _find_crs(self.tail, self._name)
        if own and not self._options.crs and read_crs(own, self._name):
            raise TableError(f"{self._name}: the reference system comes last; give it with --crs.")
        self._check_crs(own)
        if not number:
            raise TableError(f"{self._name}: the collection has no features.")

    def _read_features(self) -> Iterator[tuple[dict[str, Any], int]]:
        text, number = self._text, 1
        if text.peek() == "]":
            text.expect("]")
            return
        while True:
            text.where = f"in feature {number}"
            before = text.at
            feature = text.read_value()
            if not isinstance(feature, dict) or feature.get("type") != "Feature":
                raise text.fault("this is not a Feature")
            if not isinstance(feature.get("properties"), dict | None):
                raise text.fault("the properties are no object")
            yield feature, max(0, text.at - before)
            if text.expect(",]") == "]":
                return
            number += 1

    def _make_chunk(self, features: list[dict[str, Any]]) -> Chunk:
        read = [_read_position(feature.get("geometry")) for feature in features]
        lon, lat, problems = zip(*read, strict=True)
        return Chunk(
            rows=features,
            coordinates=find_infinite(
                Coordinates(np.array(lon, float), np.array(lat, float), np.array(problems))
            ),
            dates=[_find_date(feature) for feature in features] if self._with_dates else None,
        )


def _read_position(geometry: Any) -> tuple[float, float, int]:
    match geometry:
        case None:
            return np.nan, np.nan, Problem.NO_POSITION
        case {"type": "Point", "coordinates": []}:
            return np.nan, np.nan, Problem.NO_POSITION
        case {"type": "Point", "coordinates": [bool(), *_] | [_, bool(), *_]}:
            return np.nan, np.nan, Problem.BAD_LON
        case {"type": "Point", "coordinates": [int() | float() as lon, int() | float() as lat, *_]}:
            try:
                return float(lon), float(lat), Problem.NONE
            except OverflowError:
                return np.nan, np.nan, Problem.BAD_LON
        case {"type": "Point"}:
            return np.nan, np.nan, Problem.BAD_LON
        case _:
            return np.nan, np.nan, Problem.NO_POINT


def _find_date(feature: dict[str, Any]) -> str:
    properties = feature.get("properties") or {}
    column = find_date_column(list(properties))
    return "" if column is None else str(list(properties.values())[column])


def _find_crs(members: dict[str, Any], name: str) -> str | None:
    match members.get("crs"):
        case None:
            return None
        case {"type": "name", "properties": {"name": str() as crs}}:
            return crs
        case {"type": "link"}:
            raise TableError(
                f"{name}: the reference system is a link, and no link is followed; take out crs."
            )
        case _:
            raise TableError(
                f"{name}: the reference system under crs cannot be understood; take it out."
            )


def _find_added_keys(file: BinaryIO) -> Sequence[str]:
    found: set[str] = set()
    file.seek(0)
    text = b""
    while block := file.read(_BLOCK):
        text += block
        found |= {json.loads(key) for key in _ADDED_KEYS.findall(text)}
        # A key may continue in the next block, or its colon follow there after many spaces.
        kept = text.rstrip()
        text = kept[-_LONGEST_KEY:] + (b" " if len(kept) < len(text) else b"")
    return sorted(found)


class FeatureWriter:
    """A GeoJSON FeatureCollection with properties more, written to a binary file."""

    def __init__(self, file: BinaryIO, reader: FeatureReader, names: Sequence[str]) -> None:
        """Write the members before the features that ``reader`` reads."""
        self._file, self._reader, self._names = file, reader, names
        self._separator = "\n"
        head = "".join(f"{_write(key)}: {_write(value)}, " for key, value in reader.head.items())
        self._file.write(f'{{{head}"features": ['.encode())

    def write(self, chunk: Chunk, placement: Placement) -> None:
        """Write features with the properties added."""
        lines = []
        for feature, *values in zip(
            chunk.rows,
            placement.zone,
            placement.certainty,
            placement.distance_km.tolist(),
            placement.stretch,
            placement.zone_status,
            strict=True,
        ):
            # Nothing is null here, as an empty cell is in CSV. Only a NaN differs from itself.
            known = [None if value == "" or value != value else value for value in values]  # noqa: PLR0124
            added = dict(zip(self._names, known, strict=True))
            properties = {**(feature.get("properties") or {}), **added}
            lines.append(_write({**feature, "properties": properties}))
        self._file.write((self._separator + ",\n".join(lines)).encode())
        self._separator = ",\n"

    def close(self) -> None:
        """Write the members after the features."""
        tail = "".join(f", {_write(key)}: {_write(v)}" for key, v in self._reader.tail.items())
        self._file.write(f"\n]{tail}}}\n".encode())

    def abort(self) -> None:
        """Do nothing: nothing is buffered."""


def _write(value: Any) -> str:
    try:
        text = json.dumps(value, ensure_ascii=False)
        text.encode()
    except UnicodeEncodeError:  # half of a pair of surrogates, as an escape in the source
        return json.dumps(value)
    except RecursionError:
        raise TableError("A part of the GeoJSON file is nested too deeply.") from None
    return text
