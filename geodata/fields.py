"""What a field of the map's records may hold: a longitude, a latitude, a list in one cell."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, FiniteFloat

from corpus.fields import Text


def split_list(value: Any) -> Any:
    """Return the parts of a cell that ``;`` stands between; anything but a text as it is."""
    if not isinstance(value, str):
        return value
    return tuple(part.strip() for part in value.split(";") if part.strip())


# Syria and its surroundings: a wider range would let swapped coordinates pass.
Longitude = Annotated[FiniteFloat, Field(ge=35, le=43)]
Latitude = Annotated[FiniteFloat, Field(ge=31, le=38)]
SemicolonList = Annotated[tuple[Text, ...], BeforeValidator(split_list)]
