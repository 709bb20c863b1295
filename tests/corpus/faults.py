"""A fault that the command line is to name, in a copy of a small sound corpus."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import Corpus, load
from corpus.__main__ import main

Replace = Callable[[str, str, str], None]

ALPHA = "articles/alpha-2017-05-05.md"
SOUND = {
    "articles": {"alpha-2017-05-05", "beta-2017-05-13"},
    "passages": {"alpha-four", "alpha-rain", "beta-agreed"},
    "key_dates": {"agreed", "rain"},
    "questions": {"how-many"},
}


def ids_of(corpus: Corpus) -> set[str]:
    return {
        record.id
        for records in (corpus.articles, corpus.passages, corpus.key_dates, corpus.questions)
        for record in records
    }


def assert_fault(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    expected: tuple[str, str, str],
    lost: set[str],
) -> None:
    """Hold that the command line names the fault, and that everything not lost still loads."""
    file, record, message = expected
    assert main(["check", "--folder", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    start = f"{file}: {record}: " if record else f"{file}: "
    assert any(line.startswith(start) and re.search(message, line) for line in lines), lines
    corpus = load(folder)
    assert [str(fault) for fault in corpus.faults] == lines
    assert ids_of(corpus) == set().union(*SOUND.values()) - lost
