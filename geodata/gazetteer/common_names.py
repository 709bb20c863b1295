"""Names that many places in Syria bear, only few of which are known here.

Most are plain words or derived from given names: the new one, the spring, Khalid's. Where one of
them is asked for, and the only place known is a small one, it may as well be another.
"""

from functools import cache

from geodata.gazetteer.name_parts import hear_name
from geodata.gazetteer.phonetics import Sound, measure_difference

_ALIKE = 0.15
_COMMON = (
    "Judaydah;Jadidah;Jadid;Khalidiyah;Hamidiyah;Mushayrifah;Musharrafah;Buwaydah;Bayda;Salihiyah;"
    "Mansurah;Nasiriyah;Qadisiyah;Qahtaniyah;Yaarubiyah;Zahra;Zahrah;Faysaliyah;Ashrafiyah;Aziziyah;"
    "Rashidiyah;Ahmadiyah;Muhammadiyah;Mahmudiyah;Husayniyah;Hasaniyah;Abbasiyah;Sulaymaniyah;"
    "Ibrahimiyah;Yusufiyah;Dawudiyah;Musa;Isawiyah;Umariyah;Uthmaniyah;Aliyah;Fatimah;Karamah;Wahdah;"
    "Thawrah;Hurriyah;Huriyah;Andalus;Yarmuk;Arabiyah;Rawdah;Riyad;Rabwah;Mazraah;Mazra;Qasr;Qusayr;"
    "Qusur;Burj;Burayj;Buraydij;Khirbah;Kharab;Kharabah;Khan;Hawsh;Marj;Marjah;Ghawr;Jisr;Bir;Ayn;"
    "Uyun;Ayoun;Uwaynah;Uwaynat;Ayn al-Bayda;Ayn al-Tinah;Tinah;Zaytunah;Zaytun;Tuffahah;Rumman;"
    "Rummanah;Karmah;Sawda;Suwayda;Hamra;Hamrat;Humayrah;Khadra;Safra;Zarqa;Tall al-Ahmar;Ahmar;"
    "Tall Abyad;Tall al-Aswad;Aswad;Dahab;Sabkhah;Sabburah;Shajarah;Hajar;Hajarah;Sakhr;Sakhrah;"
    "Jabal;Wadi;Nahr;Shatt;Bahrah;Buhayrah;Jazirah;Hawijah;Huwayjah;Zawr;Mashrafah;Rasm;Rami;Ramah;"
    "Majdal;Majdaliya;Maryamin;Mazar;Nabi;Shaykh Ali;Shaykh Hasan;Shaykh Muhammad;Abu Dali;"
    "Abu Umar;Dayr;Dayrat;Harbiyah;Harrah;Qanat;Qanatir;Qaryatayn;Salamah;Salmiyah;Sultaniyah;"
    "Tayyibah;Taybah;Taliah;Hishah;Zarah;Ziyarah;Dumaynah;Duwayr;Duwayrah;Kafr;Kafraya;Birah;Barah;"
    "Jurin;Hadidah;Hazim;Maliha;Malha;Mallahah;Sukkariyah;Saih;Manarah;Madinah;Mahattah;Ghassaniyah;"
    "Adnaniyah;Hashimiyah;Qurayshiyah;Haydariyah;Jabiriyah;Mubarakiyah;Muntar;Mantar;Mal;Mazraat;"
    "Samra;Samrah;Tulul;Tallah;Balatah;Burjah;Bustan;Basatin;Haditha;Hadithah;Fawqani;Tahtani;"
    "Jamusiyah;Dandaniyah;Hardanah;Abdiyah;Nuriyah;Amiriyah;Badriyah;Zuhriyah;Jubb;Rabdah;Barakah;"
    "Ramlah;Madrasah;Rahbah;Rabiah;Rabi;Saddah;Sindiyanah;Dhahabiyah;Rayyan;Rayyaniyah;Halawah;"
    "Tall Ali;Zayzun;Nayrab;Khuraybah;Maaratah;Aqrabah;Jdeideh;Jdaide"
)


def is_common(name: str) -> bool:
    """Return whether a name is one of those that many places bear."""
    return any(
        (difference := measure_difference(sound, common)) is not None and difference <= _ALIKE
        for sound in hear_name(name)
        for common in _hear_all()
    )


@cache
def _hear_all() -> frozenset[Sound]:
    return frozenset(sound for name in _COMMON.split(";") for sound in hear_name(name))
