"""The formats in which the corpus is exported, and what a format is.

To add one is to write its writer and to add its entry to a table: here where it needs the corpus
alone, in a package to the right where it needs more.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from corpus.errors import ScopeError
from corpus.exports import bibtex, csl, ris, w3c
from corpus.exports.extract import Extract
from corpus.quoting import quote

E = TypeVar("E", bound=Extract, contravariant=True)


@dataclass(frozen=True)
class Format(Generic[E]):
    """A format, what it can hold, and what writes it.

    Attributes
    ----------
    id : str
        Its name on the command line.
    title : str
        Its name in words.
    extension : str
        How a file's name ends, without the dot. A layer and an extension are those of one format.
    media_type : str
        Its registered media type, or the customary one where none is registered.
    layers : tuple of str
        What it can hold; the first is what it holds unless another is asked for.
    use : str
        What opens it, for a reader who has to choose.
    write : callable
        Takes an extract and a layer, and returns the bytes in pieces; the same for the same.
    """

    id: str
    title: str
    extension: str
    media_type: str
    layers: tuple[str, ...]
    use: str
    write: Callable[[E, str], Iterable[bytes]]


FORMATS: tuple[Format[Extract], ...] = (
    Format(
        "w3c",
        "W3C Web Annotations",
        "jsonld",
        w3c.MEDIA_TYPE,
        ("annotations",),
        "annotation tools that keep to the W3C model, as Recogito does; any reader of JSON-LD",
        w3c.write,
    ),
    Format(
        "csl",
        "CSL-JSON",
        "json",
        csl.MEDIA_TYPE,
        ("citations",),
        "Zotero, pandoc, Quarto and every other CSL processor",
        csl.write,
    ),
    Format(
        "bibtex",
        "BibTeX",
        "bib",
        bibtex.MEDIA_TYPE,
        ("citations",),
        "LaTeX with BibTeX or biblatex, JabRef, Zotero",
        bibtex.write,
    ),
    Format(
        "ris",
        "RIS",
        "ris",
        ris.MEDIA_TYPE,
        ("citations",),
        "EndNote, Mendeley, Zotero, Citavi",
        ris.write,
    ),
)


def find_format(formats: Sequence[Format[E]], name: str, layer: str = "") -> tuple[Format[E], str]:
    """Return the format of this name, and the layer asked for or else its first.

    Raises
    ------
    ScopeError
        If there is no such format, or it has no such layer; the message lists those that exist.
    """
    found = next((known for known in formats if known.id == name), None)
    if found is None:
        known_ids = ", ".join(known.id for known in formats)
        raise ScopeError(f"There is no format {quote(name)}; there are: {known_ids}.")
    if layer and layer not in found.layers:
        raise ScopeError(
            f"The format {found.id} has no layer {quote(layer)}; it has: {', '.join(found.layers)}."
        )
    return found, layer or found.layers[0]


def list_layers(formats: Sequence[Format[Any]]) -> tuple[str, ...]:
    """Return every layer that any of the formats has, each once."""
    return tuple(dict.fromkeys(layer for known in formats for layer in known.layers))
