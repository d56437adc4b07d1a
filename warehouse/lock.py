"""One writer at a time: an advisory lock that the kernel drops when its holder dies."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path
from types import TracebackType

from datelines.warehouse.errors import Locked

_POLL_SECONDS = 0.1


class WriterLock:
    """Hold `path` exclusively; the file names the holder's process id for whoever has to wait.

    The lock is flock(2): it belongs to the open file, so `kill -9` releases it and no stale lock
    can remain. Raises `Locked` once `wait` seconds have passed.
    """

    def __init__(self, path: Path, wait: float = 0) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            self._acquire(path, wait)
        except Locked:
            os.close(self._file)
            raise
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, str(os.getpid()).encode(), 0)

    def _acquire(self, path: Path, wait: float) -> None:
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() >= deadline:
                    holder = os.pread(self._file, 32, 0).decode() or "unknown"
                    message = (
                        f"another ingest is writing to {path.parent} (process {holder}); try again later"
                    )
                    raise Locked(message) from error
                time.sleep(_POLL_SECONDS)
            else:
                return

    def release(self) -> None:
        """Let the next writer in."""
        os.close(self._file)

    def __enter__(self) -> WriterLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
