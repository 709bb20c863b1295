"""A fault in a data file: what is wrong, and where."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing wrong with the data.

    Parameters
    ----------
    file
        The file, relative to the data folder.
    record
        The id of the record, or the line it begins on; empty when the whole file is meant.
    message
        What is wrong, in one sentence.
    """

    file: str
    record: str
    message: str

    def __str__(self) -> str:
        """Return ``file: record: message``, without an empty part."""
        return ": ".join(part for part in (self.file, self.record, self.message) if part)
