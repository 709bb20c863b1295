"""The seal of an index file: a digest at its end, of all its bytes and of what it was made from."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from corpus.errors import ReadError, SearchError
from corpus.reading import read_data
from corpus.records import Article

# The records beside the articles that an index is made from.
_FILES = ("passages.yaml", "key_dates.yaml", "questions.yaml")
APPLICATION_ID = 0x44455A53  # "DEZS" in a file's header: it is one of ours
_APPLICATION_ID_OFFSET = 68
_SQLITE = b"SQLite format 3\0"  # how every SQLite file begins
_SMALLEST_SQLITE = 512
# SQLite takes no notice of what follows its last page, if that is less than a page.
_SEAL_MARK = b"DEZS seal "
_SEAL_LENGTH = len(_SEAL_MARK) + hashlib.sha256().digest_size


def check_kind(path: Path) -> None:
    """Refuse a file that is not an index of ours, whole or damaged.

    Raises
    ------
    SearchError
        If it is a file of another kind, or cannot be read.
    """
    if not path.is_file():
        return
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(_APPLICATION_ID_OFFSET + 4)
            file.seek(max(0, size - _SEAL_LENGTH))
            end = file.read()
    except OSError as error:
        raise SearchError(f"Cannot read {path}: {error.strerror or error}.") from error
    is_ours = (
        header[_APPLICATION_ID_OFFSET:] == APPLICATION_ID.to_bytes(4, "big")
        or end.startswith(_SEAL_MARK)
        # The beginning of a database, too short to hold anything of anybody's.
        or (size < _SMALLEST_SQLITE and header.startswith(_SQLITE[:size]))
    )
    if not is_ours:
        raise SearchError(f"Cannot write {path}: it is a file of another kind.")


def is_sealed(cache: Path, digest: str) -> bool:
    """Return whether a file is an undamaged index that was made from this."""
    if not cache.is_file():
        return False
    try:
        size = cache.stat().st_size - _SEAL_LENGTH
        with cache.open("rb") as file:
            return _make_seal(file, size, digest) == file.read()
    except OSError:
        # Writing a new one says what is wrong, if that cannot be done.
        return False


def append_seal(path: Path, digest: str) -> None:
    """Append the seal to an index file that is complete but for it."""
    with path.open("r+b") as file:
        seal = _make_seal(file, path.stat().st_size, digest)
        file.write(seal)


def _make_seal(file: BinaryIO, size: int, digest: str) -> bytes:
    """Return the seal for the first bytes of a file, which is then at their end."""
    seal = hashlib.sha256(digest.encode())
    while size > 0 and (block := file.read(min(size, 2**20))):
        seal.update(block)
        size -= len(block)
    return _SEAL_MARK + seal.digest()


def digest_articles(articles: Iterable[Article], version: str) -> str:
    """Return the digest of what an index of a version holds of articles."""
    digest = hashlib.sha256(version.encode())
    for one in articles:
        # The sha256 is that of the body.
        held = (one.id, one.title, one.outlet, one.kind, one.published, one.sha256, one.text_span)
        digest.update(repr(held).encode())
    return digest.hexdigest()


def digest_folder(folder: Path, version: str) -> str:
    """Return the digest of the files of a corpus folder that an index of a version is made from."""
    digest = hashlib.sha256(version.encode())
    paths = sorted((folder / "articles").glob("*.md"))
    for path in (*paths, *(folder / name for name in _FILES)):
        try:
            content = read_data(path)
        except ReadError as error:
            # The index then holds this as a fault.
            content = str(error).encode()
        for part in (os.fsencode(path.name), content):
            digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()
