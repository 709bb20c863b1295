"""The corpus as a whole: its records, and the ways of looking them up."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from corpus import edtf
from corpus.background_records import BackgroundDate, Clause, Difference
from corpus.faults import Fault
from corpus.records import Article, KeyDate, Passage, Question
from corpus.status_rules import StatusRule
from corpus.zone_ids import ZoneId

# More articles than these are not put on one page, nor each into a list that cannot be searched.
MOST_IN_FULL = 100


@dataclass(frozen=True)
class Corpus:
    """All sound records, and the faults of those that were left out.

    Articles stand in order of publication, everything else in the order of its file. Background,
    which is not from the articles, are the clauses of the memorandum's text, how the articles
    differ from it, and the background dates.
    """

    articles: tuple[Article, ...] = ()
    passages: tuple[Passage, ...] = ()
    key_dates: tuple[KeyDate, ...] = ()
    questions: tuple[Question, ...] = ()
    status_rules: tuple[StatusRule, ...] = ()
    clauses: tuple[Clause, ...] = ()
    differences: tuple[Difference, ...] = ()
    background_dates: tuple[BackgroundDate, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def identified_dates(self) -> tuple[KeyDate | BackgroundDate, ...]:
        """The dates to which other collections have given an identifier."""
        dated: tuple[KeyDate | BackgroundDate, ...] = (*self.key_dates, *self.background_dates)
        return tuple(one for one in dated if one.identifiers)

    def list_identifiers(self, zone: ZoneId, day: date | None = None) -> tuple[str, ...]:
        """Return what other collections call the agreements on a zone, each once.

        With a day, those that were made by it.
        """
        return tuple(
            dict.fromkeys(
                identifier
                for one in self.identified_dates
                if zone in one.zones and (day is None or one.span.first_named <= day)
                for identifier in one.identifiers
            )
        )

    def article(self, article_id: str) -> Article | None:
        """Return the article with this id, or None."""
        return self._articles_by_id.get(article_id)

    def article_of(self, passage: Passage) -> Article:
        """Return the article that a passage is from.

        Raises
        ------
        KeyError
            If it is not in the corpus.
        """
        return self._articles_by_id[passage.article]

    def pick_articles(self, article_ids: Iterable[str]) -> tuple[Article, ...]:
        """Return the articles with these ids, each once, in order of publication."""
        known = (each for each in {*article_ids} if each in self._order)
        return tuple(self.articles[place] for place in sorted(self._order[each] for each in known))

    def passage(self, passage_id: str) -> Passage | None:
        """Return the passage with this id, or None."""
        return self._passages_by_id.get(passage_id)

    def key_date(self, key_date_id: str) -> KeyDate | None:
        """Return the key date with this id, or None."""
        return self._key_dates_by_id.get(key_date_id)

    def clauses_of(self, difference: Difference) -> tuple[Clause, ...]:
        """Return the clauses of the memorandum that a difference is about, in the file's order."""
        return tuple(clause for clause in self.clauses if clause.id in difference.clauses)

    @cached_property
    def months(self) -> tuple[date, date] | None:
        """The first and the last day of the whole months that key and background dates span.

        None where there is no date.
        """
        dates = (*self.key_dates, *self.background_dates)
        if not dates:
            return None
        first = min(each.span.first_named for each in dates)
        last = max(each.span.last_named for each in dates)
        return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])

    @cached_property
    def outlets(self) -> tuple[str, ...]:
        """The outlets of the articles, each once, in order of publication."""
        return tuple(dict.fromkeys(article.outlet for article in self.articles))

    @cached_property
    def coverage(self) -> tuple[edtf.Span, edtf.Span] | None:
        """When the first and the last article were published; None where there is none."""
        spans = [edtf.parse(article.published) for article in self.articles]
        if not spans:
            return None
        first = min(spans, key=lambda span: span.first_named)
        return first, max(spans, key=lambda span: span.latest or date.max)

    @cached_property
    def articles_in_full(self) -> tuple[Article, ...]:
        """The articles that are read beside everything else: those of passages, where many are."""
        if len(self.articles) <= MOST_IN_FULL:
            return self.articles
        return self.pick_articles(self._passages_by_article)

    @cached_property
    def articles_compared(self) -> tuple[Article, ...]:
        """The articles whose answers are set side by side: where many are, those that have some."""
        if len(self.articles) <= MOST_IN_FULL:
            return self.articles
        return self.pick_articles(
            answer.article for question in self.questions for answer in question.answers
        )

    @cached_property
    def _order(self) -> dict[str, int]:
        return {article.id: place for place, article in enumerate(self.articles)}

    @cached_property
    def _passages_by_article(self) -> dict[str, tuple[Passage, ...]]:
        found: dict[str, list[Passage]] = {}
        for passage in sorted(self.passages, key=lambda one: (one.start, one.end)):
            found.setdefault(passage.article, []).append(passage)
        return {article_id: tuple(passages) for article_id, passages in found.items()}

    @cached_property
    def _articles_by_id(self) -> dict[str, Article]:
        return {article.id: article for article in self.articles}

    @cached_property
    def _passages_by_id(self) -> dict[str, Passage]:
        return {passage.id: passage for passage in self.passages}

    @cached_property
    def _key_dates_by_id(self) -> dict[str, KeyDate]:
        return {key_date.id: key_date for key_date in self.key_dates}

    def passages_of_zone(self, zone_id: ZoneId) -> tuple[Passage, ...]:
        """Return the passages that speak of a zone.

        Those that speak of fewer than all zones come first; both kinds stand in reading order,
        which is by publication and then by position.
        """
        return tuple(
            sorted(
                (passage for passage in self.passages if zone_id in passage.zones),
                key=lambda passage: (
                    not passage.specific,
                    self._order[passage.article],
                    passage.start,
                    passage.end,
                ),
            )
        )

    def passages_of_article(self, article_id: str) -> tuple[Passage, ...]:
        """Return the passages of an article by position."""
        return self._passages_by_article.get(article_id, ())

    def context(self, passage: Passage) -> tuple[str, str, str]:
        """Return the paragraph a quote stands in: what comes before, the quote, what comes after.

        Raises
        ------
        KeyError
            If the passage's article is not in the corpus.
        """
        article = self.article_of(passage)
        text_start, text_end = article.text_span
        body = article.body
        begin = max(text_start, body.rfind("\n", 0, passage.start) + 1)
        newline = body.find("\n", passage.end)
        end = text_end if newline == -1 else min(text_end, newline)
        return (
            body[begin : passage.start],
            body[passage.start : passage.end],
            body[passage.end : end],
        )


def publication_order(article: Article) -> tuple[object, str]:
    """Return what articles are sorted by: the day of publication, then the id."""
    return edtf.parse(article.published).first_named, article.id
