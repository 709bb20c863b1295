"""The records of background: what is known from outside the articles, with its links.

That is the memorandum's own text, where the articles differ from it, and what became of the zones.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from corpus.agreement import AGREEMENT, Topic
from corpus.fields import Id, Text, Url, Zones
from corpus.reading import Record
from corpus.records import Answer, Dated

# What kind of source a link of background leads to; docs/method.md says what each means.
LinkKind = Literal["primary document", "UN", "agency", "party to the war", "monitor", "other"]


def _check_links(links: "tuple[Link, ...]") -> "tuple[Link, ...]":
    if len({link.url for link in links}) < len(links):
        raise ValueError("an address is named twice")
    return links


class Link(Record):
    """A page outside the corpus that background rests on, and what kind of source it is.

    ``publisher`` is a short name of who speaks there and, where that is another, of who copied it;
    ``note`` says what a reader should know of the page.
    """

    url: Url
    kind: LinkKind
    publisher: Text
    note: str = ""

    @property
    def about(self) -> str:
        """The kind of source and the note: ``(agency; a copy)``."""
        return f"({self.kind}{'; ' * bool(self.note)}{self.note})"

    @property
    def label(self) -> str:
        """Who speaks, and what is to be known of the page: ``AFP, in Gulf Times (agency)``."""
        return f"{self.publisher} {self.about}"


OptionalLinks = Annotated[tuple[Link, ...], AfterValidator(_check_links)]
Links = Annotated[OptionalLinks, Field(min_length=1)]


class BackgroundDate(Dated):
    """Something that became of the zones later: background, which no article of the corpus has.

    ``date`` is EDTF. ``ends`` says that it ended its zones, ``by`` on whose word: where two sides
    name two days, each has a record of its own.
    """

    id: Id
    label: Text
    zones: Annotated[Zones, Field(min_length=1)]
    links: Links
    note: str = ""
    ends: bool = False
    by: str = ""

    @model_validator(mode="after")
    def _check_word(self) -> "BackgroundDate":
        if self.ends and not self.by:
            raise ValueError("an end needs 'by', the word it rests on")
        return self


def _check_point(number: int) -> int:
    if number not in AGREEMENT.points:
        raise ValueError(f"agreement.yaml has no heading for a point {number}")
    return number


class Clause(Record):
    """A clause of the agreement's document, paraphrased from its text: background.

    ``point`` is the number of the document's point that it belongs to.
    """

    id: Id
    point: Annotated[int, AfterValidator(_check_point)]
    text: Text
    topic: Topic
    links: Links
    note: str = ""


class Difference(Record):
    """A point on which articles differ from the document's text.

    ``text`` is what the document lays down in its ``clauses``; the articles' answers have their
    passages. ``links`` are further pages that ``note`` rests on.
    """

    id: Id
    question: Text
    text: Text
    clauses: Annotated[tuple[Id, ...], Field(min_length=1)]
    answers: Annotated[tuple[Answer, ...], Field(min_length=1)]
    note: str = ""
    links: OptionalLinks = ()
