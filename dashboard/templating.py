"""HTML from templates. Whatever is put into one is escaped, without exception."""

import base64
import hashlib
import json
import re
import string
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup

from corpus.agreement import AGREEMENT, ALL_IN_SHORT, ALL_ZONES
from geodata import wording
from geodata.exports.templating import make_environment


def find_host(address: str) -> str:
    """Return the host an address leads to, or nothing where it is no web address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.netloc.removeprefix("www.") if parts.scheme in ("http", "https") else ""


_environment = make_environment(Path(__file__).parent / "templates")
_environment.globals.update(agreement=AGREEMENT, all_zones=ALL_ZONES, all_in_short=ALL_IN_SHORT)
_environment.filters["host"] = find_host
_environment.filters["post_kind"] = wording.describe_post
_environment.filters["post_days"] = wording.describe_post_days
_environment.filters["post_place"] = wording.describe_post_place


def escape_markdown(text: str) -> str:
    """Return Markdown that shows a text as it is, for widgets whose labels are Markdown."""
    return re.sub(f"([{re.escape(string.punctuation)}])", r"\\\1", text)


def dump_json(value: object, sort_keys: bool = False) -> Markup:
    """Return a value as JSON that can stand in a script element: no text in it ends the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=sort_keys)
    return Markup(text.replace("<", r"\u003c"))


def hash_inline(text: str) -> str:
    """Return what a policy names an inline script or style by, so that this text alone counts."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def render(template: str, **values: object) -> str:
    """Return the HTML of a template, every value escaped.

    Parameters
    ----------
    template : str
        The file's name in ``templates/``.
    **values
        What the template shows, as plain text and plain records.
    """
    return _environment.get_template(template).render(values)
