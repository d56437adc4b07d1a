"""Processes that read and extract portions side by side; what they find comes back in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Container, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

from flows.portions import Portion, read
from flows.work import Outcome, Rules, installed_rules, work

WORTH_IT = 3  # portions: with fewer, loading the language model in each process takes longer than it saves


def how_many(asked: int, portions: int) -> int:
    """Return how many processes to use: those asked for, else one a core where there is enough to do."""
    if asked:
        return asked
    return min(_cores(), portions) if portions >= WORTH_IT else 1


def _cores() -> int:
    """Return how many cores this process may use; not every system says which."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Here:
    """The work, done in this process."""

    def __init__(self, rules: Rules, known: Container[str]) -> None:
        self._rules, self._known = rules, known

    def outcomes(self, portions: Iterable[Portion]) -> Iterator[Outcome]:
        """Yield what becomes of the portions, bit by bit."""
        for portion in portions:
            yield from work(read(portion), self._rules, self._known)


class Workers:
    """The work, done in `count` processes with the rules that are installed; a context manager."""

    def __init__(self, count: int, known: Iterable[str]) -> None:
        self._count, self._known = count, frozenset(known)
        self._pool = self._new_pool()

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=error is None, cancel_futures=True)

    def outcomes(self, portions: Iterable[Portion]) -> Iterator[Outcome]:
        """Yield what becomes of the portions, in order, reading a few of them ahead.

        Raises `BrokenProcessPool` where a process died; the next call starts new ones.
        """
        ahead: deque[Future[list[Outcome]]] = deque()
        try:
            for portion in portions:
                ahead.append(self._pool.submit(_work, portion))
                if len(ahead) > self._count:
                    yield from ahead.popleft().result()
            while ahead:
                yield from ahead.popleft().result()
        except BrokenProcessPool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = self._new_pool()
            raise

    def _new_pool(self) -> ProcessPoolExecutor:
        # Spawned, not forked: the run has threads, Prefect's and DuckDB's, that a fork would copy half of.
        return ProcessPoolExecutor(
            self._count,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(self._known,),
        )


_known: frozenset[str] = frozenset()  # of this process, set once when it begins


def _begin(known: frozenset[str]) -> None:
    """Prepare a worker process: Ctrl-C is the run's affair, and a run that is killed takes it along."""
    global _known
    _known = known
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_starter, daemon=True).start()


def _leave_with_starter() -> None:
    starter = multiprocessing.parent_process()
    if starter is not None:
        starter.join()
        os._exit(1)


def _work(portion: Portion) -> list[Outcome]:
    return list(work(read(portion), installed_rules(), _known))
