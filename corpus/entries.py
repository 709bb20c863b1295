"""YAML files of records: a record is an Entry before validation, and whatever is wrong a Fault.

YAML without duplicate keys, records without unknown ones. Files may come from anybody: whatever
they hold, reading them ends, in bounded time and memory.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.composer import Composer

from corpus.errors import FolderError, ReadError
from corpus.faults import Fault
from corpus.reading import read_text

_LONGEST_VALUE_SHOWN = 60
# Many times the largest file shipped.
_MOST_YAML = 1_000_000
_MOST_RECORDS = 10_000
_MOST_FAULTS_OF_A_RECORD = 20
# A key at the beginning of a line and the whole of its value, without quotation marks but with a
# colon or a # in it.
_PLAIN_VALUE = re.compile(
    r"^([a-z][a-z0-9_]*:[ ]+)(?=[^\r\n]*(?:: | #|:[ ]*\r?$))([^\s\"'\[{|>&*!%@`#][^\r\n]*?)"
    r"[ ]*(?=\r?$)(?!\r?\n[ \t]+\S)",
    re.MULTILINE,
)

Model = TypeVar("Model", bound=BaseModel)


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


def read_entries(path: Path) -> tuple[list[Entry], list[Fault]]:
    """Return the records of a YAML file that holds a list of them, and the faults found.

    A record with a duplicate key is left out; one with the id of an earlier record too.
    """
    file = path.name
    try:
        node = compose(read_text(path))
    except ReadError as error:
        return [], [Fault(file, "", str(error))]
    if not isinstance(node, yaml.SequenceNode):
        return [], [Fault(file, "", "the file is not a list of records")]
    if not node.value:
        return [], [Fault(file, "", "the file holds no records")]
    if len(node.value) > _MOST_RECORDS:
        return [], [Fault(file, "", f"the file holds more than {_MOST_RECORDS:,} records")]
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


def read_ids(path: Path, key: str) -> list[str]:
    """Return the ids of the records that a file's single record lists under a key.

    They can be read though the records have faults.

    Raises
    ------
    ReadError
        If the file cannot be read or is not YAML.
    """
    node = compose(read_text(path))
    return [
        record_id.value
        for records in _list_values(node, key)
        if isinstance(records, yaml.SequenceNode)
        for record in records.value
        for record_id in _list_values(record, "id")
        if isinstance(record_id, yaml.ScalarNode)
    ]


def _list_values(node: yaml.Node | None, key: str) -> list[yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return []
    return [value for known, value in node.value if known.value == key]


def read_frame(path: Path, model: type[Model]) -> Model:
    """Return the record of a file that the program cannot do without.

    Raises
    ------
    FolderError
        If it cannot be read; the message says all that is wrong.
    """
    try:
        record, faults = validate(model, parse_entry(read_text(path)), path.name)
    except ReadError as error:
        raise FolderError(f"{path} cannot be read: {error}.") from error
    if record is None:
        problems = "; ".join(fault.message for fault in faults)
        raise FolderError(f"{path} cannot be read: {problems}.")
    return record


def note_id(entry: Entry, first_lines: dict[str, int]) -> str:
    """Return what is wrong where an entry's id stands for the second time, else an empty text.

    ``first_lines`` holds the line of each id of the file so far; that of a new one is added.
    """
    if entry.name in first_lines:
        return f"the id stands twice, on lines {first_lines[entry.name]} and {entry.line}"
    first_lines[entry.name] = entry.line
    return ""


def quote_values(text: str) -> str:
    """Return front matter with values in quotation marks that YAML would not take as they stand.

    A title has its colon and its ``#``: to YAML, the one is an error, the other a comment.
    """
    return _PLAIN_VALUE.sub(_quote_value, text)


def _quote_value(found: re.Match[str]) -> str:
    key, value = found.groups()
    doubled = value.replace("'", "''")
    return f"{key}'{doubled}'"


def parse_entry(text: str) -> Entry:
    """Return the single record that a piece of YAML holds.

    Raises
    ------
    ReadError
        If it is not YAML, not a record, or has a duplicate key.
    """
    return _read_entry(compose(text))


def validate(model: type[Model], entry: Entry, file: str) -> tuple[Model | None, list[Fault]]:
    """Return the entry as a record, or None and what is wrong with it."""
    try:
        return model.model_validate(entry.values), []
    except ValidationError as error:
        details = error.errors()
        messages = [_describe(detail) for detail in details[:_MOST_FAULTS_OF_A_RECORD]]
        if more := len(details) - len(messages):
            messages.append(f"{more:,} more faults")
        return None, [Fault(file, entry.name, message) for message in messages]


def read_records(
    path: Path, model: type[Model], check: Callable[[Model], Iterable[str]] = lambda _: ()
) -> tuple[list[Model], list[Fault]]:
    """Return the sound records of a YAML file, in its order, and the faults of the others.

    ``check`` returns what is wrong with a record beyond its own fields, a message a fault.
    """
    entries, faults = read_entries(path)
    records: list[Model] = []
    for entry in entries:
        record, record_faults = validate(model, entry, path.name)
        if record is not None:
            record_faults = [Fault(path.name, entry.name, message) for message in check(record)]
            if not record_faults:
                records.append(record)
        faults += record_faults
    return records, faults


def _describe(detail: Any) -> str:
    field = ".".join(str(part) for part in detail["loc"])
    match detail["type"]:
        case "extra_forbidden":
            return f"unknown key '{field}'"
        case "missing":
            return f"the key '{field}' is missing"
        case "value_error":
            message = str(detail["ctx"]["error"])
        case "too_short":
            message = f"at least {detail['ctx']['min_length']} must stand here"
        case _:
            message = detail["msg"][:1].lower() + detail["msg"][1:]
            value = detail["input"]
            if isinstance(value, str) and len(value) <= _LONGEST_VALUE_SHOWN:
                message += f", not '{value}'"
    return f"{field}: {message}" if field else message


class _Loader(Composer, yaml.CBaseLoader):
    """Knows no types: a date stays the text that was written.

    libyaml parses, since PyYAML's own parser takes ten times as long; but PyYAML builds the nodes,
    since deep nesting ends libyaml's builder in a segmentation fault.
    """

    def __init__(self, text: str) -> None:
        yaml.CBaseLoader.__init__(self, text)
        Composer.__init__(self)


def compose(text: str) -> yaml.Node | None:
    """Return the root of a piece of YAML, None where it holds nothing; bad YAML is a ReadError."""
    if len(text) > _MOST_YAML:
        raise ReadError(f"more than {_MOST_YAML // 1_000_000} MB of YAML")
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise ReadError(_locate(error, text)) from error
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


def _locate(error: yaml.MarkedYAMLError, text: str) -> str:
    # libyaml counts the end of a text as one line more.
    last = len(text.splitlines())
    message = "bad YAML"
    if error.problem_mark is not None:
        message += f" on line {min(error.problem_mark.line + 1, last)}"
    message += f": {error.problem}"
    if error.context is not None and error.context_mark is not None:
        message += f", {error.context} from line {min(error.context_mark.line + 1, last)} on"
    return message


def _read_entry(node: yaml.Node | None) -> Entry:
    if not isinstance(node, yaml.MappingNode):
        raise ReadError("this is not a record of keys and values")
    return Entry(_line(node), construct(node))


def construct(node: yaml.Node, seen: set[int] | None = None) -> Any:
    """Return what a node holds: all of it text, lists or mappings; an alias is a ReadError."""
    seen = set() if seen is None else seen
    if isinstance(node, yaml.ScalarNode):
        return node.value
    # An alias is the same node again: it could hold itself, or grow without bound.
    if id(node) in seen:
        raise ReadError(f"line {_line(node)} is used twice, through an alias")
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [construct(child, seen) for child in node.value]
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        if not isinstance(key, str):
            raise ReadError(f"the key on line {_line(key_node)} is not a word")
        if key in values:
            raise ReadError(f"the key '{key}' stands twice, again on line {_line(key_node)}")
        values[key] = construct(value_node, seen)
    return values


def _name_node(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            if key_node.value == "id" and isinstance(value_node, yaml.ScalarNode):
                return str(value_node.value)
    return f"line {_line(node)}"


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
