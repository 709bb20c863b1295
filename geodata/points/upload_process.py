"""The process in which one table is located; `geodata.points.uploads` starts and ends it."""

import pickle
import sys

from corpus.processes import end_with_input, limit_process, redirect_output
from geodata.points.uploads import run_job


def main() -> None:
    """Do the one job that is sent on standard input."""
    output = redirect_output()
    # Safe to unpickle: the page's own process wrote it.
    job, outlines, limits = pickle.load(sys.stdin.buffer)
    end_with_input()
    limit_process(limits)
    run_job(job, outlines, limits, output)


if __name__ == "__main__":
    main()
