"""A table in Markdown (GitHub's). Of events it has the columns that a person reads.

Nothing in a cell is markup, HTML or a second cell; only the link to an event's source is a link.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from datelines.dashboard.cells import address, distinct, flat, objects, one_line
from datelines.dashboard.display import safe_link, when

if TYPE_CHECKING:
    from datelines.dashboard.formats import About
    from datelines.warehouse.reader import Stream

SUFFIXES = (".md", ".markdown")
BINARY = False
NEEDS: tuple[str, ...] = ()
_MARKUP = re.compile(r"[\\`*_\[\]~!$]")  # inside a cell nothing stands at the start of a line
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}
_Event = Mapping[str, Any]
_EVENT: Mapping[str, Callable[[_Event], str]] = {
    "date": lambda e: plain(when(e["date_start"], e["date_end"], e["date_precision"])),
    "event": lambda e: plain(e["title"]),
    "type": lambda e: plain(f"{e['event_type']}/{e['subtype']}"),
    "factuality": lambda e: plain(e["factuality"]),
    "place": lambda e: plain(e["place"]),
    "sources": lambda e: _sources(e),
    "evidence": lambda e: plain(e["evidence"]),
}
_EVENT_NEEDS = {
    "date_start", "date_end", "date_precision", "title", "event_type", "subtype", "factuality", "place",
    "sources", "evidence", "evidence_url",
}  # fmt: skip


def written(rows: Stream, about: About) -> Iterator[bytes]:
    del about
    is_event = set(rows.columns) >= _EVENT_NEEDS
    head = [*_EVENT] if is_event else [plain(name) for name in distinct(rows.columns)]
    yield _line(head) + _line(["---"] * len(head))
    for batch in rows.batches:
        if is_event:
            shown = ([cell(event) for cell in _EVENT.values()] for event in objects(rows.columns, batch))
        else:
            shown = ([plain(value) for value in row] for row in batch)
        yield b"".join(_line(cells) for cells in shown)


def _line(cells: Sequence[str]) -> bytes:
    return f"| {' | '.join(cells)} |\n".encode()


def plain(value: object) -> str:
    """Return a value as one line of text that Markdown shows as it is.

    >>> plain("a|b <b>*c*</b>")
    'a&#124;b &lt;b&gt;\\\\*c\\\\*&lt;/b&gt;'
    """
    text = one_line(flat(value))
    return "".join(_ENTITIES.get(c, c) for c in _MARKUP.sub(lambda found: f"\\{found[0]}", text))


def _sources(event: _Event) -> str:
    names = plain(event["sources"]) or "source"
    link = safe_link(event["evidence_url"])
    return f"[{names}](<{address(link)}>)" if link else names
