"""Whether a source is as its file says: its sample, and what it has now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from datelines.seeds.models.sources import Source
from datelines.sources.gather import gather, read_gathered
from datelines.sources.outcomes import Fetched, Outcome, Request
from datelines.sources.records import DctCandidate, Document
from datelines.sources.results import Result, Unreadable

_NAMED = 3  # failures that a check names


def check_sample(source_id: str, source: Source) -> list[str]:
    """Return what a source's own sample gives that it should not; nothing where all is as expected."""
    page = (source.sample.page or "").encode()

    def ask(requests: Sequence[Request]) -> Sequence[Outcome]:
        return [Fetched(request.url, request.url, page, "text/html", None, None) for request in requests]

    content_type = "text/html" if source.kind == "page" else "application/xml"
    listing = Fetched(source.url, source.url, source.sample.listing.encode(), content_type, None, None)
    found = list(read_gathered(gather(source_id, source, listing, ask)))
    if not found:
        return ["the sample gives no document: do `links` and `skip` let its addresses through?"]
    first, expect = found[0], source.sample.expect
    if not isinstance(first, Document):
        return [f"the sample cannot be read: {first.message}"]
    published = _published(first)
    given = {"url": first.url, "title": first.title, "published": published.value if published else None}
    wrong = [
        f"{field}: expected {getattr(expect, field)!r}, found {value!r}"
        for field, value in given.items()
        if getattr(expect, field) != value
    ]
    if not first.text.startswith(expect.text):
        wrong.append(f"text: expected it to begin {expect.text!r}, it begins {first.text[:80]!r}")
    return wrong


def check_found(source: Source, found: Sequence[Result]) -> list[str]:
    """Return in what a source is not as healthy as its file says, judged by what it gave."""
    documents = [item for item in found if isinstance(item, Document)]
    failures = [f"{item.where}: {item.message}" for item in found if isinstance(item, Unreadable)]
    if not documents:
        reasons = "; ".join(failures[:_NAMED]) or "nothing is listed that `links` and `skip` let through"
        return [f"no documents: {reasons}"]
    wrong = []
    if len(failures) > len(documents):
        wrong.append(f"{len(failures)} of {len(found)} addresses gave none: {'; '.join(failures[:_NAMED])}")
    dated = sum(bool(document.evidence) for document in documents) / len(documents)
    if dated < source.healthy.dated:
        wrong.append(
            f"{dated:.0%} of {len(documents)} documents have a time, {source.healthy.dated:.0%} is usual"
        )
    least, most = source.healthy.documents_a_day
    pace = documents_a_day(documents)
    if pace is not None and not least <= pace <= most:
        wrong.append(f"{pace:.1f} documents a day, {least:g} to {most:g} is usual")
    return wrong


def documents_a_day(documents: Sequence[Document]) -> float | None:
    """Return the pace of the documents that have a day, None where they do not tell: one day is no pace."""
    days = sorted(
        date.fromisoformat(published.value[:10])
        for document in documents
        if (published := _published(document)) and len(published.value) >= len("2026-03-05")
    )
    span = (days[-1] - days[0]).days if days else 0
    return len(days) / span if span else None


def _published(document: Document) -> DctCandidate | None:
    return max(document.evidence, key=lambda candidate: candidate.confidence, default=None)
