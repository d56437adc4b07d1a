"""The documentation says what the code says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from docs import blocks, generate
from seeds import read_seed
from seeds.models.events import Trigger
from seeds.models.knowledge import ActorFile, Mechanism
from seeds.models.published import IdScheme

ROOT = Path(__file__).parents[1]
PAGES = generate.pages()
LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#]*)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_generated_blocks_are_fresh(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert generate.rendered(text, page=page.name) == text, "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = [target for target in LINK.findall(page.read_text(encoding="utf-8")) if target]
    assert [target for target in targets if not (page.parent / target).exists()] == []


class TestBlocks:
    BLOCKS = {"greeting": lambda: "Hello", "other": lambda: "Other"}

    def test_what_stands_between_the_markers_is_written_over(self) -> None:
        page = "before\n<!-- generated: greeting -->\nold\nlines\n<!-- end generated -->\nafter\n"
        written = generate.rendered(page, self.BLOCKS)
        assert written == "before\n<!-- generated: greeting -->\nHello\n<!-- end generated -->\nafter\n"
        assert generate.rendered(written, self.BLOCKS) == written

    def test_a_page_without_blocks_stays_as_it_is(self) -> None:
        assert generate.rendered("plain\n", self.BLOCKS) == "plain\n"

    @pytest.mark.parametrize(
        ("page", "message"),
        [
            ("<!-- generated: greeting -->\nold\n", "without its other marker"),
            ("old\n<!-- end generated -->\n", "without its other marker"),
            ("<!-- generated: nothing -->\n<!-- end generated -->\n", "no block is called nothing"),
            (
                "<!-- generated: greeting -->\n<!-- generated: other -->\n<!-- end generated -->\n",
                "without its other marker",
            ),
        ],
    )
    def test_a_wrong_marker_is_an_error(self, page: str, message: str) -> None:
        with pytest.raises(generate.BlockError, match=message):
            generate.rendered(page, self.BLOCKS)

    def test_cells_cannot_break_a_table(self) -> None:
        assert blocks.table(["a"], [["one | two\nthree"]]).splitlines()[2] == "| one \\| two three |"


SEEDS = ROOT / "seeds"
SNIPPET = re.compile(r"^```yaml\n# seeds/(?P<kind>[^\n]+)\n(?P<body>.*?)^```$", re.M | re.S)
SHAPES: dict[str, Any] = {
    "actors": ActorFile,
    "events, a trigger": list[Trigger],
    "mechanisms": Mechanism,
    "id_schemes": IdScheme,
}
SNIPPETS = list(SNIPPET.finditer((ROOT / "docs" / "seeds.md").read_text(encoding="utf-8")))


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: snippet["kind"])
def test_a_seed_in_the_documentation_can_be_loaded(snippet: re.Match[str], tmp_path: Path) -> None:
    path = tmp_path / "snippet.yml"
    path.write_text(snippet["body"], encoding="utf-8")
    assert read_seed(path, SHAPES[snippet["kind"]])


def test_every_kind_of_seed_is_documented() -> None:
    kinds = {path.name for path in SEEDS.iterdir() if path.is_dir() and any(path.rglob("*.[ym]*"))}
    kinds |= {path.name for path in SEEDS.glob("*.yml")}
    page = (ROOT / "docs" / "seeds.md").read_text(encoding="utf-8").partition("\n## ")[0]
    named = set(re.findall(r"^\| `([\w.]+)/?` \|", page, re.M))
    assert kinds - named - {"models", "__pycache__"} == set()
    assert {name for name in named if not (SEEDS / name).exists()} <= {"sources", "languages.yml"}
