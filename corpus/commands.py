"""What ``python -m corpus`` does: ``check``, ``export``, ``search`` and ``add``."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from corpus import data_folder
from corpus.adding.command import add_add, run_add
from corpus.adding.completeness import check_suggestions, list_lacks
from corpus.agreement import AGREEMENT
from corpus.collection import Corpus
from corpus.errors import FolderError
from corpus.exports.command import add_export, choose_scope, has_faults, run_export
from corpus.exports.extract import make_extract
from corpus.exports.formats import FORMATS
from corpus.loading import FOLDER, load
from corpus.quoting import count_things
from corpus.search.command import add_search, keep_exclusions, run_search
from corpus.terminal import print_lines


def work(arguments: Sequence[str]) -> int:
    """Return the exit code after doing what the arguments say; the data folder is chosen before."""
    if list(arguments[:1]) == ["search"]:
        arguments = keep_exclusions(arguments)
    options = _build_parser().parse_args(arguments)
    if not options.folder.is_dir():
        raise FolderError(f"There is no folder {options.folder}.")
    if options.command == "search":
        return run_search(options)
    if options.command == "add":
        return run_add(options)
    corpus = load(options.folder)
    if options.command == "check":
        return _check(corpus, options.folder)
    return _export(corpus, options)


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m corpus",
        description="Check, export or search the articles and what is said of them, or add one.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="list every fault in the articles and records")
    export = add_export(commands, FORMATS)
    search = add_search(commands)
    add = add_add(commands)
    told = "the corpus folder alone, with the zones of the data folder"
    data_folder.add_folder_options((check, export, search, add), FOLDER, told)
    return parser


def _check(corpus: Corpus, folder: Path) -> int:
    faults = [*corpus.faults, *check_suggestions(folder, corpus)]
    if faults:
        print_lines(faults)
        return 1
    summary = (
        f"No faults: {count_things(len(corpus.articles), 'article')}, "
        f"{count_things(len(corpus.passages), 'passage')} "
        f"({sum(bool(passage.zones) for passage in corpus.passages)} on the zones), "
        f"{count_things(len(corpus.key_dates), 'key date')}, "
        f"{count_things(len(corpus.questions), 'question')}, "
        f"{count_things(len(corpus.clauses), 'clause')} of {AGREEMENT.document}, "
        f"{count_things(len(corpus.background_dates), 'background date')}."
    )
    print_lines([summary, *list_lacks(folder, corpus)])
    return 0


def _export(corpus: Corpus, options: argparse.Namespace) -> int:
    if has_faults(corpus.faults):
        return 1
    scope = choose_scope(options, corpus)
    extract = make_extract(corpus, scope, is_stamped=options.stamp)
    return run_export(options, FORMATS, extract)
