"""The page's description of the data set, held against schema.org's terms by TypeScript."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from dashboard.first_view.description import describe_dataset
from dashboard.library import open_library
from tests.interop.node import install

PACKAGES = ("schema-dts@2.1.0", "typescript@5.9.3")


def test_every_term_of_the_description_is_one_of_schema_org(tmp_path: Path) -> None:
    install(tmp_path, *PACKAGES)
    described = describe_dataset(open_library(), "https://example.org/zones")
    assert described
    assert [one["name"] for one in described["about"]]
    code = (
        'import type { Dataset, WithContext } from "schema-dts";\n'
        f"export const described: WithContext<Dataset> = {json.dumps(described)};\n"
    )
    (tmp_path / "described.ts").write_text(code, encoding="utf-8")
    done = subprocess.run(
        ["node_modules/.bin/tsc", "--noEmit", "--strict", "--moduleResolution", "bundler",
         "--module", "esnext", "described.ts"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
