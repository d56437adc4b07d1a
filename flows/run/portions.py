"""Cut input into portions: what one step reads, extracts and commits, named by path and range.

A task is handed portions, never documents, so that it can be retried, or run elsewhere, by reading
them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from datelines.sources.answers import SUFFIX as ANSWERS
from datelines.sources.answers import read_line, store_of
from datelines.sources.identity import document_id
from datelines.sources.pieces import Piece, is_container, pieces, read_piece
from datelines.sources.raw_store import RawStore
from datelines.sources.read import read_all, read_path, read_record
from datelines.sources.readers import by_suffix
from datelines.sources.readers.jsonl import SUFFIXES as RECORD_SUFFIXES
from datelines.sources.readers.jsonl import numbered_lines
from datelines.sources.records import Document
from datelines.sources.results import MAX_BYTES, RecordError, Unreadable, unreadable
from datelines.sources.web import read_answer

PORTION = 500  # documents that are held, and committed, at a time
T = TypeVar("T")
Found = tuple[str, Document | Unreadable]  # where it stands, and what it is


@dataclass(frozen=True, slots=True)
class Portion:
    """Some whole files, a run of lines of one file of records, or a piece of one container.

    `offset` is the byte at which the run begins, `line` its first line's number, `lines` how many
    lines it has; all three are null where the files are read whole. `found` says that nobody named
    the files: they were found in a folder.
    """

    paths: tuple[str, ...]
    offset: int | None = None
    line: int | None = None
    lines: int | None = None
    found: bool = False
    piece: Piece | None = None

    @property
    def size(self) -> int:
        """Return how many documents to expect: a guess for files that hold several."""
        if self.piece:
            return self.piece.entries
        return self.lines if self.lines is not None else len(self.paths)


def plan(paths: Sequence[Path], size: int = PORTION) -> Iterator[Portion]:
    """Yield the portions of files and folders: the same input gives the same portions.

    Files of records are cut by lines, large containers by entries; the other files go together by `size`.
    """
    named = [path for path in paths if not path.is_dir()]
    found = [file for path in paths if path.is_dir() for file in sorted(_visible(path))]
    for files, whether_found in ((named, False), (found, True)):
        cut = {file: portions for file in files if len(portions := _pieces(file, size)) > 1}
        whole = [str(file) for file in files if not _is_records(file) and file not in cut]
        yield from (Portion(tuple(group), found=whether_found) for group in groups(whole, size))
        for portions in cut.values():
            yield from portions
        for file in filter(_is_records, files):
            yield from _runs(file, size)


def _is_records(file: Path) -> bool:
    return file.suffix.lower() in RECORD_SUFFIXES or file.suffix == ANSWERS


def _visible(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if not hidden and file.is_file():
            yield file


def groups(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the items in lists of `size`, the last one shorter (itertools.batched, from Python 3.12)."""
    rest = iter(items)
    while group := list(islice(rest, size)):
        yield group


def _runs(file: Path, size: int) -> Iterator[Portion]:
    """Yield portions of `size` lines of a file of records, blank lines counted."""
    start = offset = line = 0
    whole = True
    try:
        with file.open("rb") as stream:
            while raw := stream.readline(MAX_BYTES):  # a longer line comes in pieces, not whole
                offset += len(raw)
                whole = raw.endswith(b"\n")
                line += whole
                if whole and line % size == 0:
                    yield Portion((str(file),), start, line - size + 1, size)
                    start = offset
    except OSError:
        yield Portion((str(file),))  # reading it will say what is wrong
        return
    if offset > start:
        lines = line % size
        yield Portion((str(file),), start, line - lines + 1, lines if whole else lines + 1)


def _pieces(file: Path, size: int, part: Piece | None = None) -> list[Portion]:
    """Return portions of `size` entries of a container, or of a part of it; none for other files."""
    if not is_container(file):
        return []
    with suppress(OSError):
        return [Portion((str(file),), piece=piece) for piece in pieces(file, size, part)]
    return []  # reading it will say what is wrong


def singly(portion: Portion) -> Iterator[Portion]:
    """Yield a portion's files, lines or entries, each as a portion of its own."""
    if len(portion.paths) == 1 and portion.offset is None:
        yield from _pieces(Path(portion.paths[0]), 1, portion.piece) or [portion]
        return
    if portion.offset is None:
        yield from (replace(portion, paths=(path,)) for path in portion.paths)
        return
    offset, line = portion.offset, portion.line or 1
    with Path(portion.paths[0]).open("rb") as stream:
        stream.seek(offset)
        for number in range(line, line + (portion.lines or 0)):
            yield replace(portion, offset=offset, line=number, lines=1)
            while raw := stream.readline(MAX_BYTES):
                offset += len(raw)
                if raw.endswith(b"\n"):
                    break


def read(portion: Portion) -> Iterator[Found]:
    """Yield what a portion holds, each document under the id that the warehouse keys it by.

    A record's own id is its maker's; the warehouse knows a document by its address and text.
    """
    for where, item in _found(portion):
        yield where, keyed(item)


def _found(portion: Portion) -> Iterator[Found]:
    if portion.piece:
        [path] = portion.paths
        return ((path, item) for item in read_piece(Path(path), portion.piece))
    return _whole(portion) if portion.offset is None else _lines(portion)


def keyed(item: Document | Unreadable) -> Document | Unreadable:
    """Return a document under the hash of its address and text; what is not one, as it is."""
    return replace(item, id=document_id(item.url, item.text)) if isinstance(item, Document) else item


def reread(location: str, raw: bytes) -> Iterator[Found]:
    """Yield what bytes hold that were read at `location` before, by the same reader."""
    path, _, line = location.rpartition(":")
    if line.isdigit() and _is_records(Path(path)):
        yield location, keyed(_record(location, int(line), raw))
    elif "://" in location:
        yield from ((location, keyed(item)) for item in read_answer(raw, location, ""))
    else:
        yield from ((location, keyed(item)) for item in read_all(raw, location))


def _whole(portion: Portion) -> Iterator[Found]:
    for path in portion.paths:
        suffix = Path(path).suffix.lower()
        if portion.found and suffix not in by_suffix():
            yield path, unreadable(path, "unknown-format", f"no reader for {suffix or 'such'} files", None)
        else:
            yield from ((path, item) for item in read_path(Path(path)))


def _lines(portion: Portion) -> Iterator[Found]:
    [path], before = portion.paths, (portion.line or 1) - 1
    with Path(path).open("rb") as stream:
        stream.seek(portion.offset or 0)
        for number, line in numbered_lines(stream):
            if number > (portion.lines or 0):
                return
            where = f"{path}:{before + number}"
            if line is not None and Path(path).suffix == ANSWERS:
                yield from _answer(where, line, store_of(Path(path)))
            else:
                yield where, _record(where, before + number, line)


def _answer(where: str, line: bytes, store: RawStore) -> Iterator[Found]:
    """Yield what an answer that was fetched holds, under its address."""
    for item in read_line(line, where, store.get):
        yield item.where if isinstance(item, Unreadable) else item.url or where, item


def _record(where: str, number: int, line: bytes | None) -> Document | Unreadable:
    if line is None:
        return unreadable(where, "too-large", f"line {number} is longer than {MAX_BYTES:,} bytes", None)
    try:
        return read_record(line, number)
    except RecordError as error:
        return unreadable(where, error.kind, error.message, line)
