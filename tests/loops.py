"""One test for many records: it goes through all of them, and a failure names those that fail."""

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

T = TypeVar("T")
Test = Callable[..., None]


def each(
    name: str, values: Iterable[T], ids: Callable[[T], object] = str
) -> Callable[[Test], Test]:
    """Return a decorator that calls a test with every value as the argument of a name.

    The values are what would be cases of their own were there fewer of them. All share the
    fixtures.
    """
    kept = tuple(values)
    assert kept, f"there is no {name} to go through"

    def decorate(test: Test) -> Test:
        @functools.wraps(test)
        def go_through(**fixtures: Any) -> None:
            failures = []
            for value in kept:
                try:
                    test(**{name: value}, **fixtures)
                except (AssertionError, LookupError, TypeError, ValueError) as failure:
                    failure.add_note(f"{name}: {ids(value)}")
                    failures.append(failure)
            if failures:
                raise ExceptionGroup(f"{len(failures)} of {len(kept)} failed", failures)

        signature = inspect.signature(test)
        others = [one for key, one in signature.parameters.items() if key != name]
        # What pytest looks at for the fixtures that are wanted.
        go_through.__signature__ = signature.replace(parameters=others)  # type: ignore[attr-defined]
        del go_through.__wrapped__
        return go_through

    return decorate
