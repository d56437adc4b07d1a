"""The questions of docs/sql.md are queries that run, and docs/views.md knows every macro."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.factories import FETCHED, NO_KNOWLEDGE, extracted, person, report
from warehouse import Reader, Writer, views

DOCS = Path(__file__).parents[1] / "docs"
QUESTION = re.compile(r"^### (?P<name>[^\n]+)\n```sql\n(?P<sql>.*?)^```$", re.M | re.S)
QUESTIONS = list(QUESTION.finditer((DOCS / "sql.md").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    with Writer(tmp_path_factory.mktemp("sql")) as writer:
        told = report("Aida met Ken.", participants=[person("Aida"), person("Ken", "JPN", role="target")])
        writer.write([extracted("d1", told)], "r", FETCHED)
        return Reader(writer.publish(NO_KNOWLEDGE))


def test_there_are_twenty() -> None:
    assert len(QUESTIONS) == 20


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["name"])
def test_a_question_of_the_page_has_an_answer(reader: Reader, question: re.Match[str]) -> None:
    assert len(reader.query(question["sql"]).columns) > 1


def test_every_macro_is_on_the_page_of_views() -> None:
    page = (DOCS / "views.md").read_text(encoding="utf-8")
    macros = {name for name, path in views.view_files().items() if path.parent.name == "macros"}
    assert {name for name in macros if f"| `{name}(" not in page} == set()
