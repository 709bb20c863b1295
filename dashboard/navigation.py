"""The page's links as choices: a link that is clicked becomes a selection without a reload."""

from pathlib import Path

import streamlit as st

from dashboard.selection import Selection, parse_address

_component = st.components.v2.component(
    "navigation",
    js=(Path(__file__).parent / "assets" / "navigation.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def follow_links(selection: Selection) -> None:
    """Mount the script that follows the page's links and brings the chosen passage into view."""
    target = ""
    if selection.passage:
        target = f"{'passage' if selection.article else 'excerpt'}-{selection.passage}"
    elif selection.article or selection.zone:
        target = "reading-title"
    _component(
        key="navigation",
        data={"focus": selection.address(), "target": target},
        height=1,
        on_address_change=_follow,
    )


def choose(selection: Selection) -> None:
    """Make a selection the page's own: its address becomes an entry in the history."""
    st.query_params.from_dict(selection.parameters())


def _follow() -> None:
    address = st.session_state["navigation"].address
    if address:
        st.query_params.from_dict(parse_address(address))
