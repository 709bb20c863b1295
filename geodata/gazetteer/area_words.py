"""The words of areas: sides, units such as governorates, their parts, what zones are called."""

_SIDES = (
    "north northern nord norden shamal shamali kuzey severnyy severnaya severnoe شمال شمالي شماليه",
    "south southern sud suden janub janubi guney yujnyy yujnaya yujnoe جنوب جنوبي جنوبيه",
    "east eastern est ost osten orientale oriental sharq sharqi sharqiya sharqiyah dogu vostochnyy "
    "vostochnaya vostochnoe شرق شرقي شرقيه",
    "west western ouest westen occidentale gharb gharbi gharbiya gharbiyah bati zapadnyy zapadnaya "
    "zapadnoe غرب غربي غربيه",
    "northwest northwestern nw",
    "northeast northeastern ne",
    "southwest southwestern sw",
    "southeast southeastern se",
)
_UNITS = (
    "governorate province provinces muhafazat muhafaza muhafazah mohafazat mohafaza gouvernorat "
    "provinz vilayeti ili provintsiya provintsii محافظه"
)
_DISTRICTS = "district subdistrict nahiya nahiyah nahia mantiqa mantiqat qada canton ناحيه قضاء قضا"
_PARTS = (
    "countryside rural rif reef outskirts suburbs campagne kirsali sub region ريف ريفي منطقه ضواحي"
)
_OF_ZONES = "deescalation escalation خفض تصعيد"
_ZONES = "zone zones area pocket enclave de ريف منطقه مناطق rif countryside rural"
_LANDS = (
    "plain plains valley basin river mountain mountains mount hills heights desert steppe area "
    "region سهل حوض نهر جبال باديه صحراء منطقه وادي"
)

DIRECTIONS = {word: words.split()[0] for words in _SIDES for word in words.split()}
UNITS = frozenset(_UNITS.split())
# The lesser units: who names one names an area, whether or not its town is known.
DISTRICTS = frozenset(_DISTRICTS.split())
PARTS = DISTRICTS.union(_PARTS.split())
# With one of these a name is that of a zone, though a town is called so too.
SURELY_ZONES = frozenset(_OF_ZONES.split())
ZONES = SURELY_ZONES.union(_ZONES.split())
# What stands beside the name of a landscape.
LANDS = frozenset(_LANDS.split())
