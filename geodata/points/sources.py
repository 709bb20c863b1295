"""Tables to be read: opening a file, finding what it is, and unpacking it from a zip or gz."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from corpus.quoting import make_plain
from geodata.errors import TableError
from geodata.points.chunks import TableOptions
from geodata.points.file_types import SHAPEFILE, TYPES, detect_archive, detect_type
from geodata.points.readers.archives import Archive, unpacking_entry, unpacking_gz

# A zip may lie in a gz, or the other way round.
_MOST_PACKINGS = 2


def is_folder(path: Path) -> bool:
    """Return whether a path leads to a folder.

    Raises
    ------
    TableError
        If it leads nowhere.
    """
    return S_ISDIR(_find_mode(path))


@contextmanager
def opening(path: Path) -> Iterator[BinaryIO]:
    """Yield a table's file, open for reading.

    Raises
    ------
    TableError
        If it is a folder or another thing that is no ordinary file, or cannot be read.
    """
    mode = _find_mode(path)
    if S_ISDIR(mode):
        raise TableError(f"{path}: this is a folder, not a table.")
    # A table may be read twice, and a pipe may never send anything.
    if not S_ISREG(mode):
        raise TableError(
            f"{path}: this is a pipe or device, not an ordinary file; save the table in one."
        )
    with _explaining_failure(path):
        file = path.open("rb")
    with file:
        yield file


def _find_mode(path: Path) -> int:
    with _explaining_failure(path):
        return path.stat().st_mode


@contextmanager
def _explaining_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TableError(f"{path}: the file cannot be read ({error.strerror or error}).") from error


@dataclass(frozen=True, eq=False)
class Source:
    """A table to be read: its file, which can be rewound, its name for messages, what it is.

    ``archive`` is the zip that holds it, for formats of several files; ``entry`` the name in it
    that was chosen.
    """

    file: BinaryIO
    name: str
    kind: str
    options: TableOptions
    archive: Archive | None = None
    entry: str = ""

    @property
    def result(self) -> str:
        """The format in which its rows come back where no other is asked for."""
        return TYPES[self.kind].result


@contextmanager
def unpacking(file: BinaryIO, name: str, options: TableOptions) -> Iterator[Source]:
    """Yield the table that a file is, or that is packed in it.

    Raises
    ------
    TableError
        If there is none, or there are several in it.
    """
    with ExitStack() as stack:
        for _ in range(_MOST_PACKINGS + 1):
            kind = detect_type(file, name)
            if kind == "gz":
                file = stack.enter_context(unpacking_gz(file, name))
                name = name.removesuffix(".gz")
            elif kind == "zip":
                archive = Archive(file, name)
                kind = detect_archive(archive.files)
                if kind != "zip":
                    yield Source(file, name, kind, options, archive)
                    return
                entry = archive.choose(options.layer)
                if options.layer in (entry, PurePosixPath(entry).name):
                    options = replace(options, layer=None)
                name = f"{name}/{make_plain(entry)}"
                if entry.lower().endswith(".shp"):
                    yield Source(file, name, SHAPEFILE, options, archive, entry)
                    return
                file = stack.enter_context(unpacking_entry(archive, entry))
            else:
                yield Source(file, name, kind, options)
                return
        raise TableError(f"{name}: it is packed more than once; unpack it.")
