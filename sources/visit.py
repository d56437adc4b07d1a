"""Go to an address or a source and bring back documents: fetching, keeping the bytes, and reading, in one."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from ssrfguard import Resolver

from seeds.models.sources import Source
from sources.fetch import fetch_all
from sources.gather import check_sample, gather, refused
from sources.outcomes import Fetched, Manners, Outcome, Refused, Request
from sources.records import Document
from sources.results import Results, Unreadable
from sources.web import read_answer


@dataclass(frozen=True, slots=True)
class Visitor:
    """How to go: with which manners, and what to do with the bytes that come (`keep`: a `RawStore.put`)."""

    manners: Manners
    keep: Callable[[bytes], object] = lambda _: None
    resolver: Resolver | None = None

    def ask(self, requests: Sequence[Request]) -> list[Outcome]:
        """Return what came of each request, its bytes kept."""
        outcomes = fetch_all(requests, self.manners, self.resolver)
        for outcome in outcomes:
            if isinstance(outcome, Fetched):
                self.keep(outcome.data)
        return outcomes

    def address(self, url: str) -> Results:
        """Yield the documents at an address, or why there are none."""
        (outcome,) = self.ask([Request(url)])
        if isinstance(outcome, Refused):
            yield refused(outcome)
        elif isinstance(outcome, Fetched):
            yield from read_answer(outcome.data, outcome.url, outcome.content_type)

    def source(
        self, source_id: str, source: Source, known: Container[str] = (), listed: Request | None = None
    ) -> Results:
        """Yield what a source has beyond the canonical addresses in `known`.

        `listed` is the request for its listing, with what the last answer to it said.
        """
        (outcome,) = self.ask([listed or Request(source.url)])
        if isinstance(outcome, Refused):
            yield refused(outcome)
        elif isinstance(outcome, Fetched):
            yield from gather(source_id, source, outcome, self.ask, known)

    def check(self, source_id: str, source: Source) -> list[str]:
        """Return what is wrong with a source: with its sample, and with what it has now."""
        wrong = check_sample(source_id, source)
        found = list(self.source(source_id, source))
        documents = [item for item in found if isinstance(item, Document)]
        if not documents:
            reasons = "; ".join(
                f"{item.where}: {item.message}" for item in found if isinstance(item, Unreadable)
            )
            return [
                *wrong,
                f"no documents: {reasons or 'nothing is listed that `links` and `skip` let through'}",
            ]
        dated = sum(bool(document.evidence) for document in documents) / len(documents)
        if dated < source.healthy.dated:
            wrong.append(
                f"{dated:.0%} of {len(documents)} documents have a time, {source.healthy.dated:.0%} is usual"
            )
        return wrong
