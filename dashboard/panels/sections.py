"""The sections of the page below its title, and the line of contents that leads to them."""

from typing import NamedTuple

from dashboard.panels.comparison import TITLE as COMPARISON_TITLE


class Section(NamedTuple):
    """A section of the page.

    Attributes
    ----------
    id : str
        Its element's.
    title : str
        Its heading.
    name : str
        What the contents call it; empty where they do not name it.
    unscripted : str
        Where the same can be read without scripts.
    """

    id: str
    title: str
    name: str = ""
    unscripted: str = ""


ZONES = Section("section-zones", "Zones", "Zones", "./api/atlas.html#memorandum")
DATES = Section("section-dates", "Key dates", "Dates", "./api/atlas.html#dates")
ASK = Section(
    "section-ask", "Ask the articles, or locate your own points", "Ask", "./api/atlas.html"
)
DIFFERENCES = Section(
    "section-differences", COMPARISON_TITLE, "Differences", "./api/atlas.html#questions"
)
ARTICLES = Section("section-articles", "The articles", "Articles", "./api/atlas.html#articles")
DATA = Section("section-data", "Download the data", "Data", "./api/")
ABOUT = Section("section-about", "About this map, and how to cite it")
# In the order of the page.
CONTENTS = (ZONES, DATES, ASK, DIFFERENCES, ARTICLES, DATA)
