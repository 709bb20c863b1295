"""What is said to lie near or round a place: "near Saraqib", "ريف سراقب". That is no one point."""

import re
from collections.abc import Iterator

from geodata.gazetteer.phonetics import fold_letters

_COMPASS = (
    r"(?:north|south|east|west)(?:ern)?(?:[\s-]?(?:east|west)(?:ern)?)?|nord|sud|est|ouest|"
    r"norden|suden|osten|westen|nordlich|sudlich|ostlich|westlich"
)
_LENGTH = (
    r"(?:(?:some|about|around|ca\.?|environ|etwa)\s+)?\d[\d.,]*\s*(?:km|kms|kilomet\w+|m|miles?|كم)"
)
_LANDS = (
    "area|areas|region|vicinity|surroundings|environs|outskirts|periphery|countryside|rural|rif|"
    "reef|fields|farms|farmlands|orchards|suburbs|axis|front|fronts|frontline|frontlines|campagne|"
    "banlieue|alentours|peripherie|umland|umgebung|kirsali|cevresi|yakinlari|civari"
)
_ARABIC_SIDES = "(?:شمال|جنوب|شرق|غرب)(?:ي)?"
_ARABIC_LAND = (
    "ريف منطقه محيط اطراف ضواحي جوار مشارف تخوم محور محاور جبهه جبهات بساتين حقول اراضي مزارع سهول "
    "قرب بالقرب_من"
).replace(" ", "|").replace("_", r"\s+")  # fmt: skip
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:(?:in|on|at|from)\s+)?(?:the\s+)?(?:{_LANDS})\s+(?:of|around|near|de|d|du|des|von)\s+(.+)",
        r"(?:the\s+)?(?:rif|reef|campagne|banlieue)\s+(.+)",
        rf"(.+?)(?:'s)?\s+(?:{_LANDS})",
        r"(?:near|nearby|around|outside|close\s+to|next\s+to|pres\s+de|autour\s+de|aux\s+environs\s+de|"
        r"nahe|unweit\s+von)\s+(.+)",
        rf"(?:{_LENGTH}\s+)?(?:(?:to|in|au|a|l)\s+)?(?:the\s+)?(?:{_COMPASS})\s+(?:of|from|de|d|von)\s+(.+)",
        rf"{_LENGTH}\s+(?:{_COMPASS}|away|outside)?\s*(?:of|from|de)?\s*(.+)",
        r"between\s+(.+?)\s+and\s+.+",
        rf"(?:في\s+)?(?:{_ARABIC_LAND})\s+(.+)",
        rf"(?:\d+\s*كم\s+)?(?:{_ARABIC_SIDES}\s+)?{_ARABIC_SIDES}\s+(.+)",
        r"بين\s+(.+?)\s+و.+",
        # Russian, as `fold_letters` has it in Latin letters.
        r"(?:vozle|okolo|bliz|pod|rayon|okrestnosti)\s+(.+)",
    )
)


def find_middles(name: str) -> Iterator[str]:
    """Yield what may be the name of the place near or round which something is said to lie."""
    text = fold_letters(name).replace("ة", "ه").replace("’", "'").replace("d'", "d ")
    text = " ".join(text.split())
    for pattern in _PATTERNS:
        if found := pattern.fullmatch(text):
            yield found[1]
