"""Quoting in a message what a file or a user has written."""


def shorten(text: str) -> str:
    """Return a text fit for a message: on one line, in quotes, cut at 40 characters."""
    return repr(text if len(text) <= 40 else f"{text[:40]}...")
