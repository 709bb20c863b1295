"""One grammar of degrees: what a text says, or that it says none."""

import pytest

from geodata.points.angles import looks_like_position, read_angle, read_position

LAT = 35 + 55 / 60 + 50.2 / 3600


@pytest.mark.parametrize(
    ("text", "degrees", "axis"),
    [
        ("35.9306", 35.9306, ""),
        ("35,9306", 35.9306, ""),
        ("35.9306 degrees", 35.9306, ""),
        ("35.9306deg N", 35.9306, "lat"),
        ("35 degrees 55 min 50.16 sec south", -35.9306, "lat"),
        ("36,63 درجة شرقا", 36.63, "lon"),
        ("٣٥٫٩٣٠٦", 35.9306, ""),
        ("۳۵٫۹۳۰۶", 35.9306, ""),
        ("\u200e35.9306\u202c", 35.9306, ""),
        ("'35.9306", 35.9306, ""),
        ('="35.9306"', 35.9306, ""),
        ("\u221235.9306", -35.9306, ""),
        ("35.9306° N", 35.9306, "lat"),
        ("N35.9306", 35.9306, "lat"),
        ("36,63 Ost", 36.63, "lon"),
        ("36.6 W", -36.6, "lon"),
        ("36.6° В.Д.", 36.6, "lon"),
        ("36.63 doğu", 36.63, "lon"),
        ("35°55'50.2\"N", LAT, "lat"),
        ("35° 55′ 50.2″ S", -LAT, "lat"),
        ("35°55'50.2''", LAT, ""),
        ("35 55 50.2 N", LAT, "lat"),
        ("35:55:50.2", LAT, ""),
        ("٣٥° ٥٥′ ٥٠٫٢″ شمالاً", LAT, "lat"),
        ("35°55.5'N", 35.925, "lat"),
        ("35d55m50.2sN", LAT, "lat"),
        ("'35.9306'", 35.9306, ""),
        ("35.9306,", 35.9306, ""),
        *((text, 286432.12, "") for text in ("286 432,12", "286,432.12", "286.432,12")),
        ("35-55-50.2 N", LAT, "lat"),
    ],
)
def test_an_angle_is_read(text: str, degrees: float, axis: str) -> None:
    angle = read_angle(text)
    assert angle is not None
    assert angle.degrees == pytest.approx(degrees)
    assert angle.axis == axis


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "nan", "inf", "3_5.9306", "35_9306", "35.9.3", "35 55 50", "36.6 O", "N35.9E"),
        *("-35.9 S", "35°61'N", "35.5°30'N", '35° 50.2"', "286,430", "1,234,567", "9" * 300),
        *("35-36", "35-55-50.2", "35d 55m"),
    ],
)
def test_what_is_no_angle_is_not_guessed(text: str) -> None:
    assert read_angle(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "35.93, 36.63",
        "35.93,36.63",
        "(35.93, 36.63)",
        "geo:35.93,36.63,400;u=20",
        "35.93 degrees, 36.63 degrees",
        "0101000020E6100000713D0AD7A3504240D7A3703D0AF74140",
        "35.93 36.63 450.2 4.8",
        "35.93/36.63",
        "35,93; 36,63",
        "35,93, 36,63",
        "٣٥٫٩٣، ٣٦٫٦٣",
        "35.93N36.63E",
        "N35.93 E36.63",
        "36.63E, 35.93N",
        "POINT (36.63 35.93)",
        "SRID=4326;POINT Z(36.63 35.93 400)",
        "MULTIPOINT ((36.63 35.93))",
        '{"type": "Point", "coordinates": [36.63, 35.93]}',
    ],
)
def test_a_position_is_read(text: str) -> None:
    assert read_position(text) == (36.63, 35.93)


@pytest.mark.parametrize(
    "text",
    [
        *("", "36.63", "x, y", "[36.63, 35.93]", "35.93, 36.63, 450", "35,93,36,63", "1N 2N"),
        *("LINESTRING (1 2, 3 4)", "SRID=32637;POINT(36.63 35.93)"),
        *("0101000020EC2C0000713D0AD7A3504240D7A3703D0AF74140", "01" * 25, "geo:"),
    ],
)
def test_what_is_no_position_is_not_guessed(text: str) -> None:
    assert read_position(text) is None


def test_long_texts_cost_nothing() -> None:
    assert read_position("1 " * 10**6) is None
    assert read_position("1 n" * 66) is None


@pytest.mark.parametrize("text", ["35.93 N 36.63", "35.93", "35,93 36,63 40", "lat 35.93", "35° N"])
def test_half_a_position_is_seen_to_be_one(text: str) -> None:
    assert read_position(text) is None
    assert looks_like_position(text)


@pytest.mark.parametrize("text", ["", "N", "Idlib", "Checkpoint 2", "Battalion 35 N", ",,"])
def test_a_name_is_no_half_position(text: str) -> None:
    assert not looks_like_position(text)


@pytest.mark.parametrize(
    "text",
    [
        *("35.9306, 36.6339 (WGS84)", "lat: 35.9306, lon: 36.6339", "Lat 35.9306 Long 36.6339"),
        *("Longitude: 36.6339 Latitude: 35.9306 N", "خط العرض ٣٥٫٩٣٠٦ خط الطول ٣٦٫٦٣٣٩"),
        "https://maps.google.com/?q=35.9306,36.6339",
        "https://www.google.com/maps/search/35.9306,+36.6339?entry=tts",
        "https://www.google.com/maps/place/X/@35.1,36.2,12z/data=!3m1!3d35.9306!4d36.6339",
        "https://www.openstreetmap.org/?mlat=35.9306&mlon=36.6339#map=12/35.1/36.2",
    ],
)
def test_labels_and_links_to_a_marked_place_are_read(text: str) -> None:
    assert read_position(text) == pytest.approx((36.6339, 35.9306))


@pytest.mark.parametrize(
    "text",
    [
        "https://www.google.com/maps/@35.9306,36.6339,15z",  # the middle of what was shown
        "https://maps.google.com/?ll=35.9306,36.6339",
        *("lat: 35.9 E, lon: 36.6", "lat: 35.9", "lon 36.6 lon 35.9", "latin 3, long 4"),
    ],
)
def test_what_marks_no_place_is_no_position(text: str) -> None:
    assert read_position(text) is None
