"""KML, KMZ, GPX, Shapefile and FlatGeobuf: read with all they hold, and hostile ones refused."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from geodata.errors import TableError
from geodata.points.certainty import make_outlines
from geodata.points.chunks import TableOptions
from geodata.points.tables import locate_file
from geodata.records import Atlas
from tests.geodata.hostile.where import LAT, LON
from tests.geodata.uploaded import locate_bytes

KML = f"""<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>My map</name><Folder>
<Placemark><name>إدلب</name><description><![CDATA[a <b>note</b>]]></description>
<TimeStamp><when>2017-05-05</when></TimeStamp><styleUrl>#red</styleUrl>
<ExtendedData><Data name="killed"><value>3</value></Data><Data name="name"><value>Idlib</value>
</Data><SchemaData><SimpleData name="source">AFP</SimpleData></SchemaData></ExtendedData>
<Point><coordinates>
  {LON},{LAT},0
</coordinates></Point></Placemark>
<Placemark><name>A road</name><LineString><coordinates>36,35 37,36,5</coordinates></LineString>
</Placemark>
<Placemark><MultiGeometry><Point><coordinates>{LON}, {LAT}</coordinates></Point></MultiGeometry>
</Placemark>
<Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>36,35 37,35 37,36 36,35</coordinates>
</LinearRing></outerBoundaryIs></Polygon></Placemark>
<Placemark><Point><coordinates>here</coordinates></Point></Placemark>
<Placemark/></Folder></Document></kml>""".encode()
GPX = f"""<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1">
<wpt lat="{LAT}" lon="{LON}"><ele>320.5</ele><time>2017-05-05T10:00:00Z</time><name>Idlib</name>
<extensions><x:mark xmlns:x="urn:x">7</x:mark></extensions></wpt>
<wpt lat="?" lon="36"/><trk><trkseg><trkpt lat="1" lon="2"/></trkseg></trk></gpx>""".encode()


def pack(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def make_frame() -> gpd.GeoDataFrame:
    points = [shapely.Point(LON, LAT), shapely.Point(0, 40)]
    columns = {"id": [1, 2], "place": ["إدلب", "x"], "day": ["2017-05-05", "2017-06-05"]}
    return gpd.GeoDataFrame(columns, geometry=points, crs="EPSG:4326")


@pytest.fixture
def shapefile(tmp_path: Path) -> dict[str, bytes]:
    """The parts of a Shapefile in UTM zone 37, by their names."""
    frame = make_frame().iloc[:1].to_crs(32637)
    frame.to_file(tmp_path / "events.shp", encoding="UTF-8")
    return {path.name: path.read_bytes() for path in tmp_path.glob("events.*")}


@pytest.mark.parametrize(
    ("name", "data"),
    [("t.kml", KML), ("t.csv", KML), ("t.kmz", pack({"doc.kml": KML, "files/a.png": b"\x89PNG"}))],
)
def test_placemarks_are_rows(name: str, data: bytes, atlas: Atlas) -> None:
    table, written = locate_bytes(name, data, atlas)
    assert (table.tally.rows, table.tally.unplaced, table.saved_as) == (6, 4, "t.geojson")
    assert table.tally.problems == {
        "geometry is not a point": 2,
        "geometry cannot be read": 1,
        "no longitude and no latitude": 1,
    }
    assert table.warnings == (
        "Lines, areas and groups of points (2) are not placed, for they may lie on both sides of a "
        "zone's line: take a point of each, such as its middle.",
    )
    first, road, *_ = json.loads(written)["features"]
    known = {
        "name": "إدلب",
        "description": "a <b>note</b>",
        "when": "2017-05-05",
        "styleUrl": "#red",
        "killed": 3,
        "name_2": "Idlib",
        "source": "AFP",
    }
    given = first["properties"]
    assert {key: given[key] for key in known} == known | {"killed": "3"}
    assert first["geometry"] == {"type": "Point", "coordinates": [LON, LAT]}
    assert road["geometry"]["coordinates"] == [[36, 35, 0], [37, 36, 5]]


def test_waypoints_are_rows(atlas: Atlas) -> None:
    table, written = locate_bytes("t.gpx", GPX, atlas)
    assert (table.tally.rows, table.tally.unplaced) == (3, 1)
    assert table.tally.problems == {"geometry cannot be read": 1}
    given = json.loads(written)["features"][0]["properties"]
    assert (given["ele"], given["mark"], given["name"]) == (320.5, "7", "Idlib")


def read_properties(written: bytes) -> list[dict[str, Any]]:
    features = json.loads(written)["features"]
    return [{k: v for k, v in each["properties"].items() if v is not None} for each in features]


@pytest.mark.parametrize(
    ("span", "status"),
    [
        ("<begin>2017-05-09</begin><end>2017-05-09</end>", "in force as agreed"),
        ("<begin>2017-05-09</begin><end>2018-12-31</end>", None),
        ("<begin>2017-05-09</begin>", None),
        ("<end>2017-05-09</end>", None),
    ],
)
def test_a_placemark_of_several_days_has_no_day(
    span: str, status: str | None, atlas: Atlas
) -> None:
    data = (
        f"<kml><Document><Placemark><TimeSpan>{span}</TimeSpan><Point><coordinates>{LON},{LAT}"
        f"</coordinates></Point></Placemark></Document></kml>"
    ).encode()
    _, written = locate_bytes("t.kml", data, atlas)
    assert json.loads(written)["features"][0]["properties"]["zone_status"] == status


def test_placemarks_in_folders_and_tracks_are_rows(atlas: Atlas) -> None:
    point = f"<Point><coordinates>{LON},{LAT}</coordinates></Point>"
    coord = f"<gx:coord>{LON} {LAT} 0</gx:coord>"
    track = f"<gx:Track><when>2017-05-0{{}}</when><when>2017-06-01</when>{coord}{coord}"
    array = '<gx:SimpleArrayData name="speed"><gx:value>7</gx:value></gx:SimpleArrayData>'
    data = (
        "<kml><Document><name>no folder</name><Folder><name>2017</name><Folder><name>May</name>"
        f"<Folder/><Placemark><name>a</name>{point}</Placemark></Folder><Placemark><name>walk"
        f"</name>{track.format(7)}<ExtendedData><SchemaData>{array}</SchemaData></ExtendedData>"
        f"</gx:Track></Placemark></Folder><Placemark><gx:MultiTrack>{track.format(8)}</gx:Track>"
        f"<gx:Track><gx:coord>?</gx:coord></gx:Track></gx:MultiTrack></Placemark><NetworkLink/>"
        "<Placemark><gx:Track/></Placemark></Document></kml>"
    ).encode()
    table, written = locate_bytes("t.kml", data, atlas)
    assert (table.tally.rows, table.tally.in_country, table.has_dates) == (7, 5, True)
    assert table.tally.problems == {
        "geometry cannot be read": 1,
        "no longitude and no latitude": 1,
    }
    assert table.warnings[0].startswith("It links to other files (1), which are not read: ")
    first, start, end, other, *_ = read_properties(written)
    assert first["Folder"] == "2017 / May"
    shared = {"name": "walk", "Folder": "2017"}
    assert start.items() >= (shared | {"when": "2017-05-07", "speed": "7"}).items()
    assert end.items() >= (shared | {"when": "2017-06-01"}).items()
    assert "speed" not in end
    assert other["when"] == "2017-05-08"
    assert "Folder" not in other


def test_points_of_tracks_and_routes_are_rows(atlas: Atlas) -> None:
    at = f'lat="{LAT}" lon="{LON}"'
    data = (
        f"<gpx><metadata><name>no track</name></metadata><wpt {at}><name>a</name></wpt><trk><name>"
        f"walk</name><trkseg><trkpt {at}><time>2017-05-07T08:00:00Z</time></trkpt></trkseg>"
        f"<trkseg><trkpt {at}/></trkseg></trk><trk><trkseg><trkpt {at}/></trkseg></trk>"
        f"<rte><name>road</name><rtept {at}><name>b</name></rtept></rte></gpx>"
    ).encode()
    table, written = locate_bytes("t.gpx", data, atlas)
    assert (table.tally.rows, table.tally.in_country, table.has_dates) == (5, 5, True)
    columns = ("name", "time", "track", "segment", "route")
    assert [tuple(row.get(name) for name in columns) for row in read_properties(written)] == [
        ("a", None, None, None, None),
        (None, "2017-05-07T08:00:00Z", "walk", 1, None),
        (None, None, "walk", 2, None),
        (None, None, "2", 1, None),
        ("b", None, None, None, "road"),
    ]


def test_a_shapefile_in_a_zip_is_located(shapefile: dict[str, bytes], atlas: Atlas) -> None:
    inside = {f"folder/{name}": data for name, data in shapefile.items()}
    table, _ = locate_bytes("t.zip", pack(inside), atlas)
    assert (table.tally.rows, table.tally.unplaced, table.saved_as) == (1, 0, "t.gpkg")
    assert table.tally.in_country == 1
    shapefile.pop("events.cpg")
    for changed in (shapefile, {name.upper(): data for name, data in shapefile.items()}):
        again, _ = locate_bytes("t.zip", pack(changed), atlas)
        assert again.tally.in_country == 1


def test_a_shapefile_that_does_not_say_how_texts_are_written_is_guessed(
    tmp_path: Path, atlas: Atlas
) -> None:
    frame = make_frame().rename(columns={"place": "اسم المكان"})
    frame.to_file(tmp_path / "t.shp", encoding="CP1256")
    parts = {path.name: path.read_bytes() for path in tmp_path.glob("t.*")}
    with pytest.raises(TableError, match="the file is not sound"):
        locate_bytes("t.zip", pack({**parts, "t.cpg": b"UTF-8"}), atlas)
    parts.pop("t.cpg")
    table, written = locate_bytes("t.zip", pack(parts), atlas)
    assert table.warnings[0].startswith("The text was read as windows-1256, which is guessed")
    (tmp_path / "out.gpkg").write_bytes(written)
    assert gpd.read_file(tmp_path / "out.gpkg")["اسم المكان"][0] == "إدلب"


def test_a_shapefile_without_its_projection_needs_one(
    shapefile: dict[str, bytes], atlas: Atlas
) -> None:
    shapefile.pop("events.prj")
    data = pack(shapefile)
    assert locate_bytes("t.zip", data, atlas)[0].tally.unplaced == 1
    placed, _ = locate_bytes("t.zip", data, atlas, TableOptions(crs="EPSG:32637"))
    assert placed.tally.in_country == 1


@pytest.mark.parametrize("ending", ["csv", "tsv", "geojson", "gpkg", "parquet"])
@pytest.mark.parametrize("kind", ["kml", "gpx", "zip", "fgb"])
def test_every_format_is_written(
    kind: str, ending: str, shapefile: dict[str, bytes], tmp_path: Path, atlas: Atlas
) -> None:
    source, target = tmp_path / f"t.{kind}", tmp_path / f"out.{ending}"
    if kind == "fgb":
        make_frame().to_file(source, driver="FlatGeobuf")
    else:
        source.write_bytes({"kml": KML, "gpx": GPX, "zip": pack(shapefile)}[kind])
    result = locate_file(source, target, make_outlines(atlas))
    assert result.tally.in_country >= 1
    assert target.stat().st_size > 0


def test_a_flatgeobuf_is_located_with_its_types(tmp_path: Path, atlas: Atlas) -> None:
    make_frame().to_file(tmp_path / "t.fgb", driver="FlatGeobuf")
    table, _ = locate_bytes("t.csv", (tmp_path / "t.fgb").read_bytes(), atlas)
    assert (table.tally.rows, table.tally.unplaced, table.saved_as) == (2, 0, "t.gpkg")
    assert table.has_dates


LAUGHS = (
    b"""<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><kml>&b;</kml>"""
)
FILE = b"""<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml>&x;</kml>"""
MARK = b"<kml><Placemark>"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("t.kml", LAUGHS, "it declares entities of its own, which are not read."),
        ("t.kml", FILE, "it declares entities of its own, which are not read."),
        ("t.kml", b"<kml>" + b"<a>" * 10**6, "its elements are nested too deeply."),
        ("t.kml", MARK + b"<a/>" * 300_000, "more than 200,000 parts in one element."),
        ("t.kml", MARK + b"x" * 40_000_000, "more than 32 MB of text in one element."),
        ("t.kml", KML[:-20], "not sound XML ("),
        ("t.kml", b"<kml>\0</kml>", "not sound XML ("),
        ("t.kml", b'<?xml version="1.0" encoding="nope"?><kml/>', "not sound XML ("),
        ("t.kml", b"<kml><NetworkLink/></kml>", "there are no placemarks in it; if it only link"),
        ("t.gpx", b"<gpx><trk/></gpx>", "there are no waypoints in it, and no points of tracks or"),
        (
            "t.kml",
            MARK
            + b"<name>"
            + b"x" * 2**16
            + b"</name><Track>"
            + b"<coord/>" * 5000
            + b"</Track></Placemark></kml>",
            "a track of many points has a long description, which every row would repeat;",
        ),
        ("t.fgb", b"fgb\x03fgb\0" + b"\xff" * 100, "the file is not sound"),
        ("t.fgb", b"fgb\x03fgb\0" + bytes(1000), "the file is not sound"),
        ("t.fgb", b"no such thing", "the file is not what its name says, FlatGeobuf."),
    ],
)
def test_hostile_layers_are_refused(name: str, data: bytes, sentence: str, atlas: Atlas) -> None:
    with pytest.raises(TableError) as caught:
        locate_bytes(name, data, atlas)
    assert str(caught.value).startswith(f"{name}: {sentence}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("part", "data", "sentence"),
    [
        (".shx", None, "the Shapefile lacks its .shx; put all its parts into the zip."),
        (".shp", b"<OGRVRTDataSource/>", "'events.shp' is no part of a Shapefile."),
        (".shp", b"\0\0\x27\x0a" + bytes(20) + b"\x7f\xff\xff\xff" + bytes(80), "'events.shp' end"),
        (".prj", b"GEOGCS[\xff", "the Shapefile's .prj cannot be understood; give its reference"),
        (".prj", b"x" * 100_000, "'events.prj' in it is longer than 0 MB."),
        (".dbf", b"\xff" * 200, "'events.dbf' ends too soon, or is no part of one."),
    ],
)
def test_shapefiles_with_a_bad_part_are_refused(
    part: str, data: bytes | None, sentence: str, shapefile: dict[str, bytes], atlas: Atlas
) -> None:
    parts = {**shapefile, f"events{part}": data}
    whole = pack({name: known for name, known in parts.items() if known is not None})
    with pytest.raises(TableError) as caught:
        locate_bytes("t.zip", whole, atlas)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)
