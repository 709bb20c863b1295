"""What all command lines share: errors shown as a sentence, stopping on a signal, exit codes.

0 is fine; 1 says that the data has faults, all of them listed; 2 wrong usage or input, or an output
that cannot be written; 128 and the signal's number that it was stopped: 130 with Ctrl-C.
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from corpus import terminal
from corpus.errors import ShownError


class Stopped(KeyboardInterrupt):
    """A signal asked the command to stop; like Ctrl-C, it undoes what was begun."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def run_command(work: Callable[[], int]) -> int:
    """Return the exit code of a command after doing its work."""
    terminal.open_error_output()
    try:
        with _stopping_on_signals():
            try:
                return work()
            finally:
                terminal.flush()
    except ShownError as error:
        terminal.print_message(error)
        return 2
    except KeyboardInterrupt as stop:
        terminal.print_message("Stopped; nothing was written.")
        return 128 + (stop.number if isinstance(stop, Stopped) else signal.SIGINT)
    finally:
        # The parser of arguments writes to standard error by itself.
        terminal.write_to_stderr("")


@contextmanager
def _stopping_on_signals() -> Iterator[None]:
    """Turn what asks a process to end into an exception; a signal that was ignored still is."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    wanted = {signal.SIGINT, signal.SIGTERM}
    if hasattr(signal, "SIGHUP"):
        wanted.add(signal.SIGHUP)
    default_handlers = (signal.SIG_DFL, signal.default_int_handler)
    before = {number: signal.getsignal(number) for number in wanted}
    before = {number: handler for number, handler in before.items() if handler in default_handlers}

    def stop(number: int, frame: FrameType | None) -> None:
        # Once is enough: a second signal must not stop what is being undone.
        for each in before:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped(number)

    try:
        for number in before:
            signal.signal(number, stop)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
