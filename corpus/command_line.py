"""What all command lines share: errors shown as a sentence, stopping on a signal, exit codes.

0 is fine; 1 says that the data has faults, all of them listed; 2 wrong usage or input, or an output
that cannot be written; 128 and the signal's number that it was stopped: 130 with Ctrl-C.
"""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from corpus import terminal
from corpus.errors import ShownError

# Long enough for a finaliser to have returned.
_AGAIN_SECONDS = 0.05


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

    def listen() -> None:
        for each in before:
            signal.signal(each, stop)

    try:
        listen()
        with _repeating_lost_signals(listen):
            yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _repeating_lost_signals(listen: Callable[[], None]) -> Iterator[None]:
    """Listen anew and send a signal again of which the exception was dropped.

    Python drops what is raised while it finalises an object, as it may wherever a signal comes; the
    command would go on, and ignore every further signal.
    """
    timers: list[threading.Timer] = []
    report = sys.unraisablehook

    def repeat(lost: "sys.UnraisableHookArgs") -> None:
        if not isinstance(lost.exc_value, Stopped):
            report(lost)
            return
        listen()
        timers.append(threading.Timer(_AGAIN_SECONDS, _send, [lost.exc_value.number]))
        timers[-1].start()

    sys.unraisablehook = repeat
    try:
        yield
    finally:
        sys.unraisablehook = report
        for timer in timers:
            timer.cancel()


def _send(number: int) -> None:
    """Send a signal to the main thread, out of whatever it waits for, where the system can."""
    main = threading.main_thread().ident
    if main is not None and hasattr(signal, "pthread_kill"):
        signal.pthread_kill(main, number)
    else:
        signal.raise_signal(number)
