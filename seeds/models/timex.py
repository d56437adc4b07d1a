"""The shape of ``seeds/languages/<language>/time/``: words, rules, joins and direction cues.

A language is a folder. ``words/*.yml`` are atoms, one a file; every other file directly in the folder is a
family of rules. A pattern is a regular expression over *folded* text (lower case, plain quotes,
hyphens and spaces) in which ``{name}`` stands for the atom of that name. Patterns may not repeat
without bound, so that no text can make matching superlinear.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from datelines.seeds.loader import SeedModel

Text = Annotated[str, BeforeValidator(str)]  # `is: 2025` is a year, not a number
Toward = Literal["past", "future"]
Modifiers = Literal["modifier", "part_modifier", "clock_modifier", "quantity", "nothing"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

_UNBOUNDED = re.compile(r"(?<!\\)(?:\[\^?\]?[^\]]*\]|\(\?[:=!<]|\\.)|([*+]|\{\d*,\})")
_SLOT = re.compile(r"\{([a-z_]+\d?)\}")
_FIELD = re.compile(r"\{([a-z_]+\d?)(?:\|[^}]*)?\}")
_MARK = re.compile(r"\[([^\]]+)\]")


def check_bounded(pattern: str) -> str:
    """Return `pattern`, or raise `ValueError` where it repeats something without bound."""
    if any(found.group(1) for found in _UNBOUNDED.finditer(pattern)):
        raise ValueError(f"a pattern may not repeat without bound (* + {{n,}}): {pattern}")
    return pattern


class Atom(SeedModel):
    """Words of one kind, by the value they stand for; or a pattern that stands for itself.

    `cased` are forms that count only where written with a capital (May the month, not the verb).
    `width` pads a number that `pattern` matched with zeros.
    """

    what: str
    forms: dict[str, tuple[str, ...]] = {}
    pattern: str | None = None
    width: int = 0
    cased: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        spelled = [form for forms in self.forms.values() for form in forms]
        if not spelled and not self.pattern:
            raise ValueError("an atom needs forms or a pattern")
        if repeated := {form for form in spelled if spelled.count(form) > 1}:
            raise ValueError(f"forms given twice: {sorted(repeated)}")
        if odd := [form for form in spelled if form != form.lower()]:
            raise ValueError(f"forms are written in lower case: {odd}")
        if unknown := set(self.cased) - set(spelled):
            raise ValueError(f"cased forms that are not forms: {sorted(unknown)}")
        if self.pattern:
            check_bounded(self.pattern)
        return self


class Hold(SeedModel):
    """A text with the expression in [brackets] and what it means for a reader on day `anchor`."""

    text: str
    is_: Text
    anchor: Text | None = None
    mod: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _is(cls, data: object) -> object:
        if isinstance(data, dict) and "is" in data:
            return {("is_" if key == "is" else key): value for key, value in data.items()}
        return data

    @model_validator(mode="after")
    def _marked_once(self) -> Self:
        if len(_MARK.findall(self.text)) != 1:
            raise ValueError("an example marks one expression in [brackets]")
        return self

    @property
    def plain(self) -> str:
        return _MARK.sub(r"\1", self.text)

    @property
    def span(self) -> tuple[int, int]:
        """Offsets of the marked expression in `plain`."""
        opening, closing = self.text.index("["), self.text.index("]")
        return opening, closing - 1


class Rule(SeedModel):
    """One expression: how it reads and the TIMEX3 value, with holes, that it means.

    A rule without `value` is negative: it claims text that only looks like a time. Instead of a value,
    `foreign` names the languages in whose words the match may be a full date.
    `after` is a pattern that must end right before the match, `not_after` one that must not.
    `modified_by` names the atom whose words may stand in front and give the `mod`: by default that of
    the rule's type, for a date ``modifier``, for a time ``clock_modifier``, for a duration ``quantity``.
    `toward` fixes the direction in which holes are filled, `apart` that the anchor's own day is not
    meant; `told` anchors at the last date the text told instead of the document's own. `compares`
    says that after a quarter a step of years means that quarter of those years. `capitals` asks
    that its first word, or all its words, begin with a capital.
    """

    id: str
    match: str
    value: str | None = None
    foreign: tuple[str, ...] = ()
    type: TimexType = "DATE"
    mod: str | None = None
    after: str | None = None
    not_after: str | None = None
    toward: Toward | None = None
    apart: bool = False
    told: bool = False
    compares: bool = False
    capitals: Literal["first", "all"] | None = None
    modified_by: Modifiers | None = None
    holds: tuple[Hold, ...] = ()
    fails: tuple[str, ...]
    why: str

    @property
    def negative(self) -> bool:
        return self.value is None and not self.foreign

    @model_validator(mode="after")
    def _has_examples(self) -> Self:
        if self.value is not None and self.foreign:
            raise ValueError("a rule has a value or foreign languages, not both")
        if not self.negative and not self.holds:
            raise ValueError("a rule needs an example that holds")
        if self.negative and self.holds:
            raise ValueError("a negative rule has only `fails`: texts in which nothing may be found")
        if not self.fails:
            raise ValueError("a rule needs a counter-example")
        for pattern in (self.match, self.after, self.not_after):
            if pattern:
                check_bounded(_SLOT.sub("", pattern))
        return self

    @model_validator(mode="after")
    def _fields_are_slots(self) -> Self:
        slots = set(_SLOT.findall(self.match))
        if unknown := set(_FIELD.findall(self.value or "")) - slots:
            raise ValueError(f"the value has fields that the pattern does not fill: {sorted(unknown)}")
        return self


class Join(SeedModel):
    """Two neighbouring expressions that are one, or share a year; `between` is all that may part them.

    ``time-date`` and ``date-time`` ("5 p.m. EST" + ", " + "Nov. 6") become one time of that day. With
    ``shared-year`` ("April" + " to " + "June 1968") both stay, and the one without a year takes the other's.
    """

    id: str
    kind: Literal["time-date", "date-time", "shared-year"]
    between: str
    holds: tuple[Hold, ...] = Field(min_length=1)
    fails: tuple[str, ...] = Field(min_length=1)
    why: str


class Cue(SeedModel):
    """Words that say on which side of now the time of their clause lies.

    ``adjacent`` cues stand right before the expression, ``before`` ones earlier in its sentence, the
    others also after it. A word with a capital inside a sentence is a name, not a cue.
    """

    id: str
    match: str
    toward: Toward
    where: Literal["adjacent", "before", "anywhere"] = "anywhere"
    holds: tuple[Hold, ...] = Field(min_length=1)
    fails: tuple[Hold, ...] = Field(min_length=1)
    why: str
