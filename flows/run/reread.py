"""What is read again by the rules and seeds of now: what was fetched, and what is stored. No network."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

import orjson

from datelines.flows.run.work import EXTRACTING, Rules
from datelines.flows.visit.fetch import settled
from datelines.sources.answers import SUFFIX, dump_line
from datelines.sources.raw_store import RawStore
from datelines.sources.records import DctCandidate, Document
from datelines.warehouse.reader import Reader, published_path
from datelines.warehouse.store import Writer

_DOCUMENTS = """
SELECT
    d.document_id AS id, d.text, d.url, d.title, d.lang, d.zone, d.publisher, d.source, d.raw_hash,
    e.published_candidates::VARCHAR AS candidates
FROM facts.documents AS d
JOIN derived.documents AS c USING (document_id)
JOIN facts.extractions AS e ON e.extraction_id = c.extraction_id
ORDER BY d.document_id
"""
Again = Literal["fetched", "stored"]
_TOLD = frozenset({"metadata", "feed"})  # the other candidates are found again in text and address


@dataclass(frozen=True, slots=True)
class Behind:
    """What these rules have yet to read: so many `documents`, and by its key what others failed to read."""

    documents: int
    set_aside: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.documents or self.set_aside)


def behind(home: Path, rules: Rules, wait: float) -> Behind:
    """Return what other code, another model or other seeds have read, or failed to read, and `rules` not."""
    with Writer(home, wait=wait) as writer:
        tried = writer.set_aside_by(rules.version, rules.seeds_digest)
        failed = (item.key for item in writer.quarantined() if item.stage == EXTRACTING)
        return Behind(
            writer.behind(rules.version, rules.seeds_digest), tuple(key for key in failed if key not in tried)
        )


def read_again(home: Path, what: Collection[Again]) -> list[Path]:
    """Return the files to ingest once more.

    What was fetched is read from its bytes, by the readers of now; what is stored from its text, wherever it
    came from. Asked for both, nothing is read both ways: a better reader may find another text in the bytes.
    """
    fetched = settled(home) if "fetched" in what else []
    kept = RawStore(home / "fetched" / "raw") if "fetched" in what else None
    return [*fetched, write_stored(home, kept)] if "stored" in what else fetched


def write_stored(home: Path, kept: RawStore | None = None) -> Path:
    """Write every document that is published into a file that an ingest reads, and return it.

    What was fetched and is `kept` is left out.
    """
    file = _file(home)
    with file.open("wb") as out:
        for document in stored(home):
            if kept is None or not (document.source or (document.raw_hash or "") in kept):
                out.write(dump_line(document))
    return file


def forget_stored(home: Path) -> None:
    """Remove that file, once it was read."""
    _file(home).unlink(missing_ok=True)


def _file(home: Path) -> Path:
    return home / f"stored{SUFFIX}"


def stored(home: Path) -> Iterator[Document]:
    """Yield every document that is published, with what its container said of its publication."""
    with Reader(published_path(home)).session() as session:
        answer = session.stream(_DOCUMENTS)
        for batch in answer.batches:
            for row in batch:
                yield _document(dict(zip(answer.columns, row, strict=True)))


def _document(row: Mapping[str, Any]) -> Document:
    candidates = [DctCandidate(**each) for each in orjson.loads(row["candidates"])]
    given = next((each.value for each in candidates if each.method == "given"), None)
    told = tuple(each for each in candidates if each.method in _TOLD)
    names = {field.name for field in fields(Document)}
    known = {name: value for name, value in row.items() if name in names}
    return Document(**known, published=given, evidence=told)
