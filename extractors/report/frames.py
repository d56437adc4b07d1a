"""The date of an event that has none of its own: that of the meeting or the visit inside which it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from datelines.extractors.clauses import when
from datelines.extractors.language import grammar
from datelines.extractors.layers.draft import Draft
from datelines.extractors.report.same_event import keys

COURSE = 8  # sentences after which a meeting's parties are no longer taken to be at it; not measured


def inherited(drafts: Sequence[Draft]) -> list[Draft]:
    """Give undated events the date of what their sentence points to: "at the meeting, they signed …"."""
    told: list[Draft] = []
    for _, own in groupby(drafts, key=lambda draft: draft.unit.number):
        sentence = list(own)
        told += [_dated(draft, sentence, told) for draft in sentence]
    return told


def _dated(draft: Draft, drafts: Sequence[Draft], told: Sequence[Draft]) -> Draft:
    if draft.date is not None or draft.unit.heading or draft.factuality == "possible":
        return draft
    frame = _frame(draft, drafts, told) or _course(draft, told)
    if frame is None or frame.date is None:
        return draft
    return replace(draft, date=when.inherited(frame.date, f"told within “{frame.head.text}”"))


def _frame(draft: Draft, drafts: Sequence[Draft], told: Sequence[Draft]) -> Draft | None:
    """Return the event inside which another is told in its sentence ("during the visit"), with its date."""
    around = [d for d in drafts if d.nominal and d is not draft and draft.head.is_ancestor(d.head)]
    for pointer in around:
        if pointer.date is not None:
            return pointer
        if not pointer.pointing:
            continue
        found = next((t for t in reversed(told) if t.date and t.kind is pointer.kind), None)
        if found:
            return found
    return None


def _course(draft: Draft, told: Sequence[Draft]) -> Draft | None:
    """Return the dated meeting, visit or signing last told, where its parties go on: "they also signed …"."""
    last = next((t for t in reversed(told) if t.date), None)
    if last is None or draft.nominal:
        return None
    if not last.kind.occasion and not last.subtype.goes_on:
        return None
    if draft.unit.number - last.unit.number > COURSE or draft.unit is last.unit:
        return None
    doers = keys([p for p in draft.participants if p.role == "source"])
    same = bool(doers) and doers <= keys(last.participants) and draft.factuality == last.factuality
    tour = draft.kind.meets and last.subtype.journey
    past = grammar.form(draft.head) == "past" and not draft.kind.meets
    return last if same and (tour or past) else None
