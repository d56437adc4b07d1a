"""A limit on how long one piece of work may take: a document that never ends must not end the run."""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, TypeVar

T = TypeVar("T")
_AGAIN = 1.0  # seconds: an exception that some callback swallowed is raised once more
_GRACE = 5.0  # seconds in which the signal ought to have stopped the work

_last_resort: IO[str] | None = None


class TookTooLong(Exception):
    """Work that was stopped because its time was over."""


def die_when_stuck() -> None:
    """Have this process end where `at_most` cannot stop its work, in a library that never comes back.

    Python handles a signal between two of its own instructions only; faulthandler's watchdog needs none.
    For a worker process: whoever started it sees it die, and goes on with the next document.
    """
    global _last_resort
    _last_resort = open(os.devnull, "w")  # noqa: SIM115, PTH123  open for as long as the process lives


@contextmanager
def at_most(seconds: float | None) -> Iterator[None]:
    """Raise `TookTooLong` in the block once `seconds` have passed; None sets no limit.

    It rests on a signal, which Python delivers to the main thread: in another one there is no limit. The
    timer stands still while the machine sleeps, and setting the clock does not move it.
    """
    if seconds is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_signal: object) -> None:
        raise TookTooLong(f"stopped after {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    if _last_resort:
        faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=_last_resort)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if _last_resort:
            faulthandler.cancel_dump_traceback_later()


def patiently(items: Iterable[T], seconds: float | None) -> Iterator[T]:
    """Yield the items, each of which may take `seconds` to come. Raises `TookTooLong`."""
    rest = iter(items)
    while True:
        with at_most(seconds):
            try:
                item = next(rest)
            except StopIteration:
                return
        yield item
