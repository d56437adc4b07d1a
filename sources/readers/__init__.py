"""One small module a format, found by being there.

A reader has ``SUFFIXES``, ``sniff(head)`` for input without a telling name, and either

- ``read(data, name)``: the bytes of one file to documents; ``LIMIT`` where it takes more than `MAX_BYTES`, or
- ``read_stream(stream, name, read_member)``: a container of any size, read bit by bit.

Both yield `Document` or `Unreadable`; a `ReadError` that escapes says that the whole file is unreadable.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import IO, Protocol, cast

from datelines.sources.results import Results

LAST = "plain"  # takes anything, so it is asked after all others


ReadMember = Callable[[IO[bytes], str], Results]  # how a container hands on what lies in it


class Reader(Protocol):
    """What every module of this package has."""

    __name__: str
    SUFFIXES: frozenset[str]

    def sniff(self, head: bytes, /) -> bool: ...


class FileReader(Reader, Protocol):
    def read(self, data: bytes, name: str, /) -> Results: ...


class StreamReader(Reader, Protocol):
    def read_stream(self, stream: IO[bytes], name: str, read_member: ReadMember, /) -> Results: ...


@cache
def readers() -> tuple[Reader, ...]:
    """Return the reader modules of this folder in order of name, `LAST` last."""
    names = sorted(
        (module.name for module in pkgutil.iter_modules(__path__)), key=lambda name: (name == LAST, name)
    )
    return tuple(cast(Reader, import_module(f"{__name__}.{name}")) for name in names)


@cache
def by_suffix() -> Mapping[str, Reader]:
    """Return the reader of each suffix."""
    return {suffix: reader for reader in readers() for suffix in reader.SUFFIXES}


def by_content(head: bytes) -> Reader:
    """Return the reader that takes a file which begins with `head`; `LAST` takes what no other does."""
    return next(reader for reader in readers() if reader.sniff(head))
