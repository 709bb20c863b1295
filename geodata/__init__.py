"""Where the zones are: their outlines, a gazetteer, and the base map under them."""

from geodata.loading import load
from geodata.records import Atlas

__all__ = ["Atlas", "load"]
