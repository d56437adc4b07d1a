"""Reading of web pages beside trafilatura's own: main text against gold, and time as a ratio.

    python -m benchmarks.pages FOLDER

`FOLDER` holds pages with gold in one of two forms, which are not ours to ship:

- ``evaldata.json`` beside ``eval/``, as in the tests of trafilatura's repository: for each page pieces that
  its text must have (``with``) and must not have (``without``);
- pairs ``html/NAME.html`` and ``txt/NAME.txt``, as in the tests of newspaper4k: each page with its text.

Of pieces a found one that must be there is a hit, a found one that must not is a false alarm; of texts words
are counted, with how often each stands in them.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datelines.sources.readers.page import read_page
from datelines.sources.results import ReadError

# Of what is written without spaces each letter counts as a word: Thai, Burmese, kana, Chinese.
_TOKEN = re.compile(r"[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]|\w+")
_ROUNDS = 3  # of timing; the first one loads what is loaded late and is left out
Extract = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its gold: pieces that must and must not be there, or the whole text."""

    data: bytes
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Hits, false alarms and misses."""

    hits: int = 0
    alarms: int = 0
    misses: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.hits + other.hits, self.alarms + other.alarms, self.misses + other.misses)

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.alarms) if self.hits else 0.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.misses) if self.hits else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.hits / (2 * self.hits + self.alarms + self.misses) if self.hits else 0.0


def pages(folder: Path) -> list[Page]:
    """Return the pages of a folder with their gold."""
    listed = folder / "evaldata.json"
    if listed.exists():
        entries = json.loads(listed.read_text(encoding="utf-8")).values()
        files = [(folder / "eval" / entry["file"], entry) for entry in entries]
        return [
            Page(file.read_bytes(), tuple(entry["with"]), tuple(entry["without"]))
            for file, entry in files
            if file.exists()
        ]
    return [
        Page((folder / "html" / f"{gold.stem}.html").read_bytes(), text=gold.read_text(encoding="utf-8"))
        for gold in sorted((folder / "txt").glob("*.txt"))
        if (folder / "html" / f"{gold.stem}.html").exists()
    ]


def score(page: Page, text: str) -> Score:
    """Return how an extracted text fares against a page's gold."""
    if page.text is not None:
        gold, found = Counter(_TOKEN.findall(page.text)), Counter(_TOKEN.findall(text))
        both = (gold & found).total()
        return Score(both, found.total() - both, gold.total() - both)
    there = sum(piece in text for piece in page.wanted)
    return Score(there, sum(piece in text for piece in page.unwanted), len(page.wanted) - there)


def ours(data: bytes) -> str:
    try:
        return read_page(data, None).text
    except ReadError:
        return ""


def theirs(data: bytes) -> str:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(data, include_comments=False)
    return (found.text if found else "") or ""


def seconds(extractors: Sequence[Extract], chosen: Sequence[Page]) -> list[float]:
    """Return each one's processor seconds for all pages: page by page in turn, the best of some rounds."""
    best = [[float("inf")] * len(chosen) for _ in extractors]
    for _ in range(_ROUNDS):
        for number, page in enumerate(chosen):
            for times, extract in zip(best, extractors, strict=True):
                started = time.process_time()
                extract(page.data)
                times[number] = min(times[number], time.process_time() - started)
    return [sum(times) for times in best]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="pages with their gold")
    chosen = pages(parser.parse_args(arguments).folder)
    if not chosen:
        print("no pages with gold there", file=sys.stderr)
        return 1
    print(f"{len(chosen)} pages\n{'':12} precision  recall      f1  time")
    both = {"trafilatura": theirs, "datelines": ours}
    times = dict(zip(both, seconds(list(both.values()), chosen), strict=True))
    for name, extract in both.items():
        total = sum((score(page, extract(page.data)) for page in chosen), Score())
        ratio = times[name] / times["trafilatura"]
        print(f"{name:12} {total.precision:9.3f} {total.recall:7.3f} {total.f1:7.3f} {ratio:5.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
