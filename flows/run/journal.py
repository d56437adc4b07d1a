"""The log of all runs: a line of JSON for each thing that happened, in a file that does not grow for ever.

    {"at": "2026-01-01T00:00:00+00:00", "run": "20260101T000000Z-1a2b3c", "event": "quarantined", …}

No secrets: of an address neither a password nor the values in its query are written.
"""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

import orjson

BYTES, KEPT = 5_000_000, 3  # a file, and older ones beside it
_CREDENTIALS = re.compile(r"(?<=://)[^/\s@]+@")
_QUERY_VALUE = re.compile(r"(?<=[?&])([^=&\s]+)=[^&\s#]+")


def log_file(home: Path) -> Path:
    return home / "log" / "runs.jsonl"


def without_secrets(value: object) -> object:
    """Return a value of JSON whose addresses have no password and no values in their query."""
    if isinstance(value, str):
        return _QUERY_VALUE.sub(r"\1=…", _CREDENTIALS.sub("…@", value))
    if isinstance(value, dict):
        return {key: without_secrets(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [without_secrets(each) for each in value]
    return value


class _Quiet(RotatingFileHandler):
    """A log that cannot be written, on a full disk, costs the run nothing."""

    def handleError(self, record: logging.LogRecord) -> None:
        del record


class Journal:
    """The log, opened by one run."""

    def __init__(self, home: Path, run_id: str) -> None:
        log_file(home).parent.mkdir(parents=True, exist_ok=True)
        self._run = run_id
        self._file = _Quiet(log_file(home), maxBytes=BYTES, backupCount=KEPT, delay=True)

    def write(self, event: str, **details: object) -> None:
        """Add a line. `details` are values of JSON."""
        line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "run": self._run, "event": event}
        text = orjson.dumps(
            {**line, **{k: without_secrets(v) for k, v in details.items()}}, default=str
        ).decode()
        self._file.emit(logging.LogRecord("datelines", logging.INFO, "", 0, text, None, None))

    def close(self) -> None:
        """Close the file; what a full disk did not take is lost."""
        with suppress(OSError):
            self._file.close()
