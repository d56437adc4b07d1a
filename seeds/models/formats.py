"""Records that other programs write: which of their fields are ours."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from pydantic import Field

from datelines.seeds.loader import SeedModel, read_folder

RecordField = Literal["id", "text", "published", "url", "title", "lang"]


class FormatExample(SeedModel):
    """A record as the other program writes it, and what it says in our fields."""

    record: Mapping[str, Any]
    gives: Mapping[RecordField, str]


class RecordFormat(SeedModel):
    """A record with all keys of `signature` is of this format; `fields` names their field for each of ours.

    A record that has a `published`, or lacks one of the signature's keys, is ours and is left alone.
    """

    program: str
    source: str
    signature: tuple[str, ...] = Field(min_length=2)
    fields: Mapping[RecordField, str]
    holds: tuple[FormatExample, ...] = Field(min_length=1)
    fails: tuple[Mapping[str, Any], ...] = Field(min_length=1)


@cache
def record_formats() -> Mapping[str, RecordFormat]:
    """Return every format by the name of its file."""
    return read_folder("record_formats", RecordFormat)
