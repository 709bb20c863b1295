"""The questions a reader asks of the map, in a real browser: place, words, table."""

import csv
import re
from pathlib import Path

import psutil
from playwright.sync_api import expect

from dashboard.panels.month_chart import WIDTH as MONTHS_WIDTH
from tests.browser.reader import Reader, Visit
from tests.server import Server, find_children


def test_words_are_found_and_open_their_article(reader: Reader) -> None:
    reader.page.get_by_label("Words, a “phrase in quotes”").fill('"security areas"')
    reader.page.keyboard.press("Enter")
    hit = reader.page.locator(".hits .excerpt").first
    expect(hit.locator("mark").first).to_have_text("security areas")
    hit.get_by_role("link", name="Read in the article").click()
    expect(reader.page).to_have_url(re.compile("article=tass-2017-05-05"))
    expect(reader.page.locator(".article-text .chosen").first).to_be_in_viewport()


def test_words_that_nobody_wrote_are_said_and_spelt_otherwise(reader: Reader) -> None:
    reader.page.get_by_label("Words, a “phrase in quotes”").fill("memorundum")
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator(".hits")).to_contain_text("memorandum")


def test_a_table_of_points_is_placed_given_back_and_taken_away(reader: Reader) -> None:
    reader.page.get_by_role("tab", name="Which of my events lie in a zone?").click()
    rows = b"event_date,latitude,longitude\n2017-05-06,35.93,36.63\n2017-06-06,34.0,36.0\n,x,\n"
    reader.page.locator(".stFileUploader input[type=file]").set_input_files(
        {"name": "events.csv", "mimeType": "text/csv", "buffer": rows}
    )
    counts = reader.page.locator(".table-counts")
    expect(counts).to_contain_text("3 rows, of which 1 not placed")
    months = reader.page.get_by_role("region", name="Rows by zone and month")
    reader.page.get_by_text("The months as a table").click()
    expect(months).to_contain_text("2017-05")
    reader.page.get_by_text("Events while it was in force as agreed").click()
    expect(reader.page.get_by_text("Counted are the rows whose zone_status")).to_be_visible()
    by_certainty = reader.page.get_by_role("region", name="Rows by zone and certainty")
    expect(by_certainty).to_contain_text("6 May – 3 November 2017")
    expect(by_certainty).not_to_contain_text("No zone")
    picture = reader.page.locator("img.picture")
    expect(picture).to_have_js_property("naturalWidth", MONTHS_WIDTH)
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="Save the picture (SVG)").click()
    assert download.value.suggested_filename == "months-events.svg"
    assert "May 2017: 1 inside" in Path(download.value.path()).read_text(encoding="utf-8")
    points = reader.map.locator("canvas.own-points")
    expect(points).to_have_attribute("data-points", "2")
    with reader.page.expect_download() as download:
        reader.page.get_by_role("link", name="Download the table").click()
    assert download.value.suggested_filename == "located-events.csv"
    with Path(download.value.path()).open(newline="", encoding="utf-8") as file:
        placed = list(csv.DictReader(file))
    assert [row["certainty"] for row in placed][:2] == ["inside", "outside"]
    assert placed[2]["certainty"].startswith("not placed")
    # Taken back, it leaves the map.
    reader.page.locator(".stFileUploader").get_by_role("button", name="Remove").click()
    expect(points).to_have_count(0)
    expect(counts).to_have_count(0)


def test_columns_and_coordinates_of_another_kind_can_be_named(reader: Reader) -> None:
    reader.page.get_by_role("tab", name="Which of my events lie in a zone?").click()
    rows = b"name,first,second\na,285000,3980000\nb,100000,3700000\n"
    reader.page.locator(".stFileUploader input[type=file]").set_input_files(
        {"name": "events.csv", "mimeType": "text/csv", "buffer": rows}
    )
    said = reader.page.locator("p.location")
    expect(said).to_contain_text("no columns of longitude and latitude")
    reader.page.get_by_label("Column of longitudes").fill("first")
    reader.page.get_by_label("Column of latitudes").fill("second")
    reader.page.get_by_label("Reference system").fill("EPSG:32637")
    reader.page.get_by_role("button", name="Locate the rows with these").click()
    expect(reader.page.locator(".table-counts")).to_contain_text("2 rows.")
    expect(said).to_have_text("events.csv: located, and shown on the map.")
    expect(reader.map.locator("canvas.own-points")).to_have_attribute("data-points", "2")


