"""Go to an address or a source and bring back what it answers: fetching, keeping the bytes, gathering."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ssrfguard import Resolver

from datelines.seeds.models.sources import Source
from datelines.sources.check import check_found, check_sample
from datelines.sources.fetch import fetch_all
from datelines.sources.gather import Gathered, Recall, all_new, answer_of, gather, missed, read_gathered
from datelines.sources.outcomes import Fetched, Manners, Outcome, Refused, Request
from datelines.sources.results import Results

CHECKED = 12  # documents that a check fetches: at two seconds each, half a minute


@dataclass(frozen=True, slots=True)
class Visitor:
    """How to go: with which manners, and what to do with what comes (`keep`: a store of bytes, say)."""

    manners: Manners
    keep: Callable[[Outcome], object] = lambda _: None
    resolver: Resolver | None = None

    def ask(self, requests: Sequence[Request]) -> list[Outcome]:
        """Return what came of each request, after `keep` was told of it."""
        outcomes = fetch_all(requests, self.manners, self.resolver)
        for outcome in outcomes:
            self.keep(outcome)
        return outcomes

    def addresses(self, requests: Sequence[Request]) -> Iterator[Gathered]:
        """Yield what the addresses answer; nothing for one that has not changed."""
        for outcome in self.ask(requests):
            if isinstance(outcome, Refused):
                yield missed(outcome)
            elif isinstance(outcome, Fetched):
                yield answer_of(outcome), outcome.data

    def source(
        self, source_id: str, source: Source, listed: Request | None = None, recall: Recall = all_new
    ) -> Iterator[Gathered]:
        """Yield what a source has, asking for its listing by `listed` and for what it lists by `recall`."""
        (outcome,) = self.ask([listed or Request(source.url)])
        if isinstance(outcome, Refused):
            yield missed(outcome)
        elif isinstance(outcome, Fetched):
            yield from gather(source_id, source, outcome, self.ask, recall)

    def documents(self, source_id: str, source: Source) -> Results:
        """Yield the documents that a source has now, and why there are none at the other addresses."""
        yield from read_gathered(self.source(source_id, source))

    def check(self, source_id: str, source: Source) -> list[str]:
        """Return what is wrong with a source: with its sample, and with the first that it has now."""
        some = source.model_copy(update={"most": min(source.most, CHECKED)})
        return check_sample(source_id, source) + check_found(source, list(self.documents(source_id, some)))
