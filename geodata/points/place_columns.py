"""The columns of names of places and of their governorates, by what tables call them."""

from collections.abc import Sequence

from corpus.quoting import quote
from geodata.errors import TableError
from geodata.points.column_names import list_names, split_name

# In place of a column's name: that of the column of names of places, whatever it is called.
PLACE_NAMES = "\0names of places"
# As `split_name` parts them, the likelier first: OCHA's lists have admin4Name_en and the like.
_PLACE_NAMES = (
    "place", "place name", "placename", "name of place", "location", "location name", "town",
    "village", "community", "settlement", "locality", "city", "admin4 name en", "adm4 en",
    "admin4 name ar", "adm4 ar", "admin4", "loc", "adm loc", "place en", "place ar", "name en",
    "name ar", "name", "المكان", "مكان", "الموقع", "اسم المكان", "البلدة", "القرية", "المدينة",
    "الاسم", "اسم", "lieu", "localite", "ort", "ortsname", "lugar", "yer", "место", "asciiname",
)  # fmt: skip
_GOVERNORATES = (
    "governorate", "governorate name", "province", "muhafaza", "muhafazah", "mohafaza",
    "admin1 name en", "adm1 en", "admin1 name ar", "adm1 ar", "admin1", "admin 1", "adm1", "gov",
    "المحافظة", "محافظة", "gouvernorat", "provinz", "provincia", "il", "провинция",
)  # fmt: skip


def find_place_names(names: Sequence[str], where: str) -> int:
    """Return the place of the column of names of places.

    Raises
    ------
    TableError
        If none is known by its name.
    """
    found = _look_for(names)
    if found is not None:
        return found
    raise TableError(
        f"{where}: no column of names of places is known by its name among {list_names(names)}; "
        f"name it with --place."
    )


def _look_for(names: Sequence[str]) -> int | None:
    known = [" ".join(split_name(name)) for name in names]
    return next((known.index(usual) for usual in _PLACE_NAMES if known.count(usual) == 1), None)


def suggest_names(names: Sequence[str]) -> str:
    """Return that a table's places may be looked up by their names, where it seems to have any."""
    found = _look_for(names)
    return (
        ""
        if found is None
        else f"; places named in {quote(names[found])} can be looked up with --place"
    )


def find_governorates(names: Sequence[str]) -> int | None:
    """Return the place of the column of governorates, if one is known by its name."""
    known = [" ".join(split_name(name)) for name in names]
    return next((known.index(usual) for usual in _GOVERNORATES if usual in known), None)
