"""What a field of the map's records may hold: a longitude, a latitude, a list in one cell."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, FiniteFloat

from corpus.fields import Text


def split_list(text: str) -> tuple[str, ...]:
    """Return the parts of a cell that ``;`` stands between."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _split(value: Any) -> Any:
    return split_list(value) if isinstance(value, str) else value


# Syria and its surroundings: a wider range would let swapped coordinates pass.
Longitude = Annotated[FiniteFloat, Field(ge=35, le=43)]
Latitude = Annotated[FiniteFloat, Field(ge=31, le=38)]
SemicolonList = Annotated[tuple[Text, ...], BeforeValidator(_split)]
