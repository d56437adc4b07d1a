"""The same documents give the same rows in whatever order and batches they come, and so does a rebuild."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from datelines.sources.records import ReviewItem
from datelines.warehouse import Extracted, Reader, Writer
from datelines.warehouse.publish import FACT_TABLES
from datelines.warehouse.views import view_files
from tests.factories import FETCHED, NO_KNOWLEDGE, extracted, person, report

# Each of these tells of runs, or of the times at which things were fetched or decided.
OF_THE_HISTORY = {"runs", "redirects", "fetches", "quarantine", "decisions"}
SESSION = {"mechanism": "steppe-forum", "stage": "convened"}
VERSIONS = ("1", "2")


def documents(version: str) -> list[Extracted]:
    """Return documents that agree, differ, copy one another, announce, cancel, and lack dates."""
    aida, ken, zarina = person("Aida"), person("Ken", "JPN", role="target"), person("Zarina", "UZB")
    plan = report(
        "Aida will meet Ken.", date="2026-01-10", factuality="planned", participants=[aida, ken], id="p"
    )
    later = {"published": "2026-01-12"}
    doubt = ReviewItem("unknown-actor", "Ken", "nobody of that name", ((9, 12),))
    told = [
        extracted("d01", report("Aida met Ken.", participants=[aida, ken])),
        extracted("d02", report("Aida met Ken.", participants=[aida, ken]), publisher="Herald"),
        extracted("d03", report("Ken met Aida, again.", participants=[ken, aida]), publisher="Courier"),
        extracted("d04", report("Aida once met Ken.", date=None, participants=[aida, ken])),
        extracted("d05", plan),
        extracted("d06", report("Aida did meet Ken.", date="2026-01-10", participants=[aida, ken]), **later),
        extracted("d07", report("The second forum.", ordinal=2, participants=[zarina], **SESSION)),
        extracted("d08", report("A forum met.", date="2025-12-20", ordinal=2, **SESSION), publisher="B"),
        extracted("d09", report("A forum, it is said.", participants=[], **SESSION), published=None),
        extracted("d10", report("Zarina spoke.", position=("UZB", "water", "support"), place=("Osh", "KGZ"))),
        extracted("d11", report("In May.", date="2025-05-01", until="2025-05-31", precision="month")),
        extracted("d12", report("Ken left.", date="2025-12-19", confidence=0.2), review=[doubt]),
    ]
    changed = report("Aida met Ken.", subtype="visit", participants=[aida, ken])
    newer = {
        "d03": extracted("d03", report("Ken met Aida, again.", type="AGREE")),
        "d01": extracted("d01", changed),
    }
    return [_read_by(version, newer.get(item.document.id, item) if version == "2" else item) for item in told]


def _read_by(version: str, item: Extracted) -> Extracted:
    return Extracted(item.document, item.extraction, version, item.seeds_digest)


@dataclass(frozen=True)
class Way:
    """In which order documents come, where they are cut into batches, which come again, when to publish."""

    order: Sequence[int]
    cuts: frozenset[int] = frozenset()
    again: frozenset[int] = frozenset()
    publish_after: frozenset[int] = frozenset()

    def batches(self, items: Sequence[Extracted]) -> list[list[Extracted]]:
        edges = [0, *sorted(self.cuts), len(items)]
        found = [[items[at] for at in self.order[start:end]] for start, end in pairwise(edges)]
        return found + [batch for number, batch in enumerate(found) if number in self.again]


N_DOCUMENTS = len(documents("1"))
STRAIGHT = Way(range(N_DOCUMENTS))
some = st.frozensets(st.integers(1, N_DOCUMENTS - 1), max_size=4)
ways = st.builds(Way, st.permutations(range(N_DOCUMENTS)), some, some, some)


def ingest(home: Path, chosen: Sequence[Way] = (STRAIGHT, STRAIGHT)) -> Reader:
    """Store all documents as both versions read them, each in its way."""
    with Writer(home) as writer:
        for number, (version, way) in enumerate(zip(VERSIONS, chosen, strict=True), 1):
            writer.start_run(version, f"2026-02-0{number}T08:00:00+00:00", {}, version, "s1")
            for at, batch in enumerate(way.batches(documents(version))):
                writer.write(batch, version, FETCHED)
                if at in way.publish_after:
                    writer.publish(NO_KNOWLEDGE)
            writer.finish_run(version, f"2026-02-0{number}T09:00:00+00:00", "ok", {})
        return Reader(writer.publish(NO_KNOWLEDGE))


def content(reader: Reader) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of all tables and views but those of the history; those of views in their own order."""
    views = [path.stem for path in view_files().values() if path.parent.name == "views"]
    derived = reader.query(
        "SELECT 'derived.' || table_name FROM duckdb_tables() WHERE schema_name = 'derived'"
    ).rows
    tables = [*(f"facts.{name}" for name in FACT_TABLES), *(name for (name,) in derived)]
    queries = {name: f"FROM {name}" for name in views} | {
        name: f"FROM {name} ORDER BY ALL" for name in tables
    }
    return {
        name: reader.query(sql).rows
        for name, sql in sorted(queries.items())
        if name.split(".")[-1] not in OF_THE_HISTORY
    }


@pytest.fixture(scope="module")
def straight(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    """Return what one batch a version gives."""
    return content(ingest(tmp_path_factory.mktemp("straight")))


@pytest.mark.slow
@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # to shrink would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(chosen=st.tuples(ways, ways))
def test_any_order_in_any_batches_gives_the_same_rows(
    straight: dict[str, list[tuple[Any, ...]]], chosen: tuple[Way, Way]
) -> None:
    with tempfile.TemporaryDirectory() as home:
        found = content(ingest(Path(home), chosen))
    for name, rows in found.items():
        assert rows == straight[name], name
    assert found.keys() == straight.keys()


def test_a_rebuild_gives_the_same_rows(tmp_path: Path) -> None:
    before = content(ingest(tmp_path))
    with Writer(tmp_path) as writer:
        reader = Reader(writer.publish(NO_KNOWLEDGE))
    assert content(reader) == before


def test_the_documents_above_do_meet_agree_and_differ(straight: dict[str, list[tuple[Any, ...]]]) -> None:
    for view in (
        "conflicts",
        "plans",
        "positions",
        "mechanisms",
        "timeline_changes",
        "review_queue",
        "dyads",
    ):
        assert straight[view], view
