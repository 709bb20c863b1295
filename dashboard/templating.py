"""HTML from templates. Whatever is put into one is escaped, without exception."""

from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters["host"] = lambda address: urlsplit(address).netloc.removeprefix("www.")


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
