"""The languages that a text is told apart in, and those of them that are read."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import Field

from datelines.seeds.loader import ROOT, SeedModel, read_seed

Script = Literal["latin", "cyrillic", "arabic", "han", "kana", "hangul", "other"]


class Language(SeedModel):
    """A language by its BCP-47 primary tag.

    `letters` are those of its alphabet that are not in every alphabet of the script, `common` frequent
    words: by both short texts are told apart. `month_endings` may follow a month's name in a date.
    `family_name` says where it stands in a person's full name.
    """

    tag: str = Field(pattern=r"^[a-z]{2,3}$")
    name: str
    scripts: tuple[Script, ...] = Field(min_length=1)
    read: bool = False
    family_name: Literal["first", "last"] = "last"
    month_endings: tuple[str, ...] = ()
    letters: str = ""
    common: frozenset[str] = frozenset()


class LanguageExample(SeedModel):
    text: str
    lang: str | None


class Languages(SeedModel):
    languages: tuple[Language, ...] = Field(min_length=1)
    holds: tuple[LanguageExample, ...] = Field(min_length=1)


@cache
def languages() -> Languages:
    """Return the languages of ``seeds/languages.yml``."""
    return read_seed(ROOT / "languages.yml", Languages)
