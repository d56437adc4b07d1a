"""`timeline`, `explain` and `sql`: questions to the published file."""

from __future__ import annotations

from typing import Annotated

import typer

from datelines.flows.commands.options import JsonOption, RowsFormatOption, chosen
from datelines.flows.terminal import emit

LimitOption = Annotated[int | None, typer.Option(min=0, help="At most so many rows; without it, all.")]


def register(app: typer.Typer) -> None:
    app.command(epilog="Example:  datelines timeline --country KAZ --since 2025 --format csv")(timeline)
    app.command(epilog="Example:  datelines explain 3f2a90c1")(explain)
    app.command(epilog="Example:  datelines sql 'SELECT date_start, title FROM timeline' --format csv")(sql)


def timeline(
    actor: Annotated[str | None, typer.Option(help="A person or organisation, by name or id.")] = None,
    country: Annotated[str | None, typer.Option(help="A country, by ISO 3166 alpha-3 code or name.")] = None,
    region: Annotated[
        str | None, typer.Option(help="A region of seeds/regions, such as central-asia.")
    ] = None,
    mechanism: Annotated[str | None, typer.Option(help="A standing format, by name or id.")] = None,
    type: Annotated[
        str | None, typer.Option(help="An event type or subtype, such as CONSULT or visit.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Not over before this day.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Begun by the end of this day.")] = None,
    factuality: Annotated[
        str | None, typer.Option(help="asserted, planned, possible, negated or underspecified.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DAY", help="Only what was published by then.")] = None,
    limit: LimitOption = None,
    form: RowsFormatOption = None,
    json: JsonOption = False,
) -> None:
    """Print the events, the earliest first, undated ones last.

    A DAY may also be a month (2025-12) or a year (2025).
    """
    from datelines.flows.ask.export import answer
    from datelines.flows.ask.filters import checked
    from datelines.flows.show.events import event_table
    from datelines.warehouse.timeline import select

    question = checked(
        actor=actor,
        country=country,
        region=region,
        mechanism=mechanism,
        event_type=type,
        since=since,
        until=until,
        factuality=factuality,
        as_of=as_of,
    )
    answer(
        *select(**question),
        form=chosen(form, json),
        limit=limit,
        for_people=event_table,
        empty="no event is found",
    )


def sql(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="One SELECT over the views; docs/views.md lists them.")
    ],
    limit: LimitOption = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="Stop after so many seconds.")] = 60,
    form: RowsFormatOption = None,
    json: JsonOption = False,
) -> None:
    """Ask the warehouse in SQL. It can read the published timeline and nothing else."""
    from datelines.flows.ask.export import answer

    answer(query, (), chosen(form, json), limit, seconds)


def explain(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, or the beginning of it.")],
    json: Annotated[bool, typer.Option("--json", help="Print the event and its reports as JSON.")] = False,
) -> None:
    """Print the sentences behind an event, and how it was read.

    Step by step: how its date, its type and its factuality were reached, and whom the pronouns and
    descriptions in its sentences mean, as the run recorded them.
    """
    from datelines.flows.ask import published
    from datelines.flows.show.events import explanation
    from datelines.flows.show.tables import as_json

    found = published.event(event)
    emit(as_json(found) if json else explanation(found))
