"""The standing formats and bodies that a document has named, as a later clause may point to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datelines.extractors.language import grammar
from datelines.extractors.language.words import words
from datelines.extractors.layers.entry import Entry
from datelines.extractors.layers.memory import Formats
from datelines.extractors.layers.parse import SentenceParse
from datelines.seeds.knowledge import knowledge
from datelines.seeds.letters import UPPER

if TYPE_CHECKING:
    from spacy.tokens import Token

SHORT = re.compile(rf"[\"”]?\s*\([\"“]?([{UPPER}][\w+-]{{1,9}})[\"”]?\)")


def after(formats: Formats, unit: SentenceParse) -> Formats:
    """Return what is remembered once a sentence is read: the format or international body named last."""
    for entry in unit.entries:
        body = is_body(entry) and not is_setting(unit.root(*entry.at), unit.lang)
        if entry.kind == "mechanism" or body:
            formats = Formats(entry, {**formats.short, **_short_names(entry, unit)})
    return formats


def _short_names(entry: Entry, unit: SentenceParse) -> dict[str, Entry]:
    """Return by what a format just named may be called again: the letters in brackets after it, and its last
    word where that is a format's ("the Dialogue")."""
    text = unit.sentence.text[entry.end - unit.sentence.start :]
    letters = SHORT.match(text)
    last = entry.text.strip('"“”').split()[-1]
    return {word: entry for word in (letters[1] if letters else "", last) if word and word[0].isupper()}


def is_body(entry: Entry) -> bool:
    """Say whether an entry is an international body with a founding or members, as a summit may be of."""
    if entry.kind != "organisation" or entry.country is not None or not entry.known:
        return False
    base = knowledge()
    body = base.entities.get(entry.id or "")
    return entry.id in base.countries_of or (body is not None and body.from_ is not None)


def is_setting(token: Token | None, lang: str, top: Token | None = None) -> bool:
    """Say whether something is only where it happens: "in a speech at the assembly". A session is more than a
    place ("at the summit of the union"), but not for what is proposed there."""
    lists = words(lang)
    while token is not None and grammar.hangs(token) != "root" and token != top:
        if grammar.kind(token) in {"verb", "auxiliary"}:
            return False
        if top is None and grammar.has_lemma(token, lists.sessions):
            return False
        if grammar.hangs(token) == "preposition" and token.lower_ in lists.at:
            return True
        token = token.head
    return False
