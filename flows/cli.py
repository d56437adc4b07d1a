"""The command `datelines`: errors are one line on stderr; a command imports what it needs when it runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer

from flows.commands import answering, keeping, reading, reviewing, running
from flows.terminal import Problem, note

WRITTEN_FOR_PEOPLE = {"seeds.loader", "warehouse.errors"}

app = typer.Typer(
    name="datelines",
    help="Turn news text into a dated, sourced timeline of diplomacy.",
    epilog="Example:  datelines ingest news/ && datelines timeline --region central-asia",
    rich_markup_mode=None,  # plain help, the same on a terminal, in a pipe and in docs/cli.md
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
)
for group in (reading, answering, reviewing, keeping, running):
    group.register(app)


@app.callback()
def _root() -> None:
    """Keep `datelines` a group of commands, however few there are."""


def main() -> None:
    """Run what was typed and exit with 0 (done), 1 (failed), 2 (typed wrongly) or 130 (interrupted)."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status."""
    try:
        status = app(list(arguments), prog_name="datelines", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        note(error.format_message())
        return error.exit_code
    except Problem as problem:
        note(problem)
        return problem.status
    except BrokenPipeError:
        return _quiet()
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if os.environ.get("DATELINES_DEBUG"):
            raise
        note(
            error
            if _is_for_people(error)
            else f"{type(error).__name__}: {error} (DATELINES_DEBUG=1 shows where)"
        )
        return 1
    return status if isinstance(status, int) else 0


def _is_for_people(error: Exception) -> bool:
    """Say whether an error was written to be read; asked by name, so that nothing is imported for it."""
    return any(kind.__module__ in WRITTEN_FOR_PEOPLE for kind in type(error).__mro__)


def _quiet() -> int:
    """Leave without a word: whoever read our output has gone. Python would complain when it flushes."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 141  # as a shell reports a process that SIGPIPE ended
