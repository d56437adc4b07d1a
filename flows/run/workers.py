"""Processes that read and extract portions side by side; what they find comes back in order.

Input may kill the process that reads it, or hold it for ever. A portion in which a process died is read
again piece by piece, and a piece that does it every time is set aside with its reason.

pebble, in whose pool a task alone dies with its process, was tried in place of the standard library: of the
345 lines here and in `patience` 17 went. Its limit of time is one for a whole task, where one document is to
be stopped and those beside it kept; and to find the piece to blame stays with us.
"""

from __future__ import annotations

import multiprocessing
import os
import secrets
import signal
import threading
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import count as numbers
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import ParamSpec, TypeVar

from datelines import seeds
from datelines.flows.run.known import Known
from datelines.flows.run.patience import TookTooLong, die_when_stuck
from datelines.flows.run.portions import Found, Portion, plan, read, singly
from datelines.flows.run.work import (
    PATIENCE,
    Outcome,
    Part,
    Rules,
    installed_rules,
    unextracted,
    unread,
    work,
)
from datelines.flows.run.work import again as read_again
from datelines.sources.records import Document
from datelines.sources.results import MAX_BYTES, Unreadable, unreadable
from datelines.warehouse import parts
from datelines.warehouse.store import Quarantined

WORTH_IT = 3  # portions: with fewer, loading the language model in each process takes longer than it saves
DEAD = (BrokenProcessPool, TookTooLong)
WHY = "worker-died", "each process that read it died, or had to be ended since it did not come back"
GIVEN_UP = frozenset({WHY[0], "too-slow"})  # failures that cost each run that repeats them a minute
P = ParamSpec("P")
T = TypeVar("T")


def how_many(asked: int, portions: int) -> int:
    """Return how many processes to use: those asked for, else one a core where there is enough to do."""
    if asked:
        return asked
    return min(_cores(), portions) if portions >= WORTH_IT else 1


def _cores() -> int:
    """Return how many cores this process may use; not every system says which."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Here:
    """The work, done in this process: for whoever brings rules of their own, and trusts the input."""

    def __init__(self, rules: Rules, known: Container[str]) -> None:
        self._rules, self._known = rules, known

    def outcomes(self, portions: Iterable[Portion]) -> Iterator[Outcome]:
        """Yield what becomes of the portions, bit by bit."""
        for portion in portions:
            yield from work(read(portion), self._rules, self._known)

    def again(self, item: Quarantined) -> Iterator[Outcome]:
        """Yield what becomes of what was set aside, read once more."""
        yield from work(read_again(item), self._rules, self._known)


@dataclass(frozen=True, slots=True)
class Orders:
    """What a process is told when it begins; only names, so that they may go to another machine.

    `known` is a file of `flows.run.known`; `scratch` the folder for parts, which the writer reads too;
    `waiting` are documents that this version has failed to read before.
    """

    known: Path
    scratch: Path
    seconds: float = PATIENCE
    waiting: frozenset[str] = frozenset()


class Workers:
    """The work, done in `count` processes with the rules that are installed; a context manager."""

    def __init__(self, count: int, orders: Orders) -> None:
        self._count, self._orders = count, orders
        self._pool = self._new_pool()

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=error is None, cancel_futures=True)

    def outcomes(self, portions: Iterable[Portion]) -> Iterator[Part]:
        """Yield what becomes of the portions, in order, reading a few of them ahead."""
        ahead: deque[tuple[Portion, Future[list[Part]]]] = deque()
        for portion in portions:
            ahead.append((portion, self._submit(_work, portion)))
            if len(ahead) > self._count:
                yield from self._next(ahead)
        while ahead:
            yield from self._next(ahead)

    def again(self, item: Quarantined) -> list[Part]:
        """Read once more what was set aside; where that kills a process again, it is what is returned."""
        done = self._try(_again, item)
        return [self._set_aside(item)] if done is None else done

    def _next(self, ahead: deque[tuple[Portion, Future[list[Part]]]]) -> Iterator[Part]:
        """Yield what became of the first portion; where a process died, of all that were under way."""
        portion, future = ahead.popleft()
        try:
            yield from future.result()
        except DEAD:
            under_way = [portion, *(other for other, _ in ahead)]
            ahead.clear()
            self._renew()
            for each in under_way:
                yield from self._piece_by_piece(each)

    def _piece_by_piece(self, portion: Portion) -> Iterator[Part]:
        """Yield what becomes of each piece of a portion; of one that kills again, what becomes of its own."""
        for piece in singly(portion):
            done = self._try(_work, piece)
            if done is not None:
                yield from done
            elif list(singly(piece)) == [piece]:
                yield from self._item_by_item(piece)
            else:
                yield from self._piece_by_piece(piece)

    def _item_by_item(self, piece: Portion) -> Iterator[Part]:
        """Yield what becomes of each item of a file, a line or an entry that has killed two processes."""
        if self._try(_item, piece, 1) == []:  # its only one
            yield self._blamed(piece, 0)
            return
        for number in numbers():
            done = self._try(_work, piece, number)
            if done == []:
                return
            if done is None:
                yield self._blamed(piece, number)
                if self._try(_item, piece, number) is None:  # nor can what comes after it be read
                    return
            else:
                yield from done

    def _blamed(self, piece: Portion, number: int) -> Part:
        """Return as set aside what has killed the processes that were to read or extract it."""
        found = self._try(_item, piece, number)
        return self._set_aside(_died_of(*found[0]) if found else _cannot_be_read(piece))

    def _try(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T | None:
        """Return what a function gives in one of the processes; None where that died."""
        try:
            return self._submit(function, *arguments, **named).result()
        except DEAD:
            self._renew()
            return None

    def _set_aside(self, item: Quarantined) -> Part:
        return Part(self._orders.scratch, frozenset(), (item,), seen=1, known=0)

    def _submit(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> Future[T]:
        try:
            return self._pool.submit(function, *arguments, **named)
        except BrokenProcessPool as error:  # it broke with what was submitted before
            broken: Future[T] = Future()
            broken.set_exception(error)
            return broken

    def _renew(self) -> None:
        """Start new processes. Raises `BrokenProcessPool` where they do not begin: no document's fault."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._new_pool()
        self._pool.submit(_has_begun).result()

    def _new_pool(self) -> ProcessPoolExecutor:
        # Spawned, not forked: the run has threads, Prefect's and DuckDB's, that a fork would copy half of.
        return ProcessPoolExecutor(
            self._count,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(self._orders,),
        )


