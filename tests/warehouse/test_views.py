"""Every view by its cases in views/: rows given, rows expected; and what holds for all of them.

A file is ``tests/warehouse/views/<view or macro>.yml``, a mapping of case names to

    kind:   empty, tie, partial or conflict; a list where a case is several
    given:  {table: [row, …]}      tables of the schema derived, or written out (facts.runs)
    call:   as_known_on('2025-12-31')    only for a macro
    expect: [row, …]               in order; only the columns named are compared
    fails:  words of the error     in place of `expect`

What a row of `given` leaves out is null. Each file has a case of every kind, or says why one cannot be:
``without: {partial: it has no date}``.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
import yaml

from datelines.warehouse import WarehouseError, Writer, views
from datelines.warehouse.knowledge import of_events
from tests import ROOT
from tests.factories import NO_KNOWLEDGE

CASES = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "views").glob("*.yml"))
}
WITHOUT = {view: some.pop("without", {}) for view, some in CASES.items()}
COMMENT = re.compile(r"--.*")
KINDS = {"empty", "tie", "partial", "conflict"}


def cases() -> list[Any]:
    return [
        pytest.param(view, case, id=f"{view}: {name}")
        for view, some in CASES.items()
        for name, case in some.items()
    ]


def kinds(case: dict[str, Any]) -> set[str]:
    kind = case.get("kind", [])
    return {kind} if isinstance(kind, str) else set(kind)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a published file without a row."""
    with Writer(tmp_path_factory.mktemp("empty")) as writer:
        return writer.publish(of_events())


