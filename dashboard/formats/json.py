"""A JSON list of objects, the text untouched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import orjson

from datelines.dashboard.cells import as_json, objects

if TYPE_CHECKING:
    from datelines.dashboard.formats import About
    from datelines.warehouse.reader import Stream

SUFFIXES = (".json",)
BINARY = False
NEEDS: tuple[str, ...] = ()


def written(rows: Stream, about: About) -> Iterator[bytes]:
    del about
    between = b"[\n"
    for batch in rows.batches:
        for each in objects(rows.columns, batch):
            indented = as_json(each, orjson.OPT_INDENT_2).replace(b"\n", b"\n  ")
            yield between + b"  " + indented
            between = b",\n"
    yield b"[]\n" if between == b"[\n" else b"\n]\n"
