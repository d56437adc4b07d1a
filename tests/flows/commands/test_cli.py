"""What a person types and what a program reads: streams, statuses, one line for an error."""

from __future__ import annotations

import json
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from datelines.flows import cli
from datelines.flows.run.extraction import answers, attempt
from datelines.flows.show import tables
from datelines.flows.show.events import date_text, unread_text
from datelines.flows.terminal import one_line
from datelines.seeds import SeedError
from datelines.sources.records import Document, Extraction, Published
from tests import ROOT

LINES = [
    b'{"id": "a", "text": "The ministers met in Almaty."}\n',
    b"not json\n",
    b'{"id": "c"}\n',
    b'{"id": "d", "text": "  "}\n',
    b'{"id": "e", "text": 7}\n',
    b'{"id": "a", "text": "They met again."}\n',
    b'{"text": "No id here."}\n',
]


def fake(documents: Iterable[Document], only: str | None = None) -> Iterator[Extraction]:
    """Read nothing; fail where a text asks for it."""
    for document in documents:
        if "crash" in document.text:
            raise RuntimeError("the parser\nfell over")
        yield Extraction(document.id, "en", "ok", None, None, document.text, Published())


def answered(lines: Iterable[bytes], **options: object) -> list[dict[str, object]]:
    numbered = list(enumerate(lines, start=1))
    return [json.loads(answer.line) for answer in answers(numbered, None, fake, **options)]  # type: ignore[arg-type]


def test_every_line_has_one_answer_in_order() -> None:
    got = answered(LINES)
    assert [item.get("line") for item in got] == [None, 2, 3, 4, 5, 6, None]
    kinds = [item["error"]["kind"] for item in got if "error" in item]  # type: ignore[index]
    assert kinds == ["bad-json", "missing-text", "empty", "missing-text", "repeated-id"]
    assert [item["id"] for item in got[:6]] == ["a", None, "c", "d", "e", "a"]


def test_a_line_that_is_not_json_is_called_so() -> None:
    [item] = answered([b"not json\n"])
    assert str(item["error"]["message"]).startswith("line 1: not JSON: ")  # type: ignore[index]


@pytest.mark.parametrize("at_once", [1, 2, 32])
def test_the_answers_do_not_depend_on_how_many_lines_go_together(at_once: int) -> None:
    assert answered(LINES, at_once=at_once) == answered(LINES)


def test_a_document_that_crashes_the_pipeline_costs_only_itself() -> None:
    texts = ["one", "crash", "three"]
    got = answered(json.dumps({"id": text, "text": text}).encode() for text in texts)
    assert [item["id"] for item in got] == texts
    assert got[1]["error"] == {"kind": "extraction-failed", "message": "RuntimeError: the parser fell over"}


def test_a_line_too_long_for_memory_is_an_error() -> None:
    [answer] = answers([(1, None)], None, fake)
    assert json.loads(answer.line)["error"]["kind"] == "too-large"


def test_lines_are_answered_as_they_come() -> None:
    asked: list[int] = []

    def lines() -> Iterator[tuple[int, bytes]]:
        for number, line in enumerate(LINES, start=1):
            asked.append(number)
            yield number, line

    first = next(answers(lines(), None, fake, at_once=1))
    assert json.loads(first.line)["id"] == "a"
    assert asked == [1]


def test_the_record_has_the_fields_of_the_contract_in_order() -> None:
    [everything] = answers([(1, LINES[0])], None, fake)
    [only_times] = answers([(1, LINES[0])], "timexes", fake)
    names = ["id", "lang", "status", "title", "url", "text", "published", "timexes", "events", "review"]
    assert list(json.loads(everything.line)) == [*names, "unread", "chains"]
    assert list(json.loads(only_times.line)) == [*names[:-2], "unread"]


def test_a_failure_of_one_document_is_not_hidden() -> None:
    [outcome] = attempt([Document("x", "crash")], None, fake)
    assert not isinstance(outcome, Extraction)
    assert outcome.id == "x"


def test_wrong_seeds_are_no_fault_of_a_document() -> None:
    def wrong(documents: Iterable[Document], only: str | None) -> Iterator[Extraction]:
        raise SeedError(Path("seeds/languages/en/lexicon.yml"), 3, "unknown key")

    with pytest.raises(SeedError):
        attempt([Document("x", "text")], None, wrong)


