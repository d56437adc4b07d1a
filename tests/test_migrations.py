"""Work files of earlier versions open, keep what they hold, and can be published."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.factories import NO_KNOWLEDGE
from tests.old_schema import OLD, dump, fill
from warehouse import Reader, Writer
from warehouse.migrations import schema_version

TABLES = "SELECT concat(schema_name, '.', table_name), sql FROM duckdb_tables() ORDER BY ALL"


@pytest.mark.parametrize("old", sorted(OLD.glob("*.sql")), ids=lambda path: path.stem)
def test_an_old_work_file_opens_and_is_published(tmp_path: Path, old: Path) -> None:
    with duckdb.connect(str(tmp_path / "work.duckdb")) as work:
        work.execute(old.read_text(encoding="utf-8"))
    with Writer(tmp_path) as writer:
        assert writer.known("1", "s1") == {"d1"}
        assert [item.message for item in writer.quarantined()] == ["no text"]
        reader = Reader(writer.publish(NO_KNOWLEDGE))
    assert [row["title"] for row in reader.timeline().dicts()] == ["Aida met Ken"]
    assert [row["text"] for row in reader.review().dicts()] == ["Ken"]
    fill(tmp_path / "new")
    assert schema(tmp_path) == schema(tmp_path / "new")


def schema(home: Path) -> list[tuple[str, str]]:
    with duckdb.connect(str(home / "work.duckdb"), read_only=True) as work:
        return work.execute(TABLES).fetchall()


def test_the_newest_schema_is_kept_too() -> None:
    assert f"{schema_version():03d}" in {path.stem for path in OLD.glob("*.sql")}, "run tests/old_schema.py"


def test_what_is_kept_is_what_was_there(tmp_path: Path) -> None:
    fill(tmp_path / "made")
    written = dump(tmp_path / "made" / "work.duckdb")
    with duckdb.connect(str(tmp_path / "again.duckdb")) as again:
        again.execute(written)
    assert dump(tmp_path / "again.duckdb") == written
