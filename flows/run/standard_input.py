"""Standard input as a file: a run reads by path, perhaps in several processes and more than once."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import uuid4

import orjson

from datelines.flows.terminal import Problem

STDIN = "-"


def standard_input() -> IO[bytes]:
    """Return the stream. Raises `Problem` where the shell has closed it."""
    if sys.stdin is None:
        raise Problem("standard input is closed")
    return sys.stdin.buffer


@contextmanager
def as_file(names: Sequence[str], home: Path) -> Iterator[list[str]]:
    """Yield `names` with, for each "-", the path of a file that holds what came on standard input.

    The file is called after its bytes, so that the same input is the same place in quarantine, and is gone
    afterwards: what was set aside of it has its bytes. Raises `Problem` where nothing came.
    """
    if STDIN not in names:
        yield list(names)
        return
    folder = home / "standard-input"
    folder.mkdir(parents=True, exist_ok=True)
    file = _kept(standard_input(), folder / uuid4().hex)
    try:
        yield [str(file) if name == STDIN else name for name in names]
    finally:
        file.unlink(missing_ok=True)


def _kept(stream: IO[bytes], draft: Path) -> Path:
    """Return the file that holds the stream: without suffix, so that its bytes say what it is."""
    try:
        with draft.open("wb") as file:
            shutil.copyfileobj(stream, file)
        if not draft.stat().st_size:
            raise Problem("nothing came on standard input")
        with draft.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()[:16]
        return draft.replace(draft.with_name(digest + (".jsonl" if _is_lines(draft) else "")))
    finally:
        draft.unlink(missing_ok=True)


def _is_lines(path: Path) -> bool:
    """Say whether a file is one of JSON lines: its first is an object by itself, and another follows."""
    with path.open("rb") as file:
        first, second = (file.readline().removeprefix(b"\xef\xbb\xbf").strip() for _ in range(2))
    try:
        return bool(second) and isinstance(orjson.loads(first), dict)
    except orjson.JSONDecodeError:
        return False
