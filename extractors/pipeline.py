"""The steps of reading, in order, cheap ones first: they choose which sentences the parser sees.

Each step says which layers of a `Page` it needs and which it gives, so that it can be switched off, timed and
measured alone (`make ablate`). docs/reading.md is made from this list.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from datelines.extractors import steps
from datelines.extractors.page import Page
from datelines.sources.records import Document, Extraction

BATCH = 32  # documents whose sentences are parsed together

Only = Literal["timexes"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: from pages with the layers that it `needs` to the same pages with those that it `gives`.

    `read` steps are for pages in a language that is read, `optional` ones may be left out: what they give
    then stays as it was.
    """

    name: str
    run: Callable[[list[Page]], list[Page]]
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    read: bool = True
    optional: bool = False


def _each(one: Callable[[Page], Page]) -> Callable[[list[Page]], list[Page]]:
    """Return a step over several pages that does each by itself."""
    return lambda pages: [one(page) for page in pages]


STEPS: tuple[Step, ...] = (
    Step("language", _each(steps.language), ("document",), ("lang", "is_read"), read=False),
    Step("published", _each(steps.published), ("document",), ("published", "dct", "review"), read=False),
    Step("own-text", _each(steps.own_text), ("lang",), ("text", "unread")),
    Step("dates", _each(steps.dates), ("text", "dct"), ("dated",)),
    Step("sentences", _each(steps.sentences), ("text",), ("sentences",)),
    Step("names", _each(steps.names), ("sentences", "dated"), ("names",)),
    Step("titles", _each(steps.titles), ("names",), ("titles",), optional=True),
    Step("ranks", _each(steps.ranks), ("titles",), ("ranked",), optional=True),
    Step("gate", _each(steps.gate), ("names", "titles", "dated"), ("gated",)),
    Step("fold", _each(steps.fold), ("gated", "names", "titles", "dated"), ("folded",), optional=True),
    Step("plain", _each(steps.plain), ("gated", "folded"), ("plain",)),
    Step("parse", steps.parse, ("plain",), ("docs",)),
    Step("headlines", steps.headlines, ("docs",), ("plain", "docs"), optional=True),
    Step("triggers", _each(steps.triggers), ("docs",), ("matches",)),
    Step("recognise", steps.recognise, ("docs", "matches"), ("docs",), optional=True),
    Step("direction", _each(steps.direction), ("docs", "dated"), ("dated",), optional=True),
    Step("units", _each(steps.units), ("docs", "matches", "names", "titles", "dated"), ("units",)),
    Step(
        "setting",
        _each(steps.setting),
        ("names", "dated"),
        ("credited", "heading_date", "between_states", "turns"),
        optional=True,
    ),
    Step("acts", _each(steps.acts), ("units", "turns"), ("hits",)),
    Step("introductions", _each(steps.introductions), ("units", "titles"), ("introduced", "people")),
    Step("links", _each(steps.links), ("hits", "introduced", "turns"), ("cast",)),
    Step("clauses", _each(steps.clauses), ("hits", "cast"), ("drafts",)),
    Step("frames", _each(steps.frames), ("drafts",), ("drafts",), optional=True),
    Step("same-event", _each(steps.same_event), ("drafts",), ("clusters",)),
    Step("reports", _each(steps.reports), ("clusters",), ("reports",)),
    Step("chains", _each(steps.chains), ("cast", "reports"), ("chains", "reports"), optional=True),
    Step("review", _each(steps.review), ("reports", "titles"), ("review",), optional=True),
)
TIMEXES = STEPS[: [step.name for step in STEPS].index("dates") + 1]
OPTIONAL = tuple(step.name for step in STEPS if step.optional)


def extract(document: Document, only: Only | None = None) -> Extraction:
    """Read one document: see docs/record.md for what comes out."""
    return next(extract_many([document], only))


def extract_many(
    documents: Iterable[Document],
    only: Only | None = None,
    *,
    off: Collection[str] = (),
    around: Callable[[Step], AbstractContextManager[object]] = lambda _: nullcontext(),
) -> Iterator[Extraction]:
    """Read documents in order; sentences are parsed in batches across them, memory stays flat.

    `off` names optional steps that are left out; each step runs inside what `around` gives for it. Raises
    `ValueError` for a step that is not optional.
    """
    if wrong := sorted(set(off) - set(OPTIONAL)):
        raise ValueError(f"no optional step is called {wrong[0]}")
    chosen = [step for step in (TIMEXES if only == "timexes" else STEPS) if step.name not in off]
    source = iter(documents)
    while batch := list(islice(source, BATCH)):
        pages = [Page(document) for document in batch]
        for step in chosen:
            with around(step):
                pages = _run(step, pages)
        yield from map(extraction, pages)


def _run(step: Step, pages: list[Page]) -> list[Page]:
    """Run a step over the pages that it is for; the others stay as they are."""
    own = [page for page in pages if page.is_read or not step.read]
    done = iter(step.run(own))
    return [next(done) if page.is_read or not step.read else page for page in pages]


def extraction(page: Page) -> Extraction:
    """Return what is read of a page as the record that leaves this package."""
    return Extraction(
        id=page.document.id,
        lang=page.lang or None,
        status="ok" if page.is_read else "unsupported-language",
        title=page.document.title,
        url=page.document.url,
        text=page.document.text,
        published=page.published,
        timexes=tuple(dated.timex for dated in page.dated),
        events=page.reports,
        review=page.review,
        unread=page.unread,
        chains=page.chains,
    )
