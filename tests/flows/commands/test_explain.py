"""Whom the words of a telling mean: from a file with five pronouns through `ingest` to `explain`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.copied import copied

TEXT = (
    "ASTANA, 12 May 2004 - Japanese Foreign Minister Yoriko Kawaguchi met President Nursultan Nazarbayev "
    "of Kazakhstan in Astana on 10 May 2004 and thanked him for the welcome. She signed a joint statement "
    "with her Kazakh counterpart on 11 May 2004. The two sides held talks in Astana on 11 May 2004, and "
    "they agreed on a visit. They will meet again in Tokyo in 2005.\n"
)
HERS, HIS = "Yoriko Kawaguchi", "Nursultan Nazarbayev"
TOGETHER = f"{HERS}, {HIS} (those last told of together)"
MEANT = {
    f"him = {HIS} (the person last named before it)",
    f"She = {HERS} (the person who was the last subject)",
    f"her = {HERS} (the person who was the last subject)",
    f"they = {TOGETHER}",
    f"They = {TOGETHER}",
    f"The two sides = {TOGETHER}",
}

pytestmark = pytest.mark.slow


def test_all_five_pronouns_of_a_page_are_explained(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    copy.run("ingest", "news.txt")

    events = json.loads(copy.run("timeline", "--json")[0])
    printed = {
        line.strip() for event in events for line in copy.run("explain", event["event_id"])[0].split("- ")
    }
    assert printed >= MEANT

    recorded: list[dict[str, Any]] = [
        who
        for event in events
        for told in json.loads(copy.run("explain", event["event_id"], "--json")[0])["reports"]
        for who in told["meant"]
    ]
    assert {f"{who['text']} = {', '.join(who['means'])} ({who['rule']})" for who in recorded} >= MEANT
    pronouns = {
        who["span_start"]: who for who in recorded if who["text"].lower() in {"him", "she", "her", "they"}
    }
    assert len(pronouns) == 5
    assert all(TEXT[at : who["span_end"]] == who["text"] for at, who in pronouns.items())
