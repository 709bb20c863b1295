"""What a field of the map's records may hold: a longitude, a latitude, a list in one cell."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, FiniteFloat

from corpus.fields import Text
from geodata.records.country import COUNTRY


def split_list(text: str) -> tuple[str, ...]:
    """Return the parts of a cell that ``;`` stands between."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _split(value: Any) -> Any:
    return split_list(value) if isinstance(value, str) else value


_BOUNDS = COUNTRY.bounds
Longitude = Annotated[FiniteFloat, Field(ge=_BOUNDS.west, le=_BOUNDS.east)]
Latitude = Annotated[FiniteFloat, Field(ge=_BOUNDS.south, le=_BOUNDS.north)]
SemicolonList = Annotated[tuple[Text, ...], BeforeValidator(_split)]
