"""One event with all that stands behind it: its sentences, how it was reached, what to review."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress
from typing import Any

from datelines.dashboard.display import Piece, pieces
from datelines.dashboard.queries import Event, with_when
from datelines.warehouse import Reader

Span = tuple[int, int]
_AROUND = 160  # code points that the view `mentions` gives on each side


@dataclass(frozen=True, slots=True)
class Detail:
    """An event for the panel.

    `flags` concern the passages that tell of it, `others` stand elsewhere in the same documents.
    Each report has its `passages`: pieces of text, those marked that tell of the event.
    """

    event: Event
    participants: list[dict[str, Any]]
    reports: list[dict[str, Any]]
    flags: list[dict[str, Any]]
    others: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a document from `start` (code points), and whether its line goes on before and after."""

    start: int
    text: str
    opens: bool
    closes: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def _window(mention: dict[str, Any]) -> Window:
    """Return a mention with the text around it, no further than its line and in whole words."""
    before, after = mention["before"], mention["after"]
    line, rest = before.rpartition("\n")[2], after.partition("\n")[0]
    opens = line == before and mention["span_start"] > len(before)
    closes = rest == after and len(after) == _AROUND
    if opens:
        line = re.sub(r"^\S{0,20}\s", "", line)
    if closes:
        rest = re.sub(r"\s\S{0,20}$", "", rest)
    return Window(mention["span_start"] - len(line), line + mention["text"] + rest, opens, closes)


def windows(mentions: Iterable[dict[str, Any]]) -> list[Window]:
    """Return the stretches of a document that tell of an event; those that overlap become one."""
    joined: list[Window] = []
    for window in sorted(map(_window, mentions), key=lambda each: (each.start, each.end)):
        last = joined[-1] if joined else None
        if last is None or window.start > last.end:
            joined.append(window)
        elif window.end > last.end:
            text = last.text + window.text[last.end - window.start :]
            joined[-1] = Window(last.start, text, last.opens, window.closes)
    return joined


def _passage(window: Window, told: Iterable[Span]) -> list[Piece]:
    """Return a window as pieces of text, those marked that tell of the event."""
    cut = pieces(window.text, [(start - window.start, end - window.start) for start, end in told])
    dots = Piece("…", False)
    return [dots] * window.opens + cut + [dots] * window.closes


def _report(report: dict[str, Any]) -> dict[str, Any]:
    """Return a report with its date as text, its stretches of the document, and these as marked passages."""
    told = [(mention["span_start"], mention["span_end"]) for mention in report["mentions"]]
    told.append((report["evidence_start"], report["evidence_end"]))
    shown = windows(report["mentions"])
    return with_when(report) | {"windows": shown, "passages": [_passage(window, told) for window in shown]}


def _concerns(flag: dict[str, Any], reports: Iterable[dict[str, Any]]) -> bool:
    """Return whether a flag stands in a passage that is shown of its document."""
    return any(
        start < window.end and window.start < end
        for report in reports
        if report["document_id"] == flag["document_id"]
        for window in report["windows"]
        for start, end in flag["spans"]
    )


def read(reader: Reader, event_id: str) -> Detail | None:
    """Return an event, or None where the timeline holds none of that id."""
    found = reader.event(event_id)
    if found is None:
        return None
    reports = [_report(report) for report in found.pop("reports")]
    flags = reader.query(
        "SELECT kind, text, why, spans, document_id FROM review_queue WHERE list_contains(?, document_id)",
        [sorted({report["document_id"] for report in reports})],
    ).dicts()
    near = [_concerns(flag, reports) for flag in flags]
    return Detail(
        event=with_when(found),
        participants=found["participants"],
        reports=reports,
        flags=list(compress(flags, near)),
        others=[flag for flag, here in zip(flags, near, strict=True) if not here],
    )
