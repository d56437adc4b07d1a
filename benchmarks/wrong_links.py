"""What is wrong in the chains of the development half, link by link: to find out why, before changing a rule.

    python -m benchmarks.wrong_links [--kind unlinked|elsewhere|members|spurious]

unlinked: a mention that the program gives to no chain, or begins one with. elsewhere: linked to somebody
else. members: a group of others, or of none. spurious: the program's link at what no reader marked. Of the
held-out half nobody reads errors: it cannot be asked for.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks import coreference
from benchmarks.common import EvaluationError
from benchmarks.coreference import Compared, Link
from benchmarks.marked_chains import head
from datelines.sources.records import Chain, ChainMention

KINDS = ("unlinked", "elsewhere", "members", "spurious")
AROUND = 40  # characters of the text that are shown before a mention


@dataclass(frozen=True, slots=True)
class Fault:
    """A link that is wrong: at which offset, of which kind, and what to say of it."""

    at: int
    kind: str
    form: str
    what: str


def faults(one: Compared) -> list[Fault]:
    """Return what is wrong in a document, in the order of its text."""
    found = [_fault(one, link) for link in coreference.links(one) if not link.right]
    return sorted((*found, *_spurious(one)), key=lambda fault: fault.at)


def _fault(one: Compared, link: Link) -> Fault:
    own = link.mention
    shown = _shown(one, own.start, own.end)
    wanted = " or ".join("+".join(sorted(reading)) for reading in own.readings)
    if own.is_group:
        told = _members(one, link.chain) if link.chain else "nobody"
        return Fault(own.start, "members", own.form, f"{shown} is {told}, not {wanted}")
    if link.to is None:
        return Fault(own.start, "unlinked", own.form, f"{shown} is {wanted}")
    to = f"{one.document.text[link.to.start : link.to.end]} ({one.of[own.head][1].rule})"
    return Fault(own.start, "elsewhere", own.form, f"{shown} is {wanted}, not {to}")


def _members(one: Compared, chain: Chain) -> str:
    """Return those whom a group means by the first mention of each, with the rule; of no group, its own."""
    names = {other.id: one.document.text[slice(*_first(other))] for other in one.chains}
    told = " + ".join(names[member] for member in chain.members or (chain.id,))
    return f"{told} ({chain.mentions[0].rule})"


def _first(chain: Chain) -> tuple[int, int]:
    return chain.mentions[0].start, chain.mentions[0].end


def _spurious(one: Compared) -> Iterator[Fault]:
    marked = {mention.head for mention in one.document.mentions}
    for chain in one.chains:
        for mention in chain.mentions:
            at = head(one.document.text, mention.start, mention.end)
            if at not in marked and (len(chain.mentions) > 1 or chain.members):
                yield Fault(mention.start, "spurious", mention.form, _taken(one, chain, mention))


def _taken(one: Compared, chain: Chain, mention: ChainMention) -> str:
    whom = chain.name or (_members(one, chain) if chain.members else one.document.text[slice(*_first(chain))])
    return f"{_shown(one, mention.start, mention.end)} is no mention, not {whom} ({mention.rule})"


def _shown(one: Compared, start: int, end: int) -> str:
    text = one.document.text
    before = " ".join(text[max(0, start - AROUND) : start].split())
    return f"…{before} [{text[start:end]}]"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.wrong_links", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--kind", choices=KINDS, help="only faults of this kind")
    parsed = parser.parse_args(arguments)
    try:
        documents = coreference.read("dev")
    except EvaluationError as error:
        print(f"wrong_links: {error}", file=sys.stderr)
        return 2
    total: Counter[str] = Counter()
    for one in documents:
        for fault in faults(one):
            total[fault.kind] += 1
            if parsed.kind in (None, fault.kind):
                print(f"{one.document.id} {fault.kind:9} {fault.form:11} {fault.what}")
    print(", ".join(f"{total[kind]} {kind}" for kind in KINDS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
