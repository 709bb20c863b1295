"""Reading data files strictly: UTF-8 text, JSON without duplicate keys, records fit for exports.

What is wrong is a ReadError. Files may come from anybody: whatever they hold, reading them ends,
in bounded time and memory.
"""

import json
import re
import stat
from collections import Counter
from pathlib import Path
from typing import Any, NoReturn

from pydantic import BaseModel, ConfigDict, field_validator

from corpus.errors import ReadError
from corpus.quoting import format_json_fault

# A hundred times the largest file shipped, and more.
_MOST_BYTES = 8_000_000
_MOST_LINES = 200_000
# What XML, HTML or UTF-8 cannot hold: control characters, halves of surrogate pairs, no characters.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MANY = (list, tuple)


class Record(BaseModel):
    """A record of a data file: frozen, without unknown keys, all its texts fit for every export."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, arbitrary_types_allowed=True
    )

    @field_validator("*", mode="before")
    @classmethod
    def _check_texts(cls, value: Any) -> Any:
        texts = value if isinstance(value, _MANY) else (value,)
        for text in texts:
            if isinstance(text, str) and (unfit := _UNFIT.search(text)) is not None:
                raise ValueError(f"{_name_character(unfit)} cannot be shown or exported")
        return value


def read_data(path: Path, most_bytes: int = _MOST_BYTES) -> bytes:
    """Return a file's bytes.

    Raises
    ------
    ReadError
        If the file is missing, unreadable, no ordinary file, or too large for a data file.
    """
    try:
        stated = path.stat()
        mode = stated.st_mode
        # A pipe or a device may have no end, or no beginning.
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise ReadError("the file cannot be read: it is not an ordinary file")
        with path.open("rb") as file:
            # Room for all that may come would be made for every small file.
            data = file.read(min(stated.st_size, most_bytes) + 1)
            if len(data) > stated.st_size:
                data += file.read(most_bytes + 1 - len(data))
    except FileNotFoundError:
        raise ReadError("the file is missing") from None
    except OSError as error:
        raise ReadError(f"the file cannot be read: {error.strerror or error}") from error
    if len(data) > most_bytes:
        raise ReadError(f"the file is larger than {most_bytes // 1_000_000} MB")
    return data


def read_text(path: Path) -> str:
    """Return a file's text: newlines as they stand, a byte order mark left out.

    Raises
    ------
    ReadError
        If the file cannot be read, is empty, is not UTF-8, has too many lines, or holds what cannot
        be shown or exported.
    """
    data = read_data(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError(f"line {line} is not UTF-8") from None
    if not text.strip():
        raise ReadError("the file is empty")
    if data.count(b"\n") > _MOST_LINES:
        raise ReadError(f"the file has more than {_MOST_LINES:,} lines")
    check_fit(text)
    return text


def strip_unfit(text: str) -> str:
    """Return a text without the characters that cannot be shown or exported."""
    return _UNFIT.sub("", text)


def check_fit(text: str) -> None:
    """Check that a text can be shown and exported.

    Raises
    ------
    ReadError
        If it holds a character that cannot; the message says on which line.
    """
    unfit = _UNFIT.search(text)
    if unfit is not None:
        line = text.count("\n", 0, unfit.start()) + 1
        raise ReadError(f"line {line}: {_name_character(unfit)} cannot be shown or exported")


def parse_json(text: str) -> Any:
    """Return the value of a JSON document without duplicate keys; a number may be infinite.

    Raises
    ------
    ReadError
        If the text is not JSON, or a key stands twice in an object.
    """
    try:
        return json.loads(
            text, object_pairs_hook=_refuse_duplicates, parse_constant=_refuse_constant
        )
    except ReadError:
        raise
    except json.JSONDecodeError as error:
        raise ReadError(f"bad JSON on line {error.lineno}: {format_json_fault(error)}") from error
    except RecursionError:
        raise ReadError("bad JSON: nested too deeply") from None
    except ValueError:
        raise ReadError("bad JSON: a number has too many digits") from None


def _refuse_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise ReadError(f"the key '{twice}' stands twice in one object")
    return values


def _refuse_constant(constant: str) -> NoReturn:
    raise ReadError(f"bad JSON: {constant} is no number")


def _name_character(found: re.Match[str]) -> str:
    return f"the character U+{ord(found.group()):04X}"
