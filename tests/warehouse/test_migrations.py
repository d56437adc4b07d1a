"""Work files of earlier versions open, keep what they hold, and can be published."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from datelines.warehouse import Reader, WarehouseError, Writer
from datelines.warehouse.migrations import Migration, migrations, open_work_file, schema_version
from tests import ROOT
from tests.factories import NO_KNOWLEDGE
from tests.warehouse.old_schema import OLD, dump, fill

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
    assert f"{schema_version():03d}" in {path.stem for path in OLD.glob("*.sql")}, (
        "run python -m tests.warehouse.old_schema"
    )


def test_what_is_kept_is_what_was_there(tmp_path: Path) -> None:
    fill(tmp_path / "made")
    written = dump(tmp_path / "made" / "work.duckdb")
    with duckdb.connect(str(tmp_path / "again.duckdb")) as again:
        again.execute(written)
    assert dump(tmp_path / "again.duckdb") == written


NEXT = schema_version() + 1
BACKUP = f"work.before-{NEXT:03d}.duckdb"
# Opens a work file with one migration more, which says that it is there and then takes for ever.
SLOW = """
import sys
from pathlib import Path
from datelines.warehouse.migrations import Migration, migrations, open_work_file
sql = (
    "CREATE TABLE facts.half AS SELECT 1 AS n; DELETE FROM facts.documents; "
    "CREATE TABLE facts.whole AS SELECT count(*) AS n FROM range(10000000) AS a, range(10000000) AS b"
)
open_work_file(Path(sys.argv[1]), [*migrations(), Migration(len(migrations()) + 1, "slow", sql)])
"""


@pytest.mark.slow
def test_a_migration_that_is_killed_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    fill(tmp_path)
    work = tmp_path / "work.duckdb"
    before = dump(work)
    process = subprocess.Popen([sys.executable, "-c", SLOW, str(work)], cwd=ROOT)
    while not (tmp_path / BACKUP).exists():
        assert process.poll() is None
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert dump(tmp_path / BACKUP) == before
    open_work_file(work).close()
    assert dump(work) == before
    done = Migration(NEXT, "done", "CREATE TABLE facts.done (n INTEGER)")
    open_work_file(work, [*migrations(), done]).close()
    assert "facts.done" in dump(work)
    assert dump(tmp_path / BACKUP) == before
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_a_migration_that_fails_changes_nothing_and_may_be_mended(tmp_path: Path) -> None:
    fill(tmp_path)
    work = tmp_path / "work.duckdb"
    before = dump(work)
    wrong = Migration(NEXT, "wrong", "CREATE TABLE facts.half (n INTEGER); SELECT * FROM facts.nowhere")
    with pytest.raises(duckdb.Error, match="nowhere"):
        open_work_file(work, [*migrations(), wrong])
    assert dump(work) == before
    right = Migration(NEXT, "right", "CREATE TABLE facts.half (n INTEGER)")
    open_work_file(work, [*migrations(), right]).close()
    assert dump(tmp_path / BACKUP) == before


def test_a_file_of_a_later_version_is_refused_in_one_line_and_left_alone(tmp_path: Path) -> None:
    fill(tmp_path)
    work = tmp_path / "work.duckdb"
    open_work_file(work, [*migrations(), Migration(NEXT, "later", "SELECT 1")]).close()
    before = work.read_bytes()
    with pytest.raises(WarehouseError, match=f"has schema {NEXT}, this datelines knows {NEXT - 1}"):
        Writer(tmp_path)
    environment = os.environ | {"DATELINES_HOME": str(tmp_path)}
    program = [sys.executable, "-c", "from datelines.flows.cli import main; main()", "rebuild"]
    done = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    refused = f"{work} has schema {NEXT}, this datelines knows {NEXT - 1}: use a later version of datelines"
    assert done.stderr == f"datelines: {refused}\n"
    assert work.read_bytes() == before
