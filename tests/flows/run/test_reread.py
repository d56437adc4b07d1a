"""What is stored can be read again as it was read, by whatever rules."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from datelines.extractors.pipeline import extract
from datelines.extractors.version import extractor_version
from datelines.flows.run.portions import plan, read
from datelines.flows.run.reread import forget_stored, read_again, stored
from datelines.sources.answers import SUFFIX
from datelines.sources.identity import document_id
from datelines.sources.raw_store import RawStore
from datelines.sources.records import DctCandidate, Document
from datelines.warehouse import Extracted, Reader, Writer, published_path
from tests.factories import FETCHED, NO_KNOWLEDGE
from tests.flows.run.test_faults import run

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
    assert list(stored(home)) == keyed()
    (file,) = read_again(home, ["stored"])
    assert file.suffix == SUFFIX
    again = [item for portion in plan([file]) for _, item in read(portion)]
    assert again == keyed()
    published = [extract(each).published for each in again if isinstance(each, Document)]
    assert published == [item.extraction.published for item in items]


def test_nothing_is_read_again_that_nobody_asked_for(home: Path) -> None:
    assert read_again(home, []) == []
    assert read_again(home, ["fetched"]) == []


def test_what_is_read_from_its_bytes_is_not_read_from_its_text_as_well(home: Path) -> None:
    kept = RawStore(home / "fetched" / "raw").put(b"<p>They met.")
    mine = Document("", "They met.", "https://example.org/typed", raw_hash=kept)
    documents = [replace(each, id=document_id(each.url, each.text)) for each in (*DOCUMENTS, mine)]
    with Writer(home) as writer:
        writer.write([Extracted(each, extract(each), "1", "s") for each in documents], "r", FETCHED)
        writer.publish(NO_KNOWLEDGE)
    (file,) = read_again(home, ["fetched", "stored"])
    found = [item.text for portion in plan([file]) for _, item in read(portion) if isinstance(item, Document)]
    assert sorted(found) == sorted([DOCUMENTS[0].text, DOCUMENTS[2].text])
    forget_stored(home)
    assert not file.exists()


AFTER_UPGRADE = """
import os
from datelines.flows.run import engine
home = os.environ["DATELINES_HOME"]
with engine.server(__import__("pathlib").Path(home)):
    from datelines.flows.run.ingest import ingest
    for _ in range(2):
        print(ingest(home=home, sources=[], reread=True).counts.new)
"""


@pytest.mark.slow
@pytest.mark.xdist_group("run faults")
@pytest.mark.usefixtures("shared_server")
def test_an_upgrade_reads_files_again_that_are_gone_since(tmp_path: Path) -> None:
    file, home = tmp_path / "news.txt", tmp_path / "home"
    file.write_text("On 5 May 2024 Kazakhstan and Japan signed an agreement in Tokyo.")
    assert run(home, str(file), VERSION="an older one")[0] == 0
    file.unlink()
    environment = {**os.environ, "DATELINES_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", AFTER_UPGRADE], env=environment, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "1\n0\n"), done.stderr
    found = Reader(published_path(home))
    shown = "SELECT extractor_version FROM facts.extractions JOIN derived.documents USING (extraction_id)"
    assert found.query(shown).rows == [(extractor_version(),)]
    assert found.query("SELECT count(*) FROM facts.extractions").rows == [(2,)]
    assert found.status()["documents"] == found.status()["events"] == 1
    assert list(home.glob("stored*")) == []
