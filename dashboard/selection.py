"""What is chosen: one value, read from the page's address and written back to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from urllib.parse import parse_qsl, urlencode

from corpus.collection import Corpus
from corpus.edtf import read_day
from corpus.quoting import shorten
from corpus.records import Passage
from corpus.zone_ids import ZONE_IDS, ZoneId
from geodata.points.lookup import LAT, LON, PLACE, PLACE_ID

# Gives the address at which a passage is read.
LinkTo = Callable[[Passage], str]
# What an address asks "was it inside?" of, by the names that /api/locate knows, in this order.
_ASKED = tuple(parameter.name for parameter in (PLACE, PLACE_ID, LON, LAT))


@dataclass(frozen=True)
class Selection:
    """The zone, passage, article and day a reader has chosen, and the place asked about.

    Each is None, or empty, where nothing is.

    Attributes
    ----------
    zone : ZoneId or None
    passage : str or None
        A passage's id. Where `article` is set too, the passage stands in that article.
    article : str or None
        The id of the article that is open.
    asof : datetime.date or None
        A calendar day.
    asked : tuple of (str, str)
        The names and values of a question to `geodata.points.lookup.answer`: ``place``, a place's
        ``id``, or ``lon`` and ``lat``. It goes with the next choice, so that no answer stands
        beside something else.
    """

    zone: ZoneId | None = None
    passage: str | None = None
    article: str | None = None
    asof: date | None = None
    asked: tuple[tuple[str, str], ...] = ()

    def parameters(self) -> dict[str, str]:
        """Return the address parameters that stand for this selection, in the contract's order."""
        values = {
            "zone": self.zone,
            "passage": self.passage,
            "article": self.article,
            "asof": self.asof.isoformat() if self.asof else None,
        }
        return {name: value for name, value in values.items() if value} | dict(self.asked)

    def address(self) -> str:
        """Return the relative address that opens this selection."""
        return "?" + urlencode(self.parameters())

    def with_zone(self, zone: ZoneId | None) -> Self:
        """Return the selection after a zone is chosen: the passage and article are left."""
        return replace(self, zone=zone, passage=None, article=None, asked=())

    def with_passage(self, passage: Passage) -> Self:
        """Return the selection after a passage is chosen: its article opens at it.

        The zone follows the passage: it stays where the passage speaks of it, it becomes the
        passage's own where there is just one, and it is cleared otherwise.
        """
        own = passage.zones[0] if len(passage.zones) == 1 else None
        zone = self.zone if self.zone in passage.zones else own
        return replace(self, zone=zone, passage=passage.id, article=passage.article, asked=())

    def link_to(self, passage: Passage) -> str:
        """Return the relative address that chooses a passage and keeps the rest."""
        return self.with_passage(passage).address()


def read_selection(
    parameters: Mapping[str, str], corpus: Corpus
) -> tuple[Selection, tuple[str, ...]]:
    """Return the selection an address stands for, and a sentence for each value it had to drop.

    Parameters
    ----------
    parameters : mapping of str to str
        The address's query, one value a name. Names that are none of ours are left alone.
    corpus : Corpus
        Tells which passages and articles there are.
    """
    complaints: list[str] = []

    zone = find_zone_id(parameters.get("zone"))
    if parameters.get("zone") and zone is None:
        complaints.append(
            f"There is no zone “{shorten(parameters['zone'])}”; the zones are "
            f"{', '.join(ZONE_IDS)}."
        )

    article = corpus.article(parameters["article"]) if parameters.get("article") else None
    if parameters.get("article") and article is None:
        complaints.append(f"There is no article “{shorten(parameters['article'])}”.")

    passage = corpus.passage(parameters["passage"]) if parameters.get("passage") else None
    if parameters.get("passage") and passage is None:
        complaints.append(f"There is no passage “{shorten(parameters['passage'])}”.")
    if passage and article and passage.article != article.id:
        complaints.append(
            f"The passage “{passage.id}” does not stand in the article “{article.id}”, "
            "which is shown from its beginning."
        )
        passage = None
    if passage and zone and zone not in passage.zones:
        complaints.append(
            f"The passage “{passage.id}” does not speak of the zone “{zone}”, which is left out."
        )
        zone = None

    asof = None
    if parameters.get("asof"):
        try:
            asof = read_day(parameters["asof"])
        except ValueError:
            complaints.append(f"“{shorten(parameters['asof'])}” is not a date like 2017-05-06.")

    if passage and not zone and not article:
        # A link to a passage alone opens it where it stands.
        article = corpus.article(passage.article)
    selection = Selection(
        zone=zone,
        passage=passage.id if passage else None,
        article=article.id if article else None,
        asof=asof,
        asked=tuple((name, parameters[name]) for name in _ASKED if parameters.get(name)),
    )
    return selection, tuple(complaints)


def find_zone_id(value: object) -> ZoneId | None:
    """Return the zone id that a value from outside is, or None."""
    return next((zone for zone in ZONE_IDS if zone == value), None)


def parse_address(address: str) -> dict[str, str]:
    """Return the parameters of an address's query, the last value of each name."""
    return dict(parse_qsl(address.partition("?")[2].partition("#")[0]))
