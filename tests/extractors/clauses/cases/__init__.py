"""Sentences with what must be read in them, as YAML: ``participants``, ``places``, ``mechanisms``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from datelines.extractors.pipeline import extract
from datelines.sources.records import Document, Report

DAY = "2025-12-19"  # a Friday
Case = dict[str, Any]


def cases(name: str) -> list[Case]:
    """Return the cases of a file of this folder, all its sections together."""
    text = (Path(__file__).parent / f"{name}.yml").read_text(encoding="utf-8")
    return [case for section in yaml.safe_load(text).values() for case in section]


def told(case: Case) -> list[Report]:
    """Return the events of a case's text that have the subtype or type it asks for."""
    document = Document(id="test", text=case["text"], lang="en", published=DAY, url=case.get("url"))
    events = extract(document).events
    found = [event for event in events if case["event"] in {event.subtype, event.type}]
    assert found, [(event.type, event.subtype, event.evidence.text) for event in events]
    return found
