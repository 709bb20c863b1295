"""Where an article comes from: its author, its outlet by one measure, the copy that is stored.

Whatever is not known is empty here, and said to be unknown wherever it is shown.
"""

from typing import Any, Literal

from pydantic import model_validator

from corpus.date_words import format_edtf
from corpus.reading import Record

OutletType = Literal["news agency", "news site", "magazine", "website"]
OutletControl = Literal["state", "private", "advocacy group", "not known"]


class Author(Record):
    """A person, by family and given name, or an organisation: citations keep the two apart."""

    family: str = ""
    given: str = ""
    organisation: str = ""

    @model_validator(mode="before")
    @classmethod
    def _check_names(cls, values: Any) -> Any:
        if not isinstance(values, dict) or bool(values.get("family")) == bool(
            values.get("organisation")
        ):
            raise ValueError("an author has either 'family', with 'given', or 'organisation'")
        if values.get("organisation") and values.get("given"):
            raise ValueError("an organisation has no given name")
        return values

    @property
    def name(self) -> str:
        """The name as printed: ``Ann Example``."""
        return self.organisation or f"{self.given} {self.family}".strip()

    @property
    def sorted_name(self) -> str:
        """The name as it is sorted: ``Example, Ann``; an organisation's as printed."""
        return self.organisation or ", ".join(filter(None, (self.family, self.given)))


def name_kind(outlet_type: OutletType, country: str, control: OutletControl) -> str:
    """Return what kind of source an outlet is, in short: ``news agency (country, state)``."""
    if not country and control == "not known":
        return f"{outlet_type} (country and control not known)"
    said = "control not known" if control == "not known" else control
    return f"{outlet_type} ({country or 'country not known'}, {said})"


def describe_outlet(
    outlet_type: OutletType, country: str, owner: str, control: OutletControl, reprints: str
) -> str:
    """Return what is known of an outlet: the same points for each, known ones first."""
    known, unknown = [], []
    for point, value in {
        "country": country,
        "owner": owner,
        "control": "" if control == "not known" else control,
    }.items():
        if value:
            known.append(f"{point}: {value}")
        else:
            unknown.append(point)
    if reprints:
        known.append(f"reprints or quotes {reprints}")
    else:
        unknown.append("what it reprints")
    missing = [f"{join_words(unknown)} not known"] if unknown else []
    return "; ".join([outlet_type, *known, *missing])


def describe_copy(archived_url: str, retrieved: str) -> str:
    """Return what is known of an archived copy of a page and of the day it was retrieved."""
    copy = f"An archived copy: {archived_url}" if archived_url else "No archived copy is known"
    day = (
        f"retrieved on {format_edtf(retrieved)}"
        if retrieved
        else "the day of retrieval was not recorded"
    )
    return f"{copy}; {day}."


def join_words(words: list[str]) -> str:
    """Return words as they stand in a sentence: ``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
