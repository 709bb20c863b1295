"""The features or records of a JSON file, whichever way it lists them."""

from collections.abc import Iterator
from typing import Any

from corpus.quoting import quote
from geodata.errors import TableError
from geodata.points.readers.json_text import JsonText

# The names under which answers of ACLED's, UCDP's and other services list their records.
_LISTS = (
    "data", "Result", "results", "records", "rows", "items", "events", "elements", "incidents",
    "entries", "points", "locations", "places", "markers", "observations", "reports", "value",
)  # fmt: skip
_GEOMETRIES = (
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
    "GeometryCollection",
)  # fmt: skip
# So many rows are read, of so much text, to find the first that has properties.
_MOST_EMPTY, _LONGEST_EMPTY = 1000, 1_000_000


class JsonRows:
    """Features of a collection, in lines, in a list or one alone; or records instead of them.

    ``head`` and ``tail`` are the members of a collection before and after its features; the latter
    are known when all rows were read. ``are_features`` is False for records. ``first_properties``
    are those of the first feature or record that has some.
    """

    def __init__(self, text: JsonText, name: str) -> None:
        """Read up to the first row that is not empty.

        Raises
        ------
        TableError
            If this is no JSON, or none with rows.
        """
        self._text, self._name = text, name
        self.head: dict[str, Any] = {}
        self.tail: dict[str, Any] = {}
        self._list: str | None = None
        # The rows that are read already, each with the length of its text.
        self._ahead: list[tuple[dict[str, Any], int]] = []
        self.are_features = True
        text.where = "at the beginning"
        self._ends = text.peek() == "["
        if self._ends:
            text.expect("[")
        else:
            text.expect("{")
            self._ends = self._read_members(self.head)
        if not self._ends:  # one object, or the first of several in lines
            first, self.head = _complete(self.head), {}
            self._check_first(first)
            self._ahead = [(first, text.at)]
        elif text.peek() != "]":
            self._look_ahead()
        if self._list != "features":
            self.head = {"type": "FeatureCollection", **self.head}
        described = (_list_properties(row) for row, _ in self._ahead)
        self.first_properties: dict[str, Any] = next(filter(None, described), {})

    def _look_ahead(self) -> None:
        """Read the first rows of a list: one says no more than `null` says of the others."""
        text = self._text
        values: list[tuple[Any, int]] = []
        start = text.at
        while True:
            text.where = f"in feature {len(values) + 1}"
            before = text.at
            value = _complete(text.read_value())
            values.append((value, max(0, text.at - before)))
            is_last = len(values) == _MOST_EMPTY or text.at - start > _LONGEST_EMPTY
            if _list_properties(value) or is_last or text.peek() == "]":
                break
            text.expect(",")
        known = next((value for value, _ in values if value is not None), None)
        self.are_features = self._list == "features" or _is_feature(known)
        self._ahead = [(self._check(value), length) for value, length in values]

    def _check_first(self, value: dict[str, Any]) -> None:
        """Refuse an object that is no feature and, alone as it stands, no record."""
        self.are_features = _is_feature(value)
        if value.get("type") == "Topology":
            raise TableError(f"{self._name}: this is TopoJSON; convert it to GeoJSON.")
        if not self.are_features and (not value or "type" in value or not self._text.peek()):
            raise TableError(
                f"{self._name}: this is JSON, but no GeoJSON with features, and no list of records."
            )
        if self.are_features:
            self._check(value)

    def _read_members(self, members: dict[str, Any]) -> bool:
        """Read members of the collection up to its rows; return whether they were reached."""
        text = self._text
        if text.peek() == "}":
            text.expect("}")
            return False
        while True:
            key = text.read_value()
            if not isinstance(key, str):
                raise text.fault("a name expected")
            again = key == self._list and members is self.tail
            if again or key in self.head or key in self.tail:
                raise text.fault(f"the name {quote(key)} stands twice in the collection")
            text.expect(":")
            if self._begins_rows(key, members):
                text.expect("[")
                self._list = key
                return True
            members[key] = text.read_value()
            if text.expect(",}") == "}":
                return False

    def _begins_rows(self, key: str, members: dict[str, Any]) -> bool:
        if members is self.tail:
            return False
        return key == "features" or (
            key in _LISTS and "type" not in members and self._text.peek() == "["
        )

    def read(self) -> Iterator[tuple[dict[str, Any], int]]:
        """Yield the rows in order, each with the length of its text; then read what follows."""
        text, number = self._text, len(self._ahead)
        is_empty = not self._ahead
        yield from self._ahead
        self._ahead.clear()
        while not is_empty and (text.peek() if not self._ends else text.expect(",]") != "]"):
            number += 1
            text.where = f"in feature {number}"
            before = text.at
            row = self._check(text.read_value())
            yield row, max(0, text.at - before)
        if is_empty:
            text.expect("]")
        text.where = "after the features"
        if self._list is not None and text.expect(",}") == ",":
            self._read_members(self.tail)
        if text.peek():
            raise text.fault("something follows the collection")

    def _check(self, value: Any) -> dict[str, Any]:
        if value is None:  # a row of which nothing is known costs no other
            value = {"type": "Feature", "properties": {}, "geometry": None}
            value = value if self.are_features else {}
        value = _complete(value)
        if isinstance(value, list):
            raise self._text.fault("a row is a list, and no object with names")
        if self.are_features and isinstance(value, dict) and "attributes" in value:
            raise TableError(f"{self._name}: this is JSON of Esri's; ask for GeoJSON (f=geojson).")
        if not isinstance(value, dict) or _is_feature(value) != self.are_features:
            what = "a Feature" if self.are_features else "a record"
            raise self._text.fault(f"this is not {what}")
        if self.are_features and not isinstance(value.get("properties"), dict | None):
            raise self._text.fault("the properties are no object")
        return value


def _complete(value: Any) -> Any:
    """Return a geometry alone as a feature; anything else as it is."""
    if isinstance(value, dict) and value.get("type") in _GEOMETRIES:
        return {"type": "Feature", "properties": {}, "geometry": value}
    return value


def _list_properties(value: Any) -> dict[str, Any]:
    """Return the properties of a feature or a record; empty where it has none, or is neither."""
    if not isinstance(value, dict):
        return {}
    found = value.get("properties") if _is_feature(value) else value
    return found if isinstance(found, dict) else {}


def _is_feature(value: Any) -> bool:
    return isinstance(value, dict) and value.get("type") == "Feature"
