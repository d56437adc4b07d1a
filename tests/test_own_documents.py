"""Invented documents in many styles, annotated as the gold is: what we read in text written by us.

Of the held-out half only figures are looked at, never errors. Floors stand 0.03 under what was measured.
"""

from __future__ import annotations

import importlib.util
import json
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from benchmarks.common import shared_folder
from extractors.pipeline import extract_many
from sources.records import Document

FOLDER = Path(__file__).parent / "documents"
FLOORS: dict[str, dict[str, float]] = json.loads((FOLDER / "floors.json").read_text(encoding="utf-8"))
FILES = sorted(FOLDER.glob("*/own-*.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_quotes_stand_in_the_text(path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["id"] == path.stem
    for item in (*document["events"], *document["timexes"]):
        assert document["text"].count(item["quote"]) > item.get("nth", 0), item["quote"]


def _scorer() -> ModuleType:
    path = shared_folder() / "gold" / "score.py"
    if not path.exists():
        pytest.skip(f"the scorer is not there: {path} (set DATELINES_SHARED)")
    spec = importlib.util.spec_from_file_location("gold_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _figure(figures: dict[str, Any], name: str) -> float:
    value: Any = figures
    for part in name.split("."):
        value = value[part]
    return float(value)


@pytest.mark.parametrize("half", sorted(FLOORS))
def test_what_is_read_in_them(half: str) -> None:
    scorer = _scorer()
    gold = scorer.read_gold(str(FOLDER / half))
    documents = [
        Document(d["id"], d["text"], url=d["url"], title=d["title"], lang="en", published=d["dct"])
        for d in gold.values()
    ]
    found = {extraction.id: asdict(extraction) for extraction in extract_many(documents)}
    figures = scorer.evaluate(gold, scorer.read_alternatives(str(FOLDER / half)), found)["all"]
    below = {
        name: _figure(figures, name) for name, floor in FLOORS[half].items() if _figure(figures, name) < floor
    }
    assert not below
