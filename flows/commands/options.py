"""The options that say how rows are printed, the same in every command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from datelines.dashboard import formats
from datelines.dashboard.near import hint
from datelines.flows.terminal import Problem

SHORT = ("table", "json", "csv")
ALL = ("table", *formats.names())


def one_of(names: Sequence[str]) -> Callable[[str], str]:
    """Return a parser of an option whose value is one of these names."""

    def parse(name: str) -> str:
        if name not in names:
            raise typer.BadParameter(f"no format is called '{name}'{hint(name, names)}")
        return name

    return parse


def chosen(form: str | None, json: bool, default: str = "table") -> str:
    """Return the format that ``--format`` and ``--json`` ask for. Raises `Problem` where they differ."""
    if json and form not in {None, "json"}:
        raise Problem(f"--json and --format {form} contradict each other: give one of them", status=2)
    return "json" if json else form or default


def stands_alone(context: typer.Context) -> bool:
    """Say whether a group was called without one of its commands. Raises `Problem` for options before one."""
    command = context.invoked_subcommand
    if command and any(context.params.values()):
        raise Problem(f"options of `{context.info_name} {command}` stand after it, not before", status=2)
    return command is None


def format_option(names: Sequence[str], what: str = "How to print the rows") -> Any:
    """Return the option ``--format`` that takes one of these names; the first is the one without it."""
    return typer.Option(
        "--format",
        metavar="FORMAT",
        parser=one_of(names),
        help=f"{what}: {', '.join(names)}. Without it, {names[0]}.",
    )


FormatOption = Annotated[str | None, format_option(SHORT)]
RowsFormatOption = Annotated[str | None, format_option(ALL)]
JsonOption = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
