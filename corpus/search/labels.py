"""The labels of a text in the index: one for each value that a filter can name."""

import hashlib
from collections.abc import Iterable

from corpus.records import Article, Passage

# A character for private use: FTS5 takes it for a letter, what is typed never has it in a word.
_LABEL = "\ue000"


def make_label(name: str, value: str) -> str:
    """Return the word by which texts are found that have this value of a filter."""
    return _LABEL + hashlib.blake2b(f"{name} {value}".encode(), digest_size=8).hexdigest()


def label_article(article: Article) -> list[str]:
    """Return the labels of whatever an article says."""
    return [make_label("outlet", article.outlet), make_label("kind", article.kind)]


def label_passage(passage: Passage, article: Article) -> list[str]:
    """Return the labels of a passage beside those of its article."""
    return [
        make_label("speaker", name_speaker(passage, article)),
        make_label("topic", passage.topic),
        *(make_label("zone", zone) for zone in passage.zones),
    ]


def name_speaker(passage: Passage, article: Article) -> str:
    """Return who speaks: where nobody is named, the outlet itself."""
    return passage.speaker or article.outlet


def join_labels(labels: Iterable[str]) -> str:
    """Return labels as one text, each once."""
    return " ".join(dict.fromkeys(labels))
