"""Values of Arrow's columns as JSON: what lists, structures and whole rows become in text."""

import json
from typing import Any

import numpy as np


def write_json(row: Any) -> str:
    """Return the JSON of what an Arrow column holds; null for what JSON has no number of."""
    try:
        return json.dumps(row, ensure_ascii=False, allow_nan=False, default=_to_text)
    except ValueError:
        return json.dumps(_make_finite(row), ensure_ascii=False, default=_to_text)


def _make_finite(value: Any) -> Any:
    """Return a value with null for every number that JSON does not have."""
    match value:
        case float():
            return value if np.isfinite(value) else None
        case dict():
            return {name: _make_finite(part) for name, part in value.items()}
        case list():
            return [*map(_make_finite, value)]
        case _:
            return value


def _to_text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
