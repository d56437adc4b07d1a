"""What a program gets from `import datelines`: the same as from the commands, and nothing else started."""

from __future__ import annotations

import ast
import inspect
import json
import os
import subprocess
import sys
import typing
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import datelines
from datelines.extractors.pipeline import extract_many
from datelines.flows.run.extraction import answers
from datelines.flows.run.work import again
from datelines.warehouse.lock import alone
from datelines.warehouse.store import Writer
from tests import ROOT

TALKS = "The foreign ministers of Kazakhstan and Japan met in Astana on 12 May 2024."
TREATY = "Kazakhstan and Uzbekistan signed a treaty in Tashkent on Monday. They may meet again in 2025."
RECORDS: list[dict[str, Any]] = [
    {"text": TALKS},
    {"id": "treaty", "text": TREATY, "published": "2024-06-05", "url": "https://example.org/a?utm_source=x"},
    {"id": 7, "text": "  Он приехал в Алматы в четверг.\n", "lang": "RU-kz", "title": "Визит"},
    {"text": TREATY, "published": "Wed, 05 Jun 2024 10:00:00 GMT", "lang": "en-GB", "title": ""},
    {"text": TREATY, "url": "https://example.org/2024/06/05/treaty", "publisher": "Steppe Wire"},
]
HEAVY = {
    "spacy",
    "prefect",
    "duckdb",
    "fastapi",
    "uvicorn",
    "starlette",
    "pydantic",
    "numpy",
    "pyarrow",
    "httpx",
}
SERVERS = {"prefect", "fastapi", "uvicorn", "starlette", "sqlalchemy", "duckdb"}


