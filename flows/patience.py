"""A limit on how long one piece of work may take: a document that never ends must not end the run."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
_AGAIN = 1.0  # seconds: an exception that some callback swallowed is raised once more


class TookTooLong(Exception):
    """Work that was stopped because its time was over."""


@contextmanager
def at_most(seconds: float | None) -> Iterator[None]:
    """Raise `TookTooLong` in the block once `seconds` have passed; None sets no limit.

    It rests on a signal, which Python delivers to the main thread: in another one there is no limit.
    """
    if seconds is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_signal: object) -> None:
        raise TookTooLong(f"stopped after {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


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
