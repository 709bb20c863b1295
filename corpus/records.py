"""The records of the corpus: articles, passages, key dates, questions, and background.

They are frozen and validated once, when the files are read. Positions count Unicode code points in
an article's body; an end is exclusive.
"""

import datetime
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from corpus import edtf
from corpus.reading import Record
from corpus.zone_ids import ZONE_IDS, ZoneId

Topic = Literal[
    "boundaries",
    "ceasefire",
    "security areas and checkpoints",
    "monitoring",
    "air ban",
    "aid",
    "duration",
    "working group and maps",
    "positions of the parties",
    "violence",
    "talks",
]
TOPICS: tuple[Topic, ...] = get_args(Topic)

KeyDateKind = Literal["happened", "planned", "in force", "expires"]

# What kind of source a link of background leads to; docs/method.md says what each means.
LinkKind = Literal["primary document", "UN", "agency", "party to the war", "monitor", "other"]
LINK_KINDS: tuple[LinkKind, ...] = get_args(LinkKind)


def _expand_all(value: Any) -> Any:
    return ZONE_IDS if value == "all" else value


def _order_zones(zones: tuple[ZoneId, ...]) -> tuple[ZoneId, ...]:
    if len(set(zones)) < len(zones):
        raise ValueError("a zone is named twice")
    return tuple(zone for zone in ZONE_IDS if zone in zones)


def _check_date(text: str) -> str:
    edtf.parse(text)
    return text


def _check_distinct(ids: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(ids)) < len(ids):
        raise ValueError("a passage is named twice")
    return ids


def _check_links(links: "tuple[Link, ...]") -> "tuple[Link, ...]":
    if len({link.url for link in links}) < len(links):
        raise ValueError("an address is named twice")
    return links


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, Field(min_length=1)]
EdtfDate = Annotated[str, AfterValidator(_check_date)]
Zones = Annotated[tuple[ZoneId, ...], BeforeValidator(_expand_all), AfterValidator(_order_zones)]
Url = Annotated[str, Field(pattern=r"^https?://\S+$")]
PassageIds = Annotated[tuple[Id, ...], AfterValidator(_check_distinct)]


class Link(Record):
    """A page outside the corpus that background rests on, and what kind of source it is.

    ``publisher`` is a short name of who speaks there and, where that is another, of who copied it;
    ``note`` says what a reader should know of the page.
    """

    url: Url
    kind: LinkKind
    publisher: Text
    note: str = ""


OptionalLinks = Annotated[tuple[Link, ...], AfterValidator(_check_links)]
Links = Annotated[OptionalLinks, Field(min_length=1)]


class FrontMatter(Record):
    """What stands above an article's text in its file.

    ``published`` is an EDTF date. ``text_begins`` and ``text_ends`` are the words, verbatim, that
    open and close the article's own text: what stands outside them is the site's boilerplate.
    ``sha256`` is that of the body's bytes. ``contains`` names a report reprinted in the article.
    """

    id: Id
    title: Text
    title_note: str = ""
    outlet: Text
    kind: Text
    author: str = ""
    published: EdtfDate
    published_note: str = ""
    url: Url
    contains: str = ""
    notes: str = ""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    text_begins: Text
    text_ends: Text


class Article(FrontMatter):
    """One article of the corpus.

    ``body`` is the file's text after the front matter, verbatim; ``text_span`` is the start and the
    end of the article's own text in it.
    """

    body: str
    text_span: tuple[int, int]

    @property
    def text(self) -> str:
        """The article's own text, without the site's boilerplate."""
        start, end = self.text_span
        return self.body[start:end]


class PassageEntry(Record):
    """A passage as its file has it: verbatim words of an article, linked to zones and a topic.

    ``prefix`` is the text immediately before the quote, needed where the quote stands more than
    once. No zones means that the passage is about the talks or the war, not about a zone.
    ``speaker`` is empty where the outlet itself speaks.
    """

    id: Id
    article: Id
    quote: Text
    prefix: str = ""
    zones: Zones
    topic: Topic
    speaker: str = ""
    note: str = ""


class Passage(PassageEntry):
    """A passage and where its quote was found in the article's body."""

    start: int
    end: int

    @property
    def specific(self) -> bool:
        """Whether the passage speaks of some of the zones, not of all four or of none."""
        return 0 < len(self.zones) < len(ZONE_IDS)


class _Dated(Record):
    date: EdtfDate

    @property
    def earliest(self) -> datetime.date:
        """The first calendar day the date may stand for."""
        return edtf.parse(self.date).earliest

    @property
    def latest(self) -> datetime.date:
        """The last calendar day the date may stand for."""
        return edtf.parse(self.date).latest

    @property
    def approximate(self) -> bool:
        """Whether the date is marked as approximate."""
        return edtf.parse(self.date).approximate


class KeyDate(_Dated):
    """Something that happened or was due, with the passages it rests on.

    ``date`` is EDTF; ``derivation`` says in words how it was worked out, where the text is relative
    or wrong. No zones means that it is not about a zone.
    """

    id: Id
    label: Text
    zones: Zones
    kind: KeyDateKind
    passages: Annotated[PassageIds, Field(min_length=1)]
    derivation: str = ""


class BackgroundDate(_Dated):
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


class Clause(Record):
    """A clause of the memorandum of 4 May 2017, paraphrased from its text: background.

    ``point`` is the number of the memorandum's point that it belongs to.
    """

    id: Id
    point: Annotated[int, Field(ge=1, le=6)]
    text: Text
    topic: Topic
    links: Links
    note: str = ""


class Answer(Record):
    """What one article says to a question: empty where it is silent."""

    article: Id
    answer: str = ""
    passages: PassageIds = ()

    @model_validator(mode="after")
    def _check_source(self) -> "Answer":
        if self.answer and not self.passages:
            raise ValueError("an answer needs a passage")
        if self.passages and not self.answer:
            raise ValueError("a passage is named but there is no answer")
        return self


class Question(Record):
    """A point on which the articles differ or could, with the answer of each."""

    id: Id
    question: Text
    answers: Annotated[tuple[Answer, ...], Field(min_length=1)]


class Difference(Record):
    """A point on which articles differ from the memorandum's text.

    ``text`` is what the memorandum lays down in its ``clauses``; the articles' answers have their
    passages. ``links`` are further pages that ``note`` rests on.
    """

    id: Id
    question: Text
    text: Text
    clauses: Annotated[tuple[Id, ...], Field(min_length=1)]
    answers: Annotated[tuple[Answer, ...], Field(min_length=1)]
    note: str = ""
    links: OptionalLinks = ()


def attribute(passage: Passage, article: Article) -> str:
    """Return who says a passage: the speaker and the outlet that carries it."""
    return f"{passage.speaker}, in {article.outlet}" if passage.speaker else article.outlet
