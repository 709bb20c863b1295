"""An excerpt as a reader meets it: the quoted words in their context, and who says them."""

from dataclasses import dataclass

from corpus.collection import Corpus
from corpus.date_words import format_edtf
from corpus.records import Article, Passage, attribute
from dashboard.selection import LinkTo


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
    passage: Passage, corpus: Corpus, link_to: LinkTo, chosen: str | None = None
) -> Excerpt:
    """Return the excerpt of one passage; ``chosen`` is the id of the one the reader has chosen."""
    article = corpus.article_of(passage)
    before, _, after = corpus.context(passage)
    return Excerpt(
        passage=passage,
        article=article,
        before=before,
        after=after,
        attribution=attribute(passage, article),
        published=format_edtf(article.published),
        address=link_to(passage),
        chosen=chosen == passage.id,
    )
