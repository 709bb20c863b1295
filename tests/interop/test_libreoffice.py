"""The CSV files as LibreOffice opens them: columns, Arabic and dates intact, no formula run."""

import csv
import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from geodata.exports.csv_tables import CSV_LAYERS, write
from geodata.exports.extract import MapExtract
from geodata.records import Atlas

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
# Comma, quotes, UTF-8, from the first line; formulas are evaluated, as a careless reader may ask.
IMPORT = "CSV:44,34,76,1,,0,false,true,false,false,false,-1,true"
DANGEROUS = ["=1+1", "+1+1", "-1+1", "@SUM(1;1)", " =1+1", "\t=1+1", '=HYPERLINK("x")']


class Cell(NamedTuple):
    """A cell as LibreOffice took it."""

    kind: str
    value: str
    formula: str


def open_files(folder: Path, documents: dict[str, bytes]) -> dict[str, list[list[Cell]]]:
    """Return the rows of each document as LibreOffice shows them."""
    for name, document in documents.items():
        (folder / f"{name}.csv").write_bytes(document)
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            f"--infilter={IMPORT}",
            "--convert-to",
            "fods",
            *(f"{name}.csv" for name in documents),
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return {name: list(read_rows(folder / f"{name}.fods")) for name in documents}


def read_rows(path: Path) -> Iterator[list[Cell]]:
    for row in ElementTree.parse(path).iter(f"{TABLE}table-row"):
        cells = [
            cell
            for element in row
            for cell in [read_cell(element)]
            * int(element.get(f"{TABLE}number-columns-repeated", 1))
        ]
        yield from [cells] * int(row.get(f"{TABLE}number-rows-repeated", 1))


def read_cell(element: ElementTree.Element) -> Cell:
    kind = element.get(f"{OFFICE}value-type", "string")
    written = "\n".join("".join(read_text(line)) for line in element.iter(f"{TEXT}p"))
    value = element.get(f"{OFFICE}value") or element.get(f"{OFFICE}date-value") or written
    return Cell(kind, value, element.get(f"{TABLE}formula", ""))


def read_text(element: ElementTree.Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        if part.tag == f"{TEXT}s":
            yield " " * int(part.get(f"{TEXT}c", 1))
        elif part.tag == f"{TEXT}tab":
            yield "\t"
        else:
            yield from read_text(part)
        yield part.tail or ""


def test_every_layer_opens_with_its_columns_and_words(whole: MapExtract, tmp_path: Path) -> None:
    documents = {name: b"".join(write(whole, name)) for name in CSV_LAYERS}
    for name, shown in open_files(tmp_path, documents).items():
        text = documents[name].decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert [cell.value for cell in shown[0]] == rows[0]
        assert len(shown) == len(rows)
        for shown_row, row in zip(shown, rows, strict=True):
            assert {cell.formula for cell in shown_row} == {""}
            for cell, expected in zip(shown_row, row, strict=True):
                if cell.kind == "float":
                    assert float(cell.value) == float(expected)
                else:
                    assert (cell.kind in ("string", "date"), cell.value) == (True, expected)


def test_no_formula_is_run(whole: MapExtract, tmp_path: Path) -> None:
    zones = tuple(
        whole.atlas.zones[0].model_copy(update={"name": text, "area_km2": -7.0})
        for text in DANGEROUS
    )
    document = b"".join(write(replace(whole, atlas=Atlas(zones=zones)), "zones"))
    raw = "".join('"{}",1\r\n'.format(text.replace('"', '""')) for text in DANGEROUS)
    shown = open_files(tmp_path, {"ours": document, "raw": raw.encode("utf-8-sig")})
    # Other programs run more of them; the import asked for runs these.
    assert [row[0].formula != "" for row in shown["raw"]] == [
        text.startswith("=") for text in DANGEROUS
    ]
    header, *rows = shown["ours"]
    columns = [cell.value for cell in header]
    for text, row in zip(DANGEROUS, rows, strict=True):
        assert row[columns.index("name")] == Cell("string", f"'{text}", "")
        assert row[columns.index("area_km2")] == Cell("float", "-7", "")
