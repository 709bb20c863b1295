"""``python -m tests.bench_search``: how quick a search of many articles is, beside a plain scan.

The articles are generated: a tenth of their words are those of the shipped articles, as often as
there, the others are made up and as unevenly frequent as words are. It prints figures and judges
none of them.
"""

import argparse
import random
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import psutil

import corpus
from corpus.records import TOPICS, Article, Passage
from corpus.search.filling import Document
from corpus.search.filters import Filters
from corpus.search.index import Index, write_index
from corpus.search.searching import MOST_COUNTED, search
from corpus.zone_ids import ZONE_IDS

ARTICLES = 100_000
PARAGRAPHS = 8
SENTENCES = 3
WORDS = 16
MADE_UP_WORDS = 50_000
QUERIES = 300
SCANS = 6
SYLLABLES = re.findall("..", "alanarbabidaelenfahahiinirjakalalimamunaorrarisashtaumza")


class Generator:
    """The same articles and queries at every run."""

    def __init__(self, count: int) -> None:
        self.count = count
        random_words = random.Random(1)
        real = re.findall(r"\w+", " ".join(article.text for article in corpus.load().articles))
        made_up = [
            "".join(random_words.choices(SYLLABLES, k=random_words.randint(2, 5)))
            for _ in range(MADE_UP_WORDS)
        ]
        self.words = np.array([*real, *made_up], dtype=object)
        # Zipf's law: the n-th word is 1/n as frequent as the first.
        zipf = 1 / (np.arange(MADE_UP_WORDS) + 3)
        weights = np.concatenate([np.full(len(real), zipf.sum() / 9 / len(real)), zipf])
        self.cumulated = np.cumsum(weights) / weights.sum()

    def draw(self, chance: np.random.Generator, count: int) -> list[str]:
        """Return so many words, each as likely as it is frequent."""
        places = np.searchsorted(self.cumulated, chance.random(count))
        drawn: list[str] = self.words[np.minimum(places, len(self.words) - 1)].tolist()
        return drawn

    def documents(self) -> Iterator[Document]:
        """Yield each article with one passage, its second sentence."""
        chance = random.Random(2)
        words_chance = np.random.default_rng(2)
        for number in range(self.count):
            words = self.draw(words_chance, PARAGRAPHS * SENTENCES * WORDS)
            sentences = [
                " ".join(words[start : start + WORDS]).capitalize() + "."
                for start in range(0, len(words), WORDS)
            ]
            body = "\n\n".join(
                " ".join(sentences[start : start + SENTENCES])
                for start in range(0, len(sentences), SENTENCES)
            )
            article = Article.model_construct(
                id=f"generated-{number}",
                title=f"Article {number}",
                outlet=f"Outlet {chance.randrange(40)}",
                outlet_type=chance.choice(["news agency", "news site", "magazine"]),
                published=f"{chance.randint(2011, 2020)}-{chance.randint(1, 12):02}-15",
                url="",
                sha256="",
                text_begins=sentences[0],
                text_ends=sentences[-1],
                kept_body=body,
                text_span=(0, len(body)),
            )
            start = len(sentences[0]) + 1
            passage = Passage.model_construct(
                id=f"passage-{number}",
                article=article.id,
                zones=(chance.choice(ZONE_IDS),),
                topic=chance.choice(TOPICS),
                speaker=f"Speaker {chance.randrange(50)}",
                quote=sentences[1],
                start=start,
                end=start + len(sentences[1]),
            )
            yield article, (passage,)

    def queries(self) -> list[tuple[str, str, Filters]]:
        """Return kind, text and filters of each query, words drawn as often as they are written."""
        chance = random.Random(3)
        filters = (
            Filters(outlet="Outlet 7"),
            Filters(zone="idlib"),
            Filters(speaker="Speaker 7", topic="aid"),
        )
        queries = []
        words = self.draw(np.random.default_rng(3), 2 * QUERIES)
        for number, (one, two) in enumerate(zip(words[::2], words[1::2], strict=True)):
            kind, text = (
                ("one word", one),
                ("two words", f"{one} {two}"),
                ("phrase", f'"{one} {two}"'),
                ("beginning", f"{one[:3]}*"),
                ("with a filter", one),
                ("misspelt", f"{one}q"),
            )[number % 6]
            chosen = chance.choice(filters) if kind == "with a filter" else Filters()
            queries.append((kind, text, chosen))
        return queries


def main() -> int:
    """Return the exit code after printing the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_search")
    parser.add_argument("--articles", type=int, default=ARTICLES, help=f"how many ({ARTICLES:,})")
    generator = Generator(parser.parse_args().articles)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.sqlite"
        size = _measure_build(generator, path)
        with closing(Index(sqlite3.connect(path))) as index:
            print(f"a text of {size:.0f} MB in an index file of {_megabytes(path):.0f} MB")
            _measure_queries(generator, index)
            _measure_scans(generator, index)
    memory = psutil.Process().memory_info().rss / 2**20
    print(f"memory of this process at the end: {memory:.0f} MB")
    return 0


def _measure_build(generator: Generator, path: Path) -> float:
    size = 0
    generating = 0.0

    def watch() -> Iterator[Document]:
        nonlocal size, generating
        begun = time.perf_counter()
        for document in generator.documents():
            size += len(document[0].body)
            generating += time.perf_counter() - begun
            yield document
            begun = time.perf_counter()

    begun = time.perf_counter()
    write_index(path, watch())
    spent = time.perf_counter() - begun
    print(
        f"{generator.count:,} articles indexed in {spent - generating:.1f} s "
        f"(generating them took {generating:.1f} s more)"
    )
    return size / 2**20


def _measure_queries(generator: Generator, index: Index) -> None:
    times: dict[str, list[float]] = {}
    for kind, text, filters in generator.queries():
        begun = time.perf_counter()
        search(index, text, filters)
        times.setdefault(kind, []).append(time.perf_counter() - begun)
    for kind, spent in times.items():
        _print_times(kind, spent)
    _print_times("all queries", [each for spent in times.values() for each in spent])


def _measure_scans(generator: Generator, index: Index) -> None:
    queries = [text for kind, text, _ in generator.queries() if kind == "two words"][:SCANS]
    searched, scanned = [], []
    for text in queries:
        begun = time.perf_counter()
        total = search(index, text).total
        searched.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        found = _scan(index, text)
        scanned.append(time.perf_counter() - begun)
        assert min(found, MOST_COUNTED) == total, (text, found, total)
    print("of two words, the same searches with the same numbers of hits:")
    _print_times("  through the index", searched)
    _print_times("  as a plain scan", scanned)


def _scan(index: Index, text: str) -> int:
    wanted = [re.compile(rf"\b{word}\b", re.IGNORECASE) for word in text.split()]
    found = 0
    last = -1
    while rows := index.rows(
        "SELECT number, text FROM paragraph WHERE number > :last ORDER BY number LIMIT 10000",
        {"last": last},
    ):
        last = rows[-1][0]
        found += sum(all(word.search(paragraph) for word in wanted) for _, paragraph in rows)
    return found


def _print_times(name: str, seconds: list[float]) -> None:
    median = statistics.median(seconds) * 1000
    high = statistics.quantiles(seconds, n=20, method="inclusive")[-1] * 1000
    print(f"{name:22} median {median:8.1f} ms   95% within {high:8.1f} ms   ({len(seconds)} times)")


def _megabytes(path: Path) -> float:
    return path.stat().st_size / 2**20


if __name__ == "__main__":
    sys.exit(main())
