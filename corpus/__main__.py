"""The command line of the corpus: ``python -m corpus check``, ``export`` and ``search``.

Exit codes: 0 fine; 1 the data has faults, all of them listed; 2 wrong usage.
"""

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus.collection import Corpus
from corpus.errors import FolderError, OutputError, ReadError, ScopeError, SearchError
from corpus.export_command import add_export, choose_scope, has_faults, run_export
from corpus.extract import make_about, make_extract
from corpus.formats import FORMATS
from corpus.loading import SHIPPED, load
from corpus.search_command import add_search, run_search


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code after doing what the arguments say."""
    # A fault may quote words that the terminal's encoding has no signs for.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    options = _build_parser().parse_args(arguments)
    try:
        if not options.folder.is_dir():
            raise FolderError(f"There is no folder {options.folder}.")
        if options.command == "search":
            return run_search(options)
        corpus = load(options.folder)
        if options.command == "check":
            return _check(corpus)
        return _export(corpus, options)
    except (FolderError, OutputError, ReadError, ScopeError, SearchError) as error:
        print(error, file=sys.stderr)
        return 2


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m corpus", description="Check, export or search the corpus."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="list every fault in the articles and records")
    export = add_export(commands, FORMATS)
    search = add_search(commands)
    for command in (check, export, search):
        command.add_argument(
            "--folder", type=Path, default=SHIPPED, help="the folder to read (the shipped one)"
        )
    return parser


def _check(corpus: Corpus) -> int:
    if corpus.faults:
        for fault in corpus.faults:
            print(fault)
        return 1
    print(
        f"No faults: {len(corpus.articles)} articles, {len(corpus.passages)} passages "
        f"({sum(bool(passage.zones) for passage in corpus.passages)} on the zones), "
        f"{len(corpus.key_dates)} key dates, {len(corpus.questions)} questions, "
        f"{len(corpus.background_dates)} background dates."
    )
    return 0


def _export(corpus: Corpus, options: argparse.Namespace) -> int:
    if has_faults(corpus.faults):
        return 1
    scope = choose_scope(options, corpus)
    about = make_about(corpus, scope, is_stamped=options.stamp)
    return run_export(options, FORMATS, make_extract(corpus, scope, about))


if __name__ == "__main__":
    sys.exit(main())
