"""``python -m tests.bench_collection``: a data folder of many articles beside the shipped one.

The articles are those of ``tests.bench_search``, as files with a front matter. It prints how long
``check`` takes and how much memory, how long the server takes to start, with and without an index
that is ready, and how quick the page then is beside that of the shipped articles, in turns. It
judges none of it.
"""

import argparse
import hashlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import psutil
from playwright.sync_api import sync_playwright

from corpus.data_folder import SHIPPED
from corpus.records import Article
from tests.bench import Subject, visit
from tests.bench_search import ARTICLES, Generator
from tests.chromium import find_browser
from tests.server import ROOT, Server, serve_page

ROUNDS = 6
REQUESTS = 20
START_SECONDS = 1_800
WORDS = {"idlib": "On Idlib", "south": "On Southern Syria"}
FRONT_MATTER = """\
---
id: {article.id}
title: "{article.title}: what was said"
outlet: {article.outlet}
outlet_type: {article.outlet_type}
author:
  family: Surname
  given: Name
language: en
published: {article.published}
url: https://example.org/{article.id}
retrieved: 2021-01-01
cut: >-
  Before the text: the site's menu. After it: related news, comments and headings of the page
  (recent posts, contact, search).
sha256: {digest}
text_begins: {begins}
text_ends: {ends}
---
"""


def main() -> int:
    """Return the exit code after printing the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_collection")
    parser.add_argument("--articles", type=int, default=ARTICLES, help=f"how many ({ARTICLES:,})")
    parser.add_argument("--folder", type=Path, help="the data folder: kept, and not made anew")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        data = options.folder or Path(name) / "data"
        if not data.exists():
            write_folder(data, options.articles)
        _measure_check(data)
        _measure_page(data, Path(name))
    return 0


def write_folder(data: Path, count: int) -> None:
    """Write the shipped data with so many generated articles beside its own."""
    for package in ("corpus", "geodata"):
        shutil.copytree(
            SHIPPED / package,
            data / package,
            ignore=shutil.ignore_patterns("*.py", "__pycache__"),
        )
    shutil.copy(SHIPPED / "CITATION.cff", data)
    size = 0
    for article, _ in Generator(count).documents():
        text = _format_article(article)
        size += len(text)
        (data / "corpus" / "articles" / f"{article.id}.md").write_text(text, encoding="utf-8")
    print(f"{count:,} articles of {size / 2**20:.0f} MB beside the shipped ones")


def _format_article(article: Article) -> str:
    body = f"{article.body}\n"
    front = FRONT_MATTER.format(
        article=article,
        digest=hashlib.sha256(body.encode()).hexdigest(),
        begins=" ".join(article.text_begins.split()[:9]),
        ends=" ".join(article.text_ends.split()[-9:]),
    )
    return front + body


def _measure_check(data: Path) -> None:
    for name, options in (("shipped", []), ("many", ["--data", str(data)])):
        begun = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, "-m", "corpus", "check", *options],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            said = process.stdout.read().splitlines()
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        print(
            f"check, {name}: {time.perf_counter() - begun:.1f} s, "
            f"{used.ru_utime + used.ru_stime:.1f} s of processor, {used.ru_maxrss / 1024:.0f} MB; "
            f"exit code {process.returncode}; {said[0]}"
        )


def _measure_page(data: Path, folder: Path) -> None:
    # Without an address of its own a page has no sitemap.
    few_data = {"XDG_CACHE_HOME": str(folder), "PUBLIC_URL": "https://example.org"}
    many_data = few_data | {"ZONES_DATA": str(data)}
    for name, environment in (
        ("shipped", few_data),
        ("many, no index ready", many_data),
        ("many, index ready", many_data),
    ):
        begun = time.perf_counter()
        with serve_page(folder / "log", ROOT, "", (), START_SECONDS, **environment) as server:
            process = psutil.Process(server.pid)
            print(
                f"start, {name}: {time.perf_counter() - begun:.1f} s, "
                f"{sum(process.cpu_times()[:2]):.1f} s of processor; "
                f"memory {process.memory_info().rss / 2**20:.0f} MB"
            )
    with ExitStack() as stack:
        subjects = [
            Subject(name, _serve(stack, folder / f"{name}.log", environment), WORDS)
            for name, environment in (("shipped", few_data), ("many", many_data))
        ]
        for path in ("", "assets/reading.html", "sitemap.xml", "api/", "api/search?words=zones"):
            for subject in subjects:
                _measure_requests(subject, path)
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        for number in range(ROUNDS + 1):
            for subject in subjects:
                clicks = visit(subject, browser, subject.server.address, note=number > 0)
                subject.click.extend(clicks if number else [])
        for subject in subjects:
            print(
                f"page, {subject.name}: zones seen {_median(subject.first_view)}, map drawn "
                f"{_median(subject.first_map)}, click to excerpts {_median(subject.click)}"
            )


def _serve(stack: ExitStack, log: Path, environment: dict[str, str]) -> Server:
    return stack.enter_context(serve_page(log, ROOT, "", (), START_SECONDS, **environment))


def _measure_requests(subject: Subject, path: str) -> None:
    spent, size = [], 0
    for _ in range(REQUESTS):
        begun = time.perf_counter()
        with urllib.request.urlopen(f"{subject.server.address}/{path}", timeout=60) as answer:
            size = len(answer.read())
        spent.append(time.perf_counter() - begun)
    print(f"/{path}, {subject.name}: {_median(spent)}, {size / 1024:.0f} kB")


def _median(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
