"""What to say of a name that is none: the ones that it may have been meant for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from datelines.dashboard.wording import either

_MOST = 3
_PART = 3  # letters, from which a part of a name stands for it
_ALL_SHOWN = 12  # so many names are listed whole where none is near


def near(asked: str, known: Iterable[str]) -> list[str]:
    """Return the names most like the one asked for, whatever their case, the likest first.

    >>> near("meetng", ["meeting", "visit", "Meetings"])
    ['meeting', 'Meetings']
    """
    wanted = asked.casefold()
    folded: dict[str, list[str]] = {}
    for name in known:
        folded.setdefault(name.casefold(), []).append(name)
    holding = sorted(
        (name for name in folded if len(wanted) >= _PART and wanted in name), key=lambda n: (len(n), n)
    )
    found = dict.fromkeys([*get_close_matches(wanted, folded, _MOST), *holding])
    return [name for each in found for name in folded[each]][:_MOST]


def hint(asked: str, known: Sequence[str], shown: Mapping[str, str] | None = None) -> str:
    """Return the end of a message on a name that is unknown: near ones, else all if they are few.

    `shown` has for a name that is known the one that people write, where that is another.

    >>> hint("cvs", ["csv", "json"]), hint("x", ["csv", "json"])
    ('; did you mean csv?', '; there are csv, json')
    """
    written = shown or {}
    if found := near(asked, known):
        return f"; did you mean {either(list(dict.fromkeys(written.get(name, name) for name in found)))}?"
    names = dict.fromkeys(written.get(name, name) for name in known)
    return f"; there are {', '.join(names)}" if 0 < len(names) <= _ALL_SHOWN else ""
