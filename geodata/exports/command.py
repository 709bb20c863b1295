"""The command ``export`` where there are shapes: of the present data, or an earlier version."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from corpus.collection import Corpus
from corpus.exports import command
from corpus.exports.formats import Format, find_format
from corpus.exports.scope import FILTERS
from geodata.exports.extract import MapExtract, make_map_extract
from geodata.exports.versions import VERSION, choose_version
from geodata.loading import FOLDER
from geodata.records import Atlas
from geodata.records.versions import read_earlier_file

if TYPE_CHECKING:
    from corpus.exports.command import Commands

_Formats = Sequence[Format[MapExtract]]


def add_export(
    commands: "Commands", formats: _Formats, folders: Mapping[str, str] | None = None
) -> ArgumentParser:
    """Return the parser of ``export``, after adding it to the commands of a package."""
    export = command.add_export(commands, formats, folders)
    export.add_argument(
        VERSION.option, dest=VERSION.name, metavar=VERSION.metavar, help=VERSION.description
    )
    return export


def run_export(options: Namespace, formats: _Formats, atlas: Atlas, corpus: Corpus) -> int:
    """Return the exit code 0 after writing what the arguments ask for.

    Raises
    ------
    ScopeError
        If they name something that there is not, or that does not go together.
    OutputError
        If the output's name is that of another format, or it cannot be written.
    ReadError
        If an earlier version cannot be read.
    """
    if options.version is not None:
        wanted, layer = find_format(formats, options.format, options.layer or "")
        version = choose_version(options.version, (wanted.id, layer), list_limits(options))
        if version:
            command.write_format(options, wanted, [read_earlier_file(FOLDER, version)])
            return 0
    scope = command.choose_scope(options, corpus)
    extract = make_map_extract(atlas, corpus, scope, is_stamped=options.stamp)
    return command.run_export(options, formats, extract)


def list_limits(options: Namespace) -> list[str]:
    """Return the options that limit or stamp an export, as they are written."""
    limits = [known.option for known in FILTERS if getattr(options, known.name)]
    return limits + (["--stamp"] if options.stamp else [])
