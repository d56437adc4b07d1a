"""The parts of a person's name, by the order in which a language puts them."""

from __future__ import annotations

from functools import cache

from datelines.seeds.models.languages import languages


@cache
def _family_first(lang: str) -> bool:
    return any(each.tag == lang and each.family_name == "first" for each in languages().languages)


def family_name(name: str, lang: str = "en") -> str:
    """Return the word of a name, as a text of a language writes it, that is the family's; a name of one word
    whole. Raises `IndexError` for a name without words."""
    return name.split()[0 if _family_first(lang) else -1]


def family_key(name: str, lang: str = "en") -> str:
    """Return what two mentions of one family name share, however it is capitalised."""
    return family_name(name, lang).casefold()
