"""Whom the words of a telling mean: "her" is somebody named before. Values in, values out.

A telling's sentences are those that its mentions stand in. The record has no sentences: their ends are read
off the text around a mention, as far as the view ``mentions`` gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
Span = tuple[int, int]

# A full stop after an initial or a title ("J. Roe", "Dr. Roe") ends no sentence.
_END = re.compile(r"(?<!\b[A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<=[.!?…])[\"'”’»)\]]*\s+|\n")


def of_reports(
    reports: Iterable[Row], chains: Iterable[Row], mentions: Sequence[Row]
) -> list[list[dict[str, Any]]]:
    """Return for each report who is meant in its sentences by pronouns, descriptions, titles and groups.

    `chains` and `mentions` are rows of the views ``chains`` and ``chain_mentions`` of the reports' documents;
    a report comes with its ``mentions``. A description that stands for itself alone is left out.
    """
    known = {(chain["document_id"], chain["chain"]): chain for chain in chains}
    return [_of_report(report, known, mentions) for report in reports]


def _of_report(
    report: Row, known: Mapping[tuple[str, str], Row], mentions: Iterable[Row]
) -> list[dict[str, Any]]:
    document = report["document_id"]
    told = [sentence(mention) for mention in report["mentions"]]
    found = []
    for mention in mentions:
        if mention["document_id"] != document or not any(_within(mention, span) for span in told):
            continue
        chain = known[document, mention["chain"]]
        named = [known[document, member] for member in chain["members"]] or [chain]
        means = [one["name"] or one["chain"] for one in named]
        if mention["form"] != "name" and means != [mention["text"]]:
            shown = ("span_start", "span_end", "text", "form", "rule", "chain")
            found.append({**{name: mention[name] for name in shown}, "means": means})
    return found


def _within(mention: Row, span: Span) -> bool:
    start, end = span
    return bool(start <= mention["span_start"] and mention["span_end"] <= end)


def sentence(mention: Row) -> Span:
    """Return where the sentence of a mention begins and ends, no further than the text around it.

    >>> text = {"before": "It rained. Dr. Roe then ", "text": "met her", "after": " in Oslo. They spoke."}
    >>> sentence({"span_start": 24, "span_end": 31, **text})
    (11, 41)
    """
    before, text, after = mention["before"], mention["text"], mention["after"]
    ends = [found.end() for found in _END.finditer(before + text) if found.end() <= len(before)]
    start = mention["span_start"] - len(before) + (ends[-1] if ends else 0)
    rest = _END.search(text + after, len(text))
    return start, mention["span_start"] + (rest.end() if rest else len(text + after))
