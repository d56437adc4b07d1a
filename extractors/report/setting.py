"""What holds for a whole document while its sentences are read: whom it credits, its heading's day."""

from __future__ import annotations

import re

from datelines.extractors.language import cues
from datelines.extractors.page import Page
from datelines.extractors.text.sentences import is_heading
from datelines.sources.records import Attribution, DateRange


def is_between_states(page: Page) -> bool:
    """Say whether a text names two states or bodies, or officials of two."""
    named: list[str | None] = [name.country or name.id for name in page.names]
    named += [title.country or title.holder_id for title in (*page.titles, *page.ranked)]
    return len(set(filter(None, named))) > 1


def heading_date(page: Page) -> DateRange | None:
    """Return the day that the first line names, as a schedule's does: what it lists is on that day."""
    if not page.sentences or not is_heading(page.sentences[0]):
        return None
    end = page.sentences[0].end
    days = [(i, d) for i, d in enumerate(page.dated) if d.timex.end <= end and d.precision == "day"]
    if len(days) != 1:
        return None
    index, dated = days[0]
    if dated.start is None or dated.end is None:
        return None
    return DateRange(dated.start, dated.end, "day", dated.basis or "text", index, dated.steps)


def credited(page: Page) -> Attribution | None:
    """Return whom a line credits for the whole document: "attributable to Spokesperson Jane Roe:"."""
    text = page.document.text
    for line in re.finditer(r"[^\n]+:(?=\s*(?:\n|$))", text[:2000]):
        opened = cues.pattern(page.lang, "document-source").search(line[0])
        if opened:
            start = line.start() + opened.end() + 1
            end = line.end() - 1
            if end > start:
                return Attribution(text[start:end].strip(), start, start + len(text[start:end].strip()))
    return None
