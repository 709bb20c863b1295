"""The process in which one table is placed; `geodata.points.uploads` starts and ends it."""

import pickle
import sys

from corpus.processes import end_with_input, settle_in, take_output
from geodata.points.uploads import answer_for


def main() -> None:
    """Do the one job that stands on the input."""
    told = take_output()
    # Ours: the page's own process wrote it.
    job, outlines, limits = pickle.load(sys.stdin.buffer)
    end_with_input()
    settle_in(limits)
    answer_for(job, outlines, limits, told)


if __name__ == "__main__":
    main()
