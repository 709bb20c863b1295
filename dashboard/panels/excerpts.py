"""An excerpt as a reader meets it: the quoted words in their context, and who says them."""

from dataclasses import dataclass

from corpus.collection import Corpus
from corpus.date_words import format_edtf
from corpus.records import Article, Passage
from dashboard.selection import LinkTo, Selection


@dataclass(frozen=True)
class Excerpt:
    """A passage with all that stands beside it on the page, as plain text.

    Attributes
    ----------
    before, after : str
        The rest of the paragraph the quote stands in.
    attribution : str
        Who says it: the outlet, or the person or paper it quotes.
    address : str
        Opens the article at this passage.
    chosen : bool
        Whether this is the passage the reader has chosen.
    """

    passage: Passage
    article: Article
    before: str
    after: str
    attribution: str
    published: str
    address: str
    chosen: bool


def describe_passage(
    passage: Passage, corpus: Corpus, selection: Selection, link_to: LinkTo | None = None
) -> Excerpt:
    """Return the excerpt of one passage; on the page, its address keeps the rest of the selection.

    ``link_to`` gives the address where the excerpt is not read on the page.
    """
    article = source_of(passage, corpus)
    before, _, after = corpus.context(passage)
    return Excerpt(
        passage=passage,
        article=article,
        before=before,
        after=after,
        attribution=attribute(passage, article),
        published=format_edtf(article.published),
        address=(link_to or selection.link_to)(passage),
        chosen=selection.passage == passage.id,
    )


def attribute(passage: Passage, article: Article) -> str:
    """Return who says a passage: the speaker and the outlet that carries it."""
    return f"{passage.speaker}, in {article.outlet}" if passage.speaker else article.outlet


def source_of(passage: Passage, corpus: Corpus) -> Article:
    """Return the article a passage stands in."""
    article = corpus.article(passage.article)
    if article is None:  # the corpus drops a passage whose article is missing
        raise LookupError(f"the passage {passage.id} has no article")
    return article
