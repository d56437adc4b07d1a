"""Compile a language's seed folder, once a process, into the patterns that `find` runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import NamedTuple, TypeVar, get_args

from ahocorasick_rs import AhoCorasick

from datelines import seeds
from datelines.extractors.time.heads import heads
from datelines.seeds.letters import UNSPACED
from datelines.seeds.models.timex import Atom, Cue, Join, Modifiers, Rule, TimexType

_WORD = rf"[^\W{UNSPACED}]"  # in scripts without spaces a word may end where the next one begins
_IN_WORD = re.compile(_WORD)
# What a pattern is written with, and text in print is not, each of one character: offsets hold.
_PLAIN = str.maketrans(
    {"\n": " ", "\t": " ", "\r": " ", "\u0130": "i"}
    | dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u2002\u2003", " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u201b\u02bc", "'")
    | dict.fromkeys("\u201c\u201d\u201e", '"')
    | {chr(ord("\uff10") + digit): str(digit) for digit in range(10)}
)
M = TypeVar("M")
PARAGRAPH = "\x1e"
_MODIFIERS: Mapping[TimexType, Modifiers] = {
    "DATE": "modifier",
    "TIME": "clock_modifier",
    "DURATION": "quantity",
    "SET": "nothing",
}
_BLANK_LINE = re.compile(r"\n\s*\n")
_SLOT = re.compile(r"\{([a-z_]+?)(\d?)\}")
_SPACE = re.compile(r"\[[^\]]*\]| \?| ")


def fold(text: str) -> str:
    """Return `text` in lower case with plain quotes, hyphens and spaces, character for character.

    Blank lines become `PARAGRAPH` characters, which no pattern matches.
    """
    parted = _BLANK_LINE.sub(lambda gap: PARAGRAPH * len(gap.group()), text)
    return parted.translate(_PLAIN).lower()


class Slot(NamedTuple):
    """A group of a pattern, the field of the value that it fills, and the atom that it reads."""

    group: str
    field: str
    atom: str


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule ready to run. The nth slot of its pattern is group ``_n``."""

    id: str
    row: Rule
    pattern: re.Pattern[str]
    slots: tuple[Slot, ...]
    modified_by: Modifiers
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    heads: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """An atom ready to read: what a form means, and which forms need a capital."""

    pattern: str
    meaning: Mapping[str, str]
    width: int
    cased: frozenset[str]

    def read(self, written: str) -> str:
        known = self.meaning.get(" ".join(written.split()))
        return written.replace(",", "").zfill(self.width) if known is None else known


@dataclass(frozen=True, slots=True)
class JoinPattern:
    id: str
    row: Join
    between: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class CuePattern:
    row: Cue
    pattern: re.Pattern[str]


class Scanner:
    """One automaton over the heads of many patterns: says in one pass which may match where."""

    def __init__(self, beginnings: Iterable[Iterable[str]]) -> None:
        by_head: dict[str, list[int]] = {}
        for number, its_heads in enumerate(beginnings):
            for head in its_heads:
                by_head.setdefault(head, []).append(number)
        self._numbers = tuple(map(tuple, by_head.values()))
        self._automaton = AhoCorasick(list(by_head))

    def places(self, folded: str) -> dict[int, set[int]]:
        """Return the numbers of the patterns that may match, by the place where a word begins."""
        places: dict[int, set[int]] = {}
        for head, start, _ in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start == 0 or not _IN_WORD.match(folded, start - 1):
                places.setdefault(start, set()).update(self._numbers[head])
        return places


@dataclass(frozen=True, slots=True)
class Grammar:
    """All of a language. The scanners say where a rule or a modifier may begin."""

    words: Mapping[str, Words]
    rules: tuple[Compiled, ...]
    scanner: Scanner
    modifiers: tuple[tuple[Modifiers, re.Pattern[str]], ...]
    modifier_scanner: Scanner
    joins: tuple[JoinPattern, ...]
    cues: tuple[CuePattern, ...]


def _either(forms: Iterable[str]) -> str:
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return "|".join(re.escape(form).replace(r"\ ", " {1,2}").replace(r"\-", "-") for form in longest_first)


def _words(atom: Atom) -> Words:
    meaning = {form: value for value, forms in atom.forms.items() for form in forms}
    parts = [part for part in (_either(meaning), atom.pattern) if part]
    return Words("|".join(parts), meaning, atom.width, frozenset(atom.cased))


