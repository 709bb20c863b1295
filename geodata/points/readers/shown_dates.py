"""Cells of a workbook that show a month or a year alone, taken as what they show.

"May 2017" that is typed into a cell is kept as 1 May 2017, with a format that shows no day: of the
day nothing is known. Another day than the first was written by somebody, and stays. The parts of an
xlsx tell formats (ECMA-376, part 1, 18.8.30), those of an ods the shown texts; both are rewritten
so that such a cell holds the text ``2017-05`` or ``2017``.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Literal
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from geodata.points.angles import LONGEST, normalise
from geodata.points.date_words import MONTHS

Shown = Literal["month", "year", "name", ""]

_BUILT_IN: Mapping[str, Shown] = {"17": "month"}
# In a format: texts in it, spaces as wide as a letter, colours and languages, halves of the day.
_NO_CODES = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]|am/pm|a/p', re.IGNORECASE)
_STYLES = "xl/styles.xml"
_IS_1904 = re.compile(rb"""<(?:\w+:)?workbookPr\b[^>]*\bdate1904=["'](?:1|true)["']""")
# Its text is none of the cell's, in an ods.
_COMMENT = "annotation"
_LAST_DAY = 2_958_465
_CLOCK = re.compile(r"\d\d?:\d\d(?::\d\d)?(?:[.,]\d+)?")
_NUMBER = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
_FORMS: Mapping[Shown, str] = {"month": "%Y-%m", "year": "%Y", "name": "%B"}


def show_months(parts: Mapping[str, bytes], kind: str) -> tuple[dict[str, bytes], int]:
    """Return the parts of a workbook with such cells as texts, and how many these are.

    ``kind`` is xlsx or ods; the parts are sound, as `sheet_sizes.count_parts` has found.
    """
    rewriters: dict[str, _Rewriter] = {}
    if kind == "ods":
        rewriters = {name: _OdsRewriter(data) for name, data in parts.items() if b"date" in data}
    else:
        styles = {name.lower(): data for name, data in parts.items()}.get(_STYLES, b"")
        shown = _read_styles(styles) if styles else {}
        if shown:
            is_used = re.compile(rb"""\ss\s*=\s*["'](?:%s)["']""" % "|".join(shown).encode())
            is_1904 = any(_IS_1904.search(data) for data in parts.values())
            rewriters = {
                name: _XlsxRewriter(data, shown, is_1904)
                for name, data in parts.items()
                if b"sheetData" in data and ("0" in shown or is_used.search(data))
            }
    written = {name: rewriter.rewrite() for name, rewriter in rewriters.items()}
    return {**parts, **written}, sum(rewriter.count for rewriter in rewriters.values())


def read_format(code: str) -> Shown:
    """Return what of a date a number format shows, empty if its day, or no date."""
    plain = _NO_CODES.sub("", code.partition(";")[0]).lower()
    if not plain.strip() or "general" in plain or "d" in plain or re.search(r"[0#?]", plain):
        return ""
    if "y" in plain or "e" in plain:
        return "month" if "m" in plain else "year"
    return "name" if "mmm" in plain else ""


def find_shown(text: str, day: date) -> Shown:
    """Return what of a date the text shows that stands for it, empty if its day."""
    plain = _CLOCK.sub(" ", normalise(text[:LONGEST]))
    numbers = _NUMBER.findall(plain)
    is_named = any(word in MONTHS for word in _LETTERS.findall(plain))
    if not numbers:
        return "name" if is_named else ""
    years = [n for n in numbers if n in (f"{day.year}", f"{day.year % 100:02}")]
    if len(numbers) > 2 or not years:
        return ""
    if len(numbers) == 1:
        # The day, in "17 May".
        if len(years[0]) < len("2017") and int(years[0]) == day.day:
            return ""
        return "month" if is_named else "year"
    numbers.remove(max(years, key=len))
    other = int(numbers[0])
    if other == day.day and (is_named or (other != day.month and _LETTERS.search(plain))):
        return ""
    return "month" if other == day.month else "year"


def _write(day: date, shown: Shown) -> str:
    """Return a day as what is shown of it; empty where it is not the first of a month."""
    if day.day != 1:
        return ""
    return f"{day:{_FORMS[shown]}}"


def _read_styles(data: bytes) -> dict[str, Shown]:
    """Return what the cells of each style show, without those that show a day or no date."""
    formats = dict(_BUILT_IN)
    found: list[Shown] = []
    is_of_cells = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal is_of_cells
        match tag.rpartition(":")[2]:
            case "numFmt":
                formats[attributes.get("numFmtId", "")] = read_format(
                    attributes.get("formatCode", "")
                )
            case "cellXfs":
                is_of_cells = True
            case "xf" if is_of_cells:
                found.append(formats.get(attributes.get("numFmtId", ""), ""))

    def end(tag: str) -> None:
        nonlocal is_of_cells
        is_of_cells = is_of_cells and tag.rpartition(":")[2] != "cellXfs"

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)
    return {str(place): shown for place, shown in enumerate(found) if shown}


