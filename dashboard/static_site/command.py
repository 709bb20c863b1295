"""``python -m dashboard export --format site --out DIR``."""

from argparse import Namespace

from corpus.errors import ScopeError
from corpus.exports.dataset import load_dataset
from corpus.terminal import print_message
from dashboard.library import Library
from dashboard.server.settings import read_settings
from dashboard.static_site.files import list_site_files
from dashboard.static_site.folder import write_folder
from geodata.exports.command import list_limits

FOLDERS = {"site": "Static site, a folder for any web server"}


def export_site(options: Namespace, library: Library) -> int:
    """Return the exit code 0 after writing the site to the folder that the arguments name.

    Raises
    ------
    ScopeError
        If no folder is named, or the site is to be limited.
    SettingsError
        If ``PUBLIC_URL`` is no address.
    OutputError
        If the folder holds anything but a site, or cannot be written to.
    ReadError
        If ``CITATION.cff`` or the base map cannot be read.
    """
    limits = list_limits(options)
    limits += [f"--{name}" for name in ("layer", "version") if getattr(options, name) is not None]
    if limits:
        raise ScopeError(f"The format site holds all the data: it takes no {limits[0]}.")
    if options.out is None:
        raise ScopeError("The format site is written to a folder: name it with --out.")
    base = read_settings().base
    write_folder(options.out, load_dataset().version, list_site_files(library, base))
    if not base:
        print_message(
            "No address is known at which others find the site: there is no sitemap, pages have no "
            "canonical address, and the data names no host. Before you publish the site, write it "
            "again with PUBLIC_URL=https://example.org/zones or whatever its address is."
        )
    return 0
