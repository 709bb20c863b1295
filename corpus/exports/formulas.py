"""Texts that a spreadsheet would run: how they are written in tables of text."""

import re

# What a spreadsheet may take for a formula, in the wide forms of East Asian keyboards too; and what
# stands before it without changing that, or was put there by `escape_formula`.
_FORMULA = re.compile(r"['\s]*[=+\-@＝＋－＠]|'*[\t\r\n]")


def escape_formula(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula, in the way that OWASP advises.

    A text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end, also after spaces or
    apostrophes, gets an apostrophe in front; every other text stays as it is, and so do numbers.
    To undo it, take one apostrophe from every text that begins so after it.
    """
    return f"'{text}" if _FORMULA.match(text) else text
