"""The comment that an SQL file opens with, and what it declares."""

from __future__ import annotations

from pathlib import Path

import pytest

from datelines.warehouse import headers, views
from datelines.warehouse.errors import BrokenFile


def file(folder: Path, kind: str, sql: str) -> Path:
    path = folder / kind / "made.sql"
    path.parent.mkdir()
    path.write_text(sql, encoding="utf-8")
    return path


def test_the_first_line_says_what_one_row_is(tmp_path: Path) -> None:
    header = headers.read(file(tmp_path, "views", "-- made: one row is a thing: any\nSELECT 1"))
    assert (header.grain, header.declared) == ("A thing: any", {})


@pytest.mark.parametrize("sql", ["", "SELECT 1", "-- made: some things\nSELECT 1"])
def test_a_file_may_fail_to_say_it(tmp_path: Path, sql: str) -> None:
    assert headers.read(file(tmp_path, "views", sql)).grain is None


def test_a_word_and_a_colon_declare_something_with_its_reason(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "views",
        "-- made: one row is a thing\n-- Of any: kind.\n-- materialised: it is dear\nSELECT 1",
    )
    assert headers.read(path).declared == {"materialised": "it is dear"}


def test_below_the_opening_comment_nothing_is_declared(tmp_path: Path) -> None:
    path = file(tmp_path, "views", "-- made: one row is a thing\nSELECT 1\n-- materialised: no\n")
    assert headers.read(path).declared == {}


@pytest.mark.parametrize(
    ("kind", "word"), [("views", "materialized"), ("views", "by_slot"), ("macros", "materialised")]
)
def test_a_word_that_its_folder_does_not_know_is_refused(tmp_path: Path, kind: str, word: str) -> None:
    path = file(tmp_path, kind, f"-- made: one row is a thing\n-- {word}: why not\nSELECT 1")
    with pytest.raises(BrokenFile, match=f"{kind}/made.sql: its header declares what nothing reads: {word}"):
        headers.read(path)


@pytest.mark.parametrize("path", views.derived_files(), ids=lambda path: path.stem)
def test_a_file_asks_for_its_slot_where_it_is_run_by_slot(path: Path) -> None:
    asks = "getvariable('slot')" in path.read_text(encoding="utf-8")
    assert asks == ("by_slot" in headers.read(path).declared)
