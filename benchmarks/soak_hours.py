"""Some hours of the soak, one run of the flow each.

    python -m benchmarks.soak_hours HOME PORT FIRST LAST STEP

Times are ISO 8601, `STEP` is in hours. After each run a line of JSON says how it went. The process may be
killed at any time; nothing is told it but what time it is.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import urllib.request
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.soak_site import CRASH, ENDLESS, KILLER, host
from datelines.extractors import pipeline
from datelines.flows.run.extraction import Only
from datelines.sources.outcomes import Manners
from datelines.sources.records import Document, Extraction

PATIENCE = 3.0
NIGHT = 3  # the hour in which all is rebuilt and audited
_whole = pipeline.extract_many


def _faulty(documents: Iterable[Document], only: Only = None) -> Iterator[Extraction]:
    """Read as the pipeline does, but die, fail or never end where a text asks for it."""
    chosen = list(documents)
    for document in chosen:
        if KILLER in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if CRASH in document.text:
            raise RuntimeError("the parser fell over")
        while ENDLESS in document.text:
            pass
    return _whole(chosen, only)


pipeline.extract_many = _faulty  # in this process, and in those that it starts


def main(arguments: list[str]) -> None:
    home, port = Path(arguments[0]), int(arguments[1])
    first, last = (datetime.fromisoformat(each) for each in arguments[2:4])
    step = timedelta(hours=float(arguments[4]))
    from datelines.flows.run.ingest import ingest
    from datelines.flows.run.rebuild import rebuild

    manners = Manners(
        seconds_between=0, seconds=1, tries=1, allowed_hosts=frozenset(host(number) for number in range(200))
    )
    now = first
    while now <= last:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/now/{now.isoformat()}"):
            pass
        report = ingest(
            sources=["due"], home=str(home), now=now, manners=manners, patience=PATIENCE, workers=1, wait=60
        )
        if now.hour == NIGHT:
            rebuild(str(home))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        line = {"now": now.isoformat(), "status": report.status, "memory": peak, **report.counts.as_dict()}
        print(json.dumps(line), flush=True)
        now += step


if __name__ == "__main__":
    main(sys.argv[1:])
