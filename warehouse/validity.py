"""What an extraction must hold before it is stored: the audits' rules on one document, in Python.

A flow asks before it writes and puts a bad extraction into quarantine; the audits then find nothing.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date

from datelines.sources.records import Chain, DateRange, Report
from datelines.warehouse.rows import Extracted

# Days from the first to the last of a range; an interval may have any.
_WIDTHS = {
    "day": (0, 0),
    "week": (0, 6),
    "month": (27, 30),
    "quarter": (89, 91),
    "season": (80, 100),
    "half": (180, 183),
    "year": (364, 365),
    "decade": (3651, 3652),
    "interval": (0, date.max.toordinal()),
}


def problem(item: Extracted) -> str | None:
    """Return what is wrong with an extraction, in one line, or None."""
    return next(_problems(item), None)


def _problems(item: Extracted) -> Iterator[str]:
    text = item.document.text
    if item.extraction.text != text:
        yield "the extraction's text is not the document's"
    for timex in item.extraction.timexes:
        if text[timex.start : timex.end] != timex.text:
            yield f"time expression {timex.text!r} is not at {timex.start}-{timex.end}"
    chains = [chain.id for chain in item.extraction.chains]
    if len(set(chains)) != len(chains):
        yield "two chains have the same id"
    for chain in item.extraction.chains:
        yield from (f"chain {chain.id}: {each}" for each in _chain_problems(chain, set(chains), text))
    numbers = [report.id for report in item.extraction.events]
    if len(set(numbers)) != len(numbers):
        yield "two events have the same id"
    for report in item.extraction.events:
        yield from (f"event {report.id}: {each}" for each in _report_problems(report, text))
        for each in report.participants:
            if each.chain is not None and each.chain not in chains:
                yield f"event {report.id}: participant {each.text!r} is of no chain {each.chain}"


def _chain_problems(chain: Chain, known: Container[str], text: str) -> Iterator[str]:
    if not chain.mentions:
        yield "no mention"
    for ordinal, mention in enumerate(chain.mentions):
        if not 0 <= mention.start < mention.end <= len(text):
            yield f"mention at {mention.start}-{mention.end} is outside the text"
        if mention.antecedent is not None and (
            mention.antecedent == ordinal or not 0 <= mention.antecedent < len(chain.mentions)
        ):
            yield f"mention {ordinal} is linked to {mention.antecedent}, which is no other mention of it"
    for member in chain.members:
        if member == chain.id or member not in known:
            yield f"its member {member} is no other chain of the document"


def _report_problems(report: Report, text: str) -> Iterator[str]:
    evidence = report.evidence
    if not evidence.text.strip() or text[evidence.start : evidence.end] != evidence.text:
        yield f"evidence is not at {evidence.start}-{evidence.end}"
    if not report.mentions:
        yield "no mention"
    for mention in report.mentions:
        if not 0 <= mention.start < mention.end <= len(text):
            yield f"mention at {mention.start}-{mention.end} is outside the text"
    for each in report.participants:
        if each.start is not None and text[each.start : each.end] != each.text:
            yield f"participant {each.text!r} is not at {each.start}-{each.end}"
    if not (0 <= report.confidence <= 1 and 0 <= report.salience <= 1):
        yield "confidence or salience is not within 0-1"
    if report.date and not _fits(report.date):
        yield f"{report.date.start}/{report.date.end} is no {report.date.precision}"


def _fits(dates: DateRange) -> bool:
    width = (date.fromisoformat(dates.end) - date.fromisoformat(dates.start)).days
    least, most = _WIDTHS[dates.precision]
    return least <= width <= most
