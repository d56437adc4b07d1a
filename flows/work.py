"""From documents to what the warehouse stores: plain functions, the same in any process."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

import orjson

from flows.answers import ExtractMany, Failure, attempt
from flows.portions import Found, Portion, groups, read, reread
from sources.records import DctCandidate, Document, Extraction
from sources.results import Unreadable
from warehouse.rows import Extracted
from warehouse.store import Quarantined

STEP = 32  # documents that go through the pipeline together
READING, EXTRACTING = "read", "extract"


@dataclass(frozen=True, slots=True)
class Rules:
    """What reads the documents, and the names under which the warehouse keys what it found."""

    extract_many: ExtractMany
    version: str
    seeds_digest: str
    model: str | None


def installed_rules() -> Rules:
    """Return the extraction pipeline as it is installed."""
    import seeds
    from extractors.pipeline import VERSION, extract_many, model_name

    return Rules(extract_many, VERSION, seeds.digest(), model_name())


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of some input; `known` counts the documents that these rules had read before."""

    extracted: tuple[Extracted, ...]
    failed: tuple[Quarantined, ...]
    known: int


def work(found: Iterable[Found], rules: Rules, known: Container[str]) -> Outcome:
    """Extract each document that is not known, once. What fails is set aside with its reason."""
    documents: dict[str, Document] = {}
    places: dict[str, str] = {}
    failed: list[Quarantined] = []
    repeated = 0
    for where, item in found:
        if isinstance(item, Unreadable):
            failed.append(Quarantined(item.key, item.where, READING, item.kind, item.message, item.raw))
        elif item.id in known or item.id in documents:
            repeated += 1
        else:
            documents[item.id], places[item.id] = item, where
    extracted: list[Extracted] = []
    for document, outcome in _attempts(list(documents.values()), rules):
        if isinstance(outcome, Failure):
            failed.append(_crashed(document, places[document.id], outcome))
        else:
            extracted.append(Extracted(document, outcome, rules.version, rules.seeds_digest, rules.model))
    return Outcome(tuple(extracted), tuple(failed), repeated)


def _attempts(documents: Sequence[Document], rules: Rules) -> Iterator[tuple[Document, Extraction | Failure]]:
    for group in groups(documents, STEP):
        yield from zip(group, attempt(group, None, rules.extract_many), strict=True)


def _crashed(document: Document, where: str, failure: Failure) -> Quarantined:
    """Keep the whole document, so that a later version can try it without its source."""
    return Quarantined(document.id, where, EXTRACTING, failure.kind, failure.message, orjson.dumps(document))


def again(item: Quarantined) -> list[Found]:
    """Read once more what was set aside: from its bytes if they were kept, else from its path."""
    if item.raw is None:
        return list(read(Portion((item.location,), found=True)))
    if item.stage == EXTRACTING:
        return [(item.location, _document(item.raw))]
    return list(reread(item.location, item.raw))


def _document(raw: bytes) -> Document:
    fields = orjson.loads(raw)
    evidence = tuple(DctCandidate(**candidate) for candidate in fields.pop("evidence"))
    return Document(**fields, evidence=evidence)
