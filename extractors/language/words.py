"""Load the words of a language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from datelines.extractors.language import slots
from datelines.seeds import ROOT, SeedError, languages_with, read_seed
from datelines.seeds.models.words import Lexicon, Wording, Words, words_of


@cache
def words(lang: str, root: Path = ROOT) -> Words:
    """Return a language's word lists, made of its lexicon.

    Raises `SeedError` where the language has none, or where its files are wrong.
    """
    path = languages_with("lexicon.yml", root).get(lang)
    if path is None:
        raise SeedError(root / "languages" / lang, None, f"{lang} cannot be read: it has no lexicon.yml")
    wording = read_seed(path.with_name("language.yml"), Wording)
    lexicon = read_seed(path, Lexicon)
    named = {word.lemma for word in lexicon.words if word.kind == "slot"}
    if named and (unknown := sorted(named - slots.names(lang, root))):
        raise SeedError(path, None, f"no slot is called {', '.join(unknown)}")
    try:
        return words_of(lexicon, wording)
    except ValueError as error:
        raise SeedError(path, None, str(error)) from error
