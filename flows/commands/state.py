"""`status`, `audit`, `export` and `diff`: what is there, and whether it is sound."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from datelines.dashboard import formats
from datelines.dashboard.wording import counted
from datelines.flows.commands.options import FormatOption, JsonOption, chosen, one_of
from datelines.flows.terminal import emit, note

_LISTED = 5  # quarantined inputs that `status` names


def register(app: typer.Typer) -> None:
    app.command(epilog="Example:  datelines status --json")(status)
    app.command(epilog="Example:  datelines audit")(audit)
    app.command(epilog="Example:  datelines diff 0.1.0+3f9a1c2e 0.1.0+a29ce010")(diff)
    app.command(epilog="Example:  datelines export timeline --out timeline.ics")(export)


def status(
    next: Annotated[bool, typer.Option("--next", help="Say what to type next, too.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Print what is stored, and what waits for a person."""
    from datetime import UTC, datetime

    from datelines.flows.ask import published
    from datelines.flows.run import watch
    from datelines.flows.show.tables import as_json

    found = published.status()
    if json:
        emit(as_json(found))
        return
    emit("\n".join([*_status_lines(found), *watch.lines(found, datetime.now(UTC))]))
    if next:
        emit("\n".join(_next_lines(found)))


def _status_lines(found: dict[str, Any]) -> list[str]:
    from datelines.flows.show.events import unread_text

    run = found["last_run"]
    waiting = found["quarantine"]
    lines = [
        f"documents   {found['documents']:,}, the newest of {found['newest_document'] or 'an unknown day'}",
        *([f"not read    {unread_text(found['unread'])}"] if found["unread"] else []),
        *([f"behind      {_behind(found['behind'])}"] if found["behind"] else []),
        f"events      {found['events']:,}",
        f"last run    {_run(run) if run else 'none'}",
        f"quarantine  {found['quarantined']:,}",
    ]
    lines += [f"            {item['location']}: {item['message']}" for item in waiting[:_LISTED]]
    lines += [f"            and {len(waiting) - _LISTED} more"] if len(waiting) > _LISTED else []
    return [
        *lines,
        f"to review   {found['waiting_for_review']:,}",
        f"database    {found['published']}",
    ]


def _behind(documents: int) -> str:
    read = f"{counted(documents, 'document')} read by an earlier version of code, model or seeds"
    return f"{read}: `datelines ingest --reread`"


def _run(run: dict[str, Any]) -> str:
    read = counted(run["n_extractions"], "document")
    return f"{run['started_at']:%Y-%m-%d %H:%M} UTC, {run['status']}, {read} read"


def _next_lines(found: dict[str, Any]) -> list[str]:
    steps = [
        ("datelines timeline --country KAZ", "filter the timeline"),
        ("datelines explain ID", "why an event is there, from the last column of the timeline"),
        ("datelines sql 'SELECT * FROM mechanisms'", "ask in SQL; docs/views.md lists the views"),
        ("datelines review", f"look at {counted(found['waiting_for_review'], 'doubtful reading')}"),
        ("datelines ingest FOLDER", "add documents of your own"),
        ("datelines dashboard", "see it in a browser"),
    ]
    width = max(len(command) for command, _ in steps)
    return [
        "",
        "next:",
        *(f"  {c:{width}}  {why}" for c, why in steps),
    ]


def audit(json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False) -> int:
    """Look for rows that must not be there.

    Exits with 1 where an audit of the published timeline finds some.
    """
    from datelines.flows.ask.published import reader
    from datelines.flows.show.tables import as_json, rendered

    findings = reader().audit()
    if json:
        emit(as_json(findings))
    elif findings:
        rows = [(found.audit, found.count, found.rule, found.examples[:1]) for found in findings]
        emit(rendered("table", ("audit", "rows", "rule", "first"), rows))
    else:
        note("every audit holds")
    return 1 if findings else 0


def diff(
    older: Annotated[str, typer.Argument(metavar="VERSION", help="A version that has read the documents.")],
    newer: Annotated[str, typer.Argument(metavar="VERSION", help="The version to compare it with.")],
    form: FormatOption = None,
    json: JsonOption = False,
) -> None:
    """Print what the second version reads otherwise than the first: what changed on the timeline.

    A version is that of code and model, and that of the seeds; the view `versions` names them, and the
    beginning of a name is enough. Only documents that both have read are compared. `--format json` has the
    sentences too.
    """
    from datelines.flows.ask.published import changes
    from datelines.flows.show.events import change_table
    from datelines.flows.show.tables import rendered

    kind = chosen(form, json)
    rows = changes(older, newer)
    columns, shown = change_table(rows.columns, rows.rows) if kind == "table" else (rows.columns, rows.rows)
    emit(rendered(kind, columns, shown))
    kinds = Counter(row["change"] for row in rows.dicts())
    note(", ".join(f"{count:,} {kind}" for kind, count in sorted(kinds.items())) or "nothing has changed")


def export(
    view: Annotated[str, typer.Argument(metavar="VIEW", help="A view of the warehouse.")] = "timeline",
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            parser=one_of(formats.names()),
            help=f"What to write: {', '.join(formats.names())}. Without it, as FILE is called, else csv.",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to; without it, or with -, standard output.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")] = False,
) -> None:
    """Write a whole view to a file, for a spreadsheet, a calendar or another program.

    The file is there whole or not at all. docs/sql.md says what each format keeps; ics is for events.
    """
    from datelines.flows.ask.export import export as write

    write(view, form, out, force)
