"""The commands that fetch, typed against a local site: add, check, enable, ingest, and again."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from datelines.flows import cli, start
from datelines.flows.run.session import Counts, Report
from datelines.flows.terminal import Problem
from datelines.flows.visit import catalogue, fetch
from datelines.flows.visit.inputs import collect
from datelines.seeds.loader import read_seed
from datelines.seeds.models.sources import Source
from datelines.sources.answers import Answer, Missed, dump_line
from datelines.sources.outcomes import Manners
from tests.flows.visit.test_fetch import describe, feed, page
from tests.local_site import Site, answer, serving

HOST = "127.0.0.1"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Serve at once, however often it is asked, under the host's own number."""
    quick = Manners(seconds_between=0, tries=1, allowed_hosts=frozenset({HOST}))
    for module in (catalogue, fetch):
        monkeypatch.setattr(module, "default_manners", lambda hosts=(): quick)
    monkeypatch.setattr("datelines.flows.visit.inputs.default_manners", lambda hosts=(): quick)
    monkeypatch.setattr(Site, "url", lambda self, path: f"http://{HOST}:{self.port}{path}")
    with serving() as found:
        found.answers["/"] = answer(
            b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>',
            Content_Type="text/html",
        )
        found.answers["/feed"] = answer(feed(found, "/a"))
        found.answers["/a"] = answer(page("A visit"), Content_Type="text/html")
        yield found


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATELINES_HOME", str(tmp_path))
    return tmp_path


def test_a_site_becomes_a_source_that_is_checked_and_switched_on(
    site: Site, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["sources", "add", site.url("/"), "--name", "steppe"]) == 0
    assert read_seed(home / "sources" / "steppe.yml", Source).url == site.url("/feed")
    assert cli.run(["sources", "add", site.url("/"), "--name", "steppe"]) == 1
    assert cli.run(["sources", "enable", "steppe"]) == 1
    assert cli.run(["sources", "check", "steppe"]) == 0
    assert cli.run(["sources", "enable", "steppe"]) == 0
    capsys.readouterr()
    assert cli.run(["sources", "list", "--json"]) == 0
    rows = {row["source"]: row for row in json.loads(capsys.readouterr().out)}
    assert (rows["steppe"]["on"], rows["akorda"]["on"]) == (True, False)
    assert rows["steppe"]["verified"] is not None
    assert cli.run(["sources", "disable", "steppe"]) == 0
    assert fetch.ledger(home).state("steppe").enabled is False


def test_a_draft_goes_where_the_user_says(site: Site, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["sources", "add", site.url("/"), "--out", "-"]) == 0
    assert "kind: feed" in capsys.readouterr().out
    assert cli.run(["sources", "add", site.url("/"), "--out", str(home / "deep" / "x.yml")]) == 0
    assert (home / "deep" / "x.yml").exists()
    with pytest.raises(Problem, match="small letters"):
        catalogue.own_file(home, "../x")


def test_a_source_in_bad_health_is_not_verified(
    site: Site, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    describe(home, site)
    site.answers["/a"] = answer(status=404)
    assert cli.run(["sources", "check", "steppe", "--json"]) == 1
    *_, problem = json.loads(capsys.readouterr().out)["steppe"]
    assert problem.endswith("/a: the host answers 404")
    assert fetch.ledger(home).state("steppe").verified is None


def test_what_was_typed_is_sorted_into_files_addresses_and_sources(
    site: Site, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    describe(home, site)
    site.answers["/b"] = answer(page("Another visit"), Content_Type="text/html")
    (home / "a.txt").write_text("He came.")
    found = collect([str(home / "a.txt"), "steppe", site.url("/b"), "nothing"], home)
    assert found.paths == (home / "a.txt",)
    assert list(found.fetched) == fetch.pending(home)
    assert (len(found.fetched), found.wrong) == (2, 1)
    assert "nothing: there is no such file or folder, and no source of this name" in capsys.readouterr().err


class Quarantine:
    def __init__(self, *items: fetch.Quarantined) -> None:
        self.items, self.released = items, list[str]()

    def quarantined(self) -> list[fetch.Quarantined]:
        return list(self.items)

    def release(self, keys: object, /) -> None:
        assert isinstance(keys, list)
        self.released += keys


def test_an_address_that_answers_after_all_leaves_quarantine(tmp_path: Path) -> None:
    file = tmp_path / "a.answers"
    lines = (Answer("http://a/", "http://a/", "", "0"), Missed("http://b/", "status", "404"))
    file.write_bytes(b"".join(map(dump_line, lines)))
    waiting = Quarantine(
        fetch.Quarantined("1", "http://a/", "read", "later", "503"),
        fetch.Quarantined("2", "http://a/", "read", "no-text", "nothing", b"<html>"),
        fetch.Quarantined("3", "http://b/", "read", "later", "503"),
    )
    fetch.release_answered(waiting, [file])
    assert waiting.released == ["1"]


@pytest.mark.parametrize(("status", "left"), [("ok", 0), ("unchanged", 0), ("partial", 1)])
def test_what_was_fetched_waits_until_it_is_stored(
    site: Site, home: Path, monkeypatch: pytest.MonkeyPatch, status: str, left: int
) -> None:
    report = Report(None, status, Counts(new=1), "there")
    monkeypatch.setattr(start, "_unchanged", lambda *_: None)
    monkeypatch.setattr(start, "_start_ingest", lambda *_: report)
    assert start.ingest([site.url("/a")], 0, 1, json=False) == 0
    assert len(fetch.pending(home)) == left


QUICK = f"""
import sys
from datelines.flows import cli
from datelines.flows.visit import inputs
from datelines.sources.outcomes import Manners
quick = Manners(seconds_between=0, tries=1, allowed_hosts=frozenset({{{HOST!r}}}))
inputs.default_manners = lambda hosts=(): quick
sys.exit(cli.run(sys.argv[1:]))
"""


def typed(*arguments: str) -> tuple[int, str]:
    """Run a command line in a process of its own, as each run starts an engine; return status and stderr."""
    done = subprocess.run([sys.executable, "-c", QUICK, *arguments], capture_output=True, text=True)
    return done.returncode, done.stderr


@pytest.mark.slow
@pytest.mark.usefixtures("shared_server")
def test_a_source_is_ingested_and_read_again_from_its_bytes(
    site: Site, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    describe(home, site)
    site.answers["/a"] = answer(status=404)
    status, said = typed("ingest", "steppe")
    assert (status, "/a: the host answers 404" in said) == (1, True)
    site.answers["/a"] = answer(page("A visit"), Content_Type="text/html")
    status, said = typed("ingest", "--retry-quarantined")
    assert status == 0, said
    asked = len(site.asked)
    assert typed("ingest", "steppe")[0] == 0
    for again in ("--fetched", "--stored"):
        status, said = typed("ingest", again)
        assert status == 0, said
    assert len(site.asked) == asked + 2  # robots.txt and the feed
    assert fetch.pending(home) == []
    status, said = typed("ingest", "ftp://news.example/a")
    assert (status, "ftp://news.example/a: " in said) == (1, True)
    assert cli.run(["status", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["documents"], found["quarantined"]) == (1, 1)
