"""`extract` and `ingest`: text in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Literal

import typer

from datelines.dashboard.wording import counted
from datelines.flows.run.standard_input import STDIN, as_file, standard_input
from datelines.flows.terminal import Problem, emit_bytes, note, progress

if TYPE_CHECKING:
    from datelines.flows.run.reread import Again
    from datelines.sources.records import Document, Extraction

Only = Literal["timexes"]


def _private_host(text: str) -> str:
    from datelines.flows.visit.fetch import private_host

    try:
        return private_host(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


AllowHostOption = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-host",
        metavar="HOST[:PORT]",
        parser=_private_host,
        help="A host of a private network that may be asked; with a port, there only.",
    ),
]


def register(app: typer.Typer) -> None:
    app.command(epilog="Example:  datelines extract --jsonl news.jsonl > events.jsonl")(extract)
    app.command(epilog="Example:  datelines ingest articles/ https://example.org/news/5 akorda")(ingest)


def extract(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Text, HTML or JSON; - reads standard input.")],
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="One JSON record a line in, one a line out.")
    ] = False,
    only: Annotated[Only | None, typer.Option(help="Leave out events and review items.")] = None,
) -> int:
    """Print what is read in a document as JSON. Stores nothing."""
    with _opened(file) as stream:
        return _extract_lines(stream, file, only) if jsonl else _extract_one(stream, file, only)


@contextmanager
def _opened(file: str) -> Iterator[IO[bytes]]:
    if file == STDIN:
        yield standard_input()
        return
    if Path(file).is_dir():
        raise Problem(f"{file} is a folder: `datelines ingest` reads what lies in it")
    try:
        stream = Path(file).open("rb")  # noqa: SIM115  closed below
    except OSError as error:
        raise Problem(f"{file}: {error.strerror}") from error
    with stream:
        yield stream


def _extract_one(stream: IO[bytes], file: str, only: Only | None) -> int:
    from datelines.flows.run.extraction import Failure, attempt, pretty
    from datelines.sources.read import read_bytes
    from datelines.sources.results import MAX_LARGE_BYTES, Unreadable

    document = read_bytes(stream.read(MAX_LARGE_BYTES + 1), file)
    if isinstance(document, Unreadable):
        hint = "; --jsonl reads many" if document.kind == "several-documents" else ""
        raise Problem(f"{document.where}: {document.message}{hint}")
    [outcome] = attempt([document], only, _pipeline())
    if isinstance(outcome, Failure):
        raise Problem(f"{file}: {outcome.message}")
    emit_bytes(pretty(outcome, only))
    return 0


def _extract_lines(stream: IO[bytes], file: str, only: Only | None) -> int:
    from datelines.flows.run.extraction import CHUNK_DOCUMENTS, answers
    from datelines.sources.readers.jsonl import numbered_lines

    # Whoever feeds standard input may wait for one answer before asking the next question.
    at_once = 1 if file == STDIN else CHUNK_DOCUMENTS
    failed = 0
    with progress("documents") as advance:
        for answer in answers(numbered_lines(stream), only, _pipeline(), at_once):
            emit_bytes(answer.line)
            failed += answer.failed
            advance()
    if failed:
        why = "its line says" if failed == 1 else "their lines say"
        note(f"{counted(failed, 'record')} could not be read; {why} why")
    return 1 if failed else 0


def _pipeline() -> Callable[[Iterable[Document], Only | None], Iterable[Extraction]]:
    from datelines.extractors.pipeline import extract_many

    return extract_many


def ingest(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH|URL|SOURCE]...",
            help="Files, folders, addresses and sources; - reads standard input. Without any, the "
            "documents that ship.",
        ),
    ] = None,
    fetched: Annotated[
        bool, typer.Option("--fetched", help="Read again all that was fetched before, from its kept bytes.")
    ] = False,
    stored: Annotated[
        bool,
        typer.Option("--stored", help="Read again every stored document, by the rules and seeds of now."),
    ] = False,
    reread: Annotated[
        bool,
        typer.Option(
            "--reread", help="Read again what was read before an upgrade, or by other seeds or another model."
        ),
    ] = False,
    allow_host: AllowHostOption = None,
    retry_quarantined: Annotated[
        bool,
        typer.Option("--retry-quarantined", help="Try again what failed before, instead of reading paths."),
    ] = False,
    wait: Annotated[float, typer.Option(min=0, help="Seconds to wait for another run that is writing.")] = 0,
    workers: Annotated[
        int, typer.Option(min=0, help="Processes that extract; 0 for one a core where there is enough to do.")
    ] = 0,
    json: Annotated[bool, typer.Option("--json", help="Print the run's report as JSON.")] = False,
) -> int:
    """Read documents into the warehouse and publish the timeline.

    Addresses and sources are fetched first.
    What was read before is skipped. What cannot be read is set aside with its reason, and the rest goes on.
    """
    if retry_quarantined and (paths or fetched or stored or reread):
        raise typer.BadParameter("--retry-quarantined takes no paths")
    from datelines.flows import start
    from datelines.flows.settings import home

    if retry_quarantined:
        return start.retry(wait, json)
    again: dict[Again, bool] = {"fetched": fetched, "stored": stored}
    chosen = [name for name, asked in again.items() if asked]
    with as_file(paths or [], home()) as names:
        return start.ingest(names, wait, workers, json, chosen, allow_host or [], reread)
