"""Writing the site to a folder: whole or not at all, and over nothing but a site."""

import gzip
import hashlib
import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from corpus.errors import OutputError
from corpus.quoting import quote
from corpus.writing import explaining, replacing_folder

# Lists every file of the site, by which it is known again.
MANIFEST = "site.json"
_KIND = "static site of a map of zones"
# Files of these kinds are compressed already, or read by parts.
_WHOLE = (".png", ".ico", ".kmz", ".zip", ".qgz", ".pdf", ".gpkg", ".parquet", ".fgb")
# Below this, compression saves no packet.
_SMALL = 1000
# The best, 11, takes three times as long to save another 4 %.
_BROTLI_QUALITY = 10


def write_folder(out: Path, version: str, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files to a folder, which afterwards holds these alone, or what it held before.

    Beside what a server may send compressed lies the same as ``.gz`` and as ``.br``.

    Parameters
    ----------
    out : Path
        A folder that is new or empty, or holds a site that was written by this function.
    version : str
        The version of the data.
    files : iterable of (str, bytes)
        Relative addresses and contents.

    Raises
    ------
    OutputError
        If the folder holds anything else, or cannot be written to.
    """
    with explaining(out):
        _check_folder(out)
    with replacing_folder(out) as part, explaining(out):
        written: dict[str, str] = {}
        # Other processors compress what is there while this one makes what comes next.
        with ThreadPoolExecutor() as pool:
            for digests in pool.map(lambda file: _write_file(part, *file), files):
                written |= digests
        manifest = {"kind": _KIND, "version": version, "files": dict(sorted(written.items()))}
        (part / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _write_file(folder: Path, path: str, data: bytes) -> dict[str, str]:
    """Return the digests of what was written, by its path."""
    pieces = {path: data}
    if len(data) >= _SMALL and not path.endswith(_WHOLE):
        pieces[f"{path}.gz"] = gzip.compress(data, mtime=0)
        pieces[f"{path}.br"] = brotli.compress(data, quality=_BROTLI_QUALITY)
    for name, content in pieces.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return {name: hashlib.sha256(content).hexdigest() for name, content in pieces.items()}


def _check_folder(out: Path) -> None:
    if not out.is_dir():
        return
    found = {path.relative_to(out).as_posix() for path in out.rglob("*") if not path.is_dir()}
    foreign = sorted(found - _read_manifest(out))
    if foreign:
        raise OutputError(
            f"Cannot write {out}: it holds {quote(foreign[0])}, which is of no site written here. "
            "Name a new or an empty folder."
        )


def _read_manifest(out: Path) -> set[str]:
    """Return the files of the site in a folder; none where it holds no site."""
    try:
        manifest = json.loads((out / MANIFEST).read_bytes())
    except (FileNotFoundError, ValueError, RecursionError):
        return set()
    if not isinstance(manifest, dict) or manifest.get("kind") != _KIND:
        return set()
    files = manifest.get("files")
    return {MANIFEST, *(files if isinstance(files, dict) else ())}
