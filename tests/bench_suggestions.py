"""``python -m tests.bench_suggestions``: how good suggestions are, article by article.

Leave-one-out: each shipped article is read as if it were new. Of what is linked by hand in it
nothing is known then; the other articles' passages say only how speakers are called. The terms in
``corpus/terms.yaml`` were written by hand by people who had read all five: the figures say how
well the rules fit them, and made-up articles in the tests how they do elsewhere.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

import corpus
from corpus import Corpus, edtf
from corpus.anchoring import find
from corpus.loading import FOLDER
from corpus.records import Article, Passage
from corpus.suggesting.suggesting import load_sources, suggest
from corpus.suggesting.suggestions import SuggestedPassage, Suggestion, Suggestions

Span = tuple[int, int]


@dataclass
class Tally:
    """What was counted: of how many, and how often it was right; those that were not."""

    name: str
    right: int = 0
    of: int = 0
    wrong: list[str] = field(default_factory=list)

    def count(self, is_right: bool, label: str) -> None:
        self.of += 1
        self.right += is_right
        if not is_right:
            self.wrong.append(label)

    @property
    def share(self) -> float:
        return self.right / self.of if self.of else 1.0


def span_of(article: Article, suggestion: Suggestion) -> Span:
    return find(article.body, suggestion.quote, suggestion.prefix)


def overlap(one: Span, other: Span) -> float:
    """Return which part of the shorter span lies in the other."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / min(one[1] - one[0], other[1] - other[0])


def likeness(one: Span, other: Span) -> float:
    """Return the shared part of what both spans hold together."""
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return shared / (max(one[1], other[1]) - min(one[0], other[0]))


def find_match(
    article: Article, passage: Passage, passages: Sequence[SuggestedPassage]
) -> SuggestedPassage | None:
    """Return the suggestion most like a passage, where one covers half of the other."""
    span = (passage.start, passage.end)
    near = [each for each in passages if overlap(span, span_of(article, each)) >= 0.5]
    return max(near, key=lambda each: likeness(span, span_of(article, each)), default=None)


def is_same_time(one: str, other: str) -> bool:
    """Return whether two dates are of the same days, or the one holds the other."""
    first, second = edtf.parse(one), edtf.parse(other)
    return any(
        outer.includes(inner.first_named) and outer.includes(inner.last_named)
        for outer, inner in ((first, second), (second, first))
    )


def judge(data: Corpus, article: Article, suggestions: Suggestions) -> list[Tally]:
    """Return what was counted in one article."""
    suggested, zones, topics = (
        Tally("passages suggested"),
        Tally("zones right"),
        Tally("topics right"),
    )
    speakers, precision = Tally("speakers right"), Tally("precision")
    dates, same_dates = Tally("dates right"), Tally("dates the same")
    linked = data.passages_of_article(article.id)
    for passage in linked:
        match = find_match(article, passage, suggestions.passages)
        suggested.count(match is not None, passage.id)
        if match is not None:
            zones.count(match.zones == passage.zones, f"{passage.id}: {', '.join(match.zones)}")
            topics.count(match.topic == passage.topic, f"{passage.id}: {match.topic}")
            name = passage.speaker.split(",")[0]
            speakers.count(bool(name) == bool(match.speaker), f"{passage.id}: {match.speaker}")
    for each in suggestions.passages:
        span = span_of(article, each)
        is_linked = any(overlap(span, (one.start, one.end)) >= 0.5 for one in linked)
        precision.count(is_linked, each.quote[:60])
    for key_date in data.key_dates:
        spans = [(each.start, each.end) for each in linked if each.id in key_date.passages]
        there = [
            each.date
            for each in suggestions.dates
            if any(overlap(span_of(article, each), span) > 0 for span in spans)
        ]
        # An article whose passages have no date of their own only supports one of another's.
        if there:
            label = f"{key_date.id} {key_date.date}: {', '.join(there)}"
            dates.count(any(is_same_time(each, key_date.date) for each in there), label)
            same_dates.count(key_date.date in there, label)
    return [suggested, zones, precision, dates, same_dates, topics, speakers]


def measure(data: Corpus) -> dict[str, list[Tally]]:
    """Return what was counted in each article, each left out of what is known."""
    measured = {}
    for article in data.articles:
        others = [each for each in data.passages if each.article != article.id]
        sources, faults = load_sources(FOLDER, others)
        assert not faults
        measured[article.id] = judge(data, article, suggest(article, sources))
    return measured


def add_up(measured: dict[str, list[Tally]]) -> list[Tally]:
    """Return the tallies of all articles together."""
    return [
        Tally(
            tallies[0].name,
            sum(tally.right for tally in tallies),
            sum(tally.of for tally in tallies),
            [each for tally in tallies for each in tally.wrong],
        )
        for tallies in zip(*measured.values(), strict=True)
    ]


def main() -> None:
    measured = measure(corpus.load())
    print("Suggestions, each article left out of what is known (right of all, share):")
    for name, tallies in {**measured, "all": add_up(measured)}.items():
        print(f"  {name}")
        for tally in tallies:
            print(f"    {tally.name:20} {tally.right:4} of {tally.of:4}  {tally.share:6.1%}")
            if "-v" in sys.argv and name != "all":
                for each in tally.wrong:
                    print(f"        {each}")


if __name__ == "__main__":
    main()
