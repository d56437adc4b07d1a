"""The knowledge base: what is refused, with file and line, and what its cache and its dates do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

import tests
from datelines.seeds import knowledge as module
from datelines.seeds.checks import check, problems
from datelines.seeds.compile import compile_all, compiled_names
from datelines.seeds.knowledge import content_hash, knowledge
from datelines.seeds.loader import ROOT, SeedError, read_seed
from datelines.seeds.models.knowledge import ActorFile, Mechanism, Organisation, PlaceEntry
from datelines.seeds.partial_dates import first_day, last_day, overlap, within
from datelines.seeds.read import read_all

SMALL = {
    "countries.yml": """
        - {id: XAA, name: Alphaland, demonyms: {en: [Alphan]}, capital: alphaville}
        - {id: XBB, name: Betaland, demonyms: {en: [Betan]}}
    """,
    "actors/XAA.yml": """
        offices:
          - id: xaa-president
            name: President of Alphaland
            role: head-of-state
            country: XAA
            styles: [president]
            complete: {from: 2001-03, until: 2020-12-31}
            holders:
              - {person: anna-alpha, from: 2001-03-05, until: 2010-06, source: https://example.org/a}
              - {person: bert-alpha, from: 2010-06-20, source: https://example.org/a}
        people:
          - {id: anna-alpha, name: Anna Alphason}
          - {id: bert-alpha, name: Bert Alphason}
    """,
    "organisations/all.yml": """
        - {id: union, name: Alpha Union, from: 2001-06-15, until: 2015,
           members: [{country: XAA, from: 2001-06-15}]}
        - {id: xaa-senate, name: Upper Chamber, country: XAA, common: {en: [Senate]}}
    """,
    "places/all.yml": "- {id: alphaville, name: Alphaville, country: XAA, lat: 1, lon: 2}",
    "mechanisms/talks.yml": """
        name: Alphan Talks
        between: [{en: [Alphaland]}, {en: [Betaland]}]
        from: 2004-08
        sessions: [{ordinal: 1, date: 2004-08-28, place: alphaville, source: https://example.org/t}]
    """,
    "topics/dam.yml": "name: Alpha Dam",
    "regions/all.yml": "{name: Alphabet, countries: [XAA, XBB]}",
    "languages/en/roles.yml": """
        {former: [former], past: [then], neutral: [acting], lower: [deputy], incoming: [-elect],
         dated: [from], of: [of], articles: [the], joining: [and], possessive: "'s",
         address: [mr], particles: [de],
         honorifics: [mr], leader: [leader],
         titles: [{id: president, role: head-of-state, style: true, forms: [president]}]}
    """,
    "languages/en/names.yml": "{openers: [the], eponyms: [University], guards: []}",
}


def seeds_in(folder: Path, **changes: tuple[str, str]) -> Path:
    """Write the small knowledge base; a change names a file (__ for /) and replaces text in it."""
    for name, content in SMALL.items():
        key = name.removesuffix(".yml").replace("/", "__")
        text = textwrap.dedent(content).strip() + "\n"
        if key in changes:
            old, new = changes[key]
            assert old in text
            text = text.replace(old, new)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_seeds_are_sound():
    assert [str(problem) for problem in problems(read_all(ROOT))] == []


def test_the_small_seeds_are_sound(tmp_path):
    check(read_all(seeds_in(tmp_path)))


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "message"),
    [
        ("countries", "capital: alphaville", "capital: nowhere", 1, "no such row in places: nowhere"),
        ("actors__XAA", "person: bert-alpha", "person: carl", 10, "no such row in people: carl"),
        ("actors__XAA", "from: 2010-06-20", "from: 2010-05-31", 10, "overlaps anna-alpha"),
        ("actors__XAA", "from: 2010-06-20", "from: 2010-07-03", 7, "nobody between 2010-06 and 2010-07-03"),
        ("actors__XAA", "until: 2010-06,", "until: 2000,", 9, "ends before beginning"),
        ("actors__XAA", "from: 2001-03,", "from: 1999,", 7, "complete from 1999, but no holder then"),
        ("actors__XAA", "source: https://example.org/a}", "source: a book}", 9, "should match pattern"),
        ("actors__XAA", "styles: [president]", "styles: [queen]", 6, "no title with style is called queen"),
        (
            "actors__XAA",
            "role: head-of-state",
            "role: wizard",
            4,
            "no language has a title for the role wizard",
        ),
        ("actors__XAA", "- {id: bert-alpha,", "- {id: anna-alpha,", 13, "the id anna-alpha is taken"),
        ("actors__XAA", "name: Bert Alphason", "name: Anna Alphason", 13, "also leads to anna-alpha"),
        (
            "organisations__all",
            "country: XAA, from: 2001-06-15",
            "country: XAA, from: 2000",
            2,
            "before its founding",
        ),
        ("organisations__all", "from: 2001-06-15}]", "from: 2016}]", 2, "after its end"),
        ("mechanisms__talks", "date: 2004-08-28", "date: 2003", 4, "a session before its founding"),
        ("places__all", "lat: 1", "lat: 91", 1, "less than or equal to 90"),
        ("places__all", ", lat: 1, lon: 2", "", 1, "needs a country and coordinates"),
        ("topics__dam", "name: Alpha Dam", "name: Alphaville", 1, "also leads to alphaville"),
    ],
)
def test_a_contradiction_is_refused_with_its_file_and_line(tmp_path, file, old, new, line, message):
    with pytest.raises(SeedError, match=re.escape(message)) as caught:
        check(read_all(seeds_in(tmp_path, **{file: (old, new)})))
    assert caught.value.path == tmp_path / f"{file.replace('__', '/')}.yml"
    assert caught.value.line == line


def test_a_disputed_term_may_overlap(tmp_path):
    change = ("from: 2010-06-20", "disputed: true, from: 2010-05-31")
    check(read_all(seeds_in(tmp_path, actors__XAA=change)))


def test_a_vacancy_is_no_gap(tmp_path):
    path = seeds_in(tmp_path, actors__XAA=("from: 2010-06-20", "from: 2011-01-15")) / "actors" / "XAA.yml"
    text = path.read_text().replace(
        "    holders:", "    vacant: [{from: 2010-06, until: 2011-01}]\n    holders:"
    )
    path.write_text(text)
    check(read_all(tmp_path))


def test_names_made_by_rule_are_in_the_compiled_data(tmp_path):
    names = compiled_names(read_all(seeds_in(tmp_path)))["en"]
    assert names["Alphason Anna"] == [("anna-alpha", "name")]
    assert names["Alphason"] == [("anna-alpha", "short"), ("bert-alpha", "short")]
    assert names["Senate of Alphaland"] == names["Alphan Senate"] == [("xaa-senate", "name")]
    assert names["Alphaland-Betaland"] == names["Alphaland plus Betaland"] == [("talks", "name")]
    assert names["ALPHAVILLE"] == [("alphaville", "name")]


def test_the_cache_gives_what_was_compiled_and_changes_with_the_seeds(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINES_HOME", str(tmp_path / "home"))
    root = seeds_in(tmp_path / "seeds")
    first, key = knowledge(root), content_hash(root)
    knowledge.cache_clear()
    monkeypatch.setattr("datelines.seeds.compile.compile_all", lambda seeds: pytest.fail("compiled again"))
    assert knowledge(root) == first
    knowledge.cache_clear()
    seeds_in(root, topics__dam=("Alpha Dam", "Beta Dam"))
    assert content_hash(root) != key


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("DATELINES_HOME", str(tmp_path / "file"))
    assert knowledge(seeds_in(tmp_path / "seeds")).entities["XAA"].name == "Alphaland"
    knowledge.cache_clear()


def test_a_broken_cache_is_compiled_anew(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINES_HOME", str(tmp_path / "home"))
    root = seeds_in(tmp_path / "seeds")
    path = tmp_path / "home" / "cache" / f"knowledge-{content_hash(root)[:20]}.json"
    path.parent.mkdir(parents=True)
    for content in ("{", "[]", '{"entities": {"XAA": ["one", 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]}}'):
        path.write_text(content)
        assert knowledge(root).entities["XAA"].name == "Alphaland"
        knowledge.cache_clear()
        assert path.read_text().startswith('{"entities":{')


def test_what_is_compiled_while_the_seeds_are_replaced_is_not_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINES_HOME", str(tmp_path / "home"))
    root = seeds_in(tmp_path / "seeds")

    def compile_late(seeds):
        seeds_in(root, topics__dam=("Alpha Dam", "Beta Dam"))
        return compile_all(seeds)

    monkeypatch.setattr("datelines.seeds.compile.compile_all", compile_late)
    knowledge(root)
    knowledge.cache_clear()
    assert not list((tmp_path / "home").rglob("*.json*"))


LOAD = """
import shutil, sys
from pathlib import Path
from datelines.seeds import knowledge as module
code, newer, root = map(Path, sys.argv[1:])
assert module.ROOT == code / "datelines" / "seeds"
shutil.copytree(newer, code, dirs_exist_ok=True)
assert module.knowledge(root).entities["XAA"].name == "Alphaland"
"""
GIVEN_A_FIELD = {
    "knowledge.py": ("    guards: tuple[Guard, ...] = ()", "    since: tuple[str, ...] = ()"),
    "compile.py": ("    return found", '    for row in found.values():\n        row["since"] = ["then"]'),
}


def test_two_versions_side_by_side_have_caches_of_their_own(tmp_path):
    """An upgrade gives `Words` a field. Old and new processes share a home, and take turns.

    The last old one has its files replaced while it runs.
    """
    root, old, new = seeds_in(tmp_path / "kb"), tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        seeds = folder / "datelines" / "seeds"
        shutil.copytree(ROOT, seeds, ignore=shutil.ignore_patterns("*.yml", "__pycache__"))
        (folder / "datelines" / "__init__.py").touch()
    for name, (before, more) in GIVEN_A_FIELD.items():
        file = new / "datelines" / "seeds" / name
        start, line, end = file.read_text().rpartition(before)
        file.write_text(f"{start}{more}\n{line}{end}")
    for code, later in ((old, old), (new, new), (old, old), (old, new), (new, new)):
        replaced = shutil.copytree(later, tmp_path / "later", dirs_exist_ok=True)
        subprocess.run(
            [sys.executable, "-c", LOAD, str(code), str(replaced), str(root)],
            env={**os.environ, "PYTHONPATH": str(code), "DATELINES_HOME": str(tmp_path / "home")},
            cwd=tmp_path,
            check=True,
        )
    caches = (tmp_path / "home" / "cache").glob("knowledge-*.json")
    assert sorted('"since"' in file.read_text() for file in caches) == [False, True]


def test_a_term_of_vague_end_is_over_once_the_next_has_begun(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINES_HOME", str(tmp_path / "home"))
    base = knowledge(seeds_in(tmp_path / "seeds"))
    held = [
        [term.person for term in base.holders_on("xaa-president", day)]
        for day in ("2010-06-10", "2010-06-20", "2010-06-25")
    ]
    assert held == [["anna-alpha"], ["bert-alpha"], ["bert-alpha"]]
    in_the_month = base.holders_between("xaa-president", "2010-06-01", "2010-06-30")
    assert [term.person for term in in_the_month] == ["bert-alpha", "anna-alpha"]
    knowledge.cache_clear()


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2004", "2004-01-01", "2004-12-31"),
        ("2004-02", "2004-02-01", "2004-02-29"),
        ("2004-02-10", "2004-02-10", "2004-02-10"),
    ],
)
def test_a_date_keeps_its_width(date, first, last):
    assert (first_day(date), last_day(date)) == (first, last)


def test_spans_overlap_only_where_they_surely_share_more_than_a_handover():
    assert not overlap(("2001-03-05", "2010-06"), ("2010-06-20", None))
    assert not overlap((None, "2010-06-20"), ("2010-06-20", None))
    assert overlap((None, "2010-06-22"), ("2010-06-20", None))
    assert within("2010-06-20", "2010", "2010-06")


DOCUMENTED = re.findall(r"^```yaml\n(.+?)^```", (tests.ROOT / "docs/knowledge.md").read_text(), re.M | re.S)


@pytest.mark.parametrize(
    ("header", "shape"),
    [
        ("# seeds/actors", ActorFile),
        ("# seeds/places", list[PlaceEntry]),
        ("# seeds/organisations", list[Organisation]),
        ("# seeds/mechanisms", Mechanism),
    ],
)
def test_the_rows_in_the_documentation_can_be_loaded(tmp_path, header, shape):
    parts = [part for block in DOCUMENTED for part in re.split(r"^(?=# seeds/)", block, flags=re.M)]
    path = tmp_path / "row.yml"
    path.write_text(next(part for part in parts if part.startswith(header)), encoding="utf-8")
    loaded: Any = read_seed(path, shape)
    assert loaded


def test_the_hash_covers_the_code_that_compiles():
    assert {path.name for path in module.CODE} == {
        "names.py",
        "knowledge.py",
        "aliases.py",
        "compile.py",
        "checks.py",
        "loader.py",
        "packed.py",
        "partial_dates.py",
        "read.py",
    }
