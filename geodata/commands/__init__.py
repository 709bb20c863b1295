"""What ``python -m geodata`` does: ``check``, ``export``, ``locate`` and ``new``."""

import argparse
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from corpus import data_folder, loading
from corpus.collection import Corpus
from corpus.errors import FolderError
from corpus.exports.command import has_faults
from corpus.quoting import count_things
from corpus.terminal import print_lines
from geodata import checks, wording
from geodata.checks.coverage import NEAR_KM, Counts, StretchCoverage, measure_coverage, sum_counts
from geodata.commands import new
from geodata.exports.command import add_export, run_export
from geodata.exports.formats import FORMATS
from geodata.loading import FOLDER, load
from geodata.points import command as locating
from geodata.records import Atlas


def work(arguments: Sequence[str]) -> int:
    """Return the exit code after doing what the arguments say; the data folder is chosen before."""
    options = _build_parser().parse_args(arguments)
    if options.command == "new":
        return new.run(options)
    corpus = loading.load()
    atlas = _load_folder(options.folder, corpus)
    match options.command:
        case "check":
            return _check(atlas, options.stretches)
        case "export":
            return _export(atlas, corpus, options)
        case _:
            return _locate(atlas, corpus, options)


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m geodata",
        description="Check or export the outlines and places, locate the points of a table, or "
        "begin a folder for another agreement.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="list every fault in the outlines and tables")
    check.add_argument(
        "--stretches",
        action="store_true",
        help="say of each stretch, too, how its band holds against the control points",
    )
    export = add_export(commands, FORMATS)
    locate = commands.add_parser("locate", help="say of each row of a table in which zone it lies")
    locating.add_arguments(locate)
    new.add_arguments(commands.add_parser("new", help="make a folder for another agreement"))
    told = "the geodata folder alone, with the corpus of the data folder"
    data_folder.add_folder_options((check, export, locate), FOLDER, told)
    return parser


def _load_folder(folder: Path, corpus: Corpus) -> Atlas:
    if not folder.is_dir():
        raise FolderError(f"There is no folder {folder}.")
    return load(corpus, folder)


def _check(atlas: Atlas, with_stretches: bool) -> int:
    faults = checks.check(atlas)
    lines = [str(fault) for fault in faults]
    right, points = checks.count_right_side(atlas), len(atlas.control_points)
    if points:
        lines.append(
            f"{right} of {count_things(points, 'control point')} ({right / points:.1%}) lie on the "
            f"side that their source says; exceptions listed: {len(atlas.control_exceptions)}."
        )
    lines += [
        f"{zone.id}: {count_things(len(zone.stretches), 'stretch', 'stretches')}, "
        f"{wording.describe_areas(zone)}; "
        f"uncertain by {checks.mean_uncertainty_km(zone):.1f} km on average."
        for zone in atlas.zones
    ]
    lines += _describe_coverage(measure_coverage(atlas), with_stretches)
    if not faults:
        lines.append(
            f"No faults: {count_things(len(atlas.zones), 'zone')}, "
            f"{count_things(len(atlas.places), 'place')}, {count_things(len(atlas.posts), 'post')}."
        )
    print_lines(lines)
    return 1 if faults else 0


def _describe_coverage(coverage: list[StretchCoverage], with_stretches: bool) -> Iterator[str]:
    for zone_id, group in groupby(coverage, lambda found: found.zone.id):
        stretches = list(group)
        whole = sum_counts(stretches)
        yield f"{zone_id}, within {NEAR_KM:.0f} km of its line: {_describe_counts(whole)}"
        if with_stretches:
            yield from (
                f"{found.stretch.id}: ±{found.stretch.uncertainty_km:g} km, half the gap between "
                f"places {found.half_gap_km:.1f} km; {_describe_counts(found.counts)}"
                for found in stretches
            )


def _describe_counts(counts: Counts) -> str:
    said = (
        f"{count_things(counts.points, 'control point')}, {counts.inside} held as inside; "
        f"{counts.right} on the right side of the band, {counts.in_band} in it"
    )
    if not counts.tells_sides_apart:
        return f"{said}; none of one side, so nothing tests the line."
    return (
        f"{said}; left out in turn, {counts.left_out} on the right side, {counts.by_line} without "
        "a band."
    )


def _export(atlas: Atlas, corpus: Corpus, options: argparse.Namespace) -> int:
    if has_faults((*corpus.faults, *atlas.faults)):
        return 1
    return run_export(options, FORMATS, atlas, corpus)


def _locate(atlas: Atlas, corpus: Corpus, options: argparse.Namespace) -> int:
    return 1 if has_faults((*corpus.faults, *atlas.faults)) else locating.run(options, atlas)
