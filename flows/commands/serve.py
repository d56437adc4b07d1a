"""`rebuild`, `schedule` and `dashboard`: what keeps running, and what is made anew."""

from __future__ import annotations

import errno
from typing import Annotated

import typer

from datelines.flows.terminal import Problem, note

HOURLY, NIGHTLY = "0 * * * *", "30 3 * * *"  # prefect.yaml says the same


def register(app: typer.Typer) -> None:
    app.command(epilog="Example:  datelines rebuild")(rebuild)
    app.command(epilog="Example:  datelines schedule ~/news --cron '*/30 * * * *'")(schedule)
    app.command(epilog="Example:  datelines dashboard --port 8081")(dashboard)


def rebuild(
    wait: Annotated[float, typer.Option(min=0, help="Seconds to wait for a run that is writing.")] = 0,
) -> None:
    """Make all events anew from what was read.

    Resolves them, audits the result, and publishes it.
    """
    from datelines.flows.settings import home
    from datelines.warehouse.store import Writer

    with Writer(home(), wait=wait) as writer:
        note(f"published {writer.publish()}")


def schedule(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Files and folders to ingest beside the sources that are due."),
    ] = None,
    cron: Annotated[str, typer.Option(help="When to ingest: minute, hour, day, month, weekday.")] = HOURLY,
    rebuild_cron: Annotated[str, typer.Option(help="When to rebuild and audit.")] = NIGHTLY,
) -> None:
    """Run ingest and rebuild on a schedule, until interrupted.

    An ingest fetches the sources that are enabled and due, and reads PATH. At night all is rebuilt and
    audited, after reading again what an older version has read.
    """
    from datelines.flows.run.serve import serve

    serve(paths or [], cron, rebuild_cron)


def dashboard(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes a free one.")
    ] = 8080,
) -> None:
    """Show the timeline in a browser until interrupted."""
    from datelines.dashboard.app import listen, serve
    from datelines.flows.settings import published

    shown = f"[{host}]" if ":" in host else host
    try:
        listening = listen(host, port)
    except OSError as error:
        why = str(error.strerror).partition(" (while")[0]  # what follows names the address again
        free = "; --port 0 takes a free one" if error.errno == errno.EADDRINUSE else ""
        raise Problem(f"cannot listen on {shown}:{port}: {why}{free}") from error
    note(f"the timeline is at http://{shown}:{listening.getsockname()[1]}/ (stop with Ctrl-C)")
    serve(published(), listening, host)
