"""``python -m dashboard export``: the data in every format there is, and the page as files."""

import argparse
from collections.abc import Sequence

from corpus.data_folder import HELP, OPTION
from corpus.exports.command import has_faults
from dashboard.api.downloads import FORMATS
from dashboard.library import open_library
from dashboard.static_site.command import FOLDERS, export_site
from geodata.exports.command import add_export, run_export


def export(arguments: Sequence[str]) -> int:
    """Return the exit code after writing what the arguments ask for, ``export`` the first of them.

    The data folder is chosen before.
    """
    parser = argparse.ArgumentParser(prog="python -m dashboard")
    command = add_export(parser.add_subparsers(dest="command", required=True), FORMATS, FOLDERS)
    command.add_argument(OPTION, metavar="DIR", help=HELP)
    options = parser.parse_args(arguments)
    library = open_library()
    if has_faults(library.faults):
        return 1
    if options.format in FOLDERS:
        return export_site(options, library)
    return run_export(options, FORMATS, library.atlas, library.corpus)
