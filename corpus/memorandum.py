"""The memorandum's own text as background: its clauses, and where the articles differ from it."""

import os
from collections.abc import Iterable
from pathlib import Path

from corpus.background_records import Clause, Difference
from corpus.claims import Sources, check_answers
from corpus.entries import read_records
from corpus.faults import Fault, describe_missing


def load_clauses(path: Path) -> tuple[tuple[Clause, ...], list[Fault]]:
    """Return the sound clauses of a file, in its order, and the faults of the others.

    A corpus can do without: where there is no file, there are no clauses and no fault.
    """
    if not os.path.lexists(path):
        return (), []
    clauses, faults = read_records(path, Clause)
    return tuple(clauses), faults


def load_differences(
    path: Path, clauses: Iterable[Clause], sources: Sources
) -> tuple[tuple[Difference, ...], list[Fault]]:
    """Return the sound differences of a file, in its order, and the faults of the others.

    A corpus can do without: where there is no file, there are none and no fault.

    Parameters
    ----------
    path
        The YAML file.
    clauses, sources
        The sound records, which the differences may name.
    """
    if not os.path.lexists(path):
        return (), []
    clause_ids = {clause.id for clause in clauses}

    def check(difference: Difference) -> list[str]:
        messages = [
            describe_missing("clause", clause)
            for clause in difference.clauses
            if clause not in clause_ids
        ]
        messages += [
            f"article '{answer.article}' gives no answer"
            for answer in difference.answers
            if not answer.answer
        ]
        return messages + check_answers(difference.answers, sources)

    differences, faults = read_records(path, Difference, check)
    return tuple(differences), faults
