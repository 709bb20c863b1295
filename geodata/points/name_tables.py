"""Locating the places that a CSV or TSV names: each name's place and verdict, or its candidates."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.quoting import quote
from corpus.writing import explaining, replacing
from geodata.errors import TableError
from geodata.gazetteer.matching import Finding, PlaceMatch, find_place
from geodata.points.angles import read_position
from geodata.points.location import Location, locate_point
from geodata.points.sources import opening
from geodata.records import Atlas

ADDED = (
    "matched_name", "governorate", "score", "candidates", "lon", "lat", "zone", "certainty",
    "distance_km",
)  # fmt: skip
_LONGEST_NAME = 200
_DELIMITERS = {".csv": ",", ".tsv": "\t"}


@dataclass(frozen=True)
class NameColumns:
    """The columns that hold the names of places and, if there is one, of their governorates."""

    place: str
    admin: str | None = None


def locate_names(source: Path, target: Path, columns: NameColumns, atlas: Atlas) -> Counter[str]:
    """Write a table with columns added that say where its places lie; return counts of results.

    The counts are by certainty, and of what is not placed. The order and the number of the rows
    are kept; memory holds a row at a time.

    Raises
    ------
    TableError
        If the table cannot be read or has no such column.
    OutputError
        If the result cannot be written.
    """
    delimiter, written = (_find_delimiter(path) for path in (source, target))
    counts: Counter[str] = Counter()

    @lru_cache(maxsize=10_000)
    def describe(name: str, admin: str) -> tuple[str, ...]:
        return _describe(name, admin, atlas)

    with opening(source) as file, replacing(target) as part, explaining(target):
        lines = (_decode(line, number, source) for number, line in enumerate(file, start=1))
        rows = _read_rows(csv.reader(lines, delimiter=delimiter), source)
        header = next(rows, None)
        if header is None:
            raise TableError(f"{source}: the file holds no rows.")
        place = _find_column(header, columns.place, source)
        admin = None if columns.admin is None else _find_column(header, columns.admin, source)
        with part.open("w", encoding="utf-8", newline="") as output:
            writer = csv.writer(output, delimiter=written, lineterminator="\n")
            writer.writerow([*header, *_choose_names(header)])
            for row in rows:
                cells = [*row, *[""] * (len(header) - len(row))]
                if len(row) == len(header):
                    added = describe(
                        cells[place].strip(), cells[admin] if admin is not None else ""
                    )
                else:
                    reason = f"{len(row)} cells, the header has {len(header)}"
                    added = _refuse(reason)
                writer.writerow([*cells[: len(header)], *added])
                counts[added[ADDED.index("certainty")].partition(":")[0]] += 1
    return counts


def _describe(name: str, admin: str, atlas: Atlas) -> tuple[str, ...]:
    if not name:
        return _refuse("no name")
    if len(name) > _LONGEST_NAME:
        return _refuse(f"a name longer than {_LONGEST_NAME} characters")
    if position := read_position(name):
        return _answer("", "", "", locate_point(position.lon, position.lat, atlas))
    finding = find_place(name, atlas, admin)
    if finding.match is None:
        return _refuse(_shorten_reason(finding), _list_candidates(finding.others))
    match = finding.match
    location = locate_point(match.place.lon, match.place.lat, atlas)
    return _answer(match.place.name, match.governorate, f"{match.score:.2f}", location)


def _answer(name: str, governorate: str, score: str, location: Location) -> tuple[str, ...]:
    zone = location.zone.id if location.zone else ""
    distance = "" if location.distance_km is None else f"{location.distance_km:.1f}"
    lon, lat = f"{location.lon:.5f}", f"{location.lat:.5f}"
    return name, governorate, score, "", lon, lat, zone, location.certainty, distance


def _refuse(reason: str, candidates: str = "") -> tuple[str, ...]:
    return "", "", "", candidates, "", "", "", f"not placed: {reason}", ""


def _shorten_reason(finding: Finding) -> str:
    reason = finding.reason.partition(" Did you mean ")[0].rstrip(".")
    return reason[:1].lower() + reason[1:]


def _list_candidates(matches: tuple[PlaceMatch, ...]) -> str:
    return "; ".join(
        f"{match.place.name} ({match.governorate}, {match.place.lat:.4f} {match.place.lon:.4f})"
        for match in matches
    )


def _read_rows(reader: Iterator[list[str]], source: Path) -> Iterator[list[str]]:
    try:
        yield from (row for row in reader if row)
    except csv.Error as error:
        raise TableError(f"{source}: not sound CSV ({error}).") from error


def _decode(line: bytes, number: int, source: Path) -> str:
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise TableError(f"{source}, line {number}: not UTF-8; save the table as UTF-8.") from error


def _find_delimiter(path: Path) -> str:
    delimiter = _DELIMITERS.get(path.suffix.casefold())
    if delimiter is None:
        raise TableError(f"{path}: with --place, a table is read and written as .csv or .tsv.")
    return delimiter


def _find_column(header: list[str], name: str, source: Path) -> int:
    for number, known in enumerate(header):
        if known.strip() == name.strip():
            return number
    listed = ", ".join(quote(known) for known in header[:12])
    raise TableError(f"{source}: there is no column {quote(name)} among {listed}.")


def _choose_names(header: list[str]) -> tuple[str, ...]:
    taken = {name.strip().casefold() for name in header}
    number = 1
    names: tuple[str, ...] = ADDED
    while taken & {*names}:
        number += 1
        names = tuple(f"{name}_{number}" for name in ADDED)
    return names
