"""docs/api.md and the README: their Python runs, and prints what they show."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from pathlib import Path

import pytest

import datelines
from tests import ROOT

PAGES = [ROOT / "README.md", ROOT / "docs" / "api.md"]
BLOCK = re.compile(r"^```python\n(?P<code>.*?)^```\n(?:```text\n(?P<shown>.*?)^```$)?", re.M | re.S)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_shows_is_what_it_prints(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINES_HOME", str(tmp_path))
    monkeypatch.delenv("DATELINES_WAREHOUSE", raising=False)
    blocks = list(BLOCK.finditer(page.read_text(encoding="utf-8")))
    assert blocks
    names: dict[str, object] = {}
    for block in blocks:
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(block["code"], names)  # noqa: S102  ours
        assert printed.getvalue() == (block["shown"] or ""), block["code"]


def test_every_error_is_on_the_page() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    public = [getattr(datelines, name) for name in datelines.__all__]
    errors = {each.__name__ for each in public if isinstance(each, type) and issubclass(each, Exception)}
    assert {name for name in errors if f"`{name}`" not in page} == set()
