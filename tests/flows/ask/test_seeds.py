"""`datelines seeds check`: every kind of file is read, and each rule between rows is broken once."""

from __future__ import annotations

import re
import shutil
import textwrap
from pathlib import Path, PurePosixPath

import pytest

from datelines.flows.ask.seeds import SHAPES, _time_rules, seed_problems
from datelines.seeds import ROOT, SeedError
from datelines.seeds.knowledge import knowledge

FILES = sorted(ROOT.rglob("*.yml"))
NONE_YET = {"weights/*/*.yml"}  # every seat answers by its rule


def kind(path: Path) -> str:
    place = "/" / PurePosixPath(path.relative_to(ROOT).as_posix())
    return next(where for where in SHAPES if place.match(f"/{where}"))


def copied(to: Path) -> Path:
    """Return a copy of all seeds."""
    folder = to / "seeds"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "*.md"))
    return folder


def change(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_seeds_are_sound() -> None:
    assert seed_problems() == []


def test_every_kind_of_seed_has_a_file() -> None:
    assert {kind(path) for path in FILES} == set(SHAPES) - NONE_YET


@pytest.mark.parametrize("where", sorted(SHAPES.keys() - NONE_YET))
def test_a_broken_file_of_any_kind_is_named_with_its_line(tmp_path: Path, where: str) -> None:
    path = next(path for path in FILES if kind(path) == where)
    broken = tmp_path / "seeds" / path.relative_to(ROOT)
    broken.parent.mkdir(parents=True)
    text = path.read_text(encoding="utf-8")
    broken.write_text(text + "\n? [a, b\n", encoding="utf-8")
    (problem,) = seed_problems(tmp_path / "seeds")
    assert problem.file == f"seeds/{path.relative_to(ROOT).as_posix()}"
    assert problem.line is not None
    assert problem.line >= len(text.splitlines())


def test_each_broken_file_is_named(tmp_path: Path) -> None:
    for name in ("topics", "regions"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "new.yml").write_text("name: New\nsize: 3\n", encoding="utf-8")
    assert [p.file.split("/")[-2] for p in seed_problems(tmp_path)] == ["regions", "topics"]


def test_a_file_of_no_kind_is_named(tmp_path: Path) -> None:
    (tmp_path / "actor").mkdir()
    (tmp_path / "actor" / "KAZ.yml").write_text("offices: []\n", encoding="utf-8")
    (problem,) = seed_problems(tmp_path)
    assert "no kind of seed lies here" in str(problem)


# What is put beside the seeds, and what must be said of it.
BROKEN = {
    "actors/example.yml": """
        offices:
          - id: example-president
            name: President of Examples
            role: head-of-state
            country: KAZ
            complete: {from: 2001-01-01, until: 2020-12-31}
            holders:
              - {person: anna-example, from: 2001-01-01, until: 2010-06-10, source: https://example.org}
              - {person: boris-example, from: 2010-06-01, until: 2015-03-01, source: https://example.org}
              - {person: anna-example, from: 2015-03-04, source: https://example.org}
        people:
          - {id: anna-example, name: Anna Example}
          - {id: boris-example, name: Boris Example, aliases: {en: [Anna Example]}}
    """,
    "mechanisms/example.yml": """
        name: Example Talks
        from: 2004
        members: [{country: KAZ, from: 1801}]
        source: https://example.org
    """,
}
SAID = (
    ("actors/example.yml:9", "boris-example (2010-06-01) overlaps anna-example (2001-01-01)"),
    ("actors/example.yml:6", "nobody between 2015-03-01 and 2015-03-04 in a complete span"),
    ("actors/example.yml:13", "the name 'Anna Example' (en) also leads to anna-example"),
    ("mechanisms/example.yml:3", "KAZ joined 1801, before its founding 2004"),
)


@pytest.fixture(scope="module")
def found_in_breaks(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    root = copied(tmp_path_factory.mktemp("broken"))
    for file, text in BROKEN.items():
        (root / file).write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")
    return [str(problem) for problem in seed_problems(root)]


@pytest.mark.parametrize(("where", "message"), SAID)
def test_what_does_not_hold_together_is_named_with_its_line(
    found_in_breaks: list[str], where: str, message: str
) -> None:
    said = [problem for problem in found_in_breaks if message in problem]
    assert said
    assert said[0].startswith(f"seeds/{where}:")


def test_nothing_else_is_named(found_in_breaks: list[str]) -> None:
    assert [problem for problem in found_in_breaks if "example" not in problem.split(":")[0]] == []


def test_a_time_rule_with_an_unknown_word_is_named(tmp_path: Path) -> None:
    root = copied(tmp_path)
    rule = "languages/en/time/day-of-month.yml"
    change(root, rule, 'after: "{month} {day}', 'after: "{no_such_atom} {day}')
    with pytest.raises(SeedError, match="no_such_atom"):
        _time_rules(root)


def test_a_language_that_nobody_knows_is_named(tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "languages" / "xx").mkdir()
    (root / "languages" / "xx" / "datelines.yml").write_text("weekdays: [mon]\n", encoding="utf-8")
    assert [str(problem) for problem in seed_problems(root)] == [
        "seeds/languages/xx: languages.yml knows no language xx"
    ]


def test_a_newcomer_adds_a_minister_by_editing_one_file(tmp_path: Path) -> None:
    """A term ends, a term begins, a person is named: three lines of one file, and the check is content."""
    copy = copied(tmp_path)
    path = copy / "actors/KAZ.yml"
    office = path.read_text(encoding="utf-8").partition("- id: kaz-foreign-minister\n")[2]
    line = re.findall(r"^ +- \{person: .*\}$", office.partition("\n  - id: ")[0], re.M)[-1]
    assert "until" not in line, "the last holder is in office"
    ended = line.replace(", source:", ", until: 2030-02-01, source:")
    term = "      - {person: aida-example, from: 2030-02-01, source: https://example.org/ministers}"
    change(copy, "actors/KAZ.yml", line, f"{ended}\n{term}")
    change(copy, "actors/KAZ.yml", "people:\n", "people:\n  - {id: aida-example, name: Aida Example}\n")
    assert seed_problems(copy) == []
    knowledge.cache_clear()
    (held,) = knowledge(copy).holders_on("kaz-foreign-minister", "2030-02-02")
    knowledge.cache_clear()
    assert held.person == "aida-example"
