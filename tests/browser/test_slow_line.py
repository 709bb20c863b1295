"""A reader on a slow line: what comes late must not undo what they chose or move what they read."""

from __future__ import annotations

from playwright.sync_api import Route, expect

from dashboard.library import Library
from dashboard.selection import Selection
from tests.browser.line import Line
from tests.browser.reader import Visit

# Chooses the last zone in the list at the very moment at which the map tells that it is drawn, or,
# where the list comes after it, at that at which the list is there.
_CHOOSE_WHEN_DRAWN = """
function choose() {
    const options = document.querySelectorAll(".st-key-zone [data-testid=stRadioOption]");
    if (!options.length) {
        requestAnimationFrame(choose);
        return;
    }
    window.holdAnswers();
    window.chosenAt = performance.now();
    [...options].at(-1).click();
}
document.addEventListener("map-drawn", choose, { once: true });
"""


def test_a_choice_made_while_the_map_arrives_is_kept(first_visit: Visit) -> None:
    """The page speaks to the server again before it has heard of the choice, and knows an old
    address: the choice must not be lost over it."""
    line = Line(first_visit)
    first_visit.context.expose_function("holdAnswers", line.hold)
    first_visit.context.add_init_script(_CHOOSE_WHEN_DRAWN)
    reader = first_visit.open()
    reader.page.wait_for_function("() => performance.now() - window.chosenAt > 500")
    line.release()
    reader.expect_zone("south")
    reader.expect_address(zone="south")


def test_words_that_cannot_be_fetched_are_said_to_be_missing_until_they_come(
    first_visit: Visit,
) -> None:
    is_away = True

    def answer(route: Route) -> None:
        if is_away:
            route.abort()
        else:
            route.continue_()

    first_visit.context.route("**/assets/reading.html*", answer)
    reader = first_visit.open("/?zone=idlib")
    reader.wait_for_map()
    failure = reader.panel.get_by_role("alert")
    expect(failure).to_contain_text("The text could not be fetched from the server.")
    is_away = False
    failure.get_by_role("button", name="Try again").click()
    reader.expect_zone("idlib")
    expect(failure).to_have_count(0)


def test_what_arrives_late_does_not_push_the_chosen_words_away(
    first_visit: Visit, library: Library
) -> None:
    """Letters take another width when their font arrives, and the text another height."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    first_visit.context.route("**/*.woff2", hold)
    # At the end of the longest article, where most can be pushed.
    passage = library.corpus.passages_of_article("tass-2017-05-05")[-1]
    target = Selection().with_passage(passage)
    reader = first_visit.open(f"/{target.address()}")
    reader.expect_chosen_passage(passage.quote)
    reader.wait_for_map()
    assert held
    for route in held:
        route.continue_()
    reader.page.wait_for_function("() => document.fonts.status === 'loaded'")
    reader.expect_chosen_passage(passage.quote)
    expect(reader.page.locator(".st-key-map iframe")).to_be_in_viewport(ratio=0.8)
    reader.expect_address(**target.parameters())
    expect(reader.page.locator(f"#passage-{passage.id}")).to_be_focused()
