"""What the articles say: their text, the passages linked to the zones, key dates and questions."""

from corpus.collection import Corpus
from corpus.loading import load

__all__ = ["Corpus", "load"]
