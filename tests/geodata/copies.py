"""Large exports for tests: the zones many times over."""

import tracemalloc
from collections.abc import Callable, Iterable
from dataclasses import replace

from geodata.exports.extract import MapExtract


def copy_zones(extract: MapExtract, copies: int) -> MapExtract:
    """Return an export in which every zone stands so many times."""
    return replace(extract, atlas=replace(extract.atlas, zones=extract.atlas.zones * copies))


def measure_writing(
    write: Callable[[MapExtract, str], Iterable[bytes]], extract: MapExtract
) -> tuple[int, int]:
    """Return how many bytes the zones take when written, and the most memory that took."""
    tracemalloc.start()
    try:
        size = sum(len(piece) for piece in write(extract, "zones"))
        return size, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