def told_by_the_command(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what `datelines extract --jsonl` prints for records."""
    lines = list(enumerate((json.dumps(record).encode() for record in records), 1))
    return [json.loads(answer.line) for answer in answers(lines, None, extract_many)]


def in_json(extraction: datelines.Extraction) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(json.dumps(asdict(extraction)))
    return written


def loaded_by(program: str, watched: set[str]) -> set[str]:
    """Return which of the watched modules a program has loaded when it ends."""
    code = f"import sys\n{program}\nprint(*({watched!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


class TestImporting:
    def test_it_loads_nothing_heavy(self) -> None:
        assert loaded_by("import datelines; dir(datelines)", HEAVY | {"datelines.flows"}) == set()

    def test_reading_a_text_starts_neither_prefect_nor_a_server_nor_a_database(self) -> None:
        assert loaded_by(f"import datelines; datelines.extract({TALKS!r})", SERVERS) == set()

    def test_every_name_that_a_type_checker_sees_is_there(self) -> None:
        tree = ast.parse((ROOT / "datelines" / "__init__.py").read_text(encoding="utf-8"))
        checked, _ = (node for node in tree.body if isinstance(node, ast.If))
        seen = {
            alias.name: getattr(import_module(node.module or ""), alias.name)
            for node in checked.body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        assert sorted({*seen, "__version__"}) == sorted(datelines.__all__)
        assert {name for name in seen if getattr(datelines, name) is not seen[name]} == set()

    def test_other_names_are_not(self) -> None:
        assert not hasattr(datelines, "import_module")
        with pytest.raises(AttributeError, match="'datelines' has no attribute 'extracts'"):
            datelines.extracts  # noqa: B018

    def test_the_version_is_that_of_the_package(self) -> None:
        assert datelines.__version__.split(".")[0].isdigit()

    def test_types_say_what_comes_back(self) -> None:
        back = {name: typing.get_type_hints(getattr(datelines, name))["return"] for name in functions()}
        assert back == {
            "connect": datelines.Reader,
            "extract": datelines.Extraction,
            "extract_many": Iterator[datelines.Extraction],
            "ingest": datelines.Summary,
        }

    def test_the_package_says_that_it_is_typed(self) -> None:
        assert (ROOT / "datelines" / "py.typed").is_file()


def functions() -> list[str]:
    return [name for name in datelines.__all__ if inspect.isfunction(getattr(datelines, name))]


class TestReading:
    def test_a_text_gives_what_the_command_gives(self) -> None:
        for record, told in zip(RECORDS, told_by_the_command(RECORDS), strict=True):
            known = {key: value for key, value in record.items() if key != "publisher"}
            assert in_json(datelines.extract(**known)) == told

    def test_many_give_what_the_command_gives_in_order(self) -> None:
        assert [in_json(each) for each in datelines.extract_many(RECORDS)] == told_by_the_command(RECORDS)

    def test_a_text_a_record_and_a_document_are_read_alike(self) -> None:
        document = datelines.Document("c", TALKS, lang="EN-us", published="Tue, 14 May 2024 09:00:00 +0000")
        given = [TALKS, {"id": "b", "text": TALKS}, document]
        text, record, value = datelines.extract_many(given)
        assert text.events[0].date == record.events[0].date == value.events[0].date
        assert (value.lang, value.published.value) == ("en", "2024-05-14T09:00:00+00:00")

    def test_a_day_and_a_time_may_be_values(self) -> None:
        day = datelines.extract(TREATY, published=date(2024, 6, 5))
        time = datelines.extract(TREATY, published=datetime(2024, 6, 5, 9, 30, tzinfo=UTC))
        assert (day.published.value, day.published.precision) == ("2024-06-05", "day")
        assert time.published.value == "2024-06-05T09:30:00+00:00"
        assert day.events[0].date == time.events[0].date

    def test_only_times_leaves_the_events_out(self) -> None:
        [read] = datelines.extract_many([TALKS], only="timexes")
        assert read.timexes
        assert read.events == ()

    @pytest.mark.parametrize(
        ("given", "kind", "message"),
        [
            ({"text": ""}, "empty", "the text is empty"),
            ({"text": " \n"}, "empty", "the text is empty"),
            ({"text": None}, "missing-text", 'the record has no "text"'),
            ({"text": TALKS, "lang": "english please"}, "bad-lang", "not a language tag: 'english please'"),
            ({"text": TALKS, "published": "yesterday"}, "bad-published", "neither ISO 8601 nor RFC 2822"),
            ({"text": TALKS, "published": "2024-02-30"}, "bad-published", "neither ISO 8601 nor RFC 2822"),
            ({"text": TALKS, "published": 5}, "bad-published", "must be a string"),
            ({"text": TALKS, "url": 5}, "bad-field", '"url" must be a string'),
            ({"text": TALKS, "title": {TALKS}}, "bad-json", "set is no value of JSON"),
            ({"text": TALKS, "title": float("nan")}, "bad-json", "not JSON"),
            ({"text": "half a \ud83d"}, "bad-encoding", "not UTF-8"),
            ({"text": "word " * 1_000_001}, "too-large", "longer than 5,000,000 bytes"),
        ],
    )
    def test_what_is_no_document_is_one_clear_error(
        self, given: dict[str, Any], kind: str, message: str
    ) -> None:
        with pytest.raises(datelines.InvalidDocument, match=message) as caught:
            datelines.extract(**given)
        assert (caught.value.kind, caught.value.number) == (kind, 1)
        with pytest.raises(datelines.InvalidDocument, match=f"document 2: .*{message}"):
            list(datelines.extract_many([TALKS, given]))

    def test_a_document_is_checked_like_a_record(self) -> None:
        sound = datelines.Document("a", TALKS)
        for wrong in ({"text": " "}, {"lang": "?"}, {"published": "soon"}):
            with pytest.raises(datelines.InvalidDocument):
                next(datelines.extract_many([replace(sound, **wrong)]))  # type: ignore[arg-type]

    def test_with_a_handler_the_others_go_on(self) -> None:
        wrong: list[datelines.DocumentError] = []
        given = [TALKS, "", {"id": "c", "text": TREATY}, {"id": "c", "text": TALKS}]
        read = list(datelines.extract_many(given, on_error=wrong.append))
        assert [each.text for each in read] == [TALKS, TREATY]
        assert [(each.number, each.kind, each.id) for each in wrong] == [
            (2, "empty", None),
            (4, "repeated-id", "c"),
        ]
        assert str(wrong[1]) == "document 4: this id stands on an earlier document"

    def test_a_fault_of_ours_is_called_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fall_over(*_: object) -> Iterator[datelines.Extraction]:
            raise RuntimeError("the parser fell over")

        monkeypatch.setattr("datelines.extractors.pipeline.extract_many", fall_over)
        with pytest.raises(datelines.ExtractionFailed, match="RuntimeError: the parser fell over"):
            datelines.extract(TALKS)

    @pytest.mark.parametrize("single", [TALKS, {"text": TALKS}, datelines.Document("a", TALKS), b"bytes"])
    def test_one_document_is_not_many(self, single: Any) -> None:
        with pytest.raises(TypeError, match="put it into a list"):
            datelines.extract_many(single)

    def test_what_can_be_no_document_is_named(self) -> None:
        with pytest.raises(TypeError, match="document 2 is neither text, mapping nor Document: bytes"):
            list(datelines.extract_many([TALKS, b"bytes"]))  # type: ignore[list-item]

    def test_documents_are_taken_as_they_are_needed(self) -> None:
        def endless() -> Iterator[str]:
            for number in range(1_000_000_000):
                yield f"{TALKS} {number}"

        assert next(datelines.extract_many(endless())).text == f"{TALKS} 0"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder into which two documents were read."""
    folder = tmp_path_factory.mktemp("home")
    datelines.ingest([{"text": TALKS}, {"text": TREATY, "published": "2024-06-05"}], home=folder)
    return folder


@pytest.fixture
def published(home: Path) -> Path:
    return home / "timeline.duckdb"


class TestAsking:
    def test_rows_come_with_the_names_of_their_columns(self, published: Path) -> None:
        with datelines.connect(published) as reader:
            found = reader.query("SELECT date_start, place FROM timeline ORDER BY date_start LIMIT 1")
        assert found.columns == ("date_start", "place")
        assert found.rows == [(date(2024, 5, 12), "Astana")]
        assert found.dicts() == [{"date_start": date(2024, 5, 12), "place": "Astana"}]

    def test_a_question_may_have_parameters(self, published: Path) -> None:
        reader = datelines.connect(published)
        asked = "SELECT title FROM timeline WHERE list_contains(countries, $country)"
        assert len(reader.query(asked, {"country": "JPN"}).rows) == 1
        assert reader.query("SELECT ? + 1", [1]).rows == [(2,)]

    def test_an_arrow_table_has_the_same_rows(self, published: Path) -> None:
        reader = datelines.connect(str(published))
        asked = "SELECT event_id, date_start, countries FROM timeline ORDER BY event_id"
        assert reader.arrow(asked).to_pylist() == reader.query(asked).dicts()

    def test_the_file_is_that_of_the_environment(
        self, home: Path, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("DATELINES_WAREHOUSE", raising=False)
        monkeypatch.setenv("DATELINES_HOME", str(home))
        assert datelines.connect().path == published
        monkeypatch.setenv("DATELINES_HOME", str(tmp_path))
        monkeypatch.setenv("DATELINES_WAREHOUSE", str(published))
        assert datelines.connect().path == published

    def test_a_missing_file_is_one_clear_error_at_once(self, tmp_path: Path) -> None:
        with pytest.raises(datelines.NotPublished, match=r"no timeline at .*nothing\.duckdb yet"):
            datelines.connect(tmp_path / "nothing.duckdb")

    def test_another_file_is_refused(self, tmp_path: Path) -> None:
        other = tmp_path / "notes.txt"
        other.write_text("Nothing of ours.", encoding="utf-8")
        for path in (other, tmp_path):
            with pytest.raises(datelines.NotAWarehouse):
                datelines.connect(path)

    @pytest.mark.parametrize("ask", ["query", "arrow"])
    @pytest.mark.parametrize(
        "sql",
        [
            "CREATE TABLE mine (a INTEGER)",
            "DELETE FROM facts.documents",
            "COPY (SELECT 1) TO '{folder}/out.csv'",
            "ATTACH '{folder}/out.duckdb'",
            "SET enable_external_access = true",
            "SELECT 1; DROP VIEW timeline",
            "FROM read_text('{folder}/secret.txt')",
            "FROM '{folder}/secret.csv'",
        ],
    )
    def test_it_writes_nothing_and_reads_no_other_file(
        self, published: Path, tmp_path: Path, ask: str, sql: str
    ) -> None:
        (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
        (tmp_path / "secret.csv").write_text("secret\n1\n", encoding="utf-8")
        with datelines.connect(published) as reader, pytest.raises(datelines.QueryRefused):
            getattr(reader, ask)(sql.format(folder=tmp_path))
        assert {path.name for path in tmp_path.iterdir()} == {"secret.txt", "secret.csv"}

    def test_a_mistake_in_the_sql_is_one_line(self, published: Path) -> None:
        with pytest.raises(datelines.QueryFailed, match="Catalog Error") as caught:
            datelines.connect(published).query("FROM timelines")
        assert "\n" not in str(caught.value)

    def test_a_block_sees_one_run_and_what_comes_after_it_the_next(self, tmp_path: Path) -> None:
        asked = "SELECT count(*) FROM timeline"
        datelines.ingest({"text": TALKS}, home=tmp_path)
        reader = datelines.connect(tmp_path / "timeline.duckdb")
        with reader:
            before = reader.query(asked).rows
            datelines.ingest({"text": TREATY, "published": "2024-06-05"}, home=tmp_path)
            assert reader.query(asked).rows == before
        assert reader.query(asked).rows > before


def all_rows(published: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of each view, but those that say when a run was."""
    with datelines.connect(published) as reader:
        views = reader.query(
            "SELECT view_name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'"
        )
        return {
            name: sorted(reader.query(f"FROM {name}").rows, key=repr)
            for (name,) in views.rows
            if name != "runs"
        }


class TestStoring:
    def test_paths_records_and_documents_are_read(self, tmp_path: Path) -> None:
        folder = tmp_path / "news"
        folder.mkdir()
        (folder / "talks.txt").write_text(TALKS, encoding="utf-8")
        (folder / "records.jsonl").write_text('{"text": "A first record."}\nno record\n', encoding="utf-8")
        document = datelines.Document("own id", TREATY, published="2024-06-05", publisher="Steppe Wire")
        done = datelines.ingest([folder, {"text": "By value."}, document], home=tmp_path / "home")
        assert (done.new, done.known, done.set_aside, done.changed) == (4, 0, 1, True)
        assert done.published == tmp_path / "home" / "timeline.duckdb"
        assert [note.rpartition("records.jsonl:")[2][:1] for note in done.notes] == ["2"]
        found = datelines.connect(done.published).query("SELECT publisher FROM source_coverage")
        assert ("Steppe Wire",) in found.rows

    def test_one_input_needs_no_list(self, tmp_path: Path) -> None:
        file = tmp_path / "talks.txt"
        file.write_text(TALKS, encoding="utf-8")
        home = tmp_path / "home"
        assert datelines.ingest(str(file), home=home).new == 1
        assert datelines.ingest(file, home=home).known == 1
        assert datelines.ingest({"text": TALKS}, home=str(home)).known == 1, "the same text, without address"

    def test_doing_it_twice_changes_nothing(self, tmp_path: Path) -> None:
        given = [{"text": TALKS}, {"text": ""}, {"text": TREATY, "published": "2024-06-05"}]
        first = datelines.ingest(given, home=tmp_path)
        rows, written = all_rows(first.published), first.published.stat().st_mtime_ns
        second = datelines.ingest(reversed(given), home=tmp_path)
        assert (second.new, second.known, second.set_aside, second.changed) == (0, 2, 1, False)
        assert all_rows(second.published) == rows
        assert second.published.stat().st_mtime_ns == written
        assert len(rows["timeline"]) >= 2

    def test_what_cannot_be_read_waits_with_its_bytes(self, tmp_path: Path) -> None:
        done = datelines.ingest([{"id": "a", "text": " "}, {"text": TALKS, "lang": "?"}], home=tmp_path)
        assert [note.partition(": ")[2] for note in done.notes] == [
            "input 1: the text is empty",
            "input 2: \"lang\" is not a language tag: '?'",
        ]
        with Writer(tmp_path) as writer:
            waiting = writer.quarantined()
        assert {item.kind: json.loads(item.raw or b"")["text"] for item in waiting} == {
            "empty": " ",
            "bad-lang": TALKS,
        }
        assert {found.kind for item in waiting for _, found in again(item)} == {"empty", "bad-lang"}

    @pytest.mark.slow
    def test_the_command_stores_the_same(self, tmp_path: Path) -> None:
        folder = tmp_path / "news"
        folder.mkdir()
        (folder / "talks.txt").write_text(TALKS, encoding="utf-8")
        lines = [json.dumps(record) for record in RECORDS]
        (folder / "records.jsonl").write_text("\n".join([*lines, "no record"]), encoding="utf-8")
        done = datelines.ingest(folder, home=tmp_path / "called")
        typed = tmp_path / "typed"
        command = [str(Path(sys.executable).with_name("datelines")), "ingest", str(folder)]
        subprocess.run(
            command, check=True, capture_output=True, env={**os.environ, "DATELINES_HOME": str(typed)}
        )
        assert all_rows(done.published) == all_rows(typed / "timeline.duckdb")
        repeated = datelines.ingest(folder, home=typed)
        assert (repeated.new, repeated.set_aside, repeated.changed) == (0, 1, False)

    def test_a_path_that_leads_nowhere_is_said_before_anything_is_read(self, tmp_path: Path) -> None:
        home = tmp_path / "home"
        with pytest.raises(datelines.InputNotFound, match=r"nothing\.txt: there is no such file or folder$"):
            datelines.ingest([{"text": TALKS}, tmp_path / "nothing.txt"], home=home)
        with pytest.raises(datelines.InputNotFound, match="addresses are fetched by `datelines ingest`"):
            datelines.ingest("https://example.org/a", home=home)
        assert not home.exists()

    @pytest.mark.parametrize(
        ("wrong", "error"), [({"text": TALKS, "title": {1}}, datelines.InvalidDocument), (5, TypeError)]
    )
    def test_what_no_file_could_hold_is_an_error(
        self, wrong: Any, error: type[Exception], tmp_path: Path
    ) -> None:
        with pytest.raises(error, match="input 2"):
            datelines.ingest([{"text": TALKS}, wrong], home=tmp_path)
        assert list(tmp_path.iterdir()) == []

    def test_it_waits_for_no_other_run_unless_told(self, tmp_path: Path) -> None:
        with alone(tmp_path / "warehouse.lock"), pytest.raises(datelines.Locked):
            datelines.ingest({"text": TALKS}, home=tmp_path)

    def test_it_prints_nothing_starts_nothing_and_leaves_nothing_running(self, tmp_path: Path) -> None:
        program = f"""
            import os, sys, threading
            import datelines
            datelines.ingest([{{"text": {TALKS!r}}}, {{"text": ""}}], home={str(tmp_path)!r})
            assert not {{"prefect", "fastapi", "uvicorn"}} & set(sys.modules)
            assert threading.enumerate() == [threading.main_thread()]
            try:
                os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                sys.exit(0)
            sys.exit("a process was started")
        """
        run = [sys.executable, "-c", inspect.cleandoc(program)]
        done = subprocess.run(run, capture_output=True, text=True, cwd=ROOT, env={**os.environ})
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        with alone(tmp_path / "warehouse.lock"):
            pass
        assert (tmp_path / "timeline.duckdb").exists()
