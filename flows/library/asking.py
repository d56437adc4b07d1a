"""Questions to the published file."""

from __future__ import annotations

import os
from pathlib import Path

from datelines.flows import settings
from datelines.warehouse.reader import Reader


def connect(path: str | os.PathLike[str] | None = None) -> Reader:
    """Return a reader of the published timeline: read-only and locked, whatever it is asked.

    Each question sees the newest finished run; those in a ``with`` block all see the same.

    Args:
        path: The file; if it is not given, that of DATELINES_WAREHOUSE, else the one in DATELINES_HOME.

    Raises:
        NotPublished: There is no such file yet.
        NotAWarehouse: It is another file.
        NewerSchema: A later version of datelines made it.
    """
    reader = Reader(settings.published() if path is None else Path(path).absolute())
    with reader.session():  # says now what is wrong with the file
        return reader
