"""What the articles say: their text, the passages linked to the zones, key dates and questions."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.collection import Corpus
    from corpus.loading import load

__all__ = ["Corpus", "load"]


def __getattr__(name: str) -> Any:
    # Only when asked for: they read which zones there are, and a command chooses the folder first.
    if name == "Corpus":
        from corpus.collection import Corpus

        return Corpus
    if name == "load":
        from corpus.loading import load

        return load
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
