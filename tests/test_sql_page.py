"""docs/sql.md: its questions are asked of the digests that ship and answered; its snippets run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from datelines.extractors.pipeline import extract_many
from datelines.sources.read import read_path
from datelines.sources.records import Document
from datelines.warehouse import Extracted, Reader, Writer, views
from datelines.warehouse.knowledge import from_seeds
from tests import ROOT

DOCS = ROOT / "docs"
PAGE = (DOCS / "sql.md").read_text(encoding="utf-8")
QUESTION = re.compile(r"^### (?P<number>\d+)\. (?P<name>[^\n]+)\n```sql\n(?P<sql>.*?)^```$", re.M | re.S)
QUESTIONS = list(QUESTION.finditer(PAGE))
EMPTY = {21}  # the page says so
# What must stand in some cell of an answer: facts of the digests that any reading of them must find.
SENSIBLE: dict[int, str] = {
    1: "Tokyo",
    2: "Kassym-Jomart Tokayev speaks at United Nations University, Tokyo",
    3: "2025-03-13",
    4: "Kassym-Jomart Tokayev visits Japan",
    5: "2025-12-01",
    6: "KGZ",
    7: "Kassym-Jomart Tokayev",
    8: "KAZ",
    9: "United Nations University",
    10: "Kassym-Jomart Tokayev",
    11: "Sadyr Japarov",
    12: "Astana",
    13: "Central Asia + Japan Dialogue",
    14: "Kazakhstan",
    15: "realised",
    16: "2027-01-01",
    17: "2025-12-12",
    18: "realised",
    19: "datelines digest",
    20: "datelines digest",
}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """What is read in the digests that ship, with what the seeds know."""
    paths = sorted((ROOT / "seeds" / "documents").glob("*.md"))
    documents = [item for path in paths for item in read_path(path) if isinstance(item, Document)]
    read = zip(documents, extract_many(documents), strict=True)
    with Writer(tmp_path_factory.mktemp("sql")) as writer:
        writer.write([Extracted(*pair, "1", "s") for pair in read], "r", "2026-02-01T08:00:00+00:00")
        return Reader(writer.publish(from_seeds()))


def shown(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def test_there_are_twenty_and_one_without_an_answer() -> None:
    assert [int(question["number"]) for question in QUESTIONS] == list(range(1, 22))
    assert SENSIBLE.keys() | EMPTY == set(range(1, 22))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["name"])
def test_a_question_of_the_page_has_a_sensible_answer(reader: Reader, question: re.Match[str]) -> None:
    answer = reader.query(question["sql"])
    assert len(answer.columns) > 1
    if int(question["number"]) in EMPTY:
        assert answer.rows == []
    else:
        wanted = SENSIBLE[int(question["number"])]
        assert [row for row in answer.rows if any(wanted in shown(value) for value in row)]


def test_every_view_answers_on_real_documents(reader: Reader) -> None:
    may_be_silent = {
        "conflicts",  # no two digests tell the same event
        "redirects",  # nothing was published before
        "review_queue",  # better rules leave less to doubt
        "runs",  # no flow ran here
    }
    names = {name for name, path in views.view_files().items() if path.parent.name == "views"}
    assert {name for name in names if not reader.query(f"FROM {name} LIMIT 1").rows} <= may_be_silent


def test_the_order_of_a_view_does_not_hang_on_the_order_of_its_tables(reader: Reader, tmp_path: Path) -> None:
    """Views that order their rows leave no tie open; the timeline's order is that of its table."""
    answers = []
    for turned in ("ASC", "DESC"):
        path = tmp_path / f"{turned}.duckdb"
        path.write_bytes(reader.path.read_bytes())
        with duckdb.connect(str(path)) as database:
            tables = database.execute(
                "SELECT schema_name || '.' || table_name FROM duckdb_tables() "
                "WHERE schema_name IN ('facts', 'derived') AND table_name NOT IN ('events', 'event_reports')"
            ).fetchall()
            for (table,) in tables:
                database.execute(f"CREATE OR REPLACE TABLE {table} AS FROM {table} ORDER BY rowid {turned}")
            views.apply(database)
            ordered = [name for name, path in views.view_files().items() if "\nORDER BY" in path.read_text()]
            names = [name for name in ordered if views.view_files()[name].parent.name == "views"]
            answers.append({name: database.execute(f"FROM {name}").fetchall() for name in names})
    assert answers[0].keys() >= {"mechanisms", "gaps", "network", "plans"}
    assert {name for name, rows in answers[0].items() if rows != answers[1][name]} == set()


def test_the_snippet_for_python_runs(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(reader.path.parent)
    [snippet] = re.findall(r"^\| Python \| `(.*)` \|$", PAGE, re.M)
    assert eval(snippet, {"duckdb": duckdb}).num_rows == len(reader.query("FROM timeline").rows)  # noqa: S307  ours


def test_a_file_attached_beside_others_answers_after_use(reader: Reader) -> None:
    [attach] = re.findall(r"`(ATTACH 'timeline.duckdb' AS news \(READ_ONLY\))`", PAGE)
    with duckdb.connect() as shell:
        shell.execute(attach.replace("timeline.duckdb", str(reader.path)))
        shell.execute("USE news")
        assert shell.execute("FROM timeline_of('Tokayev')").fetchall()


def test_every_macro_is_on_the_page_of_views() -> None:
    page = (DOCS / "views.md").read_text(encoding="utf-8")
    macros = {name for name, path in views.view_files().items() if path.parent.name == "macros"}
    assert {name for name in macros if f"| `{name}(" not in page} == set()