# As a script of a visitor's might, under ids that nobody gave out.
SEND_MANY = """async ([method, address, token]) => {
    const sent = [];
    for (let number = 0; number < 10; number++) {
        const body = new FormData();
        body.append("file", new File(["lon,lat"], "invented.csv"));
        const headers = {"X-Xsrftoken": token};
        const isPut = method === "PUT";
        const wanted = {method, headers, ...(isPut && {body})};
        const answer = await fetch(`${address}-${number}`, wanted);
        sent.push(answer.status);
    }
    return sent;
}"""


def write_large(path: Path) -> None:
    """Write a million positions, each another: those that repeat are located at once."""
    lons = [str(36 + n / 1000) for n in range(1000)]
    lines = (f",{35 + n / 1000}\n" for n in range(1000))
    path.write_text("lon,lat\n" + "".join(line.join(lons) + line for line in lines))


def test_work_is_stopped_files_are_counted_and_who_leaves_ends_it(
    visit: Visit, server: Server, tmp_path: Path
) -> None:
    reader = visit.open()
    reader.page.get_by_role("tab", name="Which of my events lie in a zone?").click()
    field = reader.page.locator(".stFileUploader input[type=file]")
    write_large(tmp_path / "large.csv")
    field.set_input_files(tmp_path / "large.csv")
    expect(reader.page.get_by_text(re.compile("0,000 rows located"))).to_be_visible()
    # The rest of the page answers meanwhile.
    reader.choose_in_list("idlib")
    reader.expect_zone("idlib")
    reader.page.get_by_role("button", name="Stop locating").click()
    expect(reader.page.get_by_text("large.csv: stopped; nothing of it is kept")).to_be_visible()
    assert find_children("geodata.points.upload_process", server.pid) == []
    # Who holds too many files is told. The field is another one now, for a moment beside the first.
    expect(field).to_have_count(1)
    table = {"name": "a.csv", "mimeType": "text/csv", "buffer": b"lon,lat\n36.63,35.93\n"}
    with reader.page.expect_request(lambda request: "upload_file" in request.url) as upload:
        field.set_input_files(table)  # type: ignore[arg-type]
    expect(reader.page.locator(".table-counts")).to_contain_text("1 row")
    invented = [upload.value.url, upload.value.headers["x-xsrftoken"]]
    assert {*reader.page.evaluate(SEND_MANY, ["PUT", *invented])} == {204}
    reader.page.locator(".stFileUploader").get_by_role("button", name="Remove").click()
    expect(reader.page.locator(".table-counts")).to_have_count(0)
    reader.page.evaluate(SEND_MANY, ["PUT", f"{invented[0]}-more", invented[1]])
    field.set_input_files(table)  # type: ignore[arg-type]
    expect(reader.page.locator("p.location")).to_contain_text("a visit may hold 8")
    for address in (invented[0], f"{invented[0]}-more"):
        reader.page.evaluate(SEND_MANY, ["DELETE", address, invented[1]])
    # Whoever leaves takes the work along.
    reader.page.locator(".stFileUploader").get_by_role("button", name="Remove").click()
    expect(reader.page.locator("p.location")).to_have_count(0)
    field.set_input_files(tmp_path / "large.csv")
    expect(reader.page.get_by_text("Locating the rows")).to_be_visible()
    placing = find_children("geodata.points.upload_process", server.pid)
    assert len(placing) == 1
    visit.leave()
    _, left = psutil.wait_procs(placing, timeout=60)
    assert left == []
