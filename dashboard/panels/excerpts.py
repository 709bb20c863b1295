"""An excerpt as a reader meets it: the quoted words in their context, and who says them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.collection import Corpus
from corpus.date_words import format_edtf
from corpus.records import Article, Passage, attribute
from dashboard.selection import LinkTo


@dataclass(frozen=True)
class Excerpt:
    """A passage with all that stands beside it, as plain text.

    Attributes
    ----------
    before, after : str
        The rest of the paragraph the quote stands in.
    attribution : str
        Who says it: the outlet, or the person or paper it quotes.
    address : str
        Opens the article at this passage.
    continues : bool
        Whether it stands in the paragraph of the excerpt above it, which shows that paragraph.
    """

    passage: Passage
    article: Article
    before: str
    after: str
    attribution: str
    published: str
    address: str
    continues: bool = False


def list_excerpts(
    passages: Iterable[Passage], corpus: Corpus, link_to: LinkTo
) -> tuple[Excerpt, ...]:
    """Return the excerpts of passages in their order; of one paragraph, the first shows it."""
    excerpts: list[Excerpt] = []
    for passage in passages:
        excerpt = describe_passage(passage, corpus, link_to)
        continues = bool(excerpts) and _paragraph(excerpts[-1]) == _paragraph(excerpt)
        excerpts.append(replace(excerpt, continues=continues))
    return tuple(excerpts)


def describe_passage(passage: Passage, corpus: Corpus, link_to: LinkTo) -> Excerpt:
    """Return the excerpt of one passage."""
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
    )


def _paragraph(excerpt: Excerpt) -> tuple[str, int]:
    return excerpt.article.id, excerpt.passage.start - len(excerpt.before)
