"""The shipped library, as the page itself opens it."""

import pytest

from dashboard.library import Library, open_library


@pytest.fixture(scope="session")
def library() -> Library:
    return open_library()