class _Rewriter(ABC):
    """A part, some of whose cells are written anew as the parser comes to their ends."""

    cells: frozenset[str]
    texts: frozenset[str]

    def __init__(self, data: bytes) -> None:
        self._data, self.count = data, 0
        self._written, self._kept_to = bytearray(), 0
        self._begin = -1
        self._tag = ""
        self._attributes: dict[str, str] = {}
        # The element of the cell's text, and what stands in it.
        self._text_tag, self._text, self._is_text = "", "", False
        self._is_beside = False

    def rewrite(self) -> bytes:
        """Return the part as it is to be read."""
        parser = self._parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._take
        parser.Parse(self._data, True)
        if not self.count:
            return self._data
        return bytes(self._written + self._data[self._kept_to :])

    @abstractmethod
    def write_cell(self, tag: str, attributes: Mapping[str, str]) -> str:
        """Return a cell as it is to be read; empty if it stays."""

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        if local in self.cells:
            self._begin = self._parser.CurrentByteIndex
            self._tag, self._attributes = tag, attributes
            self._text_tag, self._text, self._is_beside = "", "", False
        elif local == _COMMENT:
            self._is_beside = True
        elif local in self.texts and self._begin >= 0 and not self._is_beside:
            self._text_tag, self._is_text = tag, True

    def _take(self, text: str) -> None:
        if self._is_text and len(self._text) < LONGEST:
            self._text += text

    def _end(self, tag: str) -> None:
        local = tag.rpartition(":")[2]
        if local in self.texts:
            self._is_text = False
        elif local == _COMMENT:
            self._is_beside = False
        elif local in self.cells and self._begin >= 0:
            cell = self.write_cell(self._tag, self._attributes) if self._text_tag else ""
            if cell:
                self._written += self._data[self._kept_to : self._begin]
                self._written += cell.encode()
                self._kept_to = self._data.index(b">", self._parser.CurrentByteIndex) + 1
                self.count += 1
            self._begin = -1


class _XlsxRewriter(_Rewriter):
    """A sheet of an xlsx."""

    cells, texts = frozenset({"c"}), frozenset({"v"})

    def __init__(self, data: bytes, styles: Mapping[str, Shown], is_1904: bool) -> None:
        super().__init__(data)
        self._styles = styles
        # Excel takes 1900 for a leap year.
        self._first = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)

    def write_cell(self, tag: str, attributes: Mapping[str, str]) -> str:
        shown = self._styles.get(attributes.get("s", "0"), "")
        day = self._read_day(attributes.get("t", "n")) if shown else None
        written = _write(day, shown) if day else ""
        if not written:
            return ""
        place = f" r={quoteattr(attributes['r'])}" if "r" in attributes else ""
        value = self._text_tag
        return f'<{tag}{place} t="str"><{value}>{written}</{value}></{tag}>'

    def _read_day(self, kind: str) -> date | None:
        with suppress(ValueError):
            if kind == "d":
                return date.fromisoformat(self._text.strip()[:10])
            number = float(self._text) if kind == "n" else 0
            if 1 <= number <= _LAST_DAY:
                return self._first + timedelta(days=int(number))
        return None


class _OdsRewriter(_Rewriter):
    """The sheets of an ods."""

    cells, texts = frozenset({"table-cell"}), frozenset({"p"})

    def write_cell(self, tag: str, attributes: Mapping[str, str]) -> str:
        known = {key.rpartition(":")[2]: (key, value) for key, value in attributes.items()}
        kind = known.get("value-type", ("", ""))
        if kind[1] != "date":
            return ""
        try:
            day = date.fromisoformat(known.get("date-value", ("", ""))[1][:10])
        except ValueError:
            return ""
        shown = find_shown(self._text, day)
        written = _write(day, shown) if shown else ""
        if not written:
            return ""
        repeated = "".join(
            f" {key}={quoteattr(value)}"
            for local, (key, value) in known.items()
            if local.endswith("-repeated") or local.endswith("-spanned")
        )
        text = self._text_tag
        return f'<{tag} {kind[0]}="string"{repeated}><{text}>{written}</{text}></{tag}>'
