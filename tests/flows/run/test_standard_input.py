"""`ingest -`: what comes on standard input is read like a file, and leaves nothing behind."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from datelines.flows import cli, start
from datelines.flows.run.portions import plan, read
from datelines.flows.run.standard_input import as_file
from datelines.flows.terminal import Problem
from datelines.sources.read import read_bytes
from datelines.sources.records import Document

TEXT = b"Aida Seitkali met Ken Mori in Almaty on 3 May 2012.\n"
PAGE = b"<!doctype html><title>Talks</title><p>" + TEXT + b"They spoke of water for two hours.</p>"
RECORD = b'{"id": "a", "text": "Ken Mori came.", "published": "2012-05-03"}\n'
PRETTY = b'{\n"text": "Ken Mori came."\n}\n'
LINES = RECORD + b'{"id": "b", "text": "' + b"They spoke. " * 1000 + b'"}\nnot json\n'


class Input(io.StringIO):
    """Standard input with these bytes."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.buffer = io.BytesIO(data)  # type: ignore[misc]


def given(data: bytes, home: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what the documents say, and what is set aside of it, where `data` comes on standard input."""
    monkeypatch.setattr("sys.stdin", Input(data))
    with as_file(["-", "other"], home) as [name, other]:
        assert other == "other"
        found = [item for portion in plan([Path(name)]) for _, item in read(portion)]
    assert not list((home / "standard-input").iterdir())
    return [item.text if isinstance(item, Document) else item.kind for item in found]


@pytest.mark.parametrize("data", [TEXT, PAGE, RECORD, PRETTY, b"\xef\xbb\xbf" + RECORD, b"\0\1\2", b"{"])
def test_one_document_is_read_as_extract_reads_it(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = read_bytes(data, "-")
    assert given(data, tmp_path, monkeypatch) == [one.text if isinstance(one, Document) else one.kind]


def test_json_lines_are_a_document_each_however_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "They spoke. " * 1000
    assert given(LINES, tmp_path, monkeypatch) == ["Ken Mori came.", long, "bad-json"]
    assert given(LINES[len(RECORD) :] + RECORD, tmp_path, monkeypatch) == [long, "bad-json", "Ken Mori came."]


def test_the_same_bytes_are_the_same_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = []
    for data in (TEXT, TEXT, PAGE):
        monkeypatch.setattr("sys.stdin", Input(data))
        with as_file(["-", "-"], tmp_path) as [first, second]:
            names.append(first)
            assert first == second
    assert (names[0] == names[1], names[0] == names[2]) == (True, False)


def test_without_it_nothing_is_read_or_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with as_file(["a"], tmp_path) as names:
        assert names == ["a"]
    assert not list(tmp_path.iterdir())


def test_a_run_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Input(TEXT))
    with pytest.raises(Problem), as_file(["-"], tmp_path):
        raise Problem("the disk is full")
    assert not list((tmp_path / "standard-input").iterdir())


@pytest.mark.parametrize(
    ("stream", "says"),
    [(Input(b""), "nothing came on standard input"), (None, "standard input is closed")],
)
def test_no_input_is_one_line(
    stream: Input | None,
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATELINES_HOME", str(tmp_path))
    monkeypatch.setattr("sys.stdin", stream)
    assert cli.run(["ingest", "-"]) == 1
    assert capsys.readouterr() == ("", f"datelines: {says}\n")


def test_ingest_hands_it_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[bytes] = []

    def ingest(names: list[str], *_: object) -> int:
        handed.extend(Path(name).read_bytes() for name in names)
        return 0

    monkeypatch.setenv("DATELINES_HOME", str(tmp_path))
    monkeypatch.setattr("sys.stdin", Input(TEXT))
    monkeypatch.setattr(start, "ingest", ingest)
    assert cli.run(["ingest", "-"]) == 0
    assert handed == [TEXT]
