"""A fault in a data file: what is wrong, and where."""

from dataclasses import dataclass

_LONGEST_NAME = 200
_LONGEST_MESSAGE = 1000


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
        for name, longest in (
            ("file", _LONGEST_NAME),
            ("record", _LONGEST_NAME),
            ("message", _LONGEST_MESSAGE),
        ):
            object.__setattr__(self, name, make_plain(getattr(self, name), longest))

    def __str__(self) -> str:
        """Return ``file: record: message``, without an empty part."""
        return ": ".join(part for part in (self.file, self.record, self.message) if part)


def describe_missing(noun: str, missing_id: str) -> str:
    """Return the message for a reference to a record that is not among the sound ones."""
    return f"{noun} '{missing_id}' is unknown, or left out for a fault of its own"


def make_plain(text: str, longest: int = _LONGEST_MESSAGE) -> str:
    r"""Return a text as one line that can be encoded, steers no terminal and is not too long.

    What cannot be printed is written as Python escapes it (``\x1b``), what is too long is cut.
    """
    if len(text) > longest:
        text = text[: longest - 1] + "…"
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text
    )
