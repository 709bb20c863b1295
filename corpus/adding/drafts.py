"""A draft of an article: what a file says of itself, before an editor's options and the checks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Draft:
    """What was read from a file; whatever it does not say is empty.

    Attributes
    ----------
    body : str
        The text to be kept, verbatim where the file is plain text.
    start, end : int
        Where the article's own text begins and ends in it, as code points.
    published : str
        EDTF.
    language : str
        A tag of BCP 47, ``en``.
    retrieved : str
        The day on which a browser saved the page.
    cut : tuple of str
        What was left out or stands outside the text, each with some of its words.
    notes : tuple of str
        What a reader should know of how it was read.
    """

    body: str
    start: int
    end: int
    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    language: str = ""
    outlet: str = ""
    url: str = ""
    retrieved: str = ""
    cut: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The article's own text."""
        return self.body[self.start : self.end]


def make_draft(values: Mapping[str, Any]) -> Draft:
    """Return the draft with these values, its tuples given as lists or tuples."""
    fields: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in values.items()
    }
    return Draft(**fields)
