"""The digests that ship under seeds/documents: headers, sources, and dated events in each."""

from __future__ import annotations

import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, HttpUrl

FOLDER = Path(__file__).parents[1] / "seeds" / "documents"
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
