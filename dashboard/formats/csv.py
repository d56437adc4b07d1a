"""CSV as RFC 4180 has it, but for the line ends, which are those of the other formats.

Lists are joined by "; ", nulls are empty. What a spreadsheet would take for a formula is quoted with an
apostrophe (OWASP, CSV injection), control characters and direction marks are left out: other formats have the
text untouched. A cell may hold several formulas: where the list separator of a country is a semicolon, as in
most of Europe and Central Asia, a spreadsheet cuts it there too, and quoting does not prevent it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from datelines.dashboard.cells import flat, harmless

if TYPE_CHECKING:
    from datelines.dashboard.formats import About
    from datelines.warehouse.reader import Stream

SUFFIXES = (".csv",)
BINARY = False
NEEDS: tuple[str, ...] = ()
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
_FURTHER_CELL = re.compile(r"([;\t\n|]\"*)(?=[=+\-@＝＋－＠])")


def written(rows: Stream, about: About) -> Iterator[bytes]:
    del about  # CSV has no place for it
    yield _lines([[_guarded(name) for name in rows.columns]])
    for batch in rows.batches:
        yield _lines([[_cell(value) for value in row] for row in batch])


def _lines(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def _cell(value: object) -> str:
    text = flat(value)
    return _guarded(text) if isinstance(value, str | list | tuple | dict) else text


def _guarded(text: str) -> str:
    clean = _FURTHER_CELL.sub(r"\1'", harmless(text))
    return f"'{clean}" if clean.startswith(FORMULA_STARTS) else clean
