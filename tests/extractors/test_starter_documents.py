"""The digests that ship under seeds/documents: headers, sources, and dated events in each."""

from __future__ import annotations

import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, HttpUrl

from datelines.extractors.pipeline import extract_many
from datelines.sources.read import read_path
from datelines.sources.records import Document, Extraction
from tests import ROOT

FOLDER = ROOT / "seeds" / "documents"
DIGESTS = sorted(FOLDER.glob("*.md"))


class Header(BaseModel):
    """What stands between the two ``---`` lines of a digest."""

    model_config = ConfigDict(extra="forbid")

    title: str
    published: datetime.date
    url: HttpUrl
    publisher: str
    lang: str
    checked: list[HttpUrl]


def parts(path: Path) -> tuple[Header, str]:
    """Return the header and the text of a digest."""
    empty, header, text = path.read_text(encoding="utf-8").split("---\n", 2)
    assert empty == ""
    return Header.model_validate(yaml.safe_load(header)), text


@pytest.fixture(params=DIGESTS, ids=lambda path: path.stem)
def digest(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_there_are_enough_digests_for_a_first_timeline() -> None:
    assert len(DIGESTS) >= 12


def test_header_says_where_its_facts_can_be_checked(digest: Path) -> None:
    header, _ = parts(digest)
    assert header.publisher == "datelines digest"
    assert header.lang == "en"
    assert header.url in header.checked
    assert len(header.checked) == len(set(header.checked))
    assert len({urlsplit(str(address)).hostname for address in header.checked}) >= 2, "one source is no check"


def test_text_is_short_and_ends_with_a_line_break(digest: Path) -> None:
    _, text = parts(digest)
    assert 300 <= len(text) <= 2000
    assert text.endswith(".\n")
    assert max(map(len, text.splitlines())) <= 700


def test_no_two_digests_share_an_address() -> None:
    addresses = [str(parts(path)[0].url) for path in DIGESTS]
    assert len(addresses) == len(set(addresses))


@pytest.fixture(scope="module")
def extractions() -> dict[str, Extraction]:
    """What is read in each digest, by the name of its file."""
    documents = [read for path in DIGESTS for read in read_path(path)]
    assert all(isinstance(document, Document) for document in documents)
    found = extract_many(document for document in documents if isinstance(document, Document))
    return {path.stem: extraction for path, extraction in zip(DIGESTS, found, strict=True)}


def test_the_header_is_read_as_metadata(digest: Path, extractions: dict[str, Extraction]) -> None:
    header, text = parts(digest)
    extraction = extractions[digest.stem]
    assert extraction.text == text
    assert (extraction.title, extraction.url) == (header.title, str(header.url))
    assert (extraction.published.value, extraction.published.method) == (str(header.published), "given")
    assert not [item for item in extraction.review if item.kind == "dct-contradiction"]


def test_each_digest_ends_up_on_the_timeline(digest: Path, extractions: dict[str, Extraction]) -> None:
    extraction = extractions[digest.stem]
    told = [event for event in extraction.events if event.date and event.factuality == "asserted"]
    assert len(told) >= 2, [event.title for event in extraction.events]


def test_some_digests_date_events_relative_to_their_publication(extractions: dict[str, Extraction]) -> None:
    bases = {e.date.basis for x in extractions.values() for e in x.events if e.date is not None}
    assert {"text", "text+dct"} <= bases
