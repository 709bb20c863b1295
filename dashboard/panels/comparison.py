"""What each article answers to a question, and whether the answers differ."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import product
from typing import NamedTuple

from corpus.collection import Corpus
from corpus.records import Answer, Article, Outcome, Question
from dashboard.selection import LinkTo

TITLE = "Where the articles differ, and where they agree"
_OUTCOMES: dict[Outcome, str] = {
    "differ": "They differ",
    "complement": "They add to one another",
    "agree": "They agree",
    "alone": "One speaks alone",
}
# Quotes of which so much is the same, word by word, are taken from one text.
_ALIKE = 0.6


class Reply(NamedTuple):
    """What one article answers, with its words and their addresses; empty where it is silent."""

    article: Article
    text: str = ""
    addresses: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


class Comparison(NamedTuple):
    """A question, and a reply of each article in the order of publication."""

    question: Question
    replies: tuple[Reply, ...]

    @property
    def outcome(self) -> str:
        """How the articles compare, in words; empty where nobody has judged it."""
        return _OUTCOMES[self.question.outcome] if self.question.outcome else ""

    @property
    def outcome_note(self) -> str:
        """Wherein they differ or agree, what each adds, or who speaks alone."""
        if self.question.outcome == "alone" and not self.question.comparison:
            return f"{self.given[0].article.outlet}; the others say nothing of it."
        return self.question.comparison_note

    @property
    def given(self) -> tuple[Reply, ...]:
        """The replies of the articles that say something."""
        return tuple(reply for reply in self.replies if reply.text)

    @property
    def dependence(self) -> tuple[str, ...]:
        """A sentence for each two articles whose answers rest on words of one text."""
        replies = {reply.article.id: reply for reply in self.given}
        pairs = (
            (reply, replies[shared.article])
            for place, reply in enumerate(self.given)
            for shared in reply.article.shares_with
            if shared.article in [*replies][place + 1 :]
        )
        return tuple(
            f"{one.article.outlet} and {other.article.outlet} have words of this in common: here "
            "they are not independent of each other."
            for one, other in pairs
            if any(_are_alike(*quotes) for quotes in product(one.quotes, other.quotes))
        )

    @property
    def silent(self) -> tuple[Article, ...]:
        """The articles that say nothing."""
        return tuple(reply.article for reply in self.replies if not reply.text)


def compare(corpus: Corpus, link_to: LinkTo) -> tuple[Comparison, ...]:
    """Return every question of a corpus with the replies of its articles."""
    return tuple(compare_articles(question, corpus, link_to) for question in corpus.questions)


def compare_articles(question: Question, corpus: Corpus, link_to: LinkTo) -> Comparison:
    """Return a question with the replies of the articles of a corpus that are compared.

    The question may be one that an export's scope has left fewer answers than the corpus has.
    """
    articles = corpus.articles_compared
    return Comparison(question, list_replies(question.answers, articles, corpus, link_to))


def count_outcomes(comparisons: Iterable[Comparison]) -> str:
    """Return how the articles compare, and on how many questions each: a sentence."""
    outcomes = [comparison.question.outcome for comparison in comparisons]
    counts = {
        "the articles differ": outcomes.count("differ"),
        "they add to one another": outcomes.count("complement"),
        "they agree": outcomes.count("agree"),
        "one speaks alone": outcomes.count("alone"),
        "nobody has compared them yet": outcomes.count(None),
    }
    said = ", ".join(f"on {count} {words}" for words, count in counts.items() if count)
    noun = "question" if len(outcomes) == 1 else "questions"
    return f"{len(outcomes)} {noun}: {said}." if outcomes else ""


def list_replies(
    given: Iterable[Answer], articles: Iterable[Article], corpus: Corpus, link_to: LinkTo
) -> tuple[Reply, ...]:
    """Return a reply of each of some articles, empty where the answers given have none."""
    answers = {answer.article: answer for answer in given if answer.answer}
    replies = []
    for article in articles:
        answer = answers.get(article.id)
        if answer is None:
            replies.append(Reply(article))
            continue
        passages = [*filter(None, map(corpus.passage, answer.passages))]
        replies.append(
            Reply(
                article,
                answer.answer,
                tuple(map(link_to, passages)),
                tuple(passage.quote for passage in passages),
            )
        )
    return tuple(replies)


def _are_alike(one: str, other: str) -> bool:
    """Return whether two quotes are one text, nearly word for word."""
    words, others = (re.findall(r"\w+", text.lower()) for text in (one, other))
    return SequenceMatcher(None, words, others, autojunk=False).ratio() > _ALIKE
