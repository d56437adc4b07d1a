"""`datelines seeds check`: every kind of file is read, and each rule between rows is broken once."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

import pytest

from flows.seed_checks import SHAPES, _time_rules, seed_problems
from seeds import ROOT, SeedError
from seeds.knowledge import knowledge

FILES = sorted(ROOT.rglob("*.yml"))


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
    assert {kind(path) for path in FILES} == set(SHAPES)


@pytest.mark.parametrize("where", SHAPES)
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


BREAKS = {
    "overlaps nursultan-nazarbayev": (
        "actors/KAZ.yml",
        "{person: kassym-jomart-tokayev, from: 2019-03-20",
        "{person: kassym-jomart-tokayev, from: 2019-03-01",
    ),
    "nobody between 2016-12-14 and 2016-12-16 in a complete span": (
        "actors/UZB.yml",
        "{person: shavkat-mirziyoyev, from: 2016-12-14",
        "{person: shavkat-mirziyoyev, from: 2016-12-16",
    ),
    "the name 'Shinzo Abe' (en) also leads to": (
        "actors/KAZ.yml",
        "aliases: {en: [Tokaev,",
        "aliases: {en: [Shinzo Abe, Tokaev,",
    ),
    "USA joined 1801, before its founding": (
        "mechanisms/c5-plus-1.yml",
        "{country: USA, from: 2015-09-26}",
        "{country: USA, from: 1801}",
    ),
}


@pytest.fixture(scope="module")
def found_in_breaks(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    root = copied(tmp_path_factory.mktemp("broken"))
    for file, old, new in BREAKS.values():
        change(root, file, old, new)
    return [str(problem) for problem in seed_problems(root)]


@pytest.mark.parametrize("message", BREAKS)
def test_what_does_not_hold_together_is_named_with_its_file(found_in_breaks: list[str], message: str) -> None:
    said = [problem for problem in found_in_breaks if message in problem]
    assert said
    assert said[0].startswith(f"seeds/{BREAKS[message][0]}:")


def test_nothing_else_is_named(found_in_breaks: list[str]) -> None:
    said = [p for p in found_in_breaks if any(m.casefold() in p.casefold() for m in BREAKS)]
    assert found_in_breaks == said


def test_a_time_rule_with_an_unknown_word_is_named(tmp_path: Path) -> None:
    root = copied(tmp_path)
    change(root, "timex/en/day-of-month.yml", 'after: "{month} {day}', 'after: "{no_such_atom} {day}')
    with pytest.raises(SeedError, match="no_such_atom"):
        _time_rules(root)


def test_a_newcomer_adds_a_minister_by_editing_one_file(tmp_path: Path) -> None:
    """A term ends, a term begins, a person is named: three lines of one file, and the check is content."""
    last = "{person: yermek-kosherbayev, from: 2025-09-26"
    copy = copied(tmp_path)
    path = copy / "actors/KAZ.yml"
    line = next(row for row in path.read_text(encoding="utf-8").splitlines() if last in row)
    ended = line.replace("from: 2025-09-26", "from: 2025-09-26, until: 2026-02-01")
    term = "      - {person: aida-example, from: 2026-02-01, source: https://example.org/ministers}"
    change(copy, "actors/KAZ.yml", line, f"{ended}\n{term}")
    change(copy, "actors/KAZ.yml", "people:\n", "people:\n  - {id: aida-example, name: Aida Example}\n")
    assert seed_problems(copy) == []
    knowledge.cache_clear()
    (held,) = knowledge(copy).holders_on("kaz-foreign-minister", "2026-02-02")
    knowledge.cache_clear()
    assert held.person == "aida-example"
