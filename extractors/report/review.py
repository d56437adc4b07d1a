"""What a person should look at: doubtful names, contradictions, weak readings. Nothing is ever corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from datelines.sources.records import Participant, Report, ReviewItem

LOW = 0.5  # below this confidence a person should look; not measured: chosen by hand


def of_reports(reports: Sequence[Report]) -> tuple[ReviewItem, ...]:
    """Return the review items that a document's own reports raise."""
    return (*_contradictions(reports), *_weak(reports), *_backwards(reports))


def _authors(report: Report) -> list[Participant]:
    """Return who is said to have begun something: people, and names that the model may take for a body's."""
    doers = [p for p in report.participants if p.role == "source"]
    return [p for p in doers if p.kind == "person" or (p.kind == "organisation" and p.id is None)]


def _contradictions(reports: Sequence[Report]) -> Iterator[ReviewItem]:
    """Two names for whoever proposed or founded one format: the text contradicts itself."""
    seen: dict[str, list[Participant]] = {}
    for report in reports:
        if report.mechanism and report.mechanism.stage in {"proposed", "established"}:
            seen.setdefault(report.mechanism.id or report.mechanism.name, []).extend(_authors(report))
    for format_, authors in seen.items():
        names: dict[str, Participant] = {}
        for author in authors:
            names.setdefault(author.id or author.text.casefold(), author)
        if len(names) > 1:
            written = " and ".join(a.text for a in names.values())
            for author in names.values():
                yield ReviewItem(
                    "name-contradiction", author.text,
                    f"the text names {written} for the beginning of {format_}", _spans(author),
                )  # fmt: skip


def _spans(party: Participant) -> tuple[tuple[int, int], ...]:
    return ((party.start, party.end),) if party.start is not None and party.end is not None else ()


def _weak(reports: Sequence[Report]) -> Iterator[ReviewItem]:
    for report in reports:
        if report.confidence < LOW:
            why = f"{report.type} read with confidence {report.confidence}"
            yield ReviewItem("low-confidence", report.evidence.text, why, _evidence(report))


def _evidence(report: Report) -> tuple[tuple[int, int], ...]:
    start, end = report.evidence.start, report.evidence.end
    return ((start, end),) if start is not None and end is not None else ()


def _backwards(reports: Sequence[Report]) -> Iterator[ReviewItem]:
    """A format's session told with a day before its founding in the same document."""
    founded = {
        r.mechanism.name: r for r in reports if r.mechanism and r.mechanism.stage == "established" and r.date
    }
    for report in reports:
        if not (report.mechanism and report.mechanism.stage == "convened" and report.date):
            continue
        start = founded.get(report.mechanism.name)
        if start and start.date and report.date.end < start.date.start:
            why = f"{report.mechanism.name} convened {report.date.end}, founded {start.date.start}"
            yield ReviewItem("mechanism-out-of-order", report.evidence.text, why, _evidence(report))
