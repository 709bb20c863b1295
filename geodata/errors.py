"""Errors of this package. Their text is one sentence, fit to be shown to a user."""

from corpus.errors import ReadError, ShownError


class RingError(ValueError):
    """The stretches of a zone do not make a sound polygon."""

    def __init__(self, record: str, message: str) -> None:
        """Keep the record, a stretch or a zone, beside the message."""
        super().__init__(message)
        self.record = record


class BasemapError(ReadError):
    """A file of the base map is missing or is not what it should be."""


class LocationError(ShownError):
    """A question for a place cannot be answered as it was put."""


class UnknownPlaceError(LocationError):
    """No place has a name like the one asked for."""


class TableError(ShownError):
    """A table of points cannot be read, or not as it was asked for."""


class SchedulerError(ShownError):
    """The computers that were to share the work do not answer or did not finish."""


class GazetteerError(ShownError):
    """The places of GeoNames cannot be read."""
