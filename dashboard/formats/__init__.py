"""Rows as files of other programs: a format is a module of this folder, its name is what people type.

Each has ``SUFFIXES``, says whether it is ``BINARY``, which columns it ``NEEDS``, and has a function
``written(rows, about)``, which yields the file piece by piece while the rows are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datelines.warehouse.reader import Stream

_FOLDER = Path(__file__).parent


class FormatError(ValueError):
    """Rows that a format cannot hold; the message is one line for a person."""


@dataclass(frozen=True, slots=True)
class About:
    """What a file should say of where its rows come from.

    `schema` and `layout` name the tables and the SQL of the published file, `versions` is how many
    versions of rules and seeds have read documents so far, `view` is empty for a query. `first_ids` has for
    an event whose id has changed the one under which it was first published.
    """

    schema: str
    layout: str
    versions: int
    view: str = ""
    first_ids: Mapping[str, str] = field(default_factory=dict)


class Format(Protocol):
    """What a module of this folder offers."""

    SUFFIXES: tuple[str, ...]
    BINARY: bool
    NEEDS: tuple[str, ...]

    def written(self, rows: Stream, about: About) -> Iterator[bytes]: ...


@cache
def names() -> tuple[str, ...]:
    """Return the names of all formats; none is loaded for it."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("[!_]*.py")))


def named(name: str) -> Format:
    """Return a format by its name."""
    module: Format = import_module(f"{__name__}.{name}")
    return module


def of_suffix(suffix: str) -> str | None:
    """Return the name of the format whose files end so, ``.ics``, or None."""
    return next((name for name in names() if suffix.lower() in named(name).SUFFIXES), None)


def check(name: str, columns: Sequence[str]) -> None:
    """Raise `FormatError` where rows of these columns cannot be written so."""
    missing = [column for column in named(name).NEEDS if column not in columns]
    if missing:
        raise FormatError(f"{name} is for events: these rows have no {', '.join(missing)}")
