"""Exports made in this process, for tests to read back."""

from collections.abc import Callable, Iterable

from corpus import Corpus
from corpus.exports.extract import Extract, make_extract
from corpus.exports.scope import Scope

BASE = "https://zones.example.org"


def extract_from(corpus: Corpus, scope: Scope | None = None, base: str = BASE) -> Extract:
    """Return what a scope keeps of a corpus, with what it says of itself."""
    scope = scope or Scope()
    return make_extract(corpus, scope, base)


def export(
    write: Callable[[Extract, str], Iterable[bytes]], corpus: Corpus, scope: Scope | None = None
) -> str:
    """Return what a writer makes of a corpus."""
    return b"".join(write(extract_from(corpus, scope), "")).decode()
