"""From documents to what the warehouse stores: plain functions, the same in any process."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from datelines.flows.run.extraction import ExtractMany, Failure, attempt
from datelines.flows.run.patience import patiently
from datelines.flows.run.portions import PORTION, Found, Portion, groups, read, reread
from datelines.sources.records import DctCandidate, Document, Extraction
from datelines.sources.results import Unreadable
from datelines.warehouse import validity
from datelines.warehouse.rows import Extracted
from datelines.warehouse.store import Quarantined

STEP = 32  # documents that go through the pipeline together
PATIENCE = 60.0  # seconds; an ordinary document takes a hundredth of one
READING, EXTRACTING = "read", "extract"


@dataclass(frozen=True, slots=True)
class Rules:
    """What reads the documents, and the names under which the warehouse keys what it found.

    `seconds` is how long a document, or a step of `STEP` ordinary ones, may take.
    """

    extract_many: ExtractMany
    version: str
    seeds_digest: str
    model: str | None
    seconds: float | None = PATIENCE


def installed_rules() -> Rules:
    """Return the extraction pipeline as it is installed."""
    from datelines import seeds
    from datelines.extractors.language.which_model import model_name
    from datelines.extractors.pipeline import extract_many
    from datelines.extractors.version import extractor_version

    return Rules(extract_many, extractor_version(), seeds.digest(), model_name())


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of `seen` pieces of input.

    `known` of them are documents that were read before, `waiting` such as this version failed to read.
    """

    extracted: tuple[Extracted, ...]
    failed: tuple[Quarantined, ...]
    seen: int
    known: int
    waiting: int = 0

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the documents that were extracted."""
        return frozenset(item.document.id for item in self.extracted)


@dataclass(frozen=True, slots=True)
class Part:
    """An outcome whose extractions, of the documents `ids`, lie in a folder (see `warehouse.parts`)."""

    folder: Path
    ids: frozenset[str]
    failed: tuple[Quarantined, ...]
    seen: int
    known: int
    waiting: int = 0


def work(
    found: Iterable[Found], rules: Rules, known: Container[str], waiting: Container[str] = ()
) -> Iterator[Outcome]:
    """Extract each document that is not known, and yield what is to be stored, so much at a time.

    What fails is set aside with its reason. Documents in `waiting` lie there since an earlier run, and
    would only take as long again. `known` may grow between one outcome and the next.
    """
    for group in groups(patiently(found, rules.seconds), PORTION):
        yield _outcome(group, rules, known, waiting)


def _outcome(found: Sequence[Found], rules: Rules, known: Container[str], waiting: Container[str]) -> Outcome:
    documents: dict[str, tuple[str, Document]] = {}
    failed: list[Quarantined] = []
    repeated = left = 0
    for where, item in found:
        if isinstance(item, Unreadable):
            failed.append(unread(item))
        elif item.id in known or item.id in documents:
            repeated += 1
        elif item.id in waiting:
            left += 1
        else:
            documents[item.id] = where, item
    extracted: list[Extracted] = []
    for group in groups(documents.values(), STEP):
        together = [document for _, document in group]
        outcomes = attempt(together, None, rules.extract_many, rules.seconds)
        for (where, document), outcome in zip(group, outcomes, strict=True):
            match _checked(document, where, outcome, rules):
                case Extracted() as sound:
                    extracted.append(sound)
                case Quarantined() as aside:
                    failed.append(aside)
    return Outcome(tuple(extracted), tuple(failed), len(found), repeated, left)


def unread(item: Unreadable) -> Quarantined:
    """Return what is set aside of input that gave no document."""
    return Quarantined(item.key, item.where, READING, item.kind, item.message, item.raw)


def unextracted(where: str, document: Document, kind: str, message: str) -> Quarantined:
    """Return what is set aside of a document: all of it, so that a later version needs no source."""
    return Quarantined(document.id, where, EXTRACTING, kind, message, orjson.dumps(document))


def _checked(
    document: Document, where: str, outcome: Extraction | Failure, rules: Rules
) -> Extracted | Quarantined:
    """Return what is stored of an extraction; one that contradicts its text is set aside like a crash."""
    if isinstance(outcome, Extraction):
        extracted = Extracted(document, outcome, rules.version, rules.seeds_digest, rules.model)
        wrong = validity.problem(extracted)
        if wrong is None:
            return extracted
        outcome = Failure(document.id, "unsound-extraction", wrong)
    return unextracted(where, document, outcome.kind, outcome.message)


def again(item: Quarantined) -> list[Found]:
    """Read once more what was set aside: from its bytes if they were kept, else from its path.

    An address without bytes fails again here: it has to be fetched.
    """
    if item.raw is None and "://" in item.location:
        return [(item.location, Unreadable(item.key, item.location, item.kind, item.message, None))]
    if item.raw is None:
        return list(read(Portion((item.location,), found=True)))
    if item.stage == EXTRACTING:
        return [(item.location, _document(item.raw))]
    return list(reread(item.location, item.raw))


def _document(raw: bytes) -> Document:
    fields = orjson.loads(raw)
    evidence = tuple(DctCandidate(**candidate) for candidate in fields.pop("evidence"))
    return Document(**fields, evidence=evidence)