@pytest.fixture
def database(empty: Path, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    shutil.copy(empty, tmp_path / "case.duckdb")
    with duckdb.connect(str(tmp_path / "case.duckdb")) as connection:
        views.apply(connection)  # as their files have them: what was materialised is read anew
        yield connection


def fill(database: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    """Insert rows; YAML's words are cast to the types of the columns."""
    name = table if "." in table else f"derived.{table}"
    for row in rows:
        columns = ", ".join(row)
        slots = ", ".join("?" for _ in row)
        database.execute(f"INSERT INTO {name} ({columns}) VALUES ({slots})", list(row.values()))


def copy_sql(folder: Path) -> None:
    """Copy what makes a published file, so that a test can change it."""
    for name in ("views", "macros", "derived"):
        shutil.copytree(views.HERE / name, folder / name)
    shutil.copy(views.HERE / "columns.yml", folder)


def plain(value: Any) -> Any:
    """Return a value as YAML would write it."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value if isinstance(value, bool | int | float | None) else str(value)


@pytest.mark.parametrize(("view", "case"), cases())
def test_view(database: duckdb.DuckDBPyConnection, view: str, case: dict[str, Any]) -> None:
    for table, rows in case["given"].items():
        fill(database, table, rows)
    sql = f"SELECT * FROM {case.get('call', view)}"
    if "fails" in case:
        with pytest.raises(duckdb.Error, match=case["fails"]):
            database.execute(sql).fetchall()
        return
    cursor = database.execute(sql)
    columns = [column[0] for column in cursor.description or []]
    found = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    named = {column for row in case["expect"] for column in row}
    assert named <= set(columns)
    shown = [{column: plain(row[column]) for column in columns if column in named} for row in found]
    assert shown == [
        {column: plain(row.get(column)) for column in columns if column in named} for row in case["expect"]
    ]


def test_every_view_and_macro_has_its_cases() -> None:
    assert CASES.keys() == views.view_files().keys()


@pytest.mark.parametrize("view", CASES)
def test_a_view_has_a_case_of_every_kind_or_says_why_not(view: str) -> None:
    shown = set().union(*(kinds(case) for case in CASES[view].values()))
    assert shown | WITHOUT[view].keys() == KINDS
    assert shown & WITHOUT[view].keys() == set()
    for case in CASES[view].values():
        assert ("empty" in kinds(case)) <= (case.get("expect") == [])
        assert ("tie" in kinds(case)) <= bool(case.get("expect"))


@pytest.mark.parametrize("path", [pytest.param(path, id=name) for name, path in views.view_files().items()])
def test_a_file_opens_with_its_grain_and_names_its_columns(path: Path) -> None:
    sql = path.read_text(encoding="utf-8")
    assert sql.startswith(f"-- {path.stem}")
    assert ": one row is " in sql.splitlines()[0] or ("MACRO" in sql and "AS TABLE" not in sql)
    assert not re.search(r"(?:SELECT(?: DISTINCT)?|,)\s+\*", COMMENT.sub("", sql))


@pytest.mark.parametrize("path", [pytest.param(path, id=name) for name, path in views.view_files().items()])
def test_whatever_is_taken_whole_is_named_column_by_column_elsewhere(path: Path) -> None:
    """``x.*`` takes the columns of the timeline, of another view or macro, or of a step of the same file."""
    sql = COMMENT.sub("", path.read_text(encoding="utf-8"))
    named_here = set(re.findall(r"(\w+) AS (?:MATERIALIZED )?\(\s", sql)) | set(
        re.findall(r"\) AS (\w+)", sql)
    )
    assert set(re.findall(r"(\w+)\.\*", sql)) <= {"timeline"} | named_here


def test_a_filter_of_the_timeline_has_its_columns(database: duckdb.DuckDBPyConnection) -> None:
    def looks(asked: str) -> list[Any]:
        return database.execute(f"SELECT column_name, column_type FROM (DESCRIBE FROM {asked})").fetchall()

    whole = looks("timeline")
    assert len(whole) == 28
    assert looks("central_asia_timeline") == whole
    for call in ("as_known_on('2025')", "dyad('KAZ', 'JPN')", "search('x')", "timeline_of('KAZ')"):
        assert looks(call) == whole, call
    assert looks("timeline_between('2025', '2025')") == [*whole, ("is_within", "BOOLEAN")]


def test_whatever_is_published_says_what_it_is(empty: Path) -> None:
    with duckdb.connect(str(empty), read_only=True) as published:
        bare = published.execute(
            "SELECT view_name FROM duckdb_views() "
            "WHERE schema_name = 'main' AND NOT internal AND comment IS NULL UNION ALL "
            "SELECT table_name || '.' || column_name FROM duckdb_columns() "
            "WHERE schema_name = 'main' AND NOT internal AND comment IS NULL"
        ).fetchall()
        said = dict(published.execute("SELECT function_name, comment FROM duckdb_functions()").fetchall())
    assert bare == []
    assert {name for name, path in views.view_files().items() if path.parent.name == "macros"} <= {
        name for name, comment in said.items() if comment and comment.startswith(f"{name}(")
    }


def test_the_names_in_a_macro_s_first_line_are_those_it_takes(empty: Path) -> None:
    with duckdb.connect(str(empty), read_only=True) as published:
        taken = published.execute(
            "SELECT function_name, parameters, comment FROM duckdb_functions() "
            "WHERE NOT internal AND comment IS NOT NULL"
        ).fetchall()
    for name, parameters, comment in taken:
        shown = comment.removeprefix(f"{name}(").split("): ")[0]
        assert [each.split(" := ")[0] for each in shown.split(", ")] == parameters


def test_a_materialised_view_looks_the_same(empty: Path, database: duckdb.DuckDBPyConnection) -> None:
    looks = (
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE schema_name = 'main' AND NOT internal ORDER BY table_name, column_index"
    )
    with duckdb.connect(str(empty), read_only=True) as published:
        assert published.execute(looks).fetchall() == database.execute(looks).fetchall()
        sql = dict(
            published.execute("SELECT view_name, sql FROM duckdb_views() WHERE NOT internal").fetchall()
        )
    assert "derived.dyads" in sql["dyads"]
    assert "derived.dyads" not in sql["timeline"]


def test_a_file_attached_under_any_name_answers(empty: Path) -> None:
    with duckdb.connect() as shell:
        shell.execute(f"ATTACH '{empty}' AS whatever (READ_ONLY)")
        for name, path in views.view_files().items():
            if path.parent.name == "views":
                assert shell.execute(f"SELECT count(*) FROM whatever.{name}").fetchone() == (0,)


@pytest.mark.parametrize(
    "view", ["timeline", "central_asia_timeline", "meetings", "signings", "speeches", "visits"]
)
def test_a_view_of_events_keeps_their_order_through_a_filter(
    database: duckdb.DuckDBPyConnection, view: str
) -> None:
    days = [f"20{year:02d}-{month:02d}-01" for year in range(20) for month in range(1, 13)]
    kinds = ["meeting", "signing", "speech", "visit", "other"]
    rows = [
        {
            "event_id": f"{number % 7}-{number}",
            "date_start": days[number % 240],
            "n_sources": number % 3,
            "subtype": kinds[number % 5],
            "regions": ["central-asia"] if number % 2 else [],
        }
        for number in range(200_000)
    ]
    database.register("made", pa.Table.from_pylist(rows))
    database.execute(
        "INSERT INTO derived.events BY NAME SELECT event_id, date_start::DATE AS date_start, n_sources, "
        "subtype, regions FROM made ORDER BY date_start, event_id"
    )
    found = database.execute(f"SELECT date_start, event_id FROM {view} WHERE n_sources > 0").fetchall()
    assert len(found) > 20_000
    assert found == sorted(found)


def test_the_change_that_the_docs_show_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "views.md").read_text(encoding="utf-8")
    hunks = page.split("```diff\n")[1].split("   ```")[0].split("\n\n")
    case = yaml.safe_load(page.split("```yaml\n")[1].split("   ```")[0])
    copy_sql(tmp_path)
    file = tmp_path / "views" / "visits.sql"
    for hunk in hunks:
        lines = [line.removeprefix("   ") for line in hunk.splitlines()]
        before = "\n".join(line[1:] for line in lines if not line.startswith("+"))
        sql = file.read_text(encoding="utf-8")
        assert sql.count(before) == 1
        file.write_text(sql.replace(before, "\n".join(line[1:] for line in lines)), encoding="utf-8")
    monkeypatch.setattr(views, "HERE", tmp_path)
    with Writer(tmp_path / "home") as writer:
        path = writer.publish(NO_KNOWLEDGE)
    with duckdb.connect(str(path)) as changed:
        for each in case.values():
            test_view(changed, "visits", each)
        comment = "SELECT comment FROM duckdb_columns() WHERE table_name = 'visits' AND column_name = 'venue'"
        assert changed.execute(comment).fetchone() == ("Building or institution; not a participant",)


def test_the_view_that_the_docs_add_is_three_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "views.md").read_text(encoding="utf-8").replace("\n   ", "\n")
    sql, words, case = (
        page.split(f"{opening}\n")[1].split("```")[0]
        for opening in ("```sql", "# warehouse/columns.yml", "# tests/warehouse/views/calls.yml")
    )
    copy_sql(tmp_path)
    (tmp_path / "views" / "calls.sql").write_text(sql, encoding="utf-8")
    monkeypatch.setattr(views, "HERE", tmp_path)
    test_a_file_opens_with_its_grain_and_names_its_columns(tmp_path / "views" / "calls.sql")
    with Writer(tmp_path / "home") as writer:
        with pytest.raises(
            WarehouseError, match=r"columns\.yml: no meaning for calls\.called, calls\.callers$"
        ):
            writer.publish(NO_KNOWLEDGE)
        with (tmp_path / "columns.yml").open("a", encoding="utf-8") as file:
            file.write(words)
        path = writer.publish(NO_KNOWLEDGE)
    with duckdb.connect(str(path)) as changed:
        for each in yaml.safe_load(case).values():
            test_view(changed, "calls", each)
        comments = "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'calls'"
        said = dict(changed.execute(comments).fetchall())
    assert said["callers"] == "Who rings"
    assert said["evidence"] == "The clause that says it best"


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("callers: Who rings", "no view has callers$"),
        ("callers: [{means: Who rings, in: [visits]}]", r"no view has visits\.callers$"),
    ],
)
def test_a_meaning_that_no_view_has_use_for_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str, says: str
) -> None:
    copy_sql(tmp_path)
    with (tmp_path / "columns.yml").open("a", encoding="utf-8") as file:
        file.write(f"{entry}\n")
    monkeypatch.setattr(views, "HERE", tmp_path)
    with Writer(tmp_path / "home") as writer, pytest.raises(WarehouseError, match=says):
        writer.publish(NO_KNOWLEDGE)


def test_regions_come_from_the_knowledge(tmp_path: Path) -> None:
    with Writer(tmp_path) as writer, duckdb.connect(str(writer.publish(NO_KNOWLEDGE))) as connection:
        rows = connection.execute("SELECT country FROM regions WHERE region = 'central-asia'").fetchall()
    assert rows == [("KAZ",), ("KGZ",), ("TJK",), ("TKM",), ("UZB",)]


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("SELECT nowhere FROM derived.events", 'views/made.sql: Binder Error: .*"nowhere"'),
        ("SELEC 1", "views/made.sql: Parser Error: "),
        ("SELECT event_id FROM plan", "views/made.sql: Catalog Error: .*Did you mean"),
        ("SELECT event_id FROM visits", "visits, made, visits|made, visits, made"),
        ("SELECT event_id FROM plans", "views/made.sql: must open with a line that says what it is"),
        (
            "SELECT 1 AS day; CREATE OR REPLACE VIEW other AS SELECT 1; DROP VIEW made",
            "no view or macro .* made",
        ),
    ],
)
def test_a_mistake_in_a_view_names_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sql: str, says: str
) -> None:
    copy_sql(tmp_path)
    (tmp_path / "views" / "made.sql").write_text(f"CREATE OR REPLACE VIEW made AS {sql}", encoding="utf-8")
    if "visits" in sql:
        (tmp_path / "views" / "visits.sql").write_text("CREATE OR REPLACE VIEW visits AS FROM made")
    monkeypatch.setattr(views, "HERE", tmp_path)
    with Writer(tmp_path / "home") as writer, pytest.raises(WarehouseError, match=says):
        writer.publish(NO_KNOWLEDGE)