def _expand(pattern: str, words: Mapping[str, Words]) -> str:
    """Put atoms in their slots, and let a space stand for one or two (a wrapped line)."""
    spaced = _SPACE.sub(lambda m: {" ": " {1,2}", " ?": " {0,2}"}.get(m.group(), m.group()), pattern)
    number = count()
    return _SLOT.sub(lambda m: f"(?P<_{next(number)}>{words[m.group(1)].pattern})", spaced)


def _anonymous(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _ends_with(pattern: str | None, words: Mapping[str, Words]) -> re.Pattern[str] | None:
    return re.compile(f"(?:{_anonymous(_expand(pattern, words))}) {{0,2}}$") if pattern else None


def _compile(family: str, row: Rule, words: Mapping[str, Words]) -> Compiled:
    slots = tuple(
        Slot(f"_{n}", name + digit, name) for n, (name, digit) in enumerate(_SLOT.findall(row.match))
    )
    pattern = f"(?:{_expand(row.match, words)})(?!{_WORD})"
    return Compiled(
        id=f"{family}/{row.id}",
        row=row,
        pattern=re.compile(pattern),
        slots=slots,
        modified_by="nothing" if row.negative else row.modified_by or _MODIFIERS[row.type],
        after=_ends_with(row.after, words),
        not_after=_ends_with(row.not_after, words),
        heads=heads(pattern),
    )


def _rules(folder: str, words: Mapping[str, Words], root: Path) -> tuple[Compiled, ...]:
    """Return the rules of a language. The first wins a tie, so negative ones lead and foreign ones close."""
    compiled = []
    for family, rows in seeds.read_folder(folder, tuple[Rule, ...], root).items():
        path = root / folder / f"{family}.yml"
        for row in rows:
            try:
                compiled.append(_compile(family, row, words))
            except KeyError as error:
                raise seeds.SeedError(path, None, f"{row.id}: no atom is called {error}") from error
            except (re.error, ValueError) as error:
                raise seeds.SeedError(path, None, f"{row.id}: {error}") from error
        if len({row.id for row in rows}) < len(rows):
            raise seeds.SeedError(path, None, "two rules have the same id")
    return tuple(sorted(compiled, key=lambda rule: (not rule.row.negative, bool(rule.row.foreign))))


@cache
def languages() -> frozenset[str]:
    """Return the languages that have time rules."""
    return frozenset(seeds.languages_with("time"))


def _optional(folder: str, shape: type[M], root: Path) -> list[tuple[str, M]]:
    """Return family and row of a folder that a language may lack."""
    if not (root / folder).is_dir():
        return []
    families = seeds.read_folder(folder, tuple[shape, ...], root)  # type: ignore[valid-type]
    return [(family, row) for family, rows in families.items() for row in rows]


@cache
def grammar(lang: str, root: Path = seeds.ROOT) -> Grammar:
    """Read and compile ``seeds/languages/<lang>/time``. Raises `seeds.SeedError` where a seed is wrong.

    A language needs words and rules; modifiers, joins and cues it may lack.
    """
    folder = f"languages/{lang}/time"
    atoms = seeds.read_folder(f"{folder}/words", Atom, root)
    words = {name: _words(atom) for name, atom in atoms.items()}
    rules = _rules(folder, words, root)
    modifiers = tuple(
        (atom, re.compile(f"(?P<modifier>{words[atom].pattern})(?:[ -]{{1,2}}|(?<=[{UNSPACED}]))"))
        for atom in get_args(Modifiers)
        if atom in words
    )
    joins = _optional(f"{folder}/joins", Join, root)
    cues = _optional(f"{folder}/cues", Cue, root)
    return Grammar(
        words=words,
        rules=rules,
        scanner=Scanner(rule.heads for rule in rules),
        modifiers=modifiers,
        modifier_scanner=Scanner(heads(pattern.pattern) for _, pattern in modifiers),
        joins=tuple(
            JoinPattern(f"{family}/{row.id}", row, re.compile(_expand(row.between, words)))
            for family, row in joins
        ),
        cues=tuple(
            CuePattern(row, re.compile(f"(?<!{_WORD})(?:{_expand(row.match, words)})(?!{_WORD})"))
            for _, row in cues
        ),
    )
