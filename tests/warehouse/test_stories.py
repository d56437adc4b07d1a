"""Stories of diplomacy: what documents tell, one after another, and what the views make of it.

A file is ``tests/warehouse/stories/<subject>.yml``, a mapping of stories to

    knows:  {actors: [row, …]}     what the seeds know, for a story that needs it
    told:   [report, …]            a document each; see `TOLD` for what a report may leave out
    expect: {view or call: [row, …]}   in order; only the columns named are compared

An event stands in `expect` under the name of the first document, by name, that tells it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from datelines.warehouse import Extracted, Reader, Writer
from tests.factories import FETCHED, NO_KNOWLEDGE, extracted, person, report
from tests.warehouse.test_views import plain

STORIES = {
    f"{path.stem}: {name}": story
    for path in sorted((Path(__file__).parent / "stories").glob("*.yml"))
    for name, story in yaml.safe_load(path.read_text(encoding="utf-8")).items()
}
COUNTRIES = {"Aida": "KAZ", "Ken": "JPN", "Zarina": "UZB"}
TOLD: dict[str, Any] = {
    "published": "2025-12-20",
    "says": None,  # the words; else the document's own, so that no two are copies
    "who": ["Aida", "Ken"],
    "ids": {},  # of persons whom the seeds know, by name
    "factuality": "asserted",
    "type": "CONSULT",
    "subtype": "visit",
    "date": None,
    "until": None,
    "precision": "day",
    "place": "Tokyo",
    "mechanism": None,
    "ordinal": None,
    "confidence": 0.9,
    "publisher": None,
}


def document(name: str, **given: Any) -> Extracted:
    assert given.keys() <= TOLD.keys()
    told = TOLD | given
    cast = [
        person(each, COUNTRIES.get(each), told["ids"].get(each), "target" if at else "source")
        for at, each in enumerate(told["who"])
    ]
    words = told["says"] or f"{', '.join(told['who'])}: so says {name}."
    each = report(
        words,
        date=day(told["date"]),
        until=day(told["until"]),
        precision=told["precision"],
        type=told["type"],
        subtype=told["subtype"],
        participants=cast,
        factuality=told["factuality"],
        mechanism=told["mechanism"],
        stage="convened" if told["mechanism"] else None,
        ordinal=told["ordinal"],
        place=(told["place"], "JPN") if told["place"] else None,
        confidence=told["confidence"],
    )
    return extracted(name, each, published=day(told["published"]), publisher=told["publisher"] or name)


def day(value: object) -> str | None:
    return None if value is None else str(value)


def publish(home: Path, story: dict[str, Any]) -> Reader:
    known = replace(NO_KNOWLEDGE, **story.get("knows", {}))
    with Writer(home) as writer:
        writer.write([document(**each) for each in story["told"]], "r", FETCHED)
        return Reader(writer.publish(known))


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_story(tmp_path: Path, story: dict[str, Any]) -> None:
    reader = publish(tmp_path, story)
    names = dict(reader.query("SELECT event_id, min(document_id) FROM reports GROUP BY event_id").rows)
    for view, expected in story["expect"].items():
        answer = reader.query(f"SELECT * FROM {view}")
        named = [column for column in answer.columns if any(column in row for row in expected)]
        assert {column for row in expected for column in row} <= set(answer.columns)
        shown = [
            {
                name: plain(names.get(each[name], each[name]))
                if isinstance(each[name], str)
                else plain(each[name])
                for name in named
            }
            for each in answer.dicts()
        ]
        assert shown == [{name: plain(row.get(name)) for name in named} for row in expected], view
