"""``python -m corpus search``: hits on a terminal or in a file, with the matches highlighted."""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.agreement import TOPICS
from corpus.edtf import read_day
from corpus.errors import SearchError
from corpus.loading import load
from corpus.quoting import quote
from corpus.search.filters import Filters
from corpus.search.index import Index, build_index, open_index
from corpus.search.searching import Hit, search
from corpus.search.snippets import Segment
from corpus.search.statement_hits import StatementHit
from corpus.terminal import print_lines, print_message
from corpus.zone_ids import ZONE_IDS

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_BOLD = ("\033[1m", "\033[0m")
_BRACKETS = ("[", "]")
_EXCLUSION = re.compile(r"-(?!h\Z)[^\W_]")


def add_search(commands: "Commands") -> argparse.ArgumentParser:
    """Return the parser of the command, which is added to the others."""
    parser = commands.add_parser(
        "search",
        help="find words in the articles, in questions and key dates",
        description="Find the paragraphs that hold all the words, the best first, and the answers "
        "to questions and key dates that do. "
        "'\"a phrase\"' finds exactly these words one after another, 'escalat*' every word that "
        "begins so. -WORD or NOT WORD leaves out what has the word, 'town OR city' finds either, "
        "and brackets group. Without quotation marks ceasefire, cease-fire and cease fire are one. "
        "Accents and capitals make no difference.",
    )
    parser.add_argument("words", nargs="+", metavar="WORDS", help="what to look for")
    parser.add_argument("--outlet", default="", help="who published it: the name or a part of it")
    parser.add_argument("--kind", default="", help="the kind of source, or a part of it")
    parser.add_argument("--zone", choices=ZONE_IDS, help="only passages that speak of this zone")
    parser.add_argument("--topic", choices=TOPICS, help="only passages on this topic")
    parser.add_argument(
        "--speaker", default="", help="only passages with this speaker: the name or a part of it"
    )
    for option, name, meaning in (("--from", "since", "or later"), ("--to", "until", "or before")):
        parser.add_argument(
            option,
            dest=name,
            metavar="DATE",
            type=_read_day,
            help=f"only articles published on this day {meaning}, such as 2017-05-06",
        )
    parser.add_argument(
        "--limit", type=_read_count, default=20, help="how many hits to print at most (default: 20)"
    )
    parser.add_argument("--cache", type=Path, help="a file to keep the index in (default: memory)")
    return parser


def keep_exclusions(arguments: Sequence[str]) -> list[str]:
    """Return the arguments of a search with each ``-word`` such that it is not read as an option.

    A blank before it makes it a word to argparse, and nothing else to the search.
    """
    return [f" {each}" if _EXCLUSION.match(each) else each for each in arguments]


def run_search(options: argparse.Namespace) -> int:
    """Return the exit code after printing what is found.

    Raises
    ------
    SearchError
        If the days are the wrong way round, or the index cannot be made or read.
    OutputError
        If standard output cannot be written to.
    """
    if options.since and options.until and options.since > options.until:
        raise SearchError(f"--from {options.since} is after --to {options.until}.")
    filters = Filters(
        outlet=options.outlet,
        kind=options.kind,
        zone=options.zone,
        topic=options.topic,
        speaker=options.speaker,
        since=options.since,
        until=options.until,
    )
    index = _prepare_index(options.folder, options.cache)
    results = search(index, " ".join(options.words), filters, options.limit)
    faults = index.faults
    index.close()
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    highlight = _BOLD if is_terminal and "NO_COLOR" not in os.environ else _BRACKETS
    found = [_format_hit(hit, highlight) for hit in results.hits]
    found += [_format_statement(hit, highlight) for hit in results.statements]
    said = [results.also, results.said] if results.also else [results.said]
    print_lines([*(f"{hit}\n" for hit in found), *said])
    for fault in faults:
        print_message(fault)
    return 1 if faults else 0


def _prepare_index(folder: Path, cache: Path | None) -> Index:
    return open_index(folder, cache) if cache else build_index(load(folder))


def _format_hit(hit: Hit, highlight: tuple[str, str]) -> str:
    words = _mark(hit.segments, highlight)
    source = "; ".join((f"{hit.article}, {hit.start}-{hit.end}", *hit.passages))
    head = f"{_blank_controls(hit.outlet)}, {hit.published}: {_blank_controls(hit.title)}"
    return f"Article: {head}\n  {words}\n  ({source})"


def _format_statement(hit: StatementHit, highlight: tuple[str, str]) -> str:
    texts = [_mark(hit.text, highlight)] if hit.text else []
    texts += [f"On the question: {_mark(hit.context, highlight)}"] if hit.context else []
    source = f"{', '.join(hit.articles)}; {'; '.join(hit.passages)}"
    head = f"{hit.name}: {_mark(hit.heading, highlight)}"
    return "\n  ".join((head, *texts, f"({source})"))


def _mark(segments: Sequence[Segment], highlight: tuple[str, str]) -> str:
    begin, end = highlight
    return "".join(
        f"{begin}{_blank_controls(segment.text)}{end}"
        if segment.is_match
        else _blank_controls(segment.text)
        for segment in segments
    )


def _blank_controls(text: str) -> str:
    """Return the text with a blank for each character that could control the terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _read_day(text: str) -> date:
    try:
        return read_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _read_count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{quote(text)} is not a whole number from 1 to 1000")
    return int(text)
