"""Newer seeds read a document again, and `datelines diff` says what changed: the whole way."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT

TEXT = "The foreign ministers of Kazakhstan and Japan held talks in Tokyo on 19 December 2025.\n"

pytestmark = pytest.mark.slow


def test_a_changed_rule_shows_as_a_change_on_the_timeline(tmp_path: Path) -> None:
    tree = tmp_path / "tree" / "datelines"
    shutil.copytree(
        ROOT / "datelines", tree, ignore=shutil.ignore_patterns("__pycache__")
    )  # links become files
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DATELINES_")}
    environment |= {"PYTHONPATH": str(tmp_path / "tree"), "DATELINES_HOME": str(tmp_path / "home")}

    def run(*arguments: str) -> str:
        program = [sys.executable, "-c", "from datelines.flows.cli import main; main()", *arguments]
        done = subprocess.run(program, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("ingest", "news.txt")
    rules = tree / "seeds" / "languages" / "en" / "triggers" / "consult.yml"
    text = rules.read_text(encoding="utf-8")
    changed = text.replace('cameo: "046"\n  subtype: negotiation', 'cameo: "040"\n  subtype: meeting', 1)
    assert changed != text
    rules.write_text(changed, encoding="utf-8")
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
