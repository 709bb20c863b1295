"""The pages outside the corpus: every one that is cited is named with its kind of source."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from geodata.exports.extract import MapExtract
from geodata.exports.layers import list_features
from geodata.records import Atlas

Faults = Callable[[], list[str]]
Replace = Callable[[str, str, str], None]
PAGE = "https://www.syriahr.com/en/62989/"


def test_every_page_that_is_cited_is_named(atlas: Atlas) -> None:
    for zone in atlas.zones:
        for stretch in zone.stretches:
            named = {passage.id for passage, _ in stretch.passages}
            named |= {link.url for link in stretch.links}
            assert named == set(stretch.evidence), stretch.id
    for place in atlas.places:
        found = [link.url for link in atlas.status_links(place)]
        assert found == list(place.status_urls), place.id


def test_exports_name_the_kind_of_each_page(whole: MapExtract) -> None:
    for layer in ("boundaries", "places"):
        cited: list[dict[str, Any]] = [
            link for feature in list_features(layer, whole) for link in feature.properties["links"]
        ]
        assert cited
        for link in cited:
            source = whole.atlas.sources[link["url"]]
            assert link == source.model_dump()


def test_a_page_of_no_kind_is_a_fault(replace: Replace, faults: Faults) -> None:
    replace("sources.yaml", f"- url: {PAGE}\n  kind: monitor\n", f"- url: {PAGE}\n  kind: rumour\n")
    found = faults()
    assert any(fault.startswith("sources.yaml: line ") and "kind: " in fault for fault in found)
    message = f"the evidence '{PAGE}' is neither a passage of the corpus nor a page of sources.yaml"
    assert any(fault.endswith(message) for fault in found)


def test_a_page_is_named_once_and_for_something(folder: Path, faults: Faults) -> None:
    file = folder / "sources.yaml"
    entry = "- url: {}\n  kind: other\n  publisher: Somebody\n"
    file.write_text(
        file.read_text("utf-8") + entry.format(PAGE) + entry.format("https://example.org/"), "utf-8"
    )
    found = [fault for fault in faults() if fault.startswith("sources.yaml")]
    assert len(found) == 2
    assert found[0].endswith(f"the address '{PAGE}' is named twice")
    unused = "sources.yaml: https://example.org/: no stretch, place or post rests on this page"
    assert found[1] == unused


def test_a_place_cites_named_pages(replace: Replace, faults: Faults) -> None:
    replace("sources.yaml", "publisher: The Defense Post", "publisher: ''")
    page = "https://thedefensepost.com/2024/12/06/syria-rebels-homs-city/amp"
    assert any(
        fault.startswith("places.csv: ") and f"the page '{page}' is not in sources.yaml" in fault
        for fault in faults()
    )
