"""The documentation says what the code says."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from datelines.seeds import read_seed
from datelines.seeds.models.events import Subtypes, Trigger
from datelines.seeds.models.knowledge import ActorFile, Mechanism
from datelines.seeds.models.published import IdScheme
from datelines.seeds.models.slots import SlotFile
from datelines.seeds.models.sources import Source
from datelines.seeds.models.titles import Phrase
from datelines.seeds.models.words import Lexicon
from docs import blocks, generate, snapshots
from tests import ROOT

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


def test_the_index_names_every_page() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert [
        page.name for page in PAGES[1:] if page.name != "index.md" and f"]({page.name})" not in index
    ] == []


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


def test_a_language_that_is_read_lacks_nothing_and_one_that_is_not_shows_what() -> None:
    rows = [line.strip("| ").split(" | ") for line in blocks.languages().splitlines() if "(`" in line]
    lacking = {name: cells.count("–") for name, read, *cells in rows if read == "yes"}
    assert lacking == {"English (`en`)": 0}
    assert ["no", "–"] in [cells[:2] for _, *cells in rows]


SEEDS = ROOT / "seeds"
SNIPPET = re.compile(r"^```yaml\n# seeds/(?P<kind>[^\n]+)\n(?P<body>.*?)^```$", re.M | re.S)
SHAPES: dict[str, Any] = {
    "actors": ActorFile,
    "languages/en/triggers": list[Trigger],
    "languages/en/lexicon.yml": Lexicon,
    "languages/ru/slots.yml": SlotFile,
    "events/consult.yml, under subtypes": Subtypes,
    "languages/en/titles.yml, under subtypes": dict[str, Phrase],
    "mechanisms": Mechanism,
    "id_schemes": IdScheme,
    "sources": Source,
}
SNIPPETS = [
    match
    for page in ("seeds.md", "sources.md", "languages.md")
    for match in SNIPPET.finditer((ROOT / "docs" / page).read_text(encoding="utf-8"))
]


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


FENCED = re.compile(r"^```(?P<lang>\w+)\n(?P<body>.*?)^```$", re.M | re.S)


def fenced(lang: str, *pages: Path) -> list[str]:
    """Return the fenced blocks of a language in some pages."""
    texts = [page.read_text(encoding="utf-8") for page in pages]
    return [block["body"] for text in texts for block in FENCED.finditer(text) if block["lang"] == lang]


def shown_commands() -> list[str]:
    """Return each `datelines` command that a shell block of the documentation shows."""
    lines = [line for block in fenced("sh", *PAGES) for line in block.splitlines()]
    parts = [part.strip() for line in lines for part in re.split(r"[|>]", line.partition("#")[0])]
    return sorted({part for part in parts if part.startswith("datelines ")})


@pytest.mark.parametrize("command", shown_commands())
def test_a_shown_command_is_one_that_there_is(command: str) -> None:
    import typer

    from datelines.flows.cli import app

    words = shlex.split(command)[1:]
    current: Any = typer.main.get_command(app)
    context = current.context_class(current, info_name="datelines")
    while words and hasattr(current, "get_command"):
        name, current, words = current.resolve_command(context, words)
        context = current.context_class(current, info_name=name, parent=context)
    current.parse_args(context, words)


def test_every_variable_that_is_read_is_documented() -> None:
    folders = ("extractors", "flows", "warehouse", "sources", "dashboard", "seeds", "benchmarks")
    code = [path.read_text(encoding="utf-8") for folder in folders for path in (ROOT / folder).rglob("*.py")]
    pages = [page.read_text(encoding="utf-8") for page in PAGES]
    variable = re.compile(r"\bDATELINES_[A-Z_]+\b")
    read, named = (set(variable.findall("\n".join(texts))) for texts in (code, pages))
    assert read - named == set()


QUERIES = fenced("sql", ROOT / "README.md")


@pytest.fixture(scope="module")
def starter() -> Iterator[snapshots.Shell]:
    with snapshots.starter_home() as shell:
        yield shell


@pytest.mark.slow
@pytest.mark.xdist_group("starter home")  # it takes longer to make than to ask
class TestOnTheStarterDocuments:
    def test_the_readme_has_its_five_queries(self) -> None:
        assert len(QUERIES) == 5

    @pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.split("FROM ")[1].split()[0])
    def test_a_query_of_the_readme_has_an_answer(self, starter: snapshots.Shell, query: str) -> None:
        answer = starter.run(f"datelines sql {shlex.quote(query)} --format csv")
        assert len(answer.splitlines()) > 1

    @pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
    def test_shown_output_comes_from_a_command_that_runs(self, starter: snapshots.Shell, page: Path) -> None:
        for command in snapshots.commands(page.read_text(encoding="utf-8")):
            assert starter.run(starter.filled(command)).strip()

    def test_a_snapshot_is_the_command_and_what_it_printed(self, starter: snapshots.Shell) -> None:
        page = "<!-- snapshot: datelines timeline --limit 0 -->\nold\n<!-- end snapshot -->\n"
        written = snapshots.rendered(page, starter)
        assert "old" not in written
        assert written.splitlines()[:3] == [page.splitlines()[0], "```text", "$ datelines timeline --limit 0"]
        assert snapshots.rendered(written, starter) == written
