"""The records of the corpus: articles, passages, key dates and questions.

They are frozen and validated once, when the files are read. Positions count Unicode code points in
an article's body; an end is exclusive.
"""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from corpus import agreement, edtf
from corpus.fields import Day, EdtfDate, Id, PassageIds, Text, Url, Urls, Zones
from corpus.identifiers import Identifiers
from corpus.kept_texts import KeptText
from corpus.provenance import (
    Author,
    OutletControl,
    OutletType,
    describe_copy,
    describe_outlet,
    name_kind,
)
from corpus.reading import Record
from corpus.zone_ids import ZONE_IDS

Topic = agreement.Topic
TOPICS = agreement.TOPICS
KeyDateKind = Literal["happened", "planned", "in force", "expires"]
# How the answers of several articles to one question compare.
Outcome = Literal["differ", "complement", "agree", "alone"]


class SharedText(Record):
    """Another article that holds some of the same text: the two are not independent sources."""

    article: Id
    note: Text


class FrontMatter(Record):
    """What stands above an article's text in its file.

    Attributes
    ----------
    title_supplied : bool
        Whether the title is ours; ``title_note`` then says why.
    outlet_type, outlet_country, outlet_owner, outlet_control, reprints : str
        The same points for every outlet, empty or ``not known`` where they are not known.
        ``reprints`` names the outlets that the article reprints or quotes.
    outlet_note, outlet_urls : str, tuple of str
        Background on the outlet, and the pages that what is said of it rests on.
    published, retrieved : str
        EDTF dates; ``retrieved`` is a single day or empty.
    contains : str
        A report reprinted in the article.
    shares_with : tuple of SharedText
        The articles that this one is not independent of; each of them names this one too.
    sha256 : str
        That of the body's bytes.
    language : str
        A tag of BCP 47.
    text_begins, text_ends : str
        The words, verbatim, that open and close the article's own text, where that is not the
        whole body.
    cut : str
        What of the page is not that text: it stands outside these words, or was never stored.
    """

    id: Id
    title: Text
    title_supplied: bool = False
    title_note: str = ""
    outlet: Text
    outlet_type: OutletType
    outlet_country: str = ""
    outlet_owner: str = ""
    outlet_control: OutletControl = "not known"
    outlet_note: str = ""
    outlet_urls: Urls = ()
    author: Author | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$")] = "en"
    published: EdtfDate
    published_note: str = ""
    url: Url
    archived_url: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""
    retrieved: Day = ""
    reprints: str = ""
    contains: str = ""
    shares_with: tuple[SharedText, ...] = ()
    notes: str = ""
    cut: str = ""
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    text_begins: str = ""
    text_ends: str = ""

    @model_validator(mode="after")
    def _check_whole(self) -> "FrontMatter":
        problems = []
        if self.title_note and not self.title_supplied:
            problems.append("a title_note needs title_supplied")
        if self.title_supplied and not self.title_note:
            problems.append("title_supplied needs a title_note")
        published = edtf.parse(self.published)
        if self.retrieved and edtf.parse(self.retrieved).last_named < published.first_named:
            problems.append("the day of retrieval is before that of publication")
        if problems:
            raise ValueError("; ".join(problems))
        return self


class Article(FrontMatter):
    """One article of the corpus.

    ``body`` is the file's text after the front matter, verbatim; ``text_span`` is the start and the
    end of the article's own text in it. The body may be kept in a file: where it is needed more
    than once, it is better asked for once.
    """

    model_config = ConfigDict(populate_by_name=True)

    kept_body: str | KeptText = Field(alias="body")
    text_span: tuple[int, int]

    @property
    def body(self) -> str:
        """The file's text after the front matter, verbatim."""
        return str(self.kept_body)

    @property
    def text(self) -> str:
        """The article's own text, without the site's boilerplate."""
        start, end = self.text_span
        return self.body[start:end]

    @property
    def cited_title(self) -> str:
        """The title in a citation: in brackets where it is ours, as citation styles have it."""
        return f"[{self.title}]" if self.title_supplied else self.title

    @property
    def kind(self) -> str:
        """What kind of source it is, in short: the same points for every outlet."""
        return name_kind(self.outlet_type, self.outlet_country, self.outlet_control)

    @property
    def about_outlet(self) -> str:
        """What is known of the outlet and of what the article reprints, in a sentence."""
        known = describe_outlet(
            self.outlet_type,
            self.outlet_country,
            self.outlet_owner,
            self.outlet_control,
            self.reprints,
        )
        return f"{self.outlet}: {known}."

    @property
    def copy_note(self) -> str:
        """What is known of an archived copy and of the day of retrieval, in a sentence."""
        return describe_copy(self.archived_url, self.retrieved)


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
        """Whether the passage speaks of some of the zones, not of all of them or of none."""
        return 0 < len(self.zones) < len(ZONE_IDS)


class Dated(Record):
    """Something with a date: EDTF; ``identifiers`` are those that other collections give it."""

    date: EdtfDate
    identifiers: Identifiers = ()

    @property
    def span(self) -> edtf.Span:
        """The calendar days that the date stands for."""
        return edtf.parse(self.date)


class KeyDate(Dated):
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
    """A point on which the articles can be held side by side, with the answer of each.

    ``comparison`` is how the answers compare, as somebody judged who read them, and
    ``comparison_note`` says wherein; there is neither where fewer than two articles answer.
    """

    id: Id
    question: Text
    comparison: Outcome | None = None
    comparison_note: str = ""
    answers: Annotated[tuple[Answer, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check_comparison(self) -> "Question":
        if bool(self.comparison) != bool(self.comparison_note):
            raise ValueError("a comparison and its comparison_note need one another")
        if self.comparison and len(self.given) < 2:
            raise ValueError("a comparison is of two articles or more that answer")
        return self

    @property
    def given(self) -> tuple[Answer, ...]:
        """The answers of the articles that say something."""
        return tuple(answer for answer in self.answers if answer.answer)

    @property
    def outcome(self) -> Outcome | None:
        """How the answers compare, or None where nobody has judged it."""
        return self.comparison or ("alone" if len(self.given) == 1 else None)


def attribute(passage: Passage, article: Article) -> str:
    """Return who says a passage: the speaker and the outlet that carries it."""
    return f"{passage.speaker}, in {article.outlet}" if passage.speaker else article.outlet
