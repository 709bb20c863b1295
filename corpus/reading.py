"""Reading data files strictly: UTF-8, YAML without duplicate keys, records without unknown ones.

Whatever is wrong becomes a Fault that names the file and the record. Files may come from anybody:
whatever they hold, reading them ends, in bounded time and memory.
"""

import json
import re
import stat
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from corpus.errors import ReadError
from corpus.faults import Fault

_LONGEST_VALUE_SHOWN = 60
# A hundred times the largest file shipped, and more; YAML takes up to half a minute a megabyte.
_MOST_BYTES = 8_000_000
_MOST_LINES = 200_000
_MOST_YAML = 2_000_000
# What XML, HTML or UTF-8 cannot hold: control characters, halves of surrogate pairs, no characters.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Model = TypeVar("Model", bound=BaseModel)


class Record(BaseModel):
    """A record of a data file: frozen, without unknown keys, all its texts fit for every export."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, arbitrary_types_allowed=True
    )

    @field_validator("*", mode="before")
    @classmethod
    def _check_texts(cls, value: Any) -> Any:
        for text in value if isinstance(value, list | tuple) else [value]:
            unfit = _UNFIT.search(text) if isinstance(text, str) else None
            if unfit is not None:
                raise ValueError(f"{_name_character(unfit)} cannot be shown or exported")
        return value


@dataclass(frozen=True)
class Entry:
    """One record of a YAML file before validation: all its values are text, lists or mappings."""

    line: int
    values: dict[str, Any]

    @property
    def name(self) -> str:
        """The record's id or, where it has none, its line."""
        record_id = self.values.get("id")
        return record_id if isinstance(record_id, str) and record_id else f"line {self.line}"


def read_data(path: Path) -> bytes:
    """Return a file's bytes.

    Raises
    ------
    ReadError
        If the file is missing, unreadable, no ordinary file, or too large for a data file.
    """
    try:
        mode = path.stat().st_mode
        # A pipe or a device may have no end, or no beginning.
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise ReadError("the file cannot be read: it is not an ordinary file")
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise ReadError("the file is missing") from None
    except OSError as error:
        raise ReadError(f"the file cannot be read: {error.strerror or error}") from error
    if len(data) > _MOST_BYTES:
        raise ReadError(f"the file is larger than {_MOST_BYTES // 1_000_000} MB")
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
    unfit = _UNFIT.search(text)
    if unfit is not None:
        line = text.count("\n", 0, unfit.start()) + 1
        raise ReadError(f"line {line}: {_name_character(unfit)} cannot be shown or exported")
    return text


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
        raise ReadError(f"bad JSON on line {error.lineno}: {error.msg}") from error
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


def read_entries(path: Path) -> tuple[list[Entry], list[Fault]]:
    """Return the records of a YAML file that holds a list of them, and the faults found.

    A record with a duplicate key is left out; one with the id of an earlier record too.
    """
    file = path.name
    try:
        node = _compose(read_text(path))
    except ReadError as error:
        return [], [Fault(file, "", str(error))]
    if not isinstance(node, yaml.SequenceNode):
        return [], [Fault(file, "", "the file is not a list of records")]
    if not node.value:
        return [], [Fault(file, "", "the file holds no records")]
    entries: list[Entry] = []
    faults: list[Fault] = []
    first_lines: dict[str, int] = {}
    for child in node.value:
        try:
            entry = _read_entry(child)
        except ReadError as error:
            faults.append(Fault(file, _name_node(child), str(error)))
            continue
        if problem := note_id(entry, first_lines):
            faults.append(Fault(file, entry.name, problem))
            continue
        entries.append(entry)
    return entries, faults


def note_id(entry: Entry, first_lines: dict[str, int]) -> str:
    """Return what is wrong where an entry's id stands for the second time, else an empty text.

    ``first_lines`` holds the line of each id of the file so far; that of a new one is added.
    """
    if entry.name in first_lines:
        return f"the id stands twice, on lines {first_lines[entry.name]} and {entry.line}"
    first_lines[entry.name] = entry.line
    return ""


def parse_entry(text: str) -> Entry:
    """Return the single record that a piece of YAML holds.

    Raises
    ------
    ReadError
        If it is not YAML, not a record, or has a duplicate key.
    """
    return _read_entry(_compose(text))


def validate(model: type[Model], entry: Entry, file: str) -> tuple[Model | None, list[Fault]]:
    """Return the entry as a record, or None and what is wrong with it."""
    try:
        return model.model_validate(entry.values), []
    except ValidationError as error:
        return None, [Fault(file, entry.name, _describe(detail)) for detail in error.errors()]


def _describe(detail: Any) -> str:
    field = ".".join(str(part) for part in detail["loc"])
    match detail["type"]:
        case "extra_forbidden":
            return f"unknown key '{field}'"
        case "missing":
            return f"the key '{field}' is missing"
        case "value_error":
            message = str(detail["ctx"]["error"])
        case _:
            message = detail["msg"][:1].lower() + detail["msg"][1:]
            value = detail["input"]
            if isinstance(value, str) and len(value) <= _LONGEST_VALUE_SHOWN:
                message += f", not '{value}'"
    return f"{field}: {message}" if field else message


def _compose(text: str) -> yaml.Node | None:
    if len(text) > _MOST_YAML:
        raise ReadError(f"more than {_MOST_YAML // 1_000_000} MB of YAML")
    try:
        # The loader that knows no types: a date stays the text that was written. Not libyaml's: it
        # is faster, but deep nesting ends it in a segmentation fault.
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        raise ReadError(_locate(error)) from error
    except yaml.YAMLError as error:
        raise ReadError(f"bad YAML: {' '.join(str(error).split())}") from error
    except RecursionError:
        raise ReadError("bad YAML: nested too deeply") from None
    except (ValueError, OverflowError):
        # PyYAML hands such numbers to Python unseen.
        raise ReadError(
            "bad YAML: an escaped character or a version has too large a number"
        ) from None
    return node


def _locate(error: yaml.MarkedYAMLError) -> str:
    message = "bad YAML"
    if error.problem_mark is not None:
        message += f" on line {error.problem_mark.line + 1}"
    message += f": {error.problem}"
    if error.context is not None and error.context_mark is not None:
        message += f", {error.context} from line {error.context_mark.line + 1} on"
    return message


def _read_entry(node: yaml.Node | None) -> Entry:
    if not isinstance(node, yaml.MappingNode):
        raise ReadError("this is not a record of keys and values")
    return Entry(_line(node), _construct(node, set()))


def _construct(node: yaml.Node, seen: set[int]) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    # An alias is the same node again: it could hold itself, or grow without bound.
    if id(node) in seen:
        raise ReadError(f"line {_line(node)} is used twice, through an alias")
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_construct(child, seen) for child in node.value]
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        if not isinstance(key, str):
            raise ReadError(f"the key on line {_line(key_node)} is not a word")
        if key in values:
            raise ReadError(f"the key '{key}' stands twice, again on line {_line(key_node)}")
        values[key] = _construct(value_node, seen)
    return values


def _name_node(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            if key_node.value == "id" and isinstance(value_node, yaml.ScalarNode):
                return str(value_node.value)
    return f"line {_line(node)}"


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
