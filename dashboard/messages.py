"""What the scripts in a visitor's browser send: whatever comes, since any program may send it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """A choice: its address and number."""

    address: str
    number: int = 0


def read_choice(message: object) -> Choice | None:
    """Return what the panel's script says of a choice, or None where it says nothing."""
    if not isinstance(message, Mapping):
        return None
    address, number = message.get("address"), message.get("number")
    if not isinstance(address, str) or not isinstance(number, int):
        return None
    return Choice(address, number)
