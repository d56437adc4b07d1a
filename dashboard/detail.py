"""One event with all that stands behind it: its sentences, how it was reached, what to review."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dashboard.display import Piece, pieces, when
from dashboard.reading import Event
from warehouse import Reader

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Detail:
    """An event for the panel.

    `flags` concern the passages that tell of it, `others` stand elsewhere in the same documents.
    Each report has its `sentences`: pieces of text, those marked that tell of the event.
    """

    event: Event
    participants: list[dict[str, Any]]
    reports: list[dict[str, Any]]
    flags: list[dict[str, Any]]
    others: list[dict[str, Any]]


def _within_paragraph(mention: dict[str, Any]) -> tuple[str, str]:
    """Return the text before and after a mention, no further than its line and in whole words."""
    before, after = mention["before"], mention["after"]
    line = before.rpartition("\n")[2]
    if line == before and mention["span_start"] > len(before):
        line = "… " + before.partition(" ")[2]
    rest = after.partition("\n")[0]
    if rest == after and len(after) == _AROUND:
        rest = after.rpartition(" ")[0] + " …"
    return line, rest


_AROUND = 160  # code points that the view `mentions` gives on each side


def sentence(mention: dict[str, Any], evidence: Span) -> list[Piece]:
    """Return a mention in its surroundings; it is marked, as is the evidence where it reaches further.

    `evidence` is in code points of the document, as are the mention's `span_start` and `span_end`.
    """
    before, after = _within_paragraph(mention)
    text = before + mention["text"] + after
    origin = mention["span_start"] - len(before)
    spans = [(mention["span_start"], mention["span_end"])]
    if evidence[0] < mention["span_end"] and mention["span_start"] < evidence[1]:
        spans = [(min(spans[0][0], evidence[0]), max(spans[0][1], evidence[1]))]
    return pieces(text, [(max(0, start - origin), end - origin) for start, end in spans])


def _report(report: dict[str, Any]) -> dict[str, Any]:
    evidence = (report["evidence_start"], report["evidence_end"])
    return report | {
        "when": when(report["date_start"], report["date_end"], report["date_precision"]),
        "sentences": [sentence(mention, evidence) for mention in report["mentions"]],
    }


def _spans_of(reports: Iterable[dict[str, Any]]) -> dict[str, list[Span]]:
    """Return by document which spans tell of the event, each with the text shown around it."""
    spans: dict[str, list[Span]] = {}
    for report in reports:
        shown = spans.setdefault(report["document_id"], [])
        for mention in report["mentions"]:
            before, after = _within_paragraph(mention)
            shown.append((mention["span_start"] - len(before), mention["span_end"] + len(after)))
    return spans


def _touches(flag: dict[str, Any], shown: list[Span]) -> bool:
    return any(start < last and first < end for start, end in flag["spans"] for first, last in shown)


def read(reader: Reader, event_id: str) -> Detail | None:
    """Return an event, or None where the timeline holds none of that id."""
    found = reader.event(event_id)
    if found is None:
        return None
    reports = found.pop("reports")
    spans = _spans_of(reports)
    flags = reader.query(
        "SELECT kind, text, why, spans, document_id FROM review_queue WHERE list_contains(?, document_id)",
        [list(spans)],
    ).dicts()
    near = [flag for flag in flags if _touches(flag, spans[flag["document_id"]])]
    return Detail(
        event=found | {"when": when(found["date_start"], found["date_end"], found["date_precision"])},
        participants=found["participants"],
        reports=[_report(report) for report in reports],
        flags=near,
        others=[flag for flag in flags if flag not in near],
    )
