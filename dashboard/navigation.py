"""The page's links as choices: a link that is clicked becomes a selection without a reload."""

from pathlib import Path

import streamlit as st

from corpus.collection import Corpus
from dashboard.messages import read_address
from dashboard.selection import Selection, parse_address

_component = st.components.v2.component(
    "navigation",
    js=(Path(__file__).parent / "assets" / "navigation.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def is_map_drawn() -> bool:
    """Return whether nothing need wait for the map: it is drawn, or no browser is there to draw."""
    return "is_map_drawn" in st.session_state or "User-Agent" not in st.context.headers


def follow_links(selection: Selection, corpus: Corpus) -> None:
    """Mount the script that follows the page's links and brings the chosen passage into view.

    It also has the whole page run once more when the map is drawn.
    """
    target = ""
    if selection.passage:
        target = f"{'passage' if selection.article else 'excerpt'}-{selection.passage}"
    elif selection.article or selection.zone:
        target = "reading-title"
    message = _component(
        key="navigation",
        data={"focus": selection.address(), "target": target, "waiting": not is_map_drawn()},
        height=1,
        on_address_change=lambda: _follow(selection, corpus),
        on_drawn_change=_note_drawn,
    )
    if message.drawn:
        st.rerun()


def choose(selection: Selection) -> None:
    """Make a selection the page's own: its address becomes an entry in the history."""
    _go(selection.parameters())


def _follow(current: Selection, corpus: Corpus) -> None:
    address = read_address(st.session_state["navigation"].address)
    if not address:
        return
    parameters = parse_address(address)
    passage = corpus.passage(parameters.get("passage", ""))
    if current.zone and (passage is None or current.zone in passage.zones):
        # Links below the map name no zone, and leave the chosen one as it is.
        parameters = {"zone": current.zone, **parameters}
    _go(parameters)


def _go(parameters: dict[str, str]) -> None:
    st.session_state["last_move"] = (st.query_params.to_dict(), parameters)
    st.query_params.from_dict(parameters)


def _note_drawn() -> None:
    st.session_state["is_map_drawn"] = True
    # Sent by a browser that does not yet know of the reader's first choice: it is not lost over it.
    came_from, went_to = st.session_state.get("last_move", (None, None))
    if went_to is not None and st.query_params.to_dict() == came_from:
        st.query_params.from_dict(went_to)
