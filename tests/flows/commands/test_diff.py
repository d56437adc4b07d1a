"""Newer seeds read a document again, and `datelines diff` says what changed: the whole way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.copied import copied

TEXT = "The foreign ministers of Kazakhstan and Japan held talks in Tokyo on 19 December 2025.\n"

pytestmark = pytest.mark.slow


def test_a_changed_rule_shows_as_a_change_on_the_timeline(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")

    def run(*arguments: str) -> str:
        return copy.run(*arguments)[0]

    run("ingest", "news.txt")
    copy.change(
        "seeds/languages/en/triggers/consult.yml",
        'cameo: "046"\n  subtype: negotiation',
        'cameo: "040"\n  subtype: meeting',
    )
    run("ingest", "news.txt")

    first, second = json.loads(run("sql", "SELECT version FROM versions ORDER BY version_rank", "--json"))
    found = json.loads(run("diff", first["version"], second["version"], "--json"))
    [event] = json.loads(run("timeline", "--type", "meeting", "--json"))
    assert [(each["event_id"], each["change"], each["field"]) for each in found] == [
        (event["event_id"], "changed", "type")
    ]
    assert (found[0]["value_before"], found[0]["value_after"]) == ("CONSULT/negotiation", "CONSULT/meeting")
    assert found[0]["evidence"] in TEXT
    assert json.loads(run("diff", second["version"], second["version"], "--json")) == []
