"""`quarantine` and `sources resume`: what failed, and what becomes of it."""

from __future__ import annotations

from typing import Annotated

import typer

from datelines.flows.commands.options import FormatOption, JsonOption, chosen
from datelines.flows.commands.sources import sources
from datelines.flows.terminal import emit, note

KeysArgument = Annotated[
    list[str], typer.Argument(metavar="KEY...", help="What `quarantine list` names, or beginnings of it.")
]
WaitOption = Annotated[float, typer.Option(min=0, help="Seconds to wait for another run that is writing.")]

quarantine = typer.Typer(
    help="Look at the input that could not be read; try it again, or drop it.",
    epilog="Example:  datelines quarantine list",
    rich_markup_mode=None,
    no_args_is_help=True,
)


def register(app: typer.Typer) -> None:
    quarantine.command("list", epilog="Example:  datelines quarantine list --json")(list_items)
    quarantine.command(epilog="Example:  datelines quarantine show 5be1")(show)
    quarantine.command(epilog="Example:  datelines quarantine retry 5be1")(retry)
    quarantine.command(epilog="Example:  datelines quarantine drop 5be1 77a0")(drop)
    app.add_typer(quarantine, name="quarantine")
    sources.command(epilog="Example:  datelines sources resume akorda")(resume)


def list_items(form: FormatOption = None, json: JsonOption = False) -> None:
    """Print what waits in quarantine, with the reason."""
    from datelines.flows.ask import published
    from datelines.flows.show.tables import rendered

    kind = chosen(form, json)
    rows = published.quarantine(short=kind == "table")
    emit(rendered(kind, rows.columns, rows.rows))
    if not rows.rows:
        note("nothing is in quarantine")


def show(
    key: Annotated[str, typer.Argument(metavar="KEY")], wait: WaitOption = 0, json: JsonOption = False
) -> None:
    """Print one input that failed: where it came from, why it failed, and how its bytes begin."""
    from datelines.flows.ask import set_aside
    from datelines.flows.show.tables import as_json

    found = set_aside.shown(key, wait)
    emit(as_json(found) if json else "\n".join(f"{name:9} {value}" for name, value in found.items()))


def retry(
    keys: Annotated[
        list[str] | None, typer.Argument(metavar="[KEY]...", help="Which; without any, all of it.")
    ] = None,
    wait: WaitOption = 0,
    json: Annotated[bool, typer.Option("--json", help="Print the run's report as JSON.")] = False,
) -> int:
    """Try again what failed before. What fails again stays."""
    from datelines.flows import start
    from datelines.flows.ask import set_aside

    return start.retry(wait, json, set_aside.keys(keys) if keys else None)


def drop(keys: KeysArgument, wait: WaitOption = 0) -> None:
    """Forget input that failed, with its bytes. It comes back if it is ingested again, and fails again."""
    from datelines.flows.ask import set_aside

    dropped = set_aside.drop(keys, wait)
    note(f"dropped {len(dropped)}")


def resume(names: Annotated[list[str], typer.Argument(metavar="NAME...")]) -> None:
    """Ask sources again that were paused, since they failed several times in a row."""
    from datelines.flows.settings import home
    from datelines.flows.visit.fetch import source_called
    from datelines.flows.visit.round import resume as forget

    for name in names:
        source_called(name, home())
    forget(names, home())
    note(f"{', '.join(names)}: due at the next run")
