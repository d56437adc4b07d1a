"""`sources`: where news comes from, whether it still comes, and how to add another source."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from datelines.flows.commands.intake import AllowHostOption
from datelines.flows.commands.options import FormatOption, JsonOption, chosen, stands_alone
from datelines.flows.run.standard_input import STDIN as STDOUT
from datelines.flows.terminal import emit, note

NamesArgument = Annotated[
    list[str], typer.Argument(metavar="NAME...", help="Names of sources, as `sources list` has them.")
]

sources = typer.Typer(
    help="Print what came from each publisher; list, check and add sources.",
    epilog="Example:  datelines sources --format csv",
    rich_markup_mode=None,
    invoke_without_command=True,
)


def register(app: typer.Typer) -> None:
    sources.callback()(_sources)
    sources.command("list", epilog="Example:  datelines sources list --json")(list_sources)
    sources.command(epilog="Example:  datelines sources check akorda kabar")(check)
    sources.command(epilog="Example:  datelines sources add https://example.org/ --name steppe-news")(add)
    sources.command(epilog="Example:  datelines sources enable akorda")(enable)
    sources.command(epilog="Example:  datelines sources disable akorda")(disable)
    app.add_typer(sources, name="sources")


def _sources(context: typer.Context, form: FormatOption = None, json: JsonOption = False) -> None:
    """Print what came from each publisher."""
    if not stands_alone(context):
        return
    from datelines.flows.ask import published
    from datelines.flows.show.tables import rendered

    kind = chosen(form, json)
    rows = published.sources()
    emit(rendered(kind, rows.columns, rows.rows))


def list_sources(form: FormatOption = None, json: JsonOption = False) -> None:
    """Print the sources that are described, whether they are on, and how they fared.

    JSON and CSV have more columns: publisher, address, independence, schedule.
    """
    from datelines.flows.settings import home
    from datelines.flows.show import tables
    from datelines.flows.visit import catalogue

    kind = chosen(form, json)
    rows = catalogue.listed(home())
    shown = catalogue.IN_A_TABLE if kind == "table" else len(catalogue.COLUMNS)
    emit(tables.rendered(kind, catalogue.COLUMNS[:shown], [row[:shown] for row in rows]))


def check(
    names: NamesArgument,
    allow_host: AllowHostOption = None,
    json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> int:
    """Fetch what sources have now and say what is wrong with them. Stores no document.

    A source with nothing wrong is verified, and can be enabled. Exits with 1 where something is wrong.
    """
    from datelines.flows.settings import home
    from datelines.flows.show.tables import as_json
    from datelines.flows.visit import catalogue

    found: dict[str, Any] = {}
    for name in names:
        problems = catalogue.check(name, home(), allow_host or [])
        found[name] = problems
        for problem in problems:
            note(f"{name}: {problem}")
        if not problems:
            note(f"{name}: as its file says")
    if json:
        emit(as_json(found))
    return 1 if any(found.values()) else 0


def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="A site, or its feed or sitemap.")],
    name: Annotated[str | None, typer.Option(help="The source's name; from its host without it.")] = None,
    out: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Where to write the draft; - for standard output."),
    ] = None,
    allow_host: AllowHostOption = None,
) -> None:
    """Find a site's feed or sitemap and write a draft of the source's file.

    Without --out it is written to the folder sources/ of DATELINES_HOME, and the source is there, but off.
    """
    from datelines.flows.settings import home
    from datelines.flows.visit import catalogue

    named = catalogue.own_file(home(), name) if name else None
    text, own_name = catalogue.draft(url, allow_host or [])
    if out == STDOUT:
        emit(text)
        return
    file = Path(out) if out else named or catalogue.own_file(home(), own_name)
    catalogue.write_new(file, text)
    note(f"wrote {file}: look through it, then `datelines sources check {file.stem}`")


def enable(names: NamesArgument) -> None:
    """Put sources on the schedule. Each must have been checked with nothing wrong."""
    _switch(names, on=True)


def disable(names: NamesArgument) -> None:
    """Take sources off the schedule."""
    _switch(names, on=False)


def _switch(names: list[str], *, on: bool) -> None:
    from datelines.flows.settings import home
    from datelines.flows.visit import catalogue

    catalogue.switch(names, home(), on=on)
    for name in names:
        note(f"{name} is {'on' if on else 'off'}")
