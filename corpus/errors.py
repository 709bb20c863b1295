"""Errors of this project. Their text is one sentence, fit to be shown to a user."""


class ShownError(Exception):
    """An error that a command line shows as the one sentence it is, before it ends with 2."""


class OutputError(ShownError):
    """The output could not be written."""


class SearchError(ShownError):
    """The search index could not be built, opened or read."""


class FolderError(ShownError):
    """The folder to read does not exist or is not a folder."""


class ReadError(ShownError, ValueError):
    """A data file, or a part of it, cannot be read."""


class MissingError(ReadError):
    """A file does not say what has to be known of it; ``fields`` are to be given beside it."""

    def __init__(self, message: str, fields: tuple[str, ...]) -> None:
        """Take the sentence, and the fields by their names."""
        super().__init__(message)
        self.fields = fields


class AddError(ShownError):
    """An article could not be added, or its file not be mended; ``fields`` may mend that."""

    def __init__(self, message: str, fields: tuple[str, ...] = ()) -> None:
        """Take the sentence, and the fields by their names."""
        super().__init__(message)
        self.fields = fields


class AnchorError(ValueError):
    """A quote does not stand exactly once in the text it is said to come from."""


class ScopeError(ShownError, ValueError):
    """An export was asked to keep something that there is not, or in a form that there is not."""
