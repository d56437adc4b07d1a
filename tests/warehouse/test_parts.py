"""Parts: what is written as Parquet and merged is what would have been written at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from datelines.flows.run.session import Session
from datelines.flows.run.work import Rules
from datelines.warehouse import Reader, Writer, parts, published_path
from datelines.warehouse.errors import InvalidExtraction
from tests.factories import FETCHED, NO_KNOWLEDGE, chain, extracted, person, report

TABLES = (
    "documents",
    "extractions",
    "timexes",
    "reports",
    "mentions",
    "participants",
    "chains",
    "chain_mentions",
    "review_items",
    "fetches",
)
BATCH = [
    extracted(
        f"d{n}",
        report(f"Aida met envoy {n}.", participants=[person("Aida"), person(f"Envoy {n}")]),
        chains=[chain("c1", (0, 4, "name")), chain("c2", (9, 16, "description"), members=["c1"])],
    )
    for n in range(5)
]


def rows(home: Path) -> dict[str, list[tuple[object, ...]]]:
    reader = Reader(published_path(home))
    return {name: reader.query(f"SELECT * FROM facts.{name} ORDER BY ALL").rows for name in TABLES}


def test_merged_parts_are_the_rows_of_what_is_written_at_once(tmp_path: Path) -> None:
    parts.save(BATCH[:3], tmp_path / "parts" / "a")
    parts.save(BATCH[1:], tmp_path / "parts" / "b")
    with Writer(tmp_path / "merged") as writer:
        new = [
            writer.merge(parts.load(tmp_path / "parts" / name), "run", FETCHED) for name in ("b", "a", "b")
        ]
        writer.publish(NO_KNOWLEDGE)
    with Writer(tmp_path / "whole") as writer:
        writer.write(BATCH, "run", FETCHED)
        writer.publish(NO_KNOWLEDGE)
    assert new == [4, 1, 0]
    assert rows(tmp_path / "merged") == rows(tmp_path / "whole")
    assert len(rows(tmp_path / "whole")["participants"]) == 10
    assert len(rows(tmp_path / "whole")["chain_mentions"]) == 10


def test_a_part_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / f"a{parts.DRAFT}").mkdir()
    (tmp_path / f"a{parts.DRAFT}" / "stale.parquet").write_text("cut short by a kill")
    parts.save(BATCH[:1], tmp_path / "a")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a"]
    assert "stale" not in parts.load(tmp_path / "a")


def test_an_unsound_extraction_makes_no_part(tmp_path: Path) -> None:
    unsound = replace(BATCH[0], extraction=replace(BATCH[0].extraction, text="another text"))
    with pytest.raises(InvalidExtraction):
        parts.save([unsound], tmp_path / "a")
    assert not (tmp_path / "a").exists()


def test_an_empty_part_merges_to_nothing(tmp_path: Path) -> None:
    parts.save([], tmp_path / "a")
    with Writer(tmp_path / "home") as writer:
        assert writer.merge(parts.load(tmp_path / "a"), "run", FETCHED) == 0


def test_parts_that_a_killed_run_left_are_stored_by_the_next_and_damaged_ones_are_not(tmp_path: Path) -> None:
    left = tmp_path / "parts"
    parts.save(BATCH[:2], left / "whole")
    parts.save(BATCH[2:], left / "damaged")
    (left / "damaged" / "extractions.parquet").write_bytes(b"PAR1 and no more")
    (left / f"unfinished{parts.DRAFT}").mkdir()
    rules = Rules(lambda documents, only: (), BATCH[0].extractor_version, BATCH[0].seeds_digest, None)
    with Writer(tmp_path / "home") as writer:
        session = Session(writer, rules, "run", FETCHED, print, lambda _: None)
        session.adopt(parts.left_over(left))
        assert session.counts.new == 2
        assert session.known == {item.document.id for item in BATCH[:2]}
