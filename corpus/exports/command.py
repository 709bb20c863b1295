"""The command ``export`` of every package: the same words, more formats in each package."""

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from corpus.collection import Corpus
from corpus.errors import OutputError
from corpus.exports.extract import Extract
from corpus.exports.formats import Format, find_format, list_layers
from corpus.exports.scope import FILTERS, Scope, check_layer, read_filters
from corpus.faults import Fault
from corpus.terminal import print_message
from corpus.writing import write_output

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[ArgumentParser]

E = TypeVar("E", bound=Extract)


def add_export(
    commands: "Commands", formats: Sequence[Format[Any]], folders: Mapping[str, str] | None = None
) -> ArgumentParser:
    """Return the parser of ``export``, after adding it to the commands of a package.

    ``folders`` are the titles of what a package writes to a folder instead, by their names.
    """
    titles = {known.id: known.title for known in formats} | dict(folders or {})
    export = commands.add_parser("export", help="write the data in one of its formats")
    export.add_argument(
        "--format",
        choices=[*titles],
        required=True,
        help="; ".join(f"{name}: {title}" for name, title in titles.items()),
    )
    export.add_argument(
        "--layer",
        choices=list_layers(formats),
        help="what to write (default: the format's first layer)",
    )
    layers = list_layers(formats)
    for known in FILTERS:
        if known.of and known.of not in layers:
            export.set_defaults(**{known.name: []})
            continue
        values = f": {', '.join(known.values)}" if known.values else ""
        default = "" if known.is_day or known.of else f" (default: all){values}"
        export.add_argument(
            known.option,
            dest=known.name,
            choices=known.values or None,
            nargs=1 if known.is_day else "+",
            action="store" if known.is_day else "extend",
            metavar=known.metavar,
            default=[],
            help=known.description + default,
        )
    export.add_argument(
        "--stamp",
        action="store_true",
        help="date it by the moment of the export, not by the day the data was released",
    )
    export.add_argument("--out", type=Path, help="the file to write (default: standard output)")
    return export


def has_faults(faults: Iterable[Fault]) -> bool:
    """Return whether there are faults, after listing them and saying that nothing is written."""
    listed = list(faults)
    for fault in listed:
        print_message(fault)
    if listed:
        print_message("Nothing was written, because the data has faults.")
    return bool(listed)


def choose_scope(options: Namespace, corpus: Corpus) -> Scope:
    """Return the scope that the arguments ask for.

    Raises
    ------
    ScopeError
        If they name something that there is not.
    """
    return read_filters(corpus, {known.name: getattr(options, known.name) for known in FILTERS})


def run_export(options: Namespace, formats: Sequence[Format[E]], extract: E) -> int:
    """Return the exit code 0 after writing the extract as the arguments say.

    Raises
    ------
    ScopeError
        If the format has no such layer, or the layer no theme.
    OutputError
        If the output's name is that of another format, or it cannot be written.
    """
    wanted, layer = find_format(formats, options.format, options.layer or "")
    check_layer(extract.scope, layer)
    write_format(options, wanted, wanted.write(extract, layer))
    return 0


def write_format(options: Namespace, wanted: Format[Any], pieces: Iterable[bytes]) -> None:
    """Write the bytes of a format where the arguments say.

    Raises
    ------
    OutputError
        If the output's name is that of another format, or it cannot be written.
    """
    if options.out is not None:
        _check_ending(options.out, wanted)
    write_output(pieces, options.out)


def _check_ending(out: Path, wanted: Format[Any]) -> None:
    if out.suffix and not out.name.lower().endswith(f".{wanted.extension}"):
        raise OutputError(
            f"Cannot write {out}: the format {wanted.id} is written to a file ending in "
            f".{wanted.extension}."
        )
