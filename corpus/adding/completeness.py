"""What an article lacks before it is a part of the corpus as the others are."""

from pathlib import Path

from corpus.collection import Corpus
from corpus.faults import Fault

_MOST_LINES = 100


def check_suggestions(folder: Path, corpus: Corpus) -> list[Fault]:
    """Return what is wrong with the terms of a corpus's folder, and with its suggestions."""
    from corpus.suggesting.suggestions import load_suggestions
    from corpus.suggesting.terms import load_terms

    _, faults = load_terms(folder / "terms.yaml")
    for path in sorted((folder / "suggestions").glob("*.yaml")):
        named = corpus.article(path.stem)
        found, own = load_suggestions(path, [named] if named else [])
        # A file that is not named after its article is looked up among all of them.
        faults += own if found else load_suggestions(path, corpus.articles)[1]
    return faults


def list_lacks(folder: Path, corpus: Corpus) -> list[str]:
    """Return a line for each article that has no passages yet, or suggestions to decide on.

    And for each question whose answers nobody has compared. That is no fault: an article is added
    before it is read through.
    """
    from corpus.suggesting.suggestions import load_suggestions

    paths = {path.stem: path for path in (folder / "suggestions").glob("*.yaml")}
    linked = {passage.article for passage in corpus.passages}
    lines = []
    for article in corpus.articles:
        lacks = [] if article.id in linked else ["passages in passages.yaml"]
        if not article.author and article.id not in linked:
            lacks.append("an author")
        if article.outlet == "not known":
            lacks.append("its outlet")
        path = paths.get(article.id)
        suggestions = load_suggestions(path, [article])[0] if path else None
        if suggestions is not None:
            count = sum(each.decision == "undecided" for each in suggestions.all)
            lacks += [f"a decision on {count} suggestions"] if count else []
        if lacks:
            lines.append(f"articles/{article.id}.md: lacks {', '.join(lacks)}")
    lines += [
        f"questions.yaml: {question.id}: lacks a comparison of its answers"
        for question in corpus.questions
        if not question.outcome
    ]
    more = len(lines) - _MOST_LINES
    return lines if more <= 0 else [*lines[:_MOST_LINES], f"{more:,} more lack something"]
