"""What the data says of itself, as the page and the files that are read in a browser show it."""

from typing import NamedTuple

from corpus.exports.extract import About
from dashboard.templating import find_host


class Fact(NamedTuple):
    """A line of what the data says of itself, and the web address that it leads to, if any."""

    name: str
    text: str
    address: str = ""


def list_facts(about: About) -> list[Fact]:
    """Return what holds for the data set as a whole."""
    values = about.name_values()
    dataset = about.dataset
    return [
        Fact("Title", dataset.title),
        Fact("Version", values["version"]),
        Fact(about.label("made"), values["made"]),
        Fact("Method", values["method"]),
        Fact("Licence", dataset.licence, dataset.licence_url),
        Fact("Rights", values["rights"]),
        Fact("How to cite", values["citation"]),
    ]


def list_limits(about: About) -> list[Fact]:
    """Return what a file was limited to, and the view of the page that it came from."""
    view = about.view
    return [
        Fact("Filters", about.format_filters()),
        Fact("On the page", view, view if find_host(view) else ""),
    ]