@pytest.mark.parametrize(
    ("start", "end", "precision", "shown"),
    [
        ("2025-12-19", "2025-12-19", "day", "2025-12-19"),
        ("2025-12-01", "2025-12-31", "month", "2025-12"),
        ("2025-07-01", "2025-09-30", "quarter", "2025-Q3"),
        ("2025-01-01", "2025-12-31", "year", "2025"),
        ("2025-12-15", "2025-12-21", "week", "2025-12-15/2025-12-21"),
        ("2020-01-01", "2029-12-31", "decade", "2020-01-01/2029-12-31"),
    ],
)
def test_a_date_is_shown_as_precisely_as_it_is_known(
    start: str, end: str, precision: str, shown: str
) -> None:
    assert date_text(date.fromisoformat(start), date.fromisoformat(end), precision) == shown


@pytest.mark.parametrize(
    ("documents", "says"),
    [
        ({"fr": 1}, "1 document in French, which is not read: kept, and read once it is"),
        ({"fr": 2}, "2 documents in French, which is not read: kept, and read once it is"),
        ({"qaa": 1}, "1 document in qaa, which is not read: kept, and read once it is"),
        (
            {"fr": 1200, "de": 1},
            "1,201 documents in languages that are not read (1,200 French, 1 German): "
            "kept, and read once they are",
        ),
    ],
)
def test_languages_that_are_not_read_are_named(documents: dict[str, int], says: str) -> None:
    assert unread_text(documents) == says


def test_no_date_is_said_to_be_none() -> None:
    assert date_text(None, None, None) == "undated"


def test_a_table_is_plain_in_a_pipe_and_its_columns_line_up() -> None:
    lines = tables.rows_as_table(("who", "n"), [("日本", 1), ("Japan\x1b[31m", 22)]).splitlines()
    assert lines == ["who         n", "日本        1", "Japan [31m  22"]


@pytest.mark.parametrize(("columns", "whole"), [("40", True), ("80", True), ("120", False)])
def test_no_column_is_squeezed_out_of_a_narrow_terminal(
    columns: str, whole: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    title = "The ministers of five countries met in Almaty to speak of water, trade and transport"
    names = ("date", "event", "type", "factuality", "sources", "id")
    shown = tables.rows_as_table(names, [("2012-05-03", title, "CONSULT/meeting", "asserted", 1, "ab12cd34")])
    assert (f"event       {title}\n" in shown) == whole
    assert all(word in shown for word in (*names, *title.split(), "CONSULT/meeting", "ab12cd34"))


def test_rows_one_below_the_other_leave_out_what_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "10")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    shown = tables.rows_as_table(("day", "place"), [("2012-05-03", "日本"), ("2012-05-04", None)])
    assert shown == "day    2012-05-03\nplace  日本\n\nday    2012-05-04\n"
    assert tables.rows_as_table(("day", "place"), []) == ""


