"""Cases that end badly, for the tests of what counts them."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.soak_worker import MEMORY_BYTES, Case

ENDS = ("raise", "ignore", "crash", "hang", "eat", "well")


@dataclass(frozen=True)
class Planted:
    """Cases that end as the file says that they leave."""

    name: str = "planted cases"

    def prepare(self, folder: Path) -> Case:
        """Return what ends in one of the ways, by chance."""
        return _end


def choose_end(random: Random) -> str:
    """Return the way in which a case ends."""
    return random.choice(ENDS)


def _end(random: Random, case: Path) -> str:
    end = choose_end(random)
    (case / "input").write_text(end, encoding="ascii")
    match end:
        case "raise":
            raise ValueError("planted\n")
        case "ignore":
            _Unraisable()
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "hang":
            time.sleep(600)
        case "eat":
            _ = bytearray(MEMORY_BYTES)
    return "fine"


class _Unraisable:
    def __del__(self) -> None:
        raise ValueError("planted in __del__")
