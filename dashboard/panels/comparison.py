"""Where the articles differ or are silent: what each of them answers to a question."""

from collections.abc import Iterable
from typing import NamedTuple

from corpus.collection import Corpus
from corpus.records import Answer, Article, Question
from dashboard.selection import LinkTo


class Reply(NamedTuple):
    """What one article answers, with the addresses of its words; both empty where it is silent."""

    article: Article
    text: str = ""
    addresses: tuple[str, ...] = ()


class Comparison(NamedTuple):
    """A question, and a reply of each article in the order of publication."""

    question: Question
    replies: tuple[Reply, ...]

    @property
    def given(self) -> tuple[Reply, ...]:
        """The replies of the articles that say something."""
        return tuple(reply for reply in self.replies if reply.text)

    @property
    def dependence(self) -> tuple[str, ...]:
        """A sentence for each two articles that answer but are not independent sources."""
        outlets = {reply.article.id: reply.article.outlet for reply in self.given}
        return tuple(
            f"{reply.article.outlet} and {outlets[shared.article]} share sentences: they are not "
            "independent of each other."
            for place, reply in enumerate(self.given)
            for shared in reply.article.shares_with
            if shared.article in [*outlets][place + 1 :]
        )

    @property
    def silent(self) -> tuple[Article, ...]:
        """The articles that say nothing."""
        return tuple(reply.article for reply in self.replies if not reply.text)


def compare(corpus: Corpus, link_to: LinkTo) -> tuple[Comparison, ...]:
    """Return every question of a corpus with the replies of its articles."""
    return tuple(compare_articles(question, corpus, link_to) for question in corpus.questions)


def compare_articles(question: Question, corpus: Corpus, link_to: LinkTo) -> Comparison:
    """Return a question with the replies of all articles of a corpus.

    The question may be one that an export's scope has left fewer answers than the corpus has.
    """
    return Comparison(question, list_replies(question.answers, corpus, link_to))


def list_replies(given: Iterable[Answer], corpus: Corpus, link_to: LinkTo) -> tuple[Reply, ...]:
    """Return a reply of each article of a corpus, empty where the answers given have none."""
    answers = {answer.article: answer for answer in given if answer.answer}
    replies = []
    for article in corpus.articles:
        answer = answers.get(article.id)
        replies.append(
            Reply(article, answer.answer, tuple(_link(answer.passages, corpus, link_to)))
            if answer
            else Reply(article)
        )
    return tuple(replies)


def _link(passage_ids: Iterable[str], corpus: Corpus, link_to: LinkTo) -> Iterable[str]:
    passages = (corpus.passage(passage_id) for passage_id in passage_ids)
    return (link_to(passage) for passage in passages if passage is not None)
