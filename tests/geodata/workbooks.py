"""Small workbooks for tests, xlsx and ods, from rows of Python values."""

import io
import struct
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
_RELATED = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_HIDDEN = ' state="hidden"'
# The style of a date, and that of the format which a workbook may have of its own.
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">{{}}<cellStyleXfs><xf numFmtId="17"/></cellStyleXfs><cellXfs>'
    f'<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="{{}}"/></cellXfs></styleSheet>'
)


def write_xlsx(sheets: dict[str, Sequence[Sequence[Any]]], hidden: str = "", **parts: str) -> bytes:
    """Return a workbook, one sheet hidden; ``parts`` stand in the place of those of these names.

    Among them ``format`` is a number format, or its number, for cells of the style 2.
    """
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"'
        f"{_HIDDEN if name == hidden else ''}/>"
        for n, name in zip(numbers, sheets, strict=True)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    related += f'<Relationship Id="s" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    related += f'<Relationship Id="t" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    files = {
        "[Content_Types].xml": _TYPES.format(""),
        "_rels/.rels": f'{_RELATED}<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        f'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"{parts.get('workbook', '')}<sheets>{listed}"
        f"</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"{_RELATED}{related}</Relationships>",
        "xl/styles.xml": _write_styles(parts.get("format", "0")),
        "xl/sharedStrings.xml": parts.get("texts", f'<sst xmlns="{_MAIN}"/>'),
    }
    for n, rows in zip(numbers, sheets.values(), strict=True):
        cells = "".join(f"<row>{''.join(map(_write_cell, row))}</row>" for row in rows)
        files[f"xl/worksheets/sheet{n}.xml"] = make_sheet(parts.get("cells", cells))
    return _pack(files)


def _write_styles(shown: str) -> str:
    if shown.isdecimal():
        return _STYLES.format("", shown)
    own = f"<numFmts><numFmt numFmtId='170' formatCode={quoteattr(shown)}/></numFmts>"
    return _STYLES.format(own, 170)


def make_sheet(rows: str) -> str:
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _write_cell(value: Any) -> str:
    match value:
        case None:
            return "<c/>"
        case bool():
            return f'<c t="b"><v>{int(value)}</v></c>'
        case date():
            return f'<c s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
        case int() | float():
            return f"<c><v>{value!r}</v></c>"
        case _:
            return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def write_ods(rows: Sequence[Sequence[Any]], content: str | None = None) -> bytes:
    """Return a workbook of one sheet; ``content`` stands in the place of its rows."""
    cells = "".join(
        f"<table:table-row>{''.join(map(_write_ods_cell, row))}</table:table-row>" for row in rows
    )
    of = "urn:oasis:names:tc:opendocument:xmlns:"
    text = (
        f'<office:document-content xmlns:office="{of}office:1.0" xmlns:table="{of}table:1.0" '
        f'xmlns:text="{of}text:1.0"><office:body><office:spreadsheet><table:table table:name="One">'
        f"{content or cells}</table:table></office:spreadsheet></office:body>"
        f"</office:document-content>"
    )
    manifest = f'<m:manifest xmlns:m="{of}manifest:1.0"/>'
    return _pack({"mimetype": _ODS, "content.xml": text, "META-INF/manifest.xml": manifest})


def _write_ods_cell(value: Any) -> str:
    match value:
        case None:
            return "<table:table-cell/>"
        case date():
            kind = f'office:value-type="date" office:date-value="{value}"'
        case int() | float():
            kind = f'office:value-type="float" office:value="{value!r}"'
        case _:
            kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def _pack(files: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return target.getvalue()


def write_xls(rows: Sequence[Sequence[Any]], stream: str = "Workbook") -> bytes:
    """Return a workbook of Excel 97, with one sheet of texts and numbers."""
    begins, ends = _record(0x0809, "<HHHHII", 0x0600, 5, 0, 0, 0, 0), _record(0x000A, "<")
    cells = b"".join(
        _record(0x0203, "<HHHd", row, column, 0, value)
        if isinstance(value, float)
        else _record(
            0x0204,
            f"<HHHHB{2 * len(value)}s",
            *(row, column, 0, len(value), 1, value.encode("utf-16-le")),
        )
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
    )
    sheet = _record(0x0809, "<HHHHII", 0x0600, 16, 0, 0, 0, 0) + cells + ends
    name = b"\x06\0Sheet1"
    place = len(begins) + 4 + 6 + len(name) + len(ends)
    listed = struct.pack("<HHIH", 0x0085, 6 + len(name), place, 0) + name
    data = begins + listed + ends + sheet
    return _write_compound(stream, data.ljust(max(4096, -(-len(data) // 512) * 512), b"\0"))


def _record(kind: int, form: str, *values: Any) -> bytes:
    body = struct.pack(form, *values)
    return struct.pack("<HH", kind, len(body)) + body


def _write_compound(stream: str, data: bytes) -> bytes:
    """Return a compound file of one stream: its header, table of sectors, directory, stream."""
    count = len(data) // 512
    sectors = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", *sectors, *[0xFFFFFFFF] * (128 - len(sectors)))
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBB", 2 * len(name) + 2, kind, 1)
        + struct.pack("<3I", 0xFFFFFFFF, 0xFFFFFFFF, child)
        + bytes(36)
        + struct.pack("<IQ", begin, size)
        for name, kind, child, begin, size in (
            ("Root Entry", 5, 1, 0xFFFFFFFE, 0),
            (stream, 2, 0xFFFFFFFF, 2, len(data)),
        )
    )
    return header + table + entries.ljust(512, b"\0") + data
