"""What is stored can be read again as it was read, by whatever rules."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extractors.pipeline import extract
from flows.again import read_again, stored
from flows.portions import plan, read
from sources.answers import SUFFIX
from sources.identity import document_id
from sources.records import DctCandidate, Document
from tests.factories import FETCHED, NO_KNOWLEDGE
from warehouse import Extracted, Writer

TEXT = "ASTANA, March 5 – The ministers met on Thursday.\n\n They left \u2028 the next day. Қазақстан 😀\r\n"
META = DctCandidate("2026-03-05T10:00+05:00", "minute", "metadata", "meta: then", 0.93)
DOCUMENTS = [
    Document("", TEXT, "https://example.org/2026/03/05/a", "A visit", None, None, (META,), "Asia/Almaty"),
    Document(
        "", "They met on Friday.", None, None, "en", "2026-03-06", (), None, "Steppe", "steppe", "0" * 64
    ),
    Document("", "Ils se sont vus.", None, None, "fr"),
]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATELINES_HOME", str(tmp_path))
    return tmp_path


def keyed() -> list[Document]:
    found = [replace(each, id=document_id(each.url, each.text)) for each in DOCUMENTS]
    return sorted(found, key=lambda each: each.id)


def test_a_stored_document_is_what_was_read(home: Path) -> None:
    items = [Extracted(each, extract(each), "1", "s") for each in keyed()]
    with Writer(home) as writer:
        writer.write(items, "r", FETCHED)
        writer.publish(NO_KNOWLEDGE)
    assert list(stored()) == keyed()
    (file,) = read_again(home, ["stored"])
    assert file.suffix == SUFFIX
    again = [item for portion in plan([file]) for _, item in read(portion)]
    assert again == keyed()
    published = [extract(each).published for each in again if isinstance(each, Document)]
    assert published == [item.extraction.published for item in items]


def test_nothing_is_read_again_that_nobody_asked_for(home: Path) -> None:
    assert read_again(home, []) == []
    assert read_again(home, ["fetched"]) == []
