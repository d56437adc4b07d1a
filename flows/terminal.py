"""What a person sees on stderr: one line for an error, notes, and progress on a terminal only.

Stdout carries data alone; `emit` is the way to it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Problem(Exception):
    """What keeps a command from its work, in words for the person who typed it, and its exit status."""

    def __init__(self, message: str, status: int = 1) -> None:
        self.status = status
        super().__init__(message)


class Advance(Protocol):
    """Called with the number of steps done since the last call."""

    def __call__(self, steps: int = 1) -> None: ...


def one_line(text: object) -> str:
    """Return `text` without line breaks and control characters, which a terminal would obey."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(text)).split())


def note(message: object) -> None:
    """Say one line on stderr, if it is open."""
    if sys.stderr is not None:
        sys.stderr.write(f"datelines: {one_line(message)}\n")


def page(text: str) -> None:
    """Show several lines on stderr, if it is open."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")


class ReaderGone(Exception):
    """Whoever read our output has closed it, as `head` does: not an error, but nothing is left to do."""


def emit(text: str) -> None:
    """Write data to stdout, as UTF-8 whatever the locale, with a final line break if it has none."""
    emit_bytes((text if text.endswith("\n") or not text else text + "\n").encode())


def emit_bytes(data: bytes) -> None:
    """Write bytes to stdout and pass them on at once: a reader may be waiting. Raises `ReaderGone`."""
    rest = memoryview(data)
    try:
        while rest:  # with PYTHONUNBUFFERED a write may be short
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        raise ReaderGone from error
    except OSError as error:
        raise Problem(f"cannot write to standard output: {error.strerror}") from error


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Advance]:
    """Show a bar on stderr where that is a terminal, and nothing elsewhere."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield _unseen
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda steps=1: bar.advance(task, steps)


def _unseen(steps: int = 1) -> None:
    """Progress that nobody watches."""
    del steps
