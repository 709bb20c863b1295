"""Items of a list in a YAML file's text: one is added, changed or removed, the rest stays as it is.

A file that a hand edits keeps its comments, quotation marks and line breaks: only the lines of the
one item are written anew. That nothing else changed is checked before the new text is returned.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import dedent, indent
from typing import Any

import yaml

from corpus.adding.front_matter import dump_yaml
from corpus.entries import compose, construct
from corpus.errors import ReadError

_DASH = re.compile(r"( *)-( +)(?=\S)")


@dataclass(frozen=True)
class _Span:
    """The lines of an item, and where its dash and its keys stand in them."""

    first: int
    end: int
    dash: int
    column: int


def update_item(text: str, key: str, index: int, changes: dict[str, Any]) -> str:
    """Return a text with new values in one item.

    Parameters
    ----------
    text
        That of a file with a list of records, or with a record that holds some.
    key
        The key that the list stands under; empty where the file is the list.
    index
        Which item of it.
    changes
        Its new values; where one is None, the key goes.

    Raises
    ------
    ReadError
        If the text is no YAML, or written so that the item cannot be changed alone.
    """
    from ruamel.yaml import YAML

    lines = text.splitlines(keepends=True)
    nodes = _find_nodes(text, key)
    span = _find_spans(nodes, lines)[index]
    block = " " * (span.dash + 1) + "".join(lines[span.first : span.end])[span.dash + 1 :]
    editor = YAML()
    editor.preserve_quotes = True
    editor.width = 100
    editor.indent(mapping=2, sequence=4, offset=2)
    item = editor.load(dedent(block))
    if not isinstance(item, dict):
        raise ReadError(f"line {span.first + 1}: this is not a record of keys and values")
    # Written and read again, a text is in the quotation marks that it needs.
    fresh = editor.load(dump_yaml({key: value for key, value in changes.items() if value}))
    for name, value in changes.items():
        if value is None:
            item.pop(name, None)
        elif value:
            item[name] = fresh[name]
        else:
            item[name] = value
    out = io.StringIO()
    editor.dump(item, out)
    wanted = [construct(node) for node in nodes]
    values = {**wanted[index], **changes}
    wanted[index] = {name: value for name, value in values.items() if value is not None}
    return _splice(lines, key, span, _write_item(out.getvalue(), span), wanted)


def remove_item(text: str, index: int, key: str = "") -> str:
    """Return the text of a list without one of its items; arguments and errors of `update_item`."""
    lines = text.splitlines(keepends=True)
    nodes = _find_nodes(text, key)
    span = _find_spans(nodes, lines)[index]
    if span.first and not lines[span.first - 1].strip():
        span = _Span(span.first - 1, span.end, span.dash, span.column)
    wanted = [construct(node) for number, node in enumerate(nodes) if number != index]
    if key and not wanted:
        lines[nodes[0].start_mark.line - 1] = f"{key}: []\n"
    return _splice(lines, key, span, "", wanted)


def append_item(text: str, item: dict[str, Any], key: str = "") -> str:
    """Return the text of a list, which may be empty, with an item at its end.

    ``key`` and errors are those of `update_item`.
    """
    if key:
        return _append_under(text, key, item)
    node = compose(text)
    if isinstance(node, yaml.SequenceNode) and not node.value:
        text = text[: node.start_mark.index] + text[node.end_mark.index :]
    nodes = node.value if isinstance(node, yaml.SequenceNode) else []
    lines = text.splitlines(keepends=True)
    span = _find_spans(nodes, lines)[-1] if nodes else _Span(0, 0, 0, 2)
    end = _Span(len(lines), len(lines), span.dash, span.column)
    block = _write_item(dump_yaml(item), span)
    if lines:
        block = ("\n" if text.endswith("\n") else "\n\n") + block
    return _splice(lines, "", end, block, [*map(construct, nodes), item])


def _append_under(text: str, key: str, item: dict[str, Any]) -> str:
    nodes = _find_nodes(text, key)
    if nodes:
        lines = text.splitlines(keepends=True)
        span = _find_spans(nodes, lines)[-1]
        at = span.end
    else:
        # An empty list may be written as one, as nothing, or not at all.
        line = re.compile(
            rf"^{re.escape(key)}:(?:[ \t]*\[[ \t]*\])?(?=[ \t]*(?:#.*)?$)", re.MULTILINE
        )
        text, count = line.subn(f"{key}:", text, count=1)
        text = text if count else f"{text.rstrip()}\n{key}:\n"
        lines = text.splitlines(keepends=True)
        at = next(number for number, each in enumerate(lines, 1) if each.startswith(f"{key}:"))
        span = _Span(at, at, 2, 4)
    if not lines[at - 1].endswith("\n"):
        lines[at - 1] += "\n"
    written = dump_yaml(item)
    fresh = compose(written)
    assert fresh is not None
    block = _write_item(written, span)
    # As it is read again: numbers are texts there.
    wanted = [*map(construct, nodes), construct(fresh)]
    return _splice(lines, key, _Span(at, at, span.dash, span.column), block, wanted)


def _find_spans(nodes: Sequence[yaml.Node], lines: Sequence[str]) -> list[_Span]:
    starts = [node.start_mark.line for node in nodes]
    spans = []
    for node, first, following in zip(nodes, starts, [*starts[1:], len(lines)], strict=True):
        found = _DASH.match(lines[first])
        column = node.start_mark.column
        if found is None or found.end() != column or first == following:
            raise ReadError(f"line {first + 1}: this record is not in lines of its own")
        dash = found.end(1)
        end = first + 1
        while end < following and _is_within(lines[end], dash):
            end += 1
        while lines[end - 1].strip() == "" or lines[end - 1].lstrip().startswith("#"):
            end -= 1
        spans.append(_Span(first, end, dash, column))
    return spans


def _is_within(line: str, dash: int) -> bool:
    return not line.strip() or len(line) - len(line.lstrip(" ")) > dash


def _find_nodes(text: str, key: str) -> list[yaml.Node]:
    node = compose(text)
    if key and isinstance(node, yaml.MappingNode):
        node = next((value for name, value in node.value if name.value == key), None)
    return node.value if isinstance(node, yaml.SequenceNode) else []


def read_items(text: str, key: str = "") -> list[Any]:
    """Return the items of a list, faulty ones too; bad YAML is a ReadError."""
    return [construct(node) for node in _find_nodes(text, key)]


def _write_item(text: str, span: _Span) -> str:
    shifted = indent(text, " " * span.column)
    return f"{' ' * span.dash}-{shifted[span.dash + 1 :]}"


def _splice(lines: Sequence[str], key: str, span: _Span, block: str, wanted: Sequence[Any]) -> str:
    """Return the text with a block in the place of some lines, if it then holds what is wanted."""
    before, after = lines[: span.first], lines[span.end :]
    changed = "".join((*before, block, *after))
    if read_items(changed, key) != wanted:
        raise ReadError(f"line {span.first + 1}: the file cannot be changed there by a program")
    return changed
