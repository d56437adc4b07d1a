"""The arrows between the layers, and what must not stand anywhere in the repository."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests import ROOT

PACKAGES = ("flows", "extractors", "warehouse", "sources", "dashboard", "seeds")
PROOF = ("tests", "benchmarks", "docs", "training")
LAYERS = ("extractors", "warehouse", "sources", "dashboard", "seeds")
# Calls that read the wall clock, by the last two parts of their dotted name.
CLOCK = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "gmtime"),
}
SQL_CLOCK = re.compile(
    r"\b(current_date|current_timestamp|current_time|localtimestamp|now\s*\(|today\s*\(|get_current_)", re.I
)
SQL_COMMENT = re.compile(r"--.*")
MACHINE_PATH = re.compile(r"(?<![\w.])/(home|root|Users|work|workspace|mnt)/[\w.-]+")
INDEX_ADDRESS = re.compile(
    r"(--(extra-)?index-url|--trusted-host|--find-links)[ =]\S|\bhttps?://[^\s/]*/simple\b"
)
TEXT = {".py", ".sql", ".yml", ".yaml", ".md", ".toml", ".txt", ".json", ".html", ".css", ".js", ".cfg", ""}


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / name for name in listed.decode().split("\0") if name]
    return [
        path for path in paths if path.suffix in TEXT and path.is_file() and not path.name.endswith(".min.js")
    ]


def clock_calls(tree: ast.AST) -> Iterator[int]:
    """Yield the line of each use of the clock's functions: `datetime.now`, called or passed on."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = (
                node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            )
            if (owner, node.attr) in CLOCK:
                yield node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (node.lineno for name in node.names if ("time", name.name) in CLOCK)


def lines_with(
    pattern: re.Pattern[str], paths: list[Path], strip: re.Pattern[str] | None = None
) -> list[str]:
    found = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if pattern.search(strip.sub("", line) if strip else line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    return found


def test_the_import_arrows_hold(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    status = lint_imports(no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def bare_imports(tree: ast.AST) -> Iterator[int]:
    """Yield the line of each import of a package by the name of its folder alone: `import flows`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or ""]
        else:
            continue
        if any(name.split(".")[0] in PACKAGES for name in names):
            yield node.lineno


def test_a_package_is_imported_as_one_of_datelines() -> None:
    """From the checkout `import flows` works too, as a second module beside `datelines.flows`."""
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in python_files(*PACKAGES, *PROOF)
        for line in bare_imports(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("import flows", [1]),
        ("import os\nfrom seeds.loader import ROOT", [2]),
        ("def f():\n    import sources.read as r", [2]),
        ("from datelines import flows", []),
        ("from datelines.seeds import ROOT", []),
        ("from .seeds import ROOT", []),
        ("import flowsheet", []),
    ],
)
def test_a_bare_import_is_seen(code: str, lines: list[int]) -> None:
    assert list(bare_imports(ast.parse(code))) == lines


def test_datelines_holds_links_to_the_folders_beside_it() -> None:
    links = {path.name: path.readlink() for path in (ROOT / "datelines").iterdir() if path.is_symlink()}
    assert links == {name: Path("..", name) for name in PACKAGES}


LABEL = re.compile(r"\.(dep|tag|pos|morph)_?\b(?!\()")


def test_no_label_of_a_parser_is_read_outside_the_languages() -> None:
    outside = [path for path in python_files("extractors") if path.parent.name != "language"]
    assert lines_with(LABEL, outside) == []


@pytest.mark.parametrize("line", ["token.dep_", "t.tag", "token.pos_ == 'X'", "word.morph.get('Case')"])
def test_a_label_is_seen_where_it_is_read(line: str) -> None:
    assert LABEL.search(line)


def test_no_clock_below_the_flows() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in python_files(*LAYERS)
        for line in clock_calls(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_no_clock_in_sql() -> None:
    assert lines_with(SQL_CLOCK, sorted((ROOT / "warehouse").rglob("*.sql")), SQL_COMMENT) == []


def test_no_path_of_a_machine_is_tracked() -> None:
    assert lines_with(MACHINE_PATH, tracked_files()) == []


def test_no_package_index_is_named() -> None:
    assert lines_with(INDEX_ADDRESS, [path for path in tracked_files() if path != Path(__file__)]) == []


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("import datetime\nx = datetime.datetime.now(datetime.UTC)", [2]),
        ("from datetime import date\nx = date.today()", [2]),
        ("from datetime import datetime\nfactory = datetime.now", [2]),
        ("import time\nx = time.time()", [2]),
        ("from time import time\nx = time()", [1]),
        ("from datetime import date\nx = date.fromisoformat('2025-12-19')", []),
        ("import time\nx = time.monotonic()", []),
    ],
)
def test_the_clock_is_seen_where_it_is_read(code: str, lines: list[int]) -> None:
    assert list(clock_calls(ast.parse(code))) == lines


@pytest.mark.parametrize("sql", ["SELECT current_date", "SELECT now()", "select get_current_timestamp()"])
def test_the_clock_of_sql_is_seen(sql: str) -> None:
    assert SQL_CLOCK.search(sql)


def test_paths_and_index_addresses_are_seen() -> None:
    assert MACHINE_PATH.search("open('" + "/ho" + "me/someone/x')")
    assert not MACHINE_PATH.search("https://example.org/home/page")
    assert INDEX_ADDRESS.search("--index" + "-url https://mirror.example")
    assert INDEX_ADDRESS.search("https://mirror.example" + "/simple")
