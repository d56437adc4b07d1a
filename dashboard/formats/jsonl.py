"""JSON lines: an object a row, the text untouched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import orjson

from datelines.dashboard.cells import as_json, objects

if TYPE_CHECKING:
    from datelines.dashboard.formats import About
    from datelines.warehouse.reader import Stream

SUFFIXES = (".jsonl", ".ndjson")
BINARY = False
NEEDS: tuple[str, ...] = ()


def written(rows: Stream, about: About) -> Iterator[bytes]:
    del about
    for batch in rows.batches:
        yield b"".join(as_json(each, orjson.OPT_APPEND_NEWLINE) for each in objects(rows.columns, batch))