_orders: Orders  # of this process, with the two that follow, set once when it begins
_known: Known
_rules: Rules


def _begin(orders: Orders) -> None:
    """Prepare a worker process: Ctrl-C is the run's affair, and a run that is killed takes it along."""
    global _orders, _known, _rules
    _orders, _known = orders, Known(orders.known)
    _rules = replace(installed_rules(), seconds=orders.seconds)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_starter, daemon=True).start()
    _warm_up(_rules)
    die_when_stuck()


def _warm_up(rules: Rules) -> None:
    """Read one of the documents that ship: what it takes to load models and seeds is no document's time."""
    [first, *_] = plan([seeds.ROOT / "documents"], size=1)
    documents = [item for _, item in read(first) if isinstance(item, Document)]
    list(rules.extract_many(documents, None))


def _has_begun() -> bool:
    return True


def _leave_with_starter() -> None:
    starter = multiprocessing.parent_process()
    if starter is not None:
        starter.join()
        os._exit(1)


def _work(portion: Portion, only: int | None = None) -> list[Part]:
    """Read and extract a portion, or the `only` one of its items; write what is found as parts."""
    return _parts(islice(read(portion), only, None if only is None else only + 1), _orders.waiting)


def _item(portion: Portion, number: int) -> list[Found]:
    """Return one item of a portion; nothing where it has no such."""
    return list(islice(read(portion), number, number + 1))


def _again(item: Quarantined) -> list[Part]:
    return _parts(iter(read_again(item)), ())


def _parts(found: Iterator[Found], waiting: Container[str]) -> list[Part]:
    return [_saved(outcome) for outcome in work(found, _rules, _known, waiting)]


def _saved(outcome: Outcome) -> Part:
    """Write the extractions of an outcome to a folder that no other part has."""
    folder = _orders.scratch / secrets.token_hex(8)
    if outcome.ids:
        parts.save(outcome.extracted, folder)
    return Part(folder, outcome.ids, outcome.failed, outcome.seen, outcome.known, outcome.waiting)


def _died_of(where: str, item: Document | Unreadable) -> Quarantined:
    return unextracted(where, item, *WHY) if isinstance(item, Document) else unread(item)


def _cannot_be_read(piece: Portion) -> Quarantined:
    """Return a file, or a line or an entry of one, that kills whoever reads it."""
    if piece.piece:
        return unread(unreadable(f"{piece.paths[0]}@{piece.piece.start}", *WHY, None))
    where = piece.paths[0] if piece.line is None else f"{piece.paths[0]}:{piece.line}"
    with Path(piece.paths[0]).open("rb") as stream:
        stream.seek(piece.offset or 0)
        raw = stream.read(MAX_BYTES) if piece.line is None else stream.readline(MAX_BYTES)
    return unread(unreadable(where, *WHY, raw))
