"""Errors of this project. Their text is one sentence, fit to be shown to a user."""


class OutputError(Exception):
    """The output could not be written."""


class SearchError(Exception):
    """The search index could not be built, opened or read."""


class FolderError(Exception):
    """The folder to read does not exist or is not a folder."""


class ReadError(ValueError):
    """A data file, or a part of it, cannot be read."""


class AnchorError(ValueError):
    """A quote does not stand exactly once in the text it is said to come from."""


class ScopeError(ValueError):
    """An export was asked to keep something that there is not, or in a form that there is not."""
