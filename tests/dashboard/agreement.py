"""An invented agreement in another country, and the words that none of its pages may have."""

from tests.server import ROOT

DATA = ROOT / "tests" / "data" / "agreement"
# What only the shipped agreement has.
FOREIGN = ("Syria", "Astana", "Idlib", "four zones", "All four", "the memorandum", "Golan")
