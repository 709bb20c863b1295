"""Errors of this room. Their text is one sentence, fit to be shown to a user."""


class RingError(ValueError):
    """The stretches of a zone do not make a sound polygon."""

    def __init__(self, record: str, message: str) -> None:
        """Keep the record, a stretch or a zone, beside the message."""
        super().__init__(message)
        self.record = record


class BasemapError(Exception):
    """A file of the base map is missing or is not what it should be."""
