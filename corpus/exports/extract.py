"""What an export is made of: the records it keeps, and what it says of itself."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from corpus.background import ended_zones
from corpus.collection import Corpus
from corpus.exports.dataset import RIGHTS, Dataset, load_dataset
from corpus.exports.scope import THEME, Scope, limit
from corpus.status import status_on
from corpus.zone_ids import ZoneId


@dataclass(frozen=True)
class About:
    """What every export says of itself.

    Attributes
    ----------
    dataset : Dataset
        Title, version, licence, method, how to cite.
    made : str
        The day the data was released, or the moment of the export where that was asked for; ISO
        8601.
    view : str
        The address of the page that shows what the export holds; without a host where none is
        known.
    filters : dict of str to list of str
        What the export was limited to, by name; empty where it is whole.
    status : tuple of (str, tuple of str)
        What held on the as-of day: clauses, each with the ids of its passages.
    """

    dataset: Dataset
    made: str
    view: str
    filters: dict[str, list[str]]
    status: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def is_stamped(self) -> bool:
        """Whether `made` is the moment of the export, not the day the data was released."""
        return self.made != self.dataset.released

    def label(self, name: str) -> str:
        """Return what a reader is shown for a name of `name_values`."""
        if name == "made":
            return "Exported" if self.is_stamped else "Data released"
        return name.capitalize()

    def describe(self) -> dict[str, Any]:
        """Return all of it as plain values, in a fixed order, for formats that hold JSON."""
        return {
            **self.name_values(),
            "filters": self.filters,
            **(
                {"status": [{"text": text, "passages": [*ids]} for text, ids in self.status]}
                if self.status
                else {}
            ),
        }

    def name_values(self) -> dict[str, str]:
        """Return what is a line of text each, by its name."""
        return {
            "title": self.dataset.title,
            "version": self.dataset.version,
            "made": self.made,
            "licence": f"{self.dataset.licence} {self.dataset.licence_url}",
            "rights": RIGHTS,
            "method": self.dataset.method,
            "citation": self.dataset.citation,
            "view": self.view,
        }

    def format_filters(self) -> str:
        """Return what the export was limited to, in words."""
        limits = [f"{name} {', '.join(values)}" for name, values in self.filters.items()]
        return "; ".join(limits) or "none: all the data"


@dataclass(frozen=True)
class Extract:
    """What an export may hold of the corpus.

    ``corpus`` holds what the scope keeps; ``whole`` everything, to look up what is referred to.
    """

    corpus: Corpus
    whole: Corpus
    scope: Scope
    about: About

    @cached_property
    def ended(self) -> tuple[ZoneId, ...]:
        """The zones that had ended before the as-of day; none where no day was asked for."""
        return ended_zones(self.scope.as_of, self.whole) if self.scope.as_of else ()


def make_extract(corpus: Corpus, scope: Scope, base: str = "", is_stamped: bool = False) -> Extract:
    """Return what a scope keeps of a whole corpus, and what an export of it says of itself.

    Parameters
    ----------
    corpus
        The whole corpus.
    scope
        What the export is limited to.
    base
        The address of the page's server, as in ``https://example.org``.
    is_stamped
        Whether the export names the moment it was made. Without, the same data makes the same
        bytes on every day.

    Raises
    ------
    ReadError
        If ``CITATION.cff`` cannot be read.
    """
    about = _make_about(corpus, scope, base, is_stamped)
    return Extract(limit(corpus, scope), corpus, scope, about)


def _make_about(corpus: Corpus, scope: Scope, base: str, is_stamped: bool) -> About:
    dataset = load_dataset()
    status = status_on(scope.as_of, corpus).clauses if scope.as_of else ()
    return About(
        dataset=dataset,
        made=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}" if is_stamped else dataset.released,
        view=f"{base}/{_address(scope)}",
        filters={name: value for name, value in scope.filters.items() if name != THEME.name},
        status=tuple((clause.text, clause.passages) for clause in status),
    )


def _address(scope: Scope) -> str:
    # The page shows one zone or all of them, and one passage.
    zone = {"zone": scope.zones[0]} if len(scope.zones) == 1 else {}
    passage = {"passage": scope.passages[0]} if len(scope.passages) == 1 else {}
    day = {"asof": scope.as_of.isoformat()} if scope.as_of else {}
    asked = zone | passage | day
    return f"?{urlencode(asked)}" if asked else ""
