"""Plain lines are read by the block: each table comes out as if it were read row by row."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import TableError
from geodata.points.certainty import Outlines
from geodata.points.chunks import TableOptions
from geodata.points.readers.text import TextReader
from geodata.points.readers.text_rows import TextBlock, TextRows, parse_block
from geodata.points.tables import locate_file

HEAD = 'event_date,lat,lon,geo_precision,"no, te"\n'
PLAIN = '2017-05-05,35.8645,36.8059,1,x\n5/6/2017,35.9,36.6,2,"said ""no"", then"\n'
NUMBERS = (
    "35.8645", "", " ", "36.6 ", "+36", "3_5.9", "1e1", "1e400", "inf", "nan", "nan(1)", ".5",
    "36.", "-0", "0x24", '"35,8645"', "٣٥٫٨", "35°51'N", "36.8E", "n/a", "#geo+lat",
    "1" * 30, "3978980",
)  # fmt: skip
# Of these, tables are made that are sound, nearly sound, and not at all.
PIECES = (
    *NUMBERS, ",", ",", ",", ",", "\n", "\n", "\r\n", "\r", '"', '"', '""', '"a"', '"a\nb"', "x",
    "\ufeff", "é", "\udce9", "\u2028", "5/6/2017", "25/6/2017", "2", "3", "25 km", "\\", "\t", ";",
    PLAIN, PLAIN, "2017-05-06,36.1,37.2,1,y\r\n",
)  # fmt: skip


@pytest.fixture(scope="module")
def locate_both(
    tmp_path_factory: pytest.TempPathFactory, outlines: Outlines
) -> Callable[[bytes], list[object]]:
    """A function that gives what comes of a table by the block, and row by row."""
    folder = tmp_path_factory.mktemp("blocks")

    def locate(data: bytes) -> list[object]:
        results: list[object] = []
        for parse in (parse_block, lambda *_: None):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("geodata.points.readers.text.parse_block", parse)
                results.append(_locate(folder, data, outlines))
        return results

    return locate


def _locate(folder: Path, data: bytes, outlines: Outlines) -> object:
    source, target = folder / "t.csv", folder / "out.csv"
    source.write_bytes(data)
    try:
        result = locate_file(source, target, outlines, TableOptions())
    except TableError as error:
        return str(error)
    return target.read_bytes(), result


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=30), first=st.booleans())
def test_any_table_comes_out_the_same(
    pieces: list[str], first: bool, locate_both: Callable[[bytes], list[object]]
) -> None:
    body = (PLAIN if first else "") + "".join(pieces)
    quick, slow = locate_both((HEAD + body).encode(errors="surrogateescape"))
    assert quick == slow


@given(rows=st.lists(st.tuples(st.sampled_from(NUMBERS), st.sampled_from(NUMBERS)), min_size=1))
def test_odd_numbers_come_out_the_same(
    rows: list[tuple[str, str]], locate_both: Callable[[bytes], list[object]]
) -> None:
    body = "".join(f"2017-05-05,{lat},{lon},1,\n" for lat, lon in rows)
    quick, slow = locate_both((HEAD + body).encode())
    assert quick == slow


@pytest.mark.parametrize(
    "last",
    ["\n\n", "17,35,36,1,\0\n", f"17,35,36,1,{'x' * 200_000}\n", '17,35,36,1,"x', "17,35,36,1,\r"],
    ids=["blank", "nul", "long", "open", "return"],
)  # fmt: skip
def test_a_bad_end_comes_out_the_same(
    last: str, locate_both: Callable[[bytes], list[object]]
) -> None:
    quick, slow = locate_both((HEAD + PLAIN * 300 + last).encode())
    assert quick == slow


def test_only_the_rows_about_a_bad_one_are_read_one_by_one(
    locate_both: Callable[[bytes], list[object]],
) -> None:
    row = "2017-05-05,35.8645,36.8059,1,x\n"
    data = (HEAD + row * 50_000 + '2017-05-05,35.8645,36.8059,1,"x\ny"\n' + row * 60_000).encode()
    reader = TextReader(io.BytesIO(data), "t.csv", TableOptions())
    kinds = [[(type(part), len(part)) for part in chunk.rows.parts] for chunk in reader.chunks()]
    assert kinds[0] == [(TextBlock, 50_000)]
    assert [part for part in kinds[1] if part[0] is TextRows] == [(TextRows, 500)]
    assert kinds[2] == [(TextBlock, 10_001)]
    quick, slow = locate_both(data)
    assert quick == slow


def test_the_cells_of_a_block_are_those_of_its_rows() -> None:
    data = (HEAD + PLAIN).encode()
    (chunk,) = TextReader(io.BytesIO(data), "t.csv", TableOptions()).chunks()
    assert [type(part) for part in chunk.rows.parts] == [TextBlock]
    assert chunk.rows.cells == [*csv.reader(io.StringIO(PLAIN))]
