"""``python report.py [ZONE]`` in a copy of the project: what its page shows, as JSON.

The page of a broken copy has to be run in a process of its own: the shipped data is loaded once.
"""

import json
import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest


def main(zone: str = "") -> None:
    """Print what the page, the map and the data routes of the project in this folder give."""
    root = Path.cwd()
    sys.path.insert(0, str(root))
    from corpus.exports.scope import Scope
    from dashboard.api.downloads import DOWNLOADS, make_download
    from dashboard.app import app
    from dashboard.document import open_document
    from dashboard.library import open_library

    page = AppTest.from_file(root / "dashboard" / "page.py", default_timeout=60)
    if zone:
        page.query_params["zone"] = zone
    page.run()
    shown = {
        "exceptions": [exception.message for exception in page.exception],
        "html": [
            *(part.proto.body for part in page.main.get("html")),
            open_document(open_library()).html.decode(),
        ],
        "zones": [option for radio in page.radio for option in radio.options[1:]],
        "faults": [str(fault) for fault in open_library().faults],
        "map": open_library().map_script.decode(),
        "data": {
            path: make_download(open_library(), download, Scope(), "").decode(errors="replace")
            for path, download in DOWNLOADS.items()
            if download.format.id in ("geojson", "w3c")
        },
        "app": type(app).__name__,
    }
    print(json.dumps(shown))


if __name__ == "__main__":
    main(*sys.argv[1:])
