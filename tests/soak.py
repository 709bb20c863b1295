"""``python -m tests.soak``: what hostile files, floods and kills do to the product, in figures.

Each part prints a line a figure. The exit code is 1 where something was lost, where a traceback or
a crash was seen; how long anything took is printed and not judged.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.soak_cases import Report, run_cases
from tests.soak_worker import Subject


def main() -> int:
    """Run the parts that are asked for, print their figures and return the exit code."""
    options = _read_options()
    is_sound = True
    for part in options.parts or PARTS:
        for line, is_good in PARTS[part](options):
            print(line, flush=True)
            is_sound = is_sound and is_good
    return 0 if is_sound else 1


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of: {', '.join(PARTS)} (all)")
    parser.add_argument("--cases", type=int, default=10_000, help="tables and data files (10,000)")
    parser.add_argument("--seconds", type=float, default=60, help="of clicks and of floods (60)")
    parser.add_argument("--kills", type=int, default=400, help="of writes (400)")
    parser.add_argument("--seed", type=int, default=20170504, help="what chance begins with")
    parser.add_argument("--only", type=int, metavar="CASE", help="one case of tables or data")
    parser.add_argument("--more", type=Path, metavar="FOLDER", help="more tables to be changed")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep what had a fault here")
    options = parser.parse_args()
    if unknown := [part for part in options.parts if part not in PARTS]:
        parser.error(f"there is no part {', '.join(unknown)}; there are: {', '.join(PARTS)}")
    return options


Lines = Iterator[tuple[str, bool]]


def _change_tables(options: argparse.Namespace) -> Lines:
    from tests.soak_tables import Tables, list_seeds

    return _report_cases(Tables(list_seeds(options.more)), options)


def _change_data(options: argparse.Namespace) -> Lines:
    from tests.soak_data import list_files

    return _report_cases(list_files(), options)


def _report_cases(subject: Subject, options: argparse.Namespace) -> Lines:
    numbers = range(options.cases)
    if options.only is not None:
        numbers = range(options.only, options.only + 1)
    report: Report = run_cases(subject, options.seed, numbers, options.keep)
    for line in report.lines():
        yield line, report.is_sound


def _click(options: argparse.Namespace) -> Lines:
    from tests.soak_server import measure_clicks

    return measure_clicks(options.seconds)


def _flood(options: argparse.Namespace) -> Lines:
    from tests.soak_server import measure_flood

    return measure_flood(options.seconds, options.seed)


def _connect(options: argparse.Namespace) -> Lines:
    from tests.soak_server import measure_connections

    return measure_connections()


def _kill(options: argparse.Namespace) -> Lines:
    from tests.soak_writes import measure_kills

    return measure_kills(options.kills, options.seed)


PARTS: dict[str, Callable[[argparse.Namespace], Lines]] = {
    "clicks": _click,
    "flood": _flood,
    "connections": _connect,
    "kills": _kill,
    "tables": _change_tables,
    "data": _change_data,
}

if __name__ == "__main__":
    sys.exit(main())
