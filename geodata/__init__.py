"""Where the zones are: their outlines, a gazetteer, and the base map under them."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geodata.loading import load
    from geodata.records import Atlas

__all__ = ["Atlas", "load"]


def __getattr__(name: str) -> Any:
    # Only when asked for: they read which zones there are, and a command chooses the folder first.
    if name == "Atlas":
        from geodata.records import Atlas

        return Atlas
    if name == "load":
        from geodata.loading import load

        return load
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
