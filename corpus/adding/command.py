"""The command ``add`` of the corpus."""

import argparse
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from corpus.adding.kinds import MOST_BYTES
from corpus.errors import AddError, ReadError
from corpus.provenance import OutletControl, OutletType
from corpus.quoting import make_plain
from corpus.reading import read_data
from corpus.terminal import print_lines

if TYPE_CHECKING:
    from corpus.adding.additions import Addition

    Commands = argparse._SubParsersAction[ArgumentParser]

_OPTIONS = {
    "id": "the article's id (default: from the outlet and the day of publication)",
    "title": "its title (default: the file's)",
    "author": "its author, with the family name last (default: the file's)",
    "published": "its date of publication in EDTF, 2017-05-04 (default: the file's)",
    "language": "its language, such as en or ar (default: told by its words)",
    "outlet": "who published it (default: the file's)",
    "url": "its address (default: the file's)",
    "retrieved": "the day on which it was saved, 2017-05-04",
}


def add_add(commands: "Commands") -> ArgumentParser:
    """Return the parser of ``add``, after adding it to the commands."""
    parser = commands.add_parser(
        "add", help="add an article from a file, with suggestions of passages, dates and places"
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        help="a page (.html), text (.txt, .md), document (.docx, .pdf), or - for standard input",
    )
    for name, description in _OPTIONS.items():
        parser.add_argument(f"--{name}", default="", help=description)
    parser.add_argument("--outlet-type", choices=get_args(OutletType), default="website")
    parser.add_argument("--outlet-control", choices=get_args(OutletControl), default="not known")
    parser.add_argument("--outlet-country", default="")
    parser.add_argument(
        "--mend",
        action="store_true",
        help="FILE is an article of the folder, or its id: work out anew the hash of its text, and "
        "the words that open and close it where they no longer do",
    )
    return parser


def run_add(options: Namespace) -> int:
    """Return the exit code 0 after adding an article, or mending one.

    Raises
    ------
    AddError
        If nothing was added; what is wrong stands in it.
    OutputError
        If a file cannot be written; nothing is then added.
    """
    # Loaded here: other commands need none of it.
    from corpus.adding.additions import Wishes, add_article, mend

    if options.mend:
        file, mended = mend(options.folder, options.file)
        print_lines([f"Mended {', '.join(mended)} of {file}." if mended else f"{file} is right."])
        return 0
    name = "" if options.file == "-" else Path(options.file).name
    shown = "standard input" if options.file == "-" else make_plain(options.file, 200)
    wishes = Wishes(
        **{name: getattr(options, name).strip() for name in _OPTIONS},
        outlet_type=options.outlet_type,
        outlet_control=options.outlet_control,
        outlet_country=options.outlet_country.strip(),
    )
    try:
        data = _read(options.file)
    except ReadError as error:
        raise AddError(f"Nothing was added from {shown}: {error}.") from error
    try:
        addition = add_article(data, name, options.folder, wishes, shown)
    except AddError as error:
        given = " and ".join(f"--{field}" for field in error.fields if field in _OPTIONS)
        hint = f": give {given}." if given else "."
        raise AddError(f"{str(error).removesuffix('.')}{hint}") from error
    print_lines(_describe(addition))
    return 0


def _read(file: str) -> bytes:
    if file != "-":
        return read_data(Path(file), MOST_BYTES)
    if sys.stdin is None:
        raise ReadError("it is closed")
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ReadError(f"it is larger than {MOST_BYTES // 1_000_000} MB")
    return data


def _describe(addition: "Addition") -> list[str]:
    article = addition.article
    lines = [
        f"Added {addition.article_path}: {len(article.text.split()):,} words.",
        *(f"  {key}: {value}" for key, value in addition.list_proposals()),
    ]
    if article.cut:
        lines.append(f"  Left out: {article.cut}")
    suggestions = addition.suggestions
    lines.append(
        f"  Suggested in {addition.suggestions_path}: {len(suggestions.passages)} passages, "
        f"{len(suggestions.dates)} dates, {len(suggestions.places)} places."
    )
    if missing := addition.list_missing():
        lines.append(f"  Not known: {', '.join(missing)}.")
    return [make_plain(line, 2_000) for line in lines]
