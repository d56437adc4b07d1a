"""The comment that an SQL file opens with: what it is, and the words that say how it is run.

    -- dyads: one row is a pair of countries and a month
    -- Only what is told as having happened counts.
    -- materialised: it goes through every pair of every event

A line that begins with a single word and a colon declares something, with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from datelines.warehouse.errors import BrokenFile

_COMMENT = re.compile(r"(?:--.*\n)*")
_WORD = re.compile(r"-- ([a-z_-]+): (.+)")
_GRAIN = ": one row is "
# What may be declared, by folder.
_KNOWN = {
    "views": {"materialised"},  # its rows are stored at publication
    "derived": {"by_slot"},  # it is run once for each part of the timeline
}


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a file, without its dashes, and the reasons of what it declares, by word."""

    opening: str
    declared: Mapping[str, str]

    @property
    def grain(self) -> str | None:
        """What one row is, as a sentence without its full stop; None where the file does not say."""
        _, said, grain = self.opening.partition(_GRAIN)
        return grain[:1].upper() + grain[1:] if said else None


def read(path: Path) -> Header:
    """Return the header of an SQL file. Raises `BrokenFile` for a word that its folder does not know."""
    comment = _COMMENT.match(path.read_text(encoding="utf-8"))
    first, *others = comment[0].splitlines() if comment and comment[0] else [""]
    declared = {found[1]: found[2] for line in others if (found := _WORD.fullmatch(line))}
    if unknown := sorted(declared.keys() - _KNOWN.get(path.parent.name, set())):
        raise BrokenFile.at(path, f"its header declares what nothing reads: {', '.join(unknown)}")
    return Header(first.removeprefix("-- "), declared)
