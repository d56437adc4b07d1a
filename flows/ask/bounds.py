"""Bounds on the process that answers somebody's SQL, beyond those that DuckDB keeps itself.

DuckDB counts its memory and can be interrupted between two steps, but not inside one call of a function:
``repeat('x', 4e9)`` takes what it takes, and ``levenshtein`` of two long texts runs on.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from datelines.flows.terminal import Problem, note

MEMORY = 4 << 30  # bytes: what DuckDB may use, and as much again for rows on their way out
GRACE = 3.0  # seconds that an interrupted question has to come to its end


@contextmanager
def memory_bounded() -> Iterator[None]:
    """Let this process have no more than `MEMORY` meanwhile. Raises `Problem` where that does not do."""
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    bound = MEMORY if soft == resource.RLIM_INFINITY else min(soft, MEMORY)
    resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))
    try:
        yield
    except MemoryError as error:
        raise Problem(f"the answer needs more than {bound >> 30} GB of memory: ask for less") from error
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def end_process() -> None:
    """End this process at once: the last resort against a question that does not heed its time limit."""
    note("stopped: the query went on after its time was up")
    sys.stderr.flush()
    os._exit(1)
