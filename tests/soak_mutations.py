"""Bytes changed by chance: flips, insertions, cuts, splices, and words that are hard to parse."""

import re
from collections.abc import Callable, Sequence
from random import Random

LONGEST = 1 << 20
# Few changes leave most of a file sound, so that it is read far; many reach what a few do not.
CHANGES = (1, 1, 1, 1, 1, 1, 2, 2, 3, 5)
WORDS = (
    b"",
    b'"',
    b"'",
    b'""',
    b'"""',
    b"\\",
    b"\\u0000",
    b"\\ud83d",
    b"\\ud83d\\ude00",
    b'"\\ud83d\\ude00"',
    b'"\\UFFFFFFFF"',
    b'"\\U00110000"',
    b"\\x00",
    b"\0",
    b"\n",
    b"\n" * 300,
    b"\r",
    b"\r\n",
    b"\t",
    b",",
    b";",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xe2\x80\xa8",
    "مدينة".encode(),
    "\N{RIGHT-TO-LEFT OVERRIDE}".encode(),
    "٣٦".encode(),
    b"NaN",
    b"nan",
    b"-NaN",
    b"Infinity",
    b"-inf",
    b"1e309",
    b"-1e309",
    b"1e-400",
    b"-0",
    b"0",
    b"180.0000001",
    b"9" * 30,
    b"9" * 5000,
    b"1" + b"0" * 400 + b".5",
    b"2147483648",
    b"-9223372036854775809",
    b"1_000",
    b"0x10",
    b"null",
    b"true",
    b"{}",
    b"[]",
    b"{",
    b"[",
    b"[" * 2000,
    b"]",
    b"}",
    b":",
    b": ",
    b"- ",
    b"#",
    b"? ",
    b"&a ",
    b"*a",
    b"&a [*a]",
    b"!!binary x",
    b"!!python/object:os.system",
    b"<<: ",
    b"|\n",
    b">9-\n",
    b"---\n",
    b"...\n",
    b"%YAML " + b"9" * 5000 + b".1\n---\n",
    b"%TAG ! !\n",
    b"2017-02-30",
    b"0000-00-00",
    b"2017-05-04/..",
    b"99999-01-01",
    b"2017-05-04T00:00:00Z",
    b"=cmd|'/c x'!A1",
    b"+1+1",
    b"@SUM(1)",
    b"PRAGMA user_version",
    b"CREATE VIEW v AS SELECT 1",
    b"WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x FROM r)",
    b"zeroblob(999999999)",
    b"GP\x00\x01",
    b"GP\x00\x11",
    b"\x01\x01\x00\x00\x00",
    b"\x00\x00\x00\x00\x01",
    b"\x01\xe9\x03\x00\x00",
    b"\x01\x07\x00\x00\x00\xff\xff\xff\x7f",
    b"\x00\x00\x00\x00\x00\x00\xf8\x7f",
    b"\xff\xff\xff\xff",
    b"\xff\xff\xff\x7f",
    b"\x80",
    b"PAR1",
    b"lon",
    b"lat",
    b"zone",
    b"geometry",
    b"coordinates",
    b"properties",
    b"Point",
    b"FeatureCollection",
    b'{"type": "name", "properties": {"name": "EPSG:32637"}}',
    b'{"type": "link", "properties": {"href": "http://127.0.0.1:9/x"}}',
    b"all",
    b"idlib",
    b"all\n  zones: all",
)
_TOKEN = re.compile(rb'"[^"\n]*"|[-+.\w]+')

Mutation = Callable[[Random, bytes, Sequence[bytes]], bytes]


def mutate(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return the bytes after a few changes; `others` are what parts may be taken from."""
    data = data[:LONGEST]
    for _ in range(random.choice(CHANGES)):
        data = random.choice(_MUTATIONS)(random, data, others)[:LONGEST]
    return data


def _flip_bit(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    if not data:
        return data
    at = _choose_place(random, data)
    return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]


def _set_byte(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    at = _choose_place(random, data)
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def _insert(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    at = _choose_place(random, data)
    return data[:at] + random.randbytes(random.randint(1, 8)) + data[at:]


def _insert_word(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    at = _choose_place(random, data)
    return data[:at] + random.choice(WORDS) + data[at:]


def _write_word_over(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Leave the length as it is, which a binary file's offsets rest on."""
    word, at = random.choice(WORDS), _choose_place(random, data)
    return (data[:at] + word + data[at + len(word) :])[: len(data)]


def _replace_token(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    token = _TOKEN.search(data, _choose_place(random, data))
    if token is None:
        return data
    return data[: token.start()] + random.choice(WORDS) + data[token.end() :]


def _swap_tokens(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    one = _TOKEN.search(data, _choose_place(random, data))
    two = _TOKEN.search(data, _choose_place(random, data))
    if one is None or two is None:
        return data
    return data[: one.start()] + two.group() + data[one.end() :]


def _delete(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, stop = _choose_part(random, data)
    return data[:start] + data[stop:]


def _duplicate(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, stop = _choose_part(random, data)
    return data[:stop] + data[start:stop] * random.choice((1, 1, 1, 2, 50)) + data[stop:]


def _delete_line(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True)
    if lines:
        del lines[random.randrange(len(lines))]
    return b"".join(lines)


def _move_line(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True)
    if lines:
        lines.insert(random.randrange(len(lines)), random.choice(lines))
    return b"".join(lines)


def _cut(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    return data[: _choose_place(random, data)]


def _splice(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other = random.choice(others)
    return data[: _choose_place(random, data)] + other[_choose_place(random, other) :]


def _take_part(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other, at = random.choice(others), _choose_place(random, data)
    start, stop = _choose_part(random, other)
    return data[:at] + other[start:stop] + data[at + random.choice((0, stop - start)) :]


_MUTATIONS: tuple[Mutation, ...] = (
    _flip_bit,
    _flip_bit,
    _set_byte,
    _insert,
    _insert_word,
    _insert_word,
    _write_word_over,
    _replace_token,
    _replace_token,
    _replace_token,
    _swap_tokens,
    _delete,
    _duplicate,
    _delete_line,
    _move_line,
    _cut,
    _splice,
    _take_part,
)


def _choose_place(random: Random, data: bytes) -> int:
    """Return an offset, seldom within the zeros that fill up the pages of a database."""
    at = 0
    for _ in range(8):
        at = random.randrange(len(data) + 1)
        if at < len(data) and data[at]:
            break
    return min(at, max(len(data) - 1, 0))


def _choose_part(random: Random, data: bytes) -> tuple[int, int]:
    start = _choose_place(random, data)
    return start, min(start + random.choice((1, 2, 4, 8, 16, 64, 256, 1024)), len(data))
