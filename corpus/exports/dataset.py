"""The data set as a whole: its title, version and licence, as ``CITATION.cff`` has them."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from corpus.data_folder import SHIPPED, find_data_folder
from corpus.edtf import read_day
from corpus.entries import parse_entry, validate
from corpus.errors import ReadError
from corpus.fields import Text, Url
from corpus.provenance import Author
from corpus.reading import Record, read_text

_FILE = find_data_folder() / "CITATION.cff"
_ZONES = find_data_folder() / "geodata" / "zones.yaml"
_LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}

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
    authors: tuple[Author, ...]
    method: str
    keywords: tuple[str, ...] = ()

    @property
    def author_names(self) -> tuple[str, ...]:
        """The authors' names as printed."""
        return tuple(author.name for author in self.authors)

    @property
    def edition(self) -> str:
        """The data set's title and version."""
        return f"{self.title}, version {self.version}"

    @property
    def citation(self) -> str:
        """How to cite the data set, in one line."""
        return (
            f"{'; '.join(self.author_names)} ({self.released[:4]}): {self.title}. "
            f"Version {self.version}. {self.licence}."
        )


def _check_day(text: str) -> str:
    return read_day(text).isoformat()


class _Author(Record):
    model_config = ConfigDict(extra="ignore")

    name: str = ""
    family: Annotated[str, Field(alias="family-names")] = ""
    given: Annotated[str, Field(alias="given-names")] = ""

    def as_author(self) -> Author:
        """Return the author; the Citation File Format has ``name`` for what is no person."""
        return Author(family=self.family, given=self.given, organisation=self.name)

    @model_validator(mode="after")
    def _check_names(self) -> "_Author":
        self.as_author()
        return self


class _Citation(Record):
    """The keys of ``CITATION.cff`` that an export needs; it has others too."""

    model_config = ConfigDict(extra="ignore")

    title: Text
    version: Text
    released: Annotated[str, AfterValidator(_check_day), Field(alias="date-released")]
    licence: Annotated[Text, Field(alias="license")]
    licence_url: Annotated[Url, Field(alias="license-url")]
    authors: Annotated[tuple[_Author, ...], Field(min_length=1)]
    abstract: Text
    keywords: tuple[Text, ...] = ()


class _Head(Record):
    """What the head of ``zones.yaml`` says of the data set, where there is no citation file."""

    model_config = ConfigDict(extra="ignore")

    title: Text
    version: Text
    licence: Text
    introduction: str = ""


@cache
def load_dataset() -> Dataset:
    """Return the data set's record.

    A data folder without ``CITATION.cff`` has the title, version and licence of its zones, and no
    makers.

    Raises
    ------
    ReadError
        If the file lacks what a citation needs.
    """
    if not _FILE.exists() and find_data_folder() != SHIPPED:
        return describe_zones(_ZONES)
    try:
        entry = parse_entry(read_text(_FILE))
    except ReadError as error:
        raise ReadError(f"{_FILE.name}: {error}.") from error
    citation, faults = validate(_Citation, entry, _FILE.name)
    if citation is None:
        raise ReadError(f"{faults[0]}.")
    return Dataset(
        title=citation.title,
        version=citation.version,
        released=citation.released,
        licence=citation.licence,
        licence_url=citation.licence_url,
        authors=tuple(author.as_author() for author in citation.authors),
        method=" ".join(citation.abstract.split()),
        keywords=citation.keywords,
    )


def describe_zones(path: Path) -> Dataset:
    """Return the record that the head of ``zones.yaml`` makes: no makers, the day of the file.

    Raises
    ------
    ReadError
        If the file lacks what a citation needs.
    """
    head, faults = validate(_Head, parse_entry(read_text(path)), path.name)
    if head is None:
        raise ReadError(f"{faults[0]}.")
    return Dataset(
        title=head.title,
        version=head.version,
        released=date.fromtimestamp(path.stat().st_mtime).isoformat(),
        licence=head.licence,
        licence_url=_LICENCES.get(head.licence, ""),
        authors=(Author(organisation="Makers not named"),),
        method=" ".join(head.introduction.split()),
    )