def test_a_message_stays_on_one_line() -> None:
    assert one_line("first\nsecond\x1b]0;title\x07\u202e") == "first second ]0;title"


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["extract", "no-such-file.txt"], 1, "no-such-file.txt: No such file or directory"),
        (["extract", str(ROOT)], 1, " is a folder: `datelines ingest` reads what lies in it"),
        (["extract"], 2, "Missing argument 'FILE'."),
        (["extract", "--nope"], 2, "No such option: --nope"),
        (["no-such-command"], 2, "No such command 'no-such-command'."),
        (["timeline", "--format", "xml"], 2, "Invalid value for '--format'"),
        (["timeline"], 1, "no timeline at "),
        (["ingest", "no-such-folder"], 1, "no-such-folder: there is no such file or folder"),
        (["sources", "check", "no-such-source"], 1, "no source has this name; see `datelines sources list`"),
        (["sources", "check", "akorad"], 1, "akorad: no source has this name; did you mean akorda?"),
        (["sources", "disable", "akorad"], 1, "akorad: no source has this name; did you mean akorda?"),
        (["sources", "resume", "akorad"], 1, "akorad: no source has this name; did you mean akorda?"),
        (["ingest", "akorad"], 1, "no source of this name; did you mean akorda?"),
        (["sources", "add", "http://127.0.0.1/", "--name", "Bad_Name"], 2, "'Bad_Name': a source's name is"),
        (["dashboard", "--host", "203.0.113.7", "--port", "1"], 1, "cannot listen on 203.0.113.7:1: "),
        (["sources", "enable", "akorda"], 1, "akorda is not verified"),
        (["sources", "add", "http://127.0.0.1/"], 1, "http://127.0.0.1/: "),
        (["schedule", "no-such-folder"], 1, "no-such-folder: there is no such file or folder"),
        (["ingest", "--retry-quarantined", "x"], 2, "--retry-quarantined takes no paths"),
    ],
)
def test_an_error_is_one_line_on_stderr(
    arguments: list[str],
    status: int,
    says: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("DATELINES_HOME", str(tmp_path))
    assert cli.run(arguments) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert "Traceback" not in err


def test_a_command_imports_only_what_it_needs() -> None:
    heavy = {"prefect", "duckdb", "spacy", "rich", "trafilatura"}
    code = f"import sys; from flows import cli; cli.run(['--help']); print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("set()\n")


EXTRA = """
import signal
import socket
import time
from datelines.flows import cli, terminal

def flood():
    terminal.emit("x" * 10_000_000)

def wait():
    terminal.emit("ready")
    time.sleep(60)

signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job's children ignore it
cli.app.command()(flood)
cli.app.command()(wait)
cli.main()
"""


def started(command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", EXTRA, command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )


def test_a_reader_that_has_enough_is_no_error() -> None:
    with started("flood") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(3) == b"xxx"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_an_interruption_that_a_library_wraps_is_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt as error:
            raise ValueError("cannot serialise") from error

    monkeypatch.setattr(cli, "app", interrupted)
    assert cli.run(["status"]) == cli.INTERRUPTED
    assert capsys.readouterr() == ("", "")


def test_an_interruption_is_one_line() -> None:
    with started("wait") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
    assert (process.returncode, err) == (130, b"datelines: interrupted\n")


@pytest.mark.parametrize("group", [[], ["seeds"], ["quarantine"]])
def test_a_group_by_itself_shows_its_help_on_stderr(
    group: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(group) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"Usage: {' '.join(['datelines', *group])} ")
    assert "\nCommands:\n" in err


@pytest.mark.parametrize("arguments", [["who", "a\udcff"], ["sql", "SELECT '\udcff'"], ["ingest", "\udcff"]])
def test_what_is_not_utf_8_is_said_to_be_so(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(arguments) == 2
    assert capsys.readouterr() == ("", f"datelines: what was typed is not UTF-8: {arguments[1]!a}\n")


def test_a_file_may_have_any_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a\udcff.txt"
    file.write_bytes(b"\0")
    assert cli.run(["extract", str(file)]) == 1
    assert "this is not text" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("end", "says"),
    [
        (">/dev/full", "cannot write to standard output: No space left on device"),
        (">&-", "standard output is closed"),
    ],
)
def test_output_that_cannot_be_written_is_one_line(end: str, says: str) -> None:
    code = shlex.quote(EXTRA)
    shell = f"{shlex.quote(sys.executable)} -c {code} flood {end}"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"datelines: {says}\n")


def test_a_port_in_use_is_one_line_before_anything_is_promised(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert cli.run(["dashboard", "--port", str(port)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"datelines: cannot listen on 127.0.0.1:{port}: ")
    assert err.count("\n") == 1


def test_a_free_port_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    served: list[int] = []

    def serve(_published: Path, listening: socket.socket, _host: str) -> None:
        with listening:
            served.append(listening.getsockname()[1])

    monkeypatch.setattr("datelines.dashboard.app.serve", serve)
    assert cli.run(["dashboard", "--port", "0"]) == 0
    assert served != [0]
    assert f"http://127.0.0.1:{served[0]}/ " in capsys.readouterr().err


def test_a_home_that_cannot_be_a_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    home.write_text("a file")
    monkeypatch.setenv("DATELINES_HOME", str(home))
    assert cli.run(["rebuild"]) == 1
    assert capsys.readouterr().err.startswith(f"datelines: {home}: ")
