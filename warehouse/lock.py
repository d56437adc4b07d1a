"""One writer at a time: a lock of the kernel's, which drops it when its holder dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from datelines.warehouse.errors import Locked


@contextmanager
def alone(path: Path, wait: float = 0) -> Iterator[None]:
    """Hold `path` exclusively while the block runs; it names its holder's process for whoever has to wait.

    The lock belongs to the open file, so `kill -9` releases it and no stale lock can remain. Raises `Locked`
    once `wait` seconds have passed, and `OSError` on a file system that has no such locks.
    """
    lock = FileLock(path, timeout=wait, thread_local=False, fallback_to_soft=False, on_acquired=_sign)
    try:
        lock.acquire()
    except Timeout as error:
        holder = path.read_text() or "unknown"
        message = f"another ingest is writing to {path.parent} (process {holder}); try again later"
        raise Locked(message) from error
    try:
        yield
    finally:
        lock.release()


def _sign(file: int) -> None:
    os.ftruncate(file, 0)
    os.pwrite(file, str(os.getpid()).encode(), 0)
