"""Zip archives that tell neither when nor on what system they were made."""

import io
import zipfile
from collections.abc import Iterable

# The first day that a zip archive knows.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def zip_files(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return an archive of files, given as names and contents; the same make the same bytes."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # else it tells the system it was made on
            zipped.writestr(entry, content)
    return archive.getvalue()
