"""The memorandum's own text as background: its clauses, and where the articles differ from it."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.background_records import Clause, Difference
from corpus.claims import check_answers
from corpus.entries import read_entries, validate
from corpus.faults import Fault, describe_missing
from corpus.records import Article, Passage


def load_clauses(path: Path) -> tuple[tuple[Clause, ...], list[Fault]]:
    """Return the sound clauses of a file, in its order, and the faults of the others.

    A corpus can do without: where there is no file, there are no clauses and no fault.
    """
    if not os.path.lexists(path):
        return (), []
    entries, faults = read_entries(path)
    clauses: list[Clause] = []
    for entry in entries:
        clause, clause_faults = validate(Clause, entry, path.name)
        faults += clause_faults
        if clause is not None:
            clauses.append(clause)
    return tuple(clauses), faults


def load_differences(
    path: Path,
    clauses: Iterable[Clause],
    articles: Sequence[Article],
    passages: Sequence[Passage],
) -> tuple[tuple[Difference, ...], list[Fault]]:
    """Return the sound differences of a file, in its order, and the faults of the others.

    A corpus can do without: where there is no file, there are none and no fault.

    Parameters
    ----------
    path
        The YAML file.
    clauses, articles, passages
        The sound records, which the differences may name.
    """
    if not os.path.lexists(path):
        return (), []
    clause_ids = {clause.id for clause in clauses}
    entries, faults = read_entries(path)
    differences: list[Difference] = []
    for entry in entries:
        difference, difference_faults = validate(Difference, entry, path.name)
        if difference is not None:
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
            messages += check_answers(difference.answers, articles, passages)
            difference_faults = [Fault(path.name, difference.id, message) for message in messages]
            if not messages:
                differences.append(difference)
        faults += difference_faults
    return tuple(differences), faults
