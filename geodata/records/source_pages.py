"""The pages that stretches, places and posts rest on, beside the articles: ``sources.yaml``."""

from collections.abc import Collection, Iterable
from pathlib import Path

from corpus.background_records import Link
from corpus.entries import read_records
from corpus.faults import Fault

SOURCES_FILE = "sources.yaml"


def read_pages(folder: Path) -> tuple[dict[str, Link], list[Fault]]:
    """Return the sound pages of a folder by their address, and the faults of the others."""
    pages: dict[str, Link] = {}

    def check(link: Link) -> Iterable[str]:
        if pages.setdefault(link.url, link) is not link:
            yield f"the address '{link.url}' is named twice"

    _, faults = read_records(folder / SOURCES_FILE, Link, check)
    return pages, faults


def find_missing_pages(
    file: str, record: str, urls: Iterable[str], pages: Collection[str]
) -> list[Fault]:
    """Return a fault for each address that a record of a file names and no page has."""
    return [
        Fault(file, record, f"the page '{url}' is not in {SOURCES_FILE}")
        for url in urls
        if url not in pages
    ]
