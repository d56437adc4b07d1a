"""Rows of the published file in any format of dashboard/formats: printed, or written to a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from datelines.dashboard import formats
from datelines.dashboard.near import hint
from datelines.dashboard.wording import counted
from datelines.flows.ask.bounds import GRACE, end_process, memory_bounded
from datelines.flows.settings import published
from datelines.flows.show.tables import rows_as_table
from datelines.flows.terminal import Problem, emit, emit_bytes, note
from datelines.warehouse.reader import Reader, Session, Stream
from datelines.warehouse.session import LastResort, Params, single

SECONDS = 60.0  # what a question may take
MOST_IN_A_TABLE = 1_000_000  # rows, which a gigabyte or two of memory holds; other formats have no bound
_SECONDS_TO_EXPORT = 24 * 3600.0
_VIEWS = "SELECT view_name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main' ORDER BY view_name"
_ABOUT = "SELECT key, value FROM facts.about"
_VERSIONS = "SELECT count(*) FROM derived.versions"
_FIRST_IDS = """
SELECT moved_to, min(event_id)
FROM redirects
WHERE event_id NOT IN (SELECT moved_to FROM facts.redirects)
GROUP BY moved_to
"""
Row = tuple[Any, ...]
ForPeople = Callable[[Sequence[str], Iterable[Row]], tuple[Sequence[str], list[Row]]]


@dataclass
class Tally:
    """What has gone by: rows, those without a date, and whether a limit held others back."""

    rows: int = 0
    undated: int = 0
    cut: bool = False


def answer(
    sql: str,
    params: Params,
    form: str,
    limit: int | None = None,
    seconds: float = SECONDS,
    for_people: ForPeople | None = None,
    empty: str = "",
) -> None:
    """Print what a question gives, at most `limit` rows of it; of a table, what `for_people` makes of it.

    `empty` is what to say where a table has no row.
    """
    tally = Tally()
    reader = Reader(published(), time_limit=seconds, last_resort=LastResort(GRACE, end_process))
    with memory_bounded(), reader.session() as session:
        about = _about(session, form)
        rows = _tallied(session.stream(single(sql), params, _one_more(limit)), limit, tally)
        if form == "table":
            columns, shown = rows.columns, _whole(rows)
            emit(rows_as_table(*for_people(columns, shown) if for_people else (columns, shown)))
        else:
            _print(rows, form, about)
    if form == "table" and empty and not tally.rows and not tally.cut:
        note(empty)
    if tally.cut:
        note(f"{counted(tally.rows, 'row')} shown; there are more")
    _say_undated(form, tally)


def export(view: str, form: str | None, out: Path | None, overwrite: bool) -> None:
    """Write `view` to `out`, which appears whole or not at all; with no `out`, or "-", to standard output."""
    target = None if out is None or str(out) == "-" else out
    chosen = form or _of_name(target)
    tally = Tally()
    with Reader(published(), time_limit=_SECONDS_TO_EXPORT).session() as session:
        views = [name for (name,) in session.query(_VIEWS).rows]
        if view not in views:
            near = hint(view, views) or f"; there are {', '.join(views)}"
            raise Problem(f"no view is called {view or 'so'}{near}", status=2)
        about = replace(_about(session, chosen), view=view)
        rows = _tallied(session.stream(f'SELECT * FROM "{view}"'), None, tally)  # noqa: S608  a listed name
        if target is None:
            _print(rows, chosen, about)
        else:
            _write(target, _pieces(rows, chosen, about), overwrite)
    if target is not None:
        note(f"{counted(tally.rows, 'row')} of {view} in {target}")
    _say_undated(chosen, tally)


def _of_name(target: Path | None) -> str:
    """Return the format that a file's name asks for; csv for one without suffix. Raises `Problem`."""
    if target is None or not target.suffix:
        return "csv"
    if (form := formats.of_suffix(target.suffix)) is None:
        suffixes = [suffix for name in formats.names() for suffix in formats.named(name).SUFFIXES]
        near = hint(target.suffix, suffixes)
        raise Problem(f"{target}: give --format, as no format's files end in {target.suffix}{near}", status=2)
    return form


def _about(session: Session, form: str) -> formats.About:
    about = dict(session.query(_ABOUT).rows)
    first_ids = dict(session.query(_FIRST_IDS).rows) if form == "ics" else {}  # only calendars need them
    versions = session.query(_VERSIONS).rows[0][0]
    return formats.About(about["schema_version"], about.get("layout", ""), versions, first_ids=first_ids)


def _one_more(limit: int | None) -> int | None:
    return None if limit is None else limit + 1


def _tallied(rows: Stream, limit: int | None, tally: Tally) -> Stream:
    """Return the same rows up to `limit`, counted while they are read; one more is known to be asked for."""
    date = rows.columns.index("date_start") if "date_start" in rows.columns else None

    def batches() -> Iterator[list[Row]]:
        for batch in rows.batches:
            shown = batch if limit is None else batch[: limit - tally.rows]
            tally.cut = len(shown) < len(batch)
            tally.rows += len(shown)
            tally.undated += 0 if date is None else sum(row[date] is None for row in shown)
            if shown:
                yield shown

    return replace(rows, batches=batches())


def _whole(rows: Stream) -> list[Row]:
    """Return all rows: a table's columns are as wide as the widest of them. Raises `Problem` for too many."""
    whole: list[Row] = []
    for batch in rows.batches:
        whole += batch
        if len(whole) > MOST_IN_A_TABLE:
            raise Problem(f"more than {MOST_IN_A_TABLE:,} rows for a table: add --limit, or --format csv")
    return whole


def _say_undated(form: str, tally: Tally) -> None:
    if form == "ics" and tally.undated:
        note(
            f"{counted(tally.undated, 'undated event')} left out: a calendar has no place for what has no day"
        )


def _pieces(rows: Stream, form: str, about: formats.About) -> Iterator[bytes]:
    """Return the file of these rows, piece by piece. Raises `Problem` where the format cannot hold them."""
    try:
        formats.check(form, rows.columns)
    except formats.FormatError as error:
        raise Problem(str(error), status=2) from error
    return formats.named(form).written(rows, about)


def _print(rows: Stream, form: str, about: formats.About) -> None:
    if formats.named(form).BINARY and sys.stdout.isatty():
        raise Problem(f"{form} is not for a terminal: send it to a file, > FILE", status=2)
    for piece in _pieces(rows, form, about):
        emit_bytes(piece)


def _write(out: Path, pieces: Iterable[bytes], overwrite: bool) -> None:
    """Write a file that is there whole or not at all. Raises `Problem`."""
    target = out.resolve()
    if target.exists() and not (overwrite and target.is_file()):
        why = "is there already: --force replaces it" if target.is_file() else "is no ordinary file"
        raise Problem(f"{out} {why}")
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with partial.open("xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except OSError as error:
        raise Problem(f"{out}: {error.strerror}") from error
    finally:
        partial.unlink(missing_ok=True)
