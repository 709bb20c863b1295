"""What the data is about, as ``corpus/agreement.yaml`` says it: names, titles, topics, headings.

It is read as this module is loaded; the program cannot do without it, so that what is wrong with it
is a `FolderError`.
"""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from corpus.data_folder import find_data_folder
from corpus.entries import read_frame
from corpus.fields import Id, Text
from corpus.reading import Record
from corpus.zone_ids import ZONE_IDS

_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Provision(Record):
    """A topic on which the document lays something down, as the page heads it."""

    topic: Text
    heading: Text
    remark: str = ""


class Agreement(Record):
    """The words that differ from one agreement to the next; the file's head says what each is."""

    id: Id
    file_name: Id
    zone_type: Text
    country_words: tuple[Text, ...] = ()
    document: Text
    title: Text
    lead: str = ""
    timeline_ends: Annotated[int, Field(ge=1, le=9999)] = 9999
    annotations: Text
    topics: Annotated[tuple[Text, ...], Field(min_length=1)]
    provisions: tuple[Provision, ...] = ()
    points: Annotated[dict[Annotated[int, Field(ge=1)], Text], Field(default_factory=dict)]

    @model_validator(mode="after")
    def _check_topics(self) -> "Agreement":
        if len(set(self.topics)) < len(self.topics):
            raise ValueError("a topic is named twice")
        for provision in self.provisions:
            if provision.topic not in self.topics:
                raise ValueError(f"provisions: '{provision.topic}' is not among the topics")
        return self

    @property
    def urn(self) -> str:
        """What the names of records in exports begin with."""
        return f"urn:{self.id}:"


AGREEMENT = read_frame(find_data_folder() / "corpus" / "agreement.yaml", Agreement)
TOPICS = AGREEMENT.topics

if TYPE_CHECKING:
    Topic = str
else:
    # For records: one of these, with the others named where it is not.
    Topic = Literal[TOPICS]


def count_zones() -> str:
    """Return how many zones there are in a word, or in figures beyond ten."""
    count = len(ZONE_IDS)
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


# What all zones together are called, with their noun and without.
ALL_ZONES = {1: "the one zone", 2: "both zones"}.get(len(ZONE_IDS), f"all {count_zones()} zones")
ALL_IN_SHORT = {1: "All", 2: "Both"}.get(len(ZONE_IDS), f"All {count_zones()}")
