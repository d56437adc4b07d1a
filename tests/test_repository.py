"""What a contributor meets at the top of the repository says one thing each, and the same."""

from __future__ import annotations

import re
import tomllib

import yaml

from tests import ROOT
from tests.test_layers import tracked_files

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def recipe(target: str) -> list[str]:
    """Return the commands of a target of the Makefile."""
    [commands] = re.findall(rf"^{target}:[^\n]*\n((?:\t[^\n]*\n)+)", MAKEFILE, re.M)
    return [line.strip().replace("$(BIN)", ".venv/bin") for line in commands.splitlines()]


def test_what_runs_before_a_commit_is_what_make_check_runs() -> None:
    [repository] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert repository["repo"] == "local"
    assert [hook["entry"] for hook in repository["hooks"]] == recipe("check")
    for hook in repository["hooks"]:
        assert (hook["language"], hook["pass_filenames"]) == ("system", False)


def test_the_version_stands_in_pyproject_and_is_repeated_nowhere() -> None:
    """But in the changelog. Requirements have versions of others, and tests such as they invent."""
    repeated = re.compile(rf"(?<![\w.]){re.escape(VERSION)}(?![\w.+])")
    apart = {"pyproject.toml", "CHANGELOG.md", "requirements", "tests"}
    files = [path for path in tracked_files() if path.relative_to(ROOT).parts[0] not in apart]
    assert [str(path.relative_to(ROOT)) for path in files if repeated.search(path.read_text("utf-8"))] == []


def test_the_changelog_names_the_version_newest_first() -> None:
    headings = re.findall(r"^## \[([^\]]+)\](?: - \d{4}-\d\d-\d\d)?$", CHANGELOG, re.M)
    assert headings[:2] == ["Unreleased", VERSION]
    assert len(re.findall(r"^## ", CHANGELOG, re.M)) == len(headings)
    kinds = set(re.findall(r"^### (.+)$", CHANGELOG, re.M))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Known to be missing"}


def test_what_is_left_out_for_its_length_is_run_by_make_soak() -> None:
    options = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]
    assert options["ini_options"]["addopts"].endswith("-m 'not scale'")
    assert ".venv/bin/python -m pytest -q -m scale" in recipe("soak")
