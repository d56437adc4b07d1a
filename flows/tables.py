"""Rows of a view as text: a table for people, JSON and CSV for programs."""

from __future__ import annotations

import csv
import io
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import orjson

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
WIDEST_CELL = 90
NARROW = 22  # a column of short values (days, ids, types) is not folded on a terminal
Row = Sequence[object]
_JSON = orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS


def plain(value: object) -> object:
    """Return as text what JSON has no word for: intervals, decimals."""
    return str(value)


def as_json(data: object) -> str:
    """Return strict JSON, indented: days as ISO text, NaN and infinities as null, huge integers as text."""
    try:
        return orjson.dumps(data, default=plain, option=_JSON).decode()
    except TypeError:  # an integer over 64 bits, such as a HUGEINT
        return orjson.dumps(_narrowed(data), default=plain, option=_JSON).decode()


def _narrowed(value: object) -> object:
    if isinstance(value, int) and value.bit_length() > 63:
        return str(value)
    if isinstance(value, list | tuple):
        return [_narrowed(item) for item in value]
    if isinstance(value, dict):
        return {key: _narrowed(item) for key, item in value.items()}
    return value


def objects(columns: Sequence[str], rows: Iterable[Row]) -> list[dict[str, object]]:
    """Return each row as a mapping; of two columns with one name the later is numbered."""
    names = distinct(columns)
    return [dict(zip(names, row, strict=True)) for row in rows]


def distinct(columns: Sequence[str]) -> list[str]:
    """Return the column names, `n`, `n_2`, `n_3` where one occurs again."""
    names: list[str] = []
    for column in columns:
        name, again = column, 1
        while name in names:
            again += 1
            name = f"{column}_{again}"
        names.append(name)
    return names


def rows_as_json(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Return a JSON list of objects."""
    return as_json(objects(columns, rows))


def rows_as_csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Return CSV: lists joined by "; ", nulls empty, no cell that a spreadsheet would run.

    As RFC 4180 has it, but for the line ends, which are those of the other formats.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_guarded(name) for name in columns])
    writer.writerows([_csv_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _csv_cell(value: object) -> str:
    text = flat(value)
    return _guarded(text) if isinstance(value, str | list | tuple | dict) else text


def _guarded(text: str) -> str:
    """Quote what a spreadsheet would take for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def flat(value: object) -> str:
    """Return one cell's text: null is empty, a list joined by "; ", a struct as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "; ".join(flat(item) for item in value)
    if isinstance(value, Mapping):
        return orjson.dumps(value, default=plain, option=orjson.OPT_NON_STR_KEYS).decode()
    return str(value)


def rows_as_table(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Return columns that line up: on a terminal folded to its width, elsewhere one line a row."""
    cells = [[_shown(value) for value in row] for row in rows]
    return _framed(columns, cells) if sys.stdout.isatty() else _aligned(columns, cells)


def _shown(value: object) -> str:
    """Return a cell without characters that a terminal would obey (escapes, direction marks)."""
    text = f"{value:.2f}" if isinstance(value, float) else flat(value)
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


def _framed(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for i, name in enumerate(columns):
        longest = max([_width(name), *(_width(row[i]) for row in cells)])
        table.add_column(Text(name), overflow="fold", no_wrap=longest <= NARROW)
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    console = Console()
    with console.capture() as captured:
        console.print(table)
    return captured.get()


FORMATS: Mapping[str, Callable[[Sequence[str], Iterable[Row]], str]] = {
    "table": rows_as_table,
    "json": rows_as_json,
    "csv": rows_as_csv,
}


def rendered(form: str, columns: Sequence[str], rows: Iterable[Any]) -> str:
    """Return `rows` in one of `FORMATS`."""
    return FORMATS[form](columns, rows)
