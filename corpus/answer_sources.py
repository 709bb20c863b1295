"""What is wrong with articles' answers: an article that is unknown, a passage that is another's."""

from collections.abc import Container, Iterable, Mapping

from corpus.faults import describe_missing
from corpus.records import Answer


def check_answers(
    answers: Iterable[Answer], articles: Container[str], article_of: Mapping[str, str]
) -> list[str]:
    """Return what is wrong with the answers to one question, a message each.

    Parameters
    ----------
    answers
        The answers of some articles.
    articles
        The ids of the sound articles.
    article_of
        The id of each sound passage's article, by the passage's id.
    """
    messages: list[str] = []
    answered: set[str] = set()
    for answer in answers:
        if answer.article not in articles:
            messages.append(describe_missing("article", answer.article))
        if answer.article in answered:
            messages.append(f"article '{answer.article}' answers twice")
        answered.add(answer.article)
        for passage_id in answer.passages:
            source = article_of.get(passage_id)
            if source is None:
                messages.append(describe_missing("passage", passage_id))
            elif source != answer.article:
                messages.append(f"passage '{passage_id}' is from '{source}', not this article")
    return messages
