"""The meanings of columns: what columns.yml may say, and what it gives each view."""

from __future__ import annotations

from pathlib import Path

import pytest

from datelines.warehouse import columns, views
from datelines.warehouse.errors import BrokenFile

VISITS = {"visits": ["event_id", "place"]}


def file(folder: Path, text: str) -> Path:
    path = folder / "columns.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_name_means_the_same_in_every_view(tmp_path: Path) -> None:
    path = file(tmp_path, "place: Where it was")
    assert columns.meanings(path, {"visits": ["place"], "calls": ["place"]}) == {
        ("visits", "place"): "Where it was",
        ("calls", "place"): "Where it was",
    }


def test_a_view_may_mean_something_else_by_it(tmp_path: Path) -> None:
    path = file(tmp_path, "place:\n- means: Where it was\n- means: Rank\n  in: [races]")
    said = columns.meanings(path, {"visits": ["place"], "races": ["place"]})
    assert said == {("visits", "place"): "Where it was", ("races", "place"): "Rank"}


def test_a_name_may_have_no_meaning_that_holds_everywhere(tmp_path: Path) -> None:
    path = file(tmp_path, "place: [{means: Rank, in: [races]}]")
    assert columns.meanings(path, {"races": ["place"]}) == {("races", "place"): "Rank"}
    with pytest.raises(BrokenFile, match=r"columns\.yml: no meaning for visits\.place$"):
        columns.meanings(path, {"races": ["place"], "visits": ["place"]})


def test_all_gaps_are_named_at_once(tmp_path: Path) -> None:
    path = file(tmp_path, "date: When it was")
    with pytest.raises(BrokenFile, match=r"no meaning for visits\.event_id, visits\.place$"):
        columns.meanings(path, VISITS)


@pytest.mark.parametrize(
    ("extra", "idle"),
    [
        ("date: When it was", "date"),
        ("date: [{means: When it was, in: [visits]}]", r"visits\.date"),
        ("mood: [{means: How it was, in: [nowhere]}]", r"nowhere\.mood"),
    ],
)
def test_a_meaning_without_a_column_is_refused(tmp_path: Path, extra: str, idle: str) -> None:
    path = file(tmp_path, f"event_id: Its id\nplace: Where it was\n{extra}")
    with pytest.raises(BrokenFile, match=f"no view has {idle}$"):
        columns.meanings(path, VISITS)


def test_a_meaning_that_every_view_overrides_is_refused(tmp_path: Path) -> None:
    path = file(tmp_path, "place:\n- means: Where it was\n- means: Rank\n  in: [races]")
    with pytest.raises(BrokenFile, match=r"no view has place$"):
        columns.meanings(path, {"races": ["place"]})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("place: Where\nplace: Where it was", "columns.yml:2: repeated key 'place'"),
        ("place: []", "columns.yml:1: place: .* at least 1"),
        ("place:", "columns.yml:1: place: .* valid tuple"),
        ("place: ''", "columns.yml:1: place.0.means: .* at least 1"),
        ("place:\n- means: Where\n  on: [visits]", "columns.yml:3: place.0.on: .* not permitted"),
        ("place:\n- means: Where\n  in: []", "columns.yml:3: place.0.in: .* at least 1"),
        ("place: [{means: Rank}, {means: Rank, in: [races]}]", "place: .* the same meaning twice"),
        ("place: [{means: Rank}, {means: Where}]", "place: .* two without `in`"),
        ("place: [{means: Rank, in: [a]}, {means: Where, in: [a]}]", "place: .* two meanings for one view"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BrokenFile, match=says):
        columns.meanings(file(tmp_path, text), VISITS)


def test_the_file_is_in_the_order_of_the_alphabet() -> None:
    names = list(columns.read(views.HERE / "columns.yml"))
    assert names == sorted(names)
