"""The command `datelines`: errors are one line on stderr; a command imports what it needs when it runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer

from datelines.flows.commands import intake, quarantine, review, serve, sources, state, timeline
from datelines.flows.terminal import Problem, ReaderGone, note, page

READER_GONE, INTERRUPTED = 141, 130  # as a shell reports SIGPIPE and SIGINT
WRITTEN_FOR_PEOPLE = {"datelines.dashboard.formats", "datelines.seeds.loader", "datelines.warehouse.errors"}

app = typer.Typer(
    name="datelines",
    help="Turn news text into a dated, sourced timeline of diplomacy.",
    epilog="Example:  datelines ingest news/ && datelines timeline --region central-asia",
    rich_markup_mode=None,  # plain help, the same on a terminal, in a pipe and in docs/cli.md
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
)
for group in (intake, timeline, review, state, sources, quarantine, serve):
    group.register(app)


@app.callback()
def _root() -> None:
    """Keep `datelines` a group of commands, however few there are."""


def main() -> None:
    """Run what was typed and exit with 0 (done), 1 (failed), 2 (typed wrongly) or 130 (interrupted)."""
    status = run(sys.argv[1:])
    if status == INTERRUPTED:
        note("interrupted")
    if status:
        sys.stderr.flush()
        os._exit(status)  # at exit, libraries would report in many lines what the failure cut short


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status."""
    try:
        if sys.stdout is None:
            raise Problem("standard output is closed")
        _check_text(arguments)
        status = app(list(arguments), prog_name="datelines", standalone_mode=False)
    except typer.TyperException as error:
        message = error.format_message()
        (page if message.startswith("Usage:") else note)(message)  # a group by itself shows its help
        return error.exit_code
    except Problem as problem:
        note(problem)
        return problem.status
    except ReaderGone:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is still buffered
        return READER_GONE
    except Exception as error:
        if os.environ.get("DATELINES_DEBUG"):
            raise
        if _is_interruption(error):
            return INTERRUPTED
        note(_in_one_line(error))
        return 1
    return status if isinstance(status, int) else 0


def _check_text(arguments: Sequence[str]) -> None:
    """Raise `Problem` for an argument that is no text in UTF-8; only a file's name may be other bytes."""
    for argument in arguments:
        if any("\ud800" <= c <= "\udfff" for c in argument) and not os.path.lexists(argument):
            raise Problem(f"what was typed is not UTF-8: {argument!a}", status=2)


def _is_interruption(error: BaseException | None) -> bool:
    """Say whether Ctrl-C came while a library was at work that makes it an error of its own."""
    if error is None:
        return False
    before = error.__cause__ or error.__context__
    return (
        isinstance(error, KeyboardInterrupt) or "KeyboardInterrupt" in str(error) or _is_interruption(before)
    )


def _in_one_line(error: Exception) -> str:
    """Return what went wrong as the system or the code that raised it says so, else with its kind."""
    if _is_for_people(error):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename is not None else error.strerror
    if type(error).__module__ == "sqlite3":
        return f"what was fetched before cannot be looked up: {error}"
    return f"{type(error).__name__}: {error} (DATELINES_DEBUG=1 shows where)"


def _is_for_people(error: Exception) -> bool:
    """Say whether an error was written to be read; asked by name, so that nothing is imported for it."""
    return any(kind.__module__ in WRITTEN_FOR_PEOPLE for kind in type(error).__mro__)
