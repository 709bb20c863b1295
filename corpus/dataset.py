"""The data set as a whole: its title, version and licence, as ``CITATION.cff`` has them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from corpus.errors import ReadError

_FILE = Path(__file__).parent.parent / "CITATION.cff"

# What the licence does not cover; every export says so.
RIGHTS = (
    "The quoted articles remain their publishers'. Base map: Natural Earth, public domain. "
    "Places: GeoNames, CC BY 4.0, and Wikipedia, CC BY-SA 4.0, as each place says."
)


@dataclass(frozen=True)
class Dataset:
    """What a citation of the data set needs.

    ``released`` is an ISO 8601 day, ``licence`` an SPDX identifier, ``method`` one sentence on how
    the data was made.
    """

    title: str
    version: str
    released: str
    licence: str
    licence_url: str
    authors: tuple[str, ...]
    method: str

    @property
    def citation(self) -> str:
        """How to cite the data set, in one line."""
        return (
            f"{'; '.join(self.authors)} ({self.released[:4]}): {self.title}. "
            f"Version {self.version}. {self.licence}."
        )


@cache
def load_dataset() -> Dataset:
    """Return the data set's record.

    Raises
    ------
    ReadError
        If ``CITATION.cff`` is missing or lacks what a citation needs.
    """
    try:
        # The loader that knows no types: a version and a day stay the text that was written.
        entry = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        return Dataset(
            title=entry["title"],
            version=entry["version"],
            released=entry["date-released"],
            licence=entry["license"],
            licence_url=entry["license-url"],
            authors=tuple(author["name"] for author in entry["authors"]),
            method=" ".join(entry["abstract"].split()),
        )
    except OSError as error:
        raise ReadError(f"{_FILE.name}: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError, KeyError, TypeError) as error:
        reason = " ".join(str(error).split())
        raise ReadError(f"{_FILE.name}: it lacks or garbles a field: {reason}") from error
