"""A fault in a data file: what is wrong, and where."""

from dataclasses import dataclass

from corpus.quoting import make_plain

_LONGEST_NAME = 200


@dataclass(frozen=True)
class Fault:
    """One thing wrong with the data.

    Its texts may quote what is wrong, and can be shown anywhere all the same: see `make_plain`.

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

    def __post_init__(self) -> None:
        """Make the texts plain."""
        object.__setattr__(self, "file", make_plain(self.file, _LONGEST_NAME))
        object.__setattr__(self, "record", make_plain(self.record, _LONGEST_NAME))
        object.__setattr__(self, "message", make_plain(self.message))

    def __str__(self) -> str:
        """Return ``file: record: message``, without an empty part."""
        return ": ".join(part for part in (self.file, self.record, self.message) if part)


def describe_missing(noun: str, missing_id: str) -> str:
    """Return the message for a reference to a record that is not among the sound ones."""
    return f"{noun} '{missing_id}' is unknown, or left out for a fault of its own"
