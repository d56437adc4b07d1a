"""The types and subtypes of events hold together, and with what shows them."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from datelines.extractors.clauses import triggers
from datelines.seeds import ROOT as SEEDS
from datelines.seeds import SeedError, title_words
from datelines.seeds.event_types import event_types, subtypes
from tests import ROOT
from tests.warehouse.test_views import CASES

# What a grammar cannot tell of relations, kinds, forms and scripts is "other", which is no subtype there.
NO_SUBTYPE = {"extractors/language": {"other"}}
TITLES = SEEDS / "languages" / "en" / "titles.yml"
READERS = ("extractors", "warehouse", "dashboard", "flows", "sources")


def names_in_python(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def names_in_sql(source: str) -> Iterator[str]:
    yield from re.findall(r"'(\w+)'", re.sub(r"--.*", "", source))


@pytest.mark.parametrize(("ending", "names_in"), [("py", names_in_python), ("sql", names_in_sql)])
def test_no_code_names_a_type_or_subtype(ending: str, names_in: type) -> None:
    """What an event does, its file says: code that asked for its name would not know the next one."""
    names = event_types().keys() | subtypes().keys()
    found = []
    for folder in READERS:
        for path in sorted((ROOT / folder).rglob(f"*.{ending}")):
            place = path.relative_to(ROOT)
            allowed = NO_SUBTYPE.get(place.parent.as_posix(), set())
            found += [
                f"{place}: {name}"
                for name in names_in(path.read_text(encoding="utf-8"))
                if name in names - allowed
            ]
    assert found == []


def test_a_name_in_code_is_seen() -> None:
    assert list(names_in_python('if draft.type == "CONSULT": pass')) == ["CONSULT"]
    assert list(names_in_sql("WHERE subtype IN ('visit', 'call') -- not 'summit'")) == ["visit", "call"]


def test_a_subtype_is_listed_by_a_view_and_counted_by_a_column_that_there_are() -> None:
    counts = (ROOT / "warehouse/views/country_year.sql").read_text(encoding="utf-8")
    for one in subtypes().values():
        assert one.view is None or one.view in CASES, one.name
        assert one.counted is None or f"counted = '{one.counted}'" in counts, one.name


# A change that breaks the types: the file, what stands there, what is put, what is said of it.
BROKEN = {
    "a subtype of two types": (
        "aid.yml", "subtypes:\n", "subtypes:\n  visit: {meaning: Another.}\n", "subtype visit is",
    ),
    "a subtype that is like none": (
        "consult.yml", "like: [negotiation, summit]", "like: [parley]", "no subtype parley",
    ),
    "a fold into no type": ("aid.yml", "negated: REJECT", "negated: REFUSE", "no type REFUSE"),
    "put off to no type": ("reject.yml", "put_off: CONSULT", "put_off: MEET", "no type MEET"),
    "a file of another name": ("aid.yml", "type: AID", "type: HELP", "the file's name is not its type HELP"),
    "a key that no subtype has": ("aid.yml", "    travels: true", "    flies: true", "flies"),
    "a subtype of which nothing is said": ("aid.yml", "subtypes:\n", "subtypes:\n  loan:\n", "subtypes.loan"),
    "a class that there is not": ("aid.yml", "class: cooperation", "class: warm", "class"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "said"), BROKEN.values(), ids=BROKEN)
def test_what_does_not_hold_together_is_named_with_its_file(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    shutil.copytree(SEEDS / "events", tmp_path / "events")
    path = tmp_path / "events" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SeedError, match=said) as error:
        event_types(tmp_path)
    assert error.value.path.name in {file, "consult.yml"}  # a name given twice is wrong in either file


BROKEN_TRIGGERS = {
    "a trigger of no subtype": (
        "  subtype: meeting\n",
        "  subtype: gathering\n",
        "there is no subtype gathering",
    ),
    "a trigger twice": ("- id: hold-meeting\n", "- id: meet\n", "trigger meet stands twice"),
}


@pytest.mark.parametrize(("old", "new", "said"), BROKEN_TRIGGERS.values(), ids=BROKEN_TRIGGERS)
def test_a_trigger_holds_together_with_the_types(tmp_path: Path, old: str, new: str, said: str) -> None:
    for folder in ("events", "languages/en"):
        shutil.copytree(SEEDS / folder, tmp_path / folder)
    path = tmp_path / "languages" / "en" / "triggers" / "consult.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SeedError, match=said) as error:
        triggers.rows("en", tmp_path)
    assert error.value.path == path


WORDS = '{one: parleys, many: parley, base: parley, noun: Parley, before: "with "}'
UNTITLED = {
    "words for no subtype": (
        "subtypes:\n",
        f"subtypes:\n  parley: {WORDS}\n",
        "subtypes: there is no parley",
    ),
    "words for no type": ("\ntypes:\n", f"\ntypes:\n  PARLEY: {WORDS}\n", "types: there is no PARLEY"),
    "words for no rule": ("\nrules:\n", f"\nrules:\n  aid/give: {WORDS}\n", "rules: there is no aid/give"),
    "a subtype without words": ("\n  visit: ", "\n  # visit: ", "no words for CONSULT/visit"),
}


@pytest.mark.parametrize(("old", "new", "said"), UNTITLED.values(), ids=UNTITLED)
def test_title_words_are_those_of_what_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = TITLES.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "en.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert [problem.message for problem in title_words.problems(path, "en")] == [said]


def test_the_title_words_are_sound() -> None:
    assert title_words.problems(TITLES, "en") == []
