"""Which reports speak of the same event: rows in, rows out, whatever their order.

A first, strict resolution by structured keys; doubt keeps reports apart. Two reports are one event
where type, factuality, date and participants agree and nothing else tells them apart; or where both
tell the same numbered session of a mechanism, even if they disagree about its date. An undated report
joins another only over the same stage of the same mechanism.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from datelines.warehouse.rows import content_id


@dataclass(frozen=True, slots=True)
class ReportKey:
    """What resolution looks at in a report; days are ISO, `participants` ids or folded names."""

    report_id: str
    event_type: str
    subtype: str
    factuality: str
    date_start: str | None
    date_end: str | None
    participants: frozenset[str]
    mechanism: str | None = None
    stage: str | None = None
    ordinal: int | None = None
    work_title: str | None = None
    topic: str | None = None


# What may tell two happenings of one day and one cast apart, the weightiest first.
_TELLS_APART: tuple[Callable[[ReportKey], object], ...] = (
    lambda report: report.subtype,
    lambda report: report.mechanism,
    lambda report: report.ordinal,
    lambda report: report.work_title,
    lambda report: report.topic,
)


def event_id(report_ids: Iterable[str]) -> str:
    """Return the id of the event that these reports tell: the hash of the smallest report id."""
    return content_id("event", min(report_ids))


def resolve(reports: Iterable[ReportKey]) -> list[tuple[str, str]]:
    """Return ``(report_id, event_id)`` for each report, sorted by report id."""
    blocks: dict[tuple[object, ...], list[ReportKey]] = defaultdict(list)
    for report in reports:
        blocks[_block(report)].append(report)
    pairs: list[tuple[str, str]] = []
    for block, members in blocks.items():
        for group in _sessions(members) if block[0] == "convened" else _split(members, _TELLS_APART):
            ids = [report.report_id for report in group]
            event = event_id(ids)
            pairs.extend((each, event) for each in ids)
    return sorted(pairs)


def _block(report: ReportKey) -> tuple[object, ...]:
    """Return what two reports must share before they can be one event; its first item names the rule."""
    kind = (report.event_type, report.factuality)
    if report.mechanism and report.stage == "convened":
        return ("convened", *kind, report.mechanism)
    if report.date_start is None and report.mechanism and report.stage:
        return ("stage", *kind, report.mechanism, report.stage, report.participants)
    if report.date_start is None or not report.participants:
        return ("alone", report.report_id)
    return ("dated", *kind, report.date_start, report.date_end, report.participants)


def _sessions(reports: list[ReportKey]) -> list[list[ReportKey]]:
    """Divide reports of a mechanism's sessions: by number, else by date, else by participants.

    A session without its number joins the one numbered session that some report puts on its dates.
    """
    sessions: dict[object, list[ReportKey]] = defaultdict(list)
    held: dict[tuple[str | None, str | None], set[int]] = defaultdict(set)
    for report in reports:
        if report.ordinal is not None:
            sessions[report.ordinal].append(report)
            held[report.date_start, report.date_end].add(report.ordinal)
    for report in reports:
        if report.ordinal is None:
            dates = (report.date_start, report.date_end)
            numbers = held[dates] if report.date_start else set()
            sessions[next(iter(numbers)) if len(numbers) == 1 else _unnumbered(report)].append(report)
    return list(sessions.values())


def _unnumbered(report: ReportKey) -> tuple[object, ...]:
    return (report.date_start, report.date_end, report.participants)


def _split(
    group: list[ReportKey], features: Sequence[Callable[[ReportKey], object]]
) -> list[list[ReportKey]]:
    """Divide a group wherever two reports state different values of a feature.

    A report that leaves the feature out goes with the one value that the others state; where they
    state several, nobody can say which, and it stays with those that leave it out too.
    """
    if len(group) == 1 or not features:
        return [group]
    feature, *rest = features
    by_value: dict[object, list[ReportKey]] = defaultdict(list)
    for report in group:
        by_value[feature(report)].append(report)
    stated = [value for value in by_value if value is not None]
    parts = [group] if len(stated) <= 1 else list(by_value.values())
    return [final for part in parts for final in _split(part, rest)]
