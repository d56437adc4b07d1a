"""Rows as text on a terminal: columns that line up. Formats for programs are those of dashboard/formats."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from datelines.dashboard import cells, formats

WIDEST_CELL = 90
NARROW = 22  # a column of short values (days, ids, types) is not folded on a terminal
LEAST = 20  # characters for a column that is folded
Row = Sequence[object]


def as_json(data: object) -> str:
    """Return strict JSON, indented: days as ISO text, NaN and infinities as null, huge integers as text."""
    return cells.as_json(data, orjson.OPT_INDENT_2).decode()


def rows_as_table(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Return columns that line up: on a terminal folded to its width, elsewhere one line a row.

    A terminal too narrow for that gets a line for each value.
    """
    cells = [[_shown(value) for value in row] for row in rows]
    if not sys.stdout.isatty():
        return _aligned(columns, cells)
    width = shutil.get_terminal_size().columns
    return _framed(columns, cells) if _fits(columns, cells, width) else _listed(columns, cells)


def _shown(value: object) -> str:
    """Return a cell without characters that a terminal would obey (escapes, direction marks)."""
    text = f"{value:.2f}" if isinstance(value, float) else cells.flat(value)
    return "".join(c if c.isprintable() else " " for c in text)


def _aligned(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    widths = [
        max([_width(name), *(min(_width(row[i]), WIDEST_CELL) for row in cells)])
        for i, name in enumerate(columns)
    ]
    lines = ["  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
             for row in ([*columns], *cells)]  # fmt: skip
    return "\n".join(lines) + "\n"


def _width(text: str) -> int:
    """Return how many columns a terminal gives `text`: two for a wide character, none for a mark."""
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _longest(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> list[int]:
    return [max([_width(name), *(_width(row[i]) for row in cells)]) for i, name in enumerate(columns)]


def _fits(columns: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> bool:
    """Say whether each column that is folded gets `LEAST` characters beside those that are not."""
    needed = (length if length <= NARROW else LEAST for length in _longest(columns, cells))
    return sum(needed) + 3 * len(columns) <= width


def _listed(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    """Return rows one below the other, a line for each value that is there."""
    widest = max(map(_width, columns))
    blocks = [
        [f"{_padded(name, widest)}  {cell}\n" for name, cell in zip(columns, row, strict=True) if cell]
        for row in cells
    ]
    return "\n".join("".join(lines) for lines in blocks)


def _framed(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name, longest in zip(columns, _longest(columns, cells), strict=True):
        table.add_column(Text(name), overflow="fold", no_wrap=longest <= NARROW)
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    console = Console()
    with console.capture() as captured:
        console.print(table)
    return captured.get()


def rendered(form: str, columns: Sequence[str], rows: Iterable[Any]) -> str:
    """Return a short list as a table, or in a format of dashboard/formats that is text."""
    if form == "table":
        return rows_as_table(columns, rows)
    from datelines.warehouse.reader import Stream

    stream = Stream(tuple(columns), ("VARCHAR",) * len(columns), iter([list(rows)]))
    return b"".join(formats.named(form).written(stream, formats.About("", "", 0))).decode()
