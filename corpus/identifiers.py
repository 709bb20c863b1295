"""Identifiers that other collections give an agreement or a document, and where they lead."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

# PA-X, the peace agreements database of Edinburgh; symbols of documents of the United Nations.
_FORMS = {
    re.compile(r"PA-X (\d+)"): "https://pax.peaceagreements.org/agreements/{}",
    re.compile(r"PA-X local (\d+)"): "https://pax.peaceagreements.org/agreements/local/{}",
    re.compile(r"UN ([A-Z]+(?:/[A-Z0-9.]+)+)"): "https://undocs.org/{}",
}


def find_address(identifier: str) -> str:
    """Return the web address that an identifier stands for.

    Raises
    ------
    ValueError
        If it has none of the forms ``PA-X 2093``, ``PA-X local 1995`` and ``UN S/2018/852``.
    """
    for form, address in _FORMS.items():
        if found := form.fullmatch(identifier):
            return address.format(found[1])
    raise ValueError(f"'{identifier}' is none of PA-X 2093, PA-X local 1995, UN S/2018/852")


def _check(identifier: str) -> str:
    find_address(identifier)
    return identifier


def _check_distinct(identifiers: tuple[str, ...]) -> tuple[str, ...]:
    if len({*identifiers}) < len(identifiers):
        raise ValueError("an identifier is named twice")
    return identifiers


Identifier = Annotated[str, Field(min_length=1), AfterValidator(_check)]
Identifiers = Annotated[tuple[Identifier, ...], AfterValidator(_check_distinct)]
