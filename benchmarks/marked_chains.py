"""Documents with their chains marked in the text, as a person reads and checks them.

    [Foreign Minister Kim|kim] met [the Omani minister|badr title]. [The two|kim+badr] signed.

What is marked and how stands in ``tests/coreference/README.md``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from benchmarks.common import EvaluationError
from datelines.seeds.loader import read_yaml

Form = Literal["name", "title", "description", "pronoun", "group"]

UNDECIDED = "?"
SAID = ("title", "description")  # forms that the mark says; the others show in the text or in the mark
PRONOUNS = frozenset({
    "i", "me", "my", "mine", "myself", "you", "your", "yours", "he", "him", "his", "himself", "she", "her",
    "hers", "herself", "it", "its", "itself", "we", "us", "our", "ours", "they", "them", "their", "theirs",
})  # fmt: skip
# What ends the head of a noun phrase; a list of the evaluation's own, so that no seed can move a score.
AFTER_HEAD = frozenset({"of", "from", "for", "in", "to", "at", "on", "with"})
WORD = re.compile(r"[^\s,]+")
NUMERAL = re.compile(r"[IVX]+")  # "Abdullah II" is headed by the name
MARK = re.compile(r"(?P<readings>[a-z+/]+|\?)(?: (?P<form>[a-z]+))?\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention as it is marked: offsets into the plain text, and whom it means.

    `readings` are the sets of actors that a reader may take it for: one, unless the text leaves it open
    whether a group is the states or those who speak for them. None at all where nobody can tell.
    """

    start: int
    end: int
    head: int
    form: Form
    readings: tuple[frozenset[str], ...]

    @property
    def actor(self) -> str | None:
        """Whom it means, where that is one and no group."""
        return next(iter(self.readings[0])) if self.readings and len(self.readings[0]) == 1 else None

    @property
    def is_group(self) -> bool:
        return bool(self.readings) and len(self.readings[0]) > 1


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    style: str
    published: str
    url: str | None = None
    text: str


@dataclass(frozen=True, slots=True)
class MarkedDocument:
    """A document to be read, and the mentions that a careful reader finds in it, in order."""

    id: str
    style: str
    published: str
    url: str | None
    text: str
    mentions: tuple[Marked, ...]


def read_document(path: Path) -> MarkedDocument:
    """Read a marked document. Raises `EvaluationError` where its marks are not those of the guidelines."""
    file = _File.model_validate(read_yaml(path))
    try:
        text, mentions = unmarked(file.text)
        check(mentions)
    except ValueError as error:
        raise EvaluationError(f"{path.parent.name}/{path.name}: {error}") from error
    return MarkedDocument(path.stem, file.style, file.published, file.url, text, mentions)


def unmarked(marked: str) -> tuple[str, tuple[Marked, ...]]:
    """Return the plain text and what is marked in it. Raises `ValueError` for a mark that cannot be read."""
    text, opened, found, at = "", [], list[tuple[int, int, re.Match[str]]](), 0
    while at < len(marked):
        if marked[at] == "[":
            opened.append(len(text))
        elif marked[at] == "|":
            mark = MARK.match(marked, at + 1)
            if mark is None or not opened:
                raise ValueError(f"not a mark: {marked[at - 10 : at + 20]!r}")
            found.append((opened.pop(), len(text), mark))
            at = mark.end() - 1
        elif marked[at] == "]":
            raise ValueError(f"closed before it says who: {marked[at - 20 : at + 1]!r}")
        else:
            text += marked[at]
        at += 1
    if opened:
        raise ValueError(f"never closed: {text[opened[-1] : opened[-1] + 20]!r}")
    return text, tuple(_mention(text, *one) for one in sorted(found, key=lambda one: one[:2]))


def _mention(text: str, start: int, end: int, mark: re.Match[str]) -> Marked:
    told = mark["readings"]
    readings = () if told == UNDECIDED else tuple(frozenset(one.split("+")) for one in told.split("/"))
    form = _form(text[start:end], mark["form"], is_group=any(len(one) > 1 for one in readings))
    return Marked(start, end, head(text, start, end), form, readings)


def _form(words: str, said: str | None, is_group: bool) -> Form:
    if said is not None and said not in SAID:
        raise ValueError(f"no form is called {said!r}: one of {', '.join(SAID)}")
    if is_group:
        return "group"
    if said is not None:
        return "title" if said == "title" else "description"
    return "pronoun" if words.lower() in PRONOUNS else "name"


def head(text: str, start: int, end: int) -> int:
    """Return where the head of a noun phrase starts: its last word before a preposition or a comma."""
    phrase = text[start:end]
    words = [word for word in WORD.finditer(phrase) if word[0].lower() not in {"'s", "’s"}]
    last = words[0]
    for before, word in pairwise(words):
        if word[0].lower() in AFTER_HEAD or "," in phrase[before.end() : word.start()]:
            break
        last = last if NUMERAL.fullmatch(word[0]) else word
    return start + last.start()


def check(mentions: tuple[Marked, ...]) -> None:
    """Raise `ValueError` for an actor who is mentioned once and in no group, and for a head in two marks."""
    counted = Counter(mention.actor for mention in mentions if mention.actor)
    members = {actor for mention in mentions if mention.is_group for one in mention.readings for actor in one}
    if alone := [actor for actor, number in counted.items() if number == 1 and actor not in members]:
        raise ValueError(f"mentioned once, so not to be marked: {', '.join(alone)}")
    if unknown := sorted(members - set(counted)):
        raise ValueError(f"in a group but never mentioned: {', '.join(unknown)}")
    if twice := [at for at, number in Counter(mention.head for mention in mentions).items() if number > 1]:
        raise ValueError(f"one head in two marks, at {twice[0]}")


def documents(folder: Path) -> Iterator[MarkedDocument]:
    """Yield the documents of a folder in order of their names."""
    yield from map(read_document, sorted(folder.glob("*.yml")))
